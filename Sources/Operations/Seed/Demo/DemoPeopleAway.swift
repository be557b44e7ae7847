import Exchange

extension DemoPeople {
    /// Those who left, those who are on their way, and those who look after the place.
    static let away: [DemoMember] = [
        DemoMember(
            "Graça Pinheiro", "Mediator, also of this exchange",
            "I help neighbours to keep talking, and here I decide when two stories of one hour differ. Ask me anything, "
                + "politely.",
            speaks: "pt en de", free: "mo we 10:00-12:00, mo we 18:00-20:00",
            teaches: "mediation expert | facilitation expert | portuguese expert",
            learns: "pottery beginner | german advanced", role: .moderator
        ),
        DemoMember(
            "Sebastião Rocha", "Keeps the servers and the starter alive",
            "I run this exchange from a cupboard in the library. If it hums, it works.",
            speaks: "pt en", free: "tu th 20:00-22:00, su 15:00-18:00",
            teaches: "linux expert: We break one first, then we fix it. | docker advanced | cybersecurity advanced",
            learns: "guitar beginner | sourdough intermediate", role: .admin
        ),
        DemoMember(
            "Vítor Salgueiro", "Sells cars, plays cards, comes late",
            "Everything is negotiable.",
            speaks: "pt es", free: "mo tu we th 18:00-21:00",
            teaches: "driving advanced | poker expert | car-repair intermediate",
            learns: "spanish intermediate", isSuspended: true
        ),
        DemoMember(
            "Filipa Goulart", "Makes cheese on São Jorge, left the town for the cows",
            "The ferry took me away and the internet brings me back on Thursdays. I carry a guitar up every hill.",
            speaks: "pt en", zone: "Atlantic/Azores", free: "tu th 18:00-21:00, su 14:00-18:00",
            teaches: "cheese-making expert | hiking expert | guitar advanced",
            learns: "beekeeping beginner | english intermediate"
        ),
        DemoMember(
            "Rafael Moura", "Capoeira and percussion, São Paulo",
            "My great-grandfather left Porto Andorinha with a drum. I practise the English for the day I bring it back.",
            speaks: "pt es", zone: "America/Sao_Paulo", free: "mo we fr 13:00-17:00, sa 09:00-13:00",
            teaches: "capoeira expert | percussion expert | drums advanced | portuguese expert",
            learns: "english intermediate | ux-design beginner"
        ),
        DemoMember(
            "Ngozi Adeyemi", "Three shops, two children, one generator",
            "I sell cloth in Lagos and teach women to price their work. Jollof is not a debate.",
            speaks: "en yo", zone: "Africa/Lagos", free: "mo tu we th 19:00-21:30",
            teaches: "african-cooking expert | entrepreneurship expert: Bring your real numbers. | english expert",
            learns: "french beginner | photography beginner"
        ),
        DemoMember(
            "Anneke de Vries", "Plans bicycle streets in Utrecht, comes every May",
            "I bind notebooks from old nautical charts. My Portuguese is polite and wrong.",
            speaks: "nl en de", zone: "Europe/Amsterdam", free: "tu we th 19:00-22:00",
            teaches: "dutch expert | cycling expert | gardening intermediate",
            learns: "portuguese beginner | bookbinding intermediate"
        ),
        DemoMember(
            "Kenji Mori", "Sushi in Yokohama, songs on the balcony",
            "I cook for sailors, so I know a little of every language and the weather of every port.",
            speaks: "ja en", zone: "Asia/Tokyo", free: "mo tu 08:00-11:00, we th 16:00-23:00, su 08:00-20:00",
            teaches: "sushi-making expert | japanese expert | aikido advanced",
            learns: "english advanced | ukulele beginner"
        ),
        DemoMember(
            "Shreya Kulkarni", "Frontend in Pune, sunrise person",
            "I debug before breakfast. I want to read Borges and lose fewer rooks.",
            speaks: "mr hi en", zone: "Asia/Kolkata", free: "mo tu we th fr 20:30-23:30, sa 10:00-22:00",
            teaches: "react expert | javascript expert | hindi expert",
            learns: "spanish beginner | chess beginner"
        ),
        DemoMember(
            "Domingos Kiala", "Bookkeeper in Luanda, dancer everywhere",
            "Semba on Fridays, spreadsheets the rest of the week. I would like the spreadsheets to fill themselves.",
            speaks: "pt fr", zone: "Africa/Luanda", free: "tu we th 18:00-21:00, sa 14:00-18:00",
            teaches: "accounting advanced | dancing expert: Semba and kizomba. | portuguese expert",
            learns: "python beginner | french intermediate"
        ),
        DemoMember(
            "Erin Walsh", "Writes in Galway, plays the tin whistle at bus stops",
            "I have a book due and cannot take anybody on before it is done. You may find me learning instead.",
            speaks: "en ga", zone: "Europe/Dublin", free: "mo we 19:00-21:00, su 16:00-19:00",
            teaches: "irish expert | tin-whistle expert | creative-writing advanced",
            learns: "portuguese beginner | sailing beginner", isAccepting: false
        ),
        DemoMember(
            "Diego Fuentes", "Tango from Boedo, asado on Sundays",
            "I danced here one summer and left my good shoes at the Clube Naval. Remote lessons need a long cable and "
                + "an empty kitchen.",
            speaks: "es it", zone: "America/Argentina/Buenos_Aires", free: "mo we fr 14:00-18:00, sa 12:00-16:00",
            teaches: "tango expert | spanish expert | grilling advanced",
            learns: "italian intermediate | sql beginner"
        ),
        DemoMember(
            "Hanna Virtanen", "Makes games about islands, in a city of islands",
            "Helsinki in winter, Porto Andorinha in my head. I knit during builds, so I knit a lot.",
            speaks: "fi sv en", zone: "Europe/Helsinki", free: "mo tu th 19:00-22:00, su 12:00-16:00",
            teaches:
                "game-development expert | knitting advanced: Heels are my thing. | finnish expert | swedish advanced",
            learns: "portuguese beginner | illustration intermediate"
        ),
        DemoMember(
            "Salomé Évora", "Morna singer from Mindelo",
            "The same wind blows in both harbours. I sew my own stage dresses and they nearly fit.",
            speaks: "pt fr", zone: "Atlantic/Cape_Verde", free: "mo tu we 15:00-18:00, sa 11:00-15:00",
            teaches: "singing expert | guitar intermediate | portuguese expert",
            learns: "dressmaking intermediate | english beginner"
        ),
        DemoMember(
            "Marcus Bell", "Retired early from New York, packing slowly",
            "I negotiated for thirty years and now I only want to hear the word sim. The house on the hill is bought, "
                + "the piano is on a ship.",
            speaks: "en", zone: "America/New_York", free: "mo tu we th fr 09:00-15:00",
            teaches: "negotiation expert | personal-finance expert | english expert",
            learns: "portuguese beginner | piano beginner: The ship arrives in spring."
        ),
    ]
}
