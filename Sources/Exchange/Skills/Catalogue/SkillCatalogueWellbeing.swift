extension SkillCatalogue {
    static let wellbeing = """
        yoga | Yoga | йога, hatha yoga, vinyasa, ashtanga, yin yoga, ヨガ
        pilates | Pilates | mat pilates
        tai-chi | Tai chi | taiji, taijiquan, tai chi chuan, 太極拳
        qigong | Qigong | chi kung
        meditation | Meditation | meditieren, meditación, zazen, vipassana
        mindfulness | Mindfulness | achtsamkeit, mbsr, atención plena
        breathwork | Breathwork | breathing exercises, atemübungen, pranayama, respiración
        stretching | Stretching and mobility | stretching, mobility, dehnen, flexibility, estiramientos
        massage | Massage | masaje, massieren, thai massage, shiatsu
        reiki | Reiki
        first-aid | First aid | erste hilfe, primeros auxilios, cpr, wiederbelebung
        nutrition | Nutrition | ernährung, nutrición, healthy eating, dietetics
        sleep | Better sleep | sleep hygiene, schlafhygiene, besser schlafen, dormir mejor
        stress-management | Stress management | stressbewältigung, manejo del estrés, relaxation, burnout prevention
        habits | Building habits | habit building, gewohnheiten, hábitos, self-discipline
        journaling | Journaling | tagebuch schreiben, bullet journal, diario personal
        communication | Communication | nonviolent communication, kommunikation, comunicación, active listening
        confidence | Self-confidence | confidence, selbstbewusstsein, autoestima, assertiveness, self-esteem
        parenting | Parenting | kindererziehung, crianza, baby care, babypflege
        childcare | Childcare | babysitting, kinderbetreuung, cuidado de niños, nanny
        elder-care | Caring for older people | elder care, altenpflege, seniorenbetreuung, caregiving, caring
        peer-support | Peer support | peer counselling, peer counseling, emotional support, apoyo mutuo
        hairdressing | Hairdressing | haare schneiden, haircuts, peluquería, hair styling, hair braiding
        barbering | Barbering | beard care, rasieren, barbería
        skincare | Skincare | hautpflege, natural cosmetics, cuidado de la piel
        nail-care | Nail care | manicure, nail art, maniküre, manicura, nail polish
        personal-style | Personal style | styling, fashion styling, modeberatung, colour analysis
        etiquette | Etiquette | good manners, benimm, knigge, buenos modales
        travel-planning | Travel planning | travel, reiseplanung, planificar viajes, budget travel, travel hacking
        minimalism | Minimalism | minimalismus, minimalismo, simple living
        bureaucracy | Dealing with bureaucracy | paperwork, behördengänge, formulare ausfüllen, trámites
        moving-abroad | Moving abroad | relocation, auswandern, emigrating, emigrar
        storytime | Reading aloud to children | reading aloud, vorlesen, cuentacuentos
        games-for-children | Games and crafts for children | crafts for kids, basteln mit kindern
        astrology | Astrology | horoscopes, astrologie, astrología, birth charts
        tarot | Tarot | tarot reading, kartenlegen
        """
}
