extension SkillCatalogue {
    static let music = """
        guitar | Guitar | gitarre, guitarra, acoustic guitar, akustikgitarre, guitare, chitarra, ギター
        electric-guitar | Electric guitar | e-gitarre, guitarra eléctrica, lead guitar
        classical-guitar | Classical guitar | klassische gitarre, konzertgitarre, guitarra clásica
        flamenco-guitar | Flamenco guitar | flamencogitarre, guitarra flamenca
        bass-guitar | Bass guitar | bass, e-bass, electric bass, bajo eléctrico, bassgitarre
        ukulele | Ukulele | uke, ukelele
        banjo | Banjo | bluegrass banjo
        mandolin | Mandolin | mandoline, mandolina
        piano | Piano | klavier, pianoforte, piano playing, klavier spielen
        keyboard | Keyboard (music) | keyboard, synth keyboard, teclado
        organ | Organ | orgel, church organ, kirchenorgel, órgano
        accordion | Accordion | akkordeon, acordeón, schifferklavier
        violin | Violin | geige, violine, fiddle, fiedel
        viola | Viola | bratsche
        cello | Cello | violoncello, violonchelo, violoncelle
        double-bass | Double bass | kontrabass, contrabajo, upright bass
        harp | Harp | harfe, arpa
        flute | Flute | querflöte, flauta traversa, transverse flute, flauta
        recorder | Recorder | blockflöte, flauta dulce
        clarinet | Clarinet | klarinette, clarinete
        oboe | Oboe
        bassoon | Bassoon | fagott, fagot
        saxophone | Saxophone | sax, saxophon, saxofón, alto sax, tenor sax
        trumpet | Trumpet | trompete, trompeta, cornet, flügelhorn
        trombone | Trombone | posaune, trombón
        french-horn | French horn | waldhorn, corno francés
        tuba | Tuba | euphonium
        harmonica | Harmonica | mundharmonika, armónica, blues harp, mouth organ
        drums | Drums | drumming, schlagzeug, batería, drum kit, drum set
        percussion | Percussion | perkussion, percusión, congas, bongos, djembe, hand drums, hang drum
        cajon | Cajón | cajon drum
        tin-whistle | Tin whistle | penny whistle, irish whistle
        bagpipes | Bagpipes | dudelsack, gaita, uilleann pipes
        singing | Singing | vocals, voice lessons, gesang, singen, canto, cantar, gesangsunterricht
        choir | Choir singing | choir, chor, coro, chorsingen, a cappella
        beatboxing | Beatboxing | beatbox
        rap | Rap | hip hop vocals, rapping, freestyle rap
        songwriting | Songwriting | liedtexte schreiben, lyrics
        composition | Music composition | composing, komposition, composición musical, arranging, orchestration
        music-theory | Music theory | musiktheorie, teoría musical, harmony, counterpoint, solfège
        sight-reading | Reading music | sight reading, notenlesen, sheet music, leer partituras
        ear-training | Ear training | gehörbildung, aural skills
        jazz-improvisation | Jazz improvisation | jazz, improvisation, jazz piano
        music-production | Music production | beat making, musikproduktion, home recording, fl studio
        ableton | Ableton Live | ableton
        logic-pro | Logic Pro | logic pro x, garageband
        audio-mixing | Audio mixing and mastering | mixing, mastering, sound engineering, tontechnik
        sound-design | Sound design | synthesizers, synthesis, modular synth, synthesizer
        djing | DJing | dj, dj skills, turntablism, auflegen, deejay
        conducting | Conducting | dirigieren, dirección de orquesta
        """
}
