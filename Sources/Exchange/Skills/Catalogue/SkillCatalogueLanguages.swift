extension SkillCatalogue {
    static let languages = """
        english | English | englisch, inglés, anglais, inglese, esl, efl, business english
        spanish | Spanish | español, spanisch, castellano, castilian, espagnol, spagnolo
        french | French | français, französisch, francés, francese
        german | German | deutsch, alemán, allemand, tedesco, daf
        italian | Italian | italiano, italienisch, italien
        portuguese | Portuguese | português, portugiesisch, brazilian portuguese, brasilianisch, portugais
        dutch | Dutch | nederlands, niederländisch, holländisch, neerlandés, holandés, flemish, flämisch
        swedish | Swedish | svenska, schwedisch, sueco
        norwegian | Norwegian | norsk, norwegisch, noruego, bokmål, nynorsk
        danish | Danish | dansk, dänisch, danés
        finnish | Finnish | suomi, finnisch, finlandés
        icelandic | Icelandic | íslenska, isländisch, islandés
        polish | Polish | polski, polnisch, polaco
        czech | Czech | čeština, tschechisch, checo, česky
        slovak | Slovak | slovenčina, slowakisch, eslovaco, slovakian
        slovenian | Slovenian | slovenščina, slowenisch, esloveno, slovene
        croatian | Croatian | hrvatski, kroatisch, croata
        serbian | Serbian | srpski, српски, serbisch, serbio
        bosnian | Bosnian | bosanski, bosnisch, bosnio
        bulgarian | Bulgarian | български, bulgarisch, búlgaro
        macedonian | Macedonian | македонски, mazedonisch, macedonio
        romanian | Romanian | română, rumänisch, rumano
        hungarian | Hungarian | magyar, ungarisch, húngaro
        greek | Greek | ελληνικά, griechisch, griego, modern greek, neugriechisch
        turkish | Turkish | türkçe, türkisch, turco
        russian | Russian | русский, russisch, ruso
        ukrainian | Ukrainian | українська, ukrainisch, ucraniano
        belarusian | Belarusian | беларуская, belarussisch, bielorruso
        albanian | Albanian | shqip, albanisch, albanés
        lithuanian | Lithuanian | lietuvių, litauisch, lituano
        latvian | Latvian | latviešu, lettisch, letón
        estonian | Estonian | eesti, estnisch, estonio
        irish | Irish | gaeilge, irish gaelic, irisch, irlandés
        scottish-gaelic | Scottish Gaelic | gàidhlig, scots gaelic, schottisch gälisch
        welsh | Welsh | cymraeg, walisisch, galés
        catalan | Catalan | català, katalanisch
        basque | Basque | euskara, baskisch, euskera, vasco
        galician | Galician | galego, galicisch, gallego
        arabic | Arabic | العربية, arabisch, árabe, modern standard arabic, fusha, عربية
        hebrew | Hebrew | עברית, hebräisch, hebreo, ivrit
        persian | Persian | فارسی, farsi, persisch, persa, dari
        kurdish | Kurdish | kurdî, kurdisch, kurmanji, sorani, kurdo
        armenian | Armenian | հայերեն, armenisch, armenio
        georgian | Georgian | ქართული, georgisch, georgiano
        hindi | Hindi | हिन्दी, हिंदी
        urdu | Urdu | اردو
        bengali | Bengali | বাংলা, bangla, bengalisch
        punjabi | Punjabi | ਪੰਜਾਬੀ, panjabi, pandschabi
        tamil | Tamil | தமிழ், tamilisch
        telugu | Telugu | తెలుగు
        marathi | Marathi | मराठी
        nepali | Nepali | नेपाली, nepalesisch
        mandarin | Mandarin Chinese | mandarin, chinese, 中文, 普通话, 漢語, chinesisch, chino, putonghua, hanyu
        cantonese | Cantonese | 粵語, 广东话, kantonesisch, cantonés
        japanese | Japanese | 日本語, japanisch, japonés, nihongo
        korean | Korean | 한국어, koreanisch, coreano, hangul
        vietnamese | Vietnamese | tiếng việt, vietnamesisch, vietnamita
        thai | Thai | ภาษาไทย, thailändisch, tailandés
        indonesian | Indonesian | bahasa indonesia, indonesisch, indonesio
        malay | Malay | bahasa melayu, malaiisch, malayo
        tagalog | Tagalog | filipino, pilipino
        swahili | Swahili | kiswahili, suaheli, suajili
        amharic | Amharic | አማርኛ, amharisch, amárico
        somali | Somali | soomaali
        afrikaans | Afrikaans
        latin | Latin | latein
        ancient-greek | Ancient Greek | altgriechisch, griego antiguo, classical greek, koine greek
        esperanto | Esperanto
        sign-language | Sign language | signing, asl, bsl, dgs, gebärdensprache, lengua de signos
        """
}
