extension SkillCatalogue {
    static let academic = """
        mathematics | Mathematics | math, maths, mathe, mathematik, matemáticas, mathématiques
        arithmetic | Arithmetic | mental arithmetic, kopfrechnen, cálculo mental, times tables, rechnen
        algebra | Algebra | equations, elementary algebra
        linear-algebra | Linear algebra | lineare algebra, matrices, álgebra lineal
        geometry | Geometry | geometrie, geometría, trigonometry
        calculus | Calculus | differential equations, infinitesimalrechnung, cálculo diferencial
        discrete-mathematics | Discrete mathematics | discrete math, combinatorics, graph theory, diskrete mathematik
        statistics | Statistics | statistik, estadística, stats
        probability | Probability | wahrscheinlichkeitsrechnung, probabilidad, stochastik
        logic | Logic | logik, lógica, formal logic, critical thinking
        physics | Physics | physik, física, mechanics, quantum physics
        chemistry | Chemistry | chemie, química, organic chemistry
        biology | Biology | biologie, biología, genetics, zoology, ethology
        medicine | Medicine | medizin, medicina, anatomy, physiology
        computer-science | Computer science | informatik, informática, cs, ciencias de la computación
        cryptography | Cryptography | kryptographie, criptografía, kryptografie
        astronomy | Astronomy | astronomie, astronomía, astrophysics
        geography | Geography | geografie, geografía, erdkunde, cartography, topography
        geology | Geology | geologie, geología, earth science
        ecology | Ecology | ökologie, ecología, environmental science
        engineering | Engineering | mechanical engineering, maschinenbau, ingeniería, civil engineering, metrology
        architecture | Architecture | architektur, arquitectura
        history | History | geschichte, historia, world history
        art-history | Art history | kunstgeschichte, historia del arte
        archaeology | Archaeology | archeology, archäologie, arqueología
        genealogy | Genealogy | family history, ahnenforschung, genealogía, family trees
        philosophy | Philosophy | philosophie, filosofía, ethics, ethik
        psychology | Psychology | psychologie, psicología
        sociology | Sociology | soziologie, sociología
        anthropology | Anthropology | ethnology, ethnologie, antropología
        political-science | Political science | politics, politikwissenschaft, ciencias políticas, civics
        economics | Economics | volkswirtschaft, vwl, economía, microeconomics, macroeconomics
        law | Law | jura, recht, derecho, legal studies
        linguistics | Linguistics | linguistik, lingüística, phonetics, sprachwissenschaft, etymology
        literature | Literature | literatur, literatura, literary analysis, poetry analysis
        religious-studies | Religious studies | theology, theologie, religion, bible study, teología
        quran-recitation | Quran recitation | quran, koran, tajweed
        academic-writing | Academic writing | essay writing, thesis writing, scientific writing, dissertation
        creative-writing | Creative writing | writing, fiction writing, short stories, novel writing
        poetry | Poetry | poems, lyrik, poesía, gedichte
        screenwriting | Screenwriting | script writing, drehbuch, guion, playwriting
        proofreading | Proofreading | copy editing, korrekturlesen, lektorat, corrección de textos, spelling, grammar
        translation | Translation | übersetzen, traducción, interpreting, dolmetschen
        journalism | Journalism | journalismus, periodismo, reporting
        study-skills | Study skills | lerntechniken, técnicas de estudio, exam preparation, note taking
        memory-techniques | Memory techniques | mnemonics, gedächtnistraining, memory palace, memoria
        speed-reading | Speed reading | schnelllesen, lectura rápida
        reading-writing | Reading and writing for adults | literacy, alphabetisation, alphabetisierung, alfabetización
        handwriting | Handwriting | penmanship, schönschrift, letra bonita
        research-methods | Research methods | forschungsmethoden, qualitative research, quantitative research
        debating | Debating | debate, debattieren, argumentation, parliamentary debate
        homework-help | Homework help | tutoring, nachhilfe, hausaufgabenhilfe, clases de apoyo
        exam-ielts | English exams | ielts, toefl, cambridge english, first certificate
        mythology | Mythology | mythologie, mitología, myths
        """
}
