extension CommonPasswords {
    /// Words for love, secret, password and the like outside English, with and without their accents.
    static let languages = """
        passwörter kennwort losungswort geheim geheimnis geheimwort geheimnisse sicher sicherheit schluessel
        schlüssel schloss anmeldung anmelden willkommen hallo hallohallo guten gutentag gutenmorgen servus moin
        tschuess danke bitte liebe liebling lieblings ichliebedich ichliebdich hdgdl schatz schatzi schatzie
        schaetzchen maus mausi mäuschen hase hasi haeschen spatz spatzi engel engelchen teufel prinzessin prinz
        koenig könig koenigin mutter vater oma opa bruder schwester familie freund freunde freundin freundschaft
        leben lebenlang traum traeume sonne sonnenschein sonnenblume mond sterne stern sternchen himmel blume
        blumen schmetterling katze kater kaetzchen hund hunde hundi pferd pferde vogel fisch loewe baer bär
        schnecke schule arbeit urlaub rechner tastatur fernseher auto autos motorrad fahrrad eisenbahn flugzeug
        schokolade kaffee bier kuchen kartoffel tomate banane apfel erdbeere zucker suess süß arschloch scheisse
        scheiße scheiss ficken fick fotze hurensohn wichser verdammt dumm keineahnung weissnicht vergessen
        nichts niemand egal immer niemals freiheit frieden glueck glück gluecklich viel deutsch schalalala
        testen versuch geld reich wasser feuer erde eisbaer schnee regen regenbogen contrasena contraseña clave
        secreto secreta privado acceso entrar entrada usuario hola holahola holamundo buenosdias buenas adios
        gracias porfavor amor amores amorcito amormio amoreterno teamo teamomucho teamare tequiero tequieromucho
        tkm micorazon corazon corazones cariño carino mivida vida vidamia mifamilia mamita papito papi mami
        hermano hermana hermanos abuela abuelo amiga amigas amigo amigos bebe bebito principe reina rey bonita
        bonito hermosa hermoso lindo preciosa guapa guapo chiquita chiquito flaca gorda gordita gordito negra
        negrita negrito loca loco estrella estrellita lunita sol solecito cielo angelito mariposa mariposas flor
        flores rosita perro perrito gato gatito gatita caballo tigre delfin oso osito pollo pollito conejo cafe
        cerveza pelota futbolista campeon libertad felicidad feliz alegria paz dios diosesamor diosesfiel
        diosmio jesucristo cristo jesusteamo virgen santa guadalupe puta puto mierda cabron pendejo pendeja
        chinga verga nada nadie siempre nunca barcelona10 mexico1 colombia1 america10 motdepasse motdepass mdp
        cle clef bonjour bonsoir salut coucou merci bienvenue ouvert ouvrir connexion identifiant amour amours
        jetaime jetaimetrop jetadore monamour moncoeur coeur cherie cheri chouchou doudou loulou loulout minou
        mamour mabelle monbebe princesse roi reine soleil lune etoile étoile ciel papillon fleur fleurs chien
        chat chaton cheval lapin loup ours oiseau poisson famille maman frere soeur ami amie amis copain copine
        bisous bisou calin vie lavie lavieestbelle bonheur liberte paix joie reve chocolat fromage vacances
        voiture maison ecole musique marseille lyon merde putain connard salope encule toujours jamais azertyui
        nicolas1 camille1 doudou1 parola parolachiave segreto segreta accesso ciao ciaociao ciaobella buongiorno
        grazie prego amore amoremio amori tiamo tiamotanto tivogliobene tesoro tesoromio cuore cuoremio stellina
        sole farfalla fiore bello bellissima bellissimo principessa mamma fratello sorella amico amica amici
        famiglia vita vitamia gatto gattino cane cavallo lupo leone cioccolato calcio forzainter forzamilan
        forzajuve forzaroma forzanapoli juve cazzo merda puttana stronzo vaffanculo sempre maipiu felice
        felicita liberta pace senha senha123 minhasenha segredo acesso bemvindo ola obrigado obrigada meuamor
        amorzinho euteamo teamu minhavida coracao coração saudade saudades querida querido lindinha gatinha
        gatinho cachorro rainha mae mamae pai papai irmao amizade deus deusefiel deusebom deusteama jesuscristo
        flamengo1 vasco palmeiras1 gremio brasil1 caralho porra buceta felicidade estrela borboleta cavalo
        wachtwoord welkom ikhouvanjou liefde liefje schatje lieverd vriend vriendin hond poes paard zonnetje
        voetbal nederland amsterdam feyenoord haslo hasło tajne witaj czesc cześć kocham kochamcie kochanie
        milosc miłość misiek misiu kotek kociak zabka slonko słoneczko aniolek polska1 mateusz marcin agnieszka
        lukasz bartek dupa kurwa matrix1 heslo tajneheslo milacek laska lasko miluju ahoj nazdar slunicko
        kocicka jelszo szeretlek titok lozinka sifra volimte ljubav ljubavi srce sunce zvezda beograd zagreb
        iubire teiubesc teiubescmult losenord lösenord hemlig hemligt valkommen jagalskardig karlek kärlek
        alskling älskling sommar sverige passord hemmelig velkommen jegelskerdeg kjaerlighet adgangskode kodeord
        hemmeligt jegelskerdig kaerlighed salasana salainen tervetuloa rakkaus rakastan minarakastan kulta
        perkele suomi sifre şifre gizli merhaba hosgeldin seniseviyorum askim aşkım askimaskim ask aşkımbenim
        canim canım bebegim sevgi sevgili kardes besiktas1903 galatasaray1905 fenerbahce1907 istanbul34
        trabzon61 parol пароль пароль1 секрет привет любовь люблю ялюблютебя солнце котик зайка максим наташа
        андрей марина никита россия москва спартак динамо зенит privet lubov lublu lyublyu solnce solnyshko
        zaika kotik rossiya moskva spartak dinamo zenit йцукен фывапр ячсмить qwertyйцукен kodikos sagapo agapi
        agapimou agape elpida thalassa athina kalimera συνθήκη αγάπη κωδικός kata katasandi sandi rahasia sayang
        sayangku sayangkamu akucintakamu cinta cintaku aku kamu mahalkita mahalko mahal iloveyouso pogi maganda
        ganda pilipinas pinoy pangit matkhau anhyeuem emyeuanh yeuem matma wodetian woaini woaini1 woaiwo
        woaini520 5201314 mima asdasd123 aini nihao zhongguo beijing shanghai 密码 我爱你 爱你 你好 パスワード ひみつ あいしてる 秘密
        愛してる aishiteru himitsu pasuwado kawaii sakura sayonara arigato konnichiwa ohayou tomodachi anata suki
        daisuki fujiyama 비밀번호 사랑해 saranghae saranghaeyo oppa bimil annyeong hangul habibi habibti hayati
        alhamdulilah kalimat كلمةالسر حبيبي بحبك سري ahlan salam shukran pyaar pyar jaan jaanu janu meri
        merijaan mujhe dil dilse tumhara bharat hindustan jaihind jaimatadi omsairam sairam saibaba shivshiv
        omnamahshivaya ganesha lakshmi namaste namaskar bhaiya
        """
}
