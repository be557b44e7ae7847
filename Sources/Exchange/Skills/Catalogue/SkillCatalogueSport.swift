extension SkillCatalogue {
    static let sport = """
        running | Running | jogging, laufen, correr, trail running, atletismo
        marathon | Marathon training | marathon, half marathon, halbmarathon
        cycling | Cycling | biking, road cycling, radfahren, ciclismo, rennrad
        learn-to-cycle | Riding a bicycle | learn to ride a bike, fahrradfahren lernen, montar en bici
        mountain-biking | Mountain biking | mtb, mountainbike, ciclismo de montaña
        swimming | Swimming | swim, schwimmen, natación, front crawl, kraulschwimmen
        diving | Scuba diving | scuba, diving, tauchen, buceo, padi
        freediving | Freediving | apnea, apnoetauchen
        surfing | Surfing | surf, surfen, wellenreiten
        windsurfing | Windsurfing | windsurfen
        kitesurfing | Kitesurfing | kiteboarding, kitesurfen
        sailing | Sailing | segeln, vela, yachting
        rowing | Rowing | rudern, remo
        kayaking | Kayaking and canoeing | kayaking, canoeing, kayak, kajak, kanu, piragüismo
        paddleboarding | Stand-up paddleboarding | sup, paddleboarding, stand up paddling
        skiing | Skiing | ski, skifahren, esquí, alpine skiing
        cross-country-skiing | Cross-country skiing | nordic skiing, langlauf, esquí de fondo
        snowboarding | Snowboarding | snowboard, snowboarden
        ice-skating | Ice skating | figure skating, eislaufen, patinaje sobre hielo, schlittschuhlaufen
        roller-skating | Inline and roller skating | rollerblading, rollschuh, patinaje, roller skating
        skateboarding | Skateboarding | skateboard, longboarding
        climbing | Climbing | bouldering, klettern, escalada, rock climbing, bouldern
        caving | Caving | spelunking, höhlenforschung, espeleología
        mountaineering | Mountaineering | bergsteigen, alpinism, alpinismo, via ferrata
        football | Football | soccer, fußball, fútbol, futsal
        american-football | American football | gridiron, flag football
        rugby | Rugby | rugby union, touch rugby
        basketball | Basketball | baloncesto, streetball
        volleyball | Volleyball | beach volleyball, voleibol
        handball | Handball | balonmano
        hockey | Hockey | field hockey, ice hockey, eishockey, feldhockey
        tennis | Tennis | tenis
        table-tennis | Table tennis | ping pong, tischtennis, tenis de mesa
        badminton | Badminton | federball
        squash | Squash | racquetball
        padel | Padel | paddle tennis, pickleball
        golf | Golf | golfing, golfen
        cricket | Cricket
        baseball | Baseball | softball, béisbol
        ultimate | Ultimate frisbee | ultimate, frisbee, disc golf
        fencing | Fencing | fechten, esgrima
        archery | Archery | bogenschießen, tiro con arco
        boxing | Boxing | boxen, boxeo
        kickboxing | Kickboxing | muay thai, kickboxen, thai boxing
        judo | Judo
        karate | Karate | shotokan
        taekwondo | Taekwondo
        aikido | Aikido
        jiu-jitsu | Brazilian jiu-jitsu | bjj, jiu jitsu, jujutsu, ju-jitsu, grappling
        capoeira | Capoeira
        self-defence | Self-defence | self defense, selbstverteidigung, defensa personal, krav maga
        gymnastics | Gymnastics | turnen, gimnasia, acrobatics, tumbling
        calisthenics | Calisthenics | bodyweight training, calistenia, street workout
        strength-training | Strength training | krafttraining, gym training, musculación, powerlifting, bodybuilding
        fitness | Fitness training | fitness, crossfit, hiit, circuit training
        handstand | Handstands | handstand, hand balancing, handstand lernen
        parkour | Parkour | freerunning
        juggling | Juggling | jonglieren, malabares, circus skills
        slacklining | Slacklining | slackline
        aerial-arts | Aerial arts | aerial silks, trapeze, vertikaltuch, pole dance
        dancing | Dancing | dance, tanzen, baile, bailar, danza
        ballet | Ballet | ballett, classical dance
        contemporary-dance | Contemporary dance | modern dance, zeitgenössischer tanz, danza contemporánea
        salsa | Salsa | salsa cubana, salsa dancing
        bachata | Bachata | kizomba
        tango | Tango | argentine tango, tango argentino
        swing-dance | Swing dance | lindy hop, swing, balboa, charleston
        ballroom-dance | Ballroom dance | ballroom, standardtanz, gesellschaftstanz, waltz, walzer, baile de salón
        hip-hop-dance | Hip-hop dance | hip hop, breakdance, street dance, breaking
        flamenco | Flamenco dance | flamenco, sevillanas
        belly-dance | Belly dance | oriental dance, bauchtanz, danza del vientre
        tap-dance | Tap dance | stepptanz, claqué
        horse-riding | Horse riding | horseback riding, reiten, equitación, equestrian, dressage
        chess | Chess | schach, ajedrez, шахматы
        go-board-game | Go (board game) | weiqi, baduk, 囲碁, go game
        bridge | Bridge (card game) | contract bridge, bridge
        poker | Poker | texas holdem
        board-games | Board games | brettspiele, juegos de mesa, tabletop games
        role-playing-games | Role-playing games | d&d, dungeons & dragons, dnd, ttrpg, pen and paper, rollenspiele
        rubiks-cube | Rubik's cube | speedcubing, zauberwürfel, cubo de rubik
        """
}
