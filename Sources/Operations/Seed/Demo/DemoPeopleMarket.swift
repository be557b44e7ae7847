extension DemoPeople {
    /// Those around the market and in the old town.
    static let market: [DemoMember] = [
        DemoMember(
            "Ana Sofia Ribeiro", "Accountant who sings when the balance sheet agrees",
            "Numbers calm me down. I explain taxes with oranges from the market, and people tell me that it helps.",
            speaks: "pt en", free: "mo tu th 18:30-21:00, sa 10:00-12:00",
            teaches: "accounting expert | excel expert: Bring the file that frightens you. | taxes advanced",
            learns: "singing beginner | pottery beginner"
        ),
        DemoMember(
            "Hassan El Amrani", "Spice stall, third row, follow the cumin",
            "From Essaouira, another town of wind and fish. I can tell what you cooked last night. I would like to "
                + "record the stories of the market before they retire.",
            speaks: "ar fr pt", free: "mo tu we th 17:00-20:00",
            teaches: "arabic expert | middle-eastern-cooking expert: Hungry pupils learn faster. | french advanced",
            learns: "podcasting beginner | portuguese intermediate"
        ),
        DemoMember(
            "Priya Raman", "Data by day, dosa by night",
            "I moved from Chennai with one suitcase of books and one of spices. I like questions that begin with "
                + "\u{201C}how many\u{201D}. Still waiting to stand up on a surfboard.",
            speaks: "ta en hi", free: "mo we th 18:00-21:00, sa 09:00-13:00",
            teaches:
                "data-analysis expert | machine-learning advanced | indian-cooking expert: Mild means mild, I promise.",
            learns: "surfing beginner | portuguese beginner | salsa beginner"
        ),
        DemoMember(
            "Luca Ferri", "Pizza from a boat that no longer floats",
            "The oven is where the engine was. I teach dough, patience and swearing in Neapolitan. My web page still "
                + "shows the menu of three summers ago.",
            speaks: "it en pt", free: "mo tu 11:00-16:00, we 11:00-15:00",
            teaches: "italian expert | pizza-making expert | pasta-making expert",
            learns: "web-design beginner | surfing intermediate"
        ),
        DemoMember(
            "Margarida Vaz", "Librarian in the old customs house",
            "We lend books, umbrellas and a telescope. I run the Tuesday writing circle and hope that my lemon tree "
                + "forgives me.",
            speaks: "pt fr en", free: "tu th 18:00-20:30, sa 14:00-17:00",
            teaches:
                "creative-writing expert: Ten minutes a day, no excuses. | portuguese expert | bookbinding advanced",
            learns: "italian beginner | gardening beginner: The lemon tree is called Fernando."
        ),
        DemoMember(
            "Chidi Okafor", "Tells the town to itself, one episode a week",
            "Host of Radio Maré. I ask for a living and listen for pleasure. Full until the festival is over, but my "
                + "own homework goes on.",
            speaks: "en ig pt", free: "tu we 19:00-21:30",
            teaches:
                "podcasting expert: A quiet cupboard is a studio. | storytelling expert | public-speaking advanced",
            learns: "drums beginner | portuguese intermediate",
            isAccepting: false
        ),
        DemoMember(
            "Park Soo-jin", "Draws the regulars of Café Maré Alta",
            "I illustrate books for children and for adults who miss them. My bicycle and I have a difficult "
                + "relationship.",
            speaks: "ko en", free: "mo we fr 10:00-13:00, mo we 17:00-20:00",
            teaches:
                "drawing expert | illustration expert | korean expert: We begin with menus. | watercolour advanced",
            learns: "bicycle-repair beginner | portuguese beginner"
        ),
        DemoMember(
            "Vasco Teles", "Photographs weddings, waves and other weather",
            "I still keep a darkroom, it smells of vinegar and hope. Bring any camera, also the one in your phone.",
            speaks: "pt en", free: "tu we th 17:00-20:30",
            teaches: "photography expert | film-photography expert | lightroom advanced",
            learns: "korean beginner: For one person, she knows. | thai-cooking beginner | yoga beginner"
        ),
        DemoMember(
            "Helena Duarte", "Leads the harbour choir: fifty voices, four keys",
            "Everyone can sing, some do not know it yet. The choir needs a home page, and I need to know what to do "
                + "when a tenor faints.",
            speaks: "pt en es", free: "mo we 17:00-19:30, sa 15:00-18:00",
            teaches: "choir expert | singing expert | piano advanced: My upright has one sticky key and a good heart.",
            learns: "html beginner | first-aid beginner"
        ),
        DemoMember(
            "Ivan Petrov", "Repairs houses that lean into the wind",
            "In Burgas I built them, here I keep them standing. I play chess against a ferry captain by post and lose.",
            speaks: "bg ru pt", free: "tu th 18:00-21:00, su 10:00-14:00",
            teaches: "home-repairs expert | plumbing expert: First we find the main valve. | electrical-work advanced "
                + "| bulgarian expert",
            learns: "chess intermediate | portuguese intermediate"
        ),
        DemoMember(
            "Nour Haddad", "Architect from Beirut, collects staircases",
            "I draw houses and would like to build a chair. The stairs of this town are my favourite textbook.",
            speaks: "ar fr en", free: "mo we th 18:00-21:00, sa 15:00-18:00",
            teaches: "architecture expert | cad expert | interior-design advanced | arabic expert",
            learns: "woodworking beginner: A chair, once in my life. | salsa beginner"
        ),
        DemoMember(
            "Gonçalo Serra", "Maths teacher, believes in second explanations",
            "If you did not understand, I have not explained it yet. On clear nights I look for double stars with the "
                + "library\u{2019}s telescope.",
            speaks: "pt en", free: "mo tu we th 17:00-19:30",
            teaches: "mathematics expert | physics advanced | homework-help expert: Also for parents.",
            learns: "astronomy intermediate | coding-basics beginner"
        ),
        DemoMember(
            "Chen Mei-Ling", "Calligrapher with a window to the docks",
            "Every morning tai chi on pier three, in any weather, you are welcome to join and hard to miss.",
            speaks: "zh en pt", free: "mo tu we th fr 08:00-10:30, sa 08:00-12:00",
            teaches: "mandarin expert | calligraphy expert: Ink, water, breath. | tai-chi expert",
            learns: "sewing beginner | english advanced | painting beginner"
        ),
        DemoMember(
            "Pedro Quintas", "Barber, confessor, goalkeeper of the over-forties",
            "Three chairs, two opinions, one radio. Saturday after closing I want to be a disc jockey.",
            speaks: "pt", free: "mo 10:00-18:00, we 19:30-22:00, su 10:00-13:00",
            teaches: "barbering expert: You practise on my brother-in-law. | football advanced",
            learns: "djing beginner | english beginner"
        ),
        DemoMember(
            "Sara Lindqvist", "Designs screens, knits on the ferry",
            "I like interfaces that get out of the way and winters that do not. I can tell you why your form is "
                + "abandoned on page two.",
            speaks: "sv en", free: "mo tu th 12:00-14:00, mo tu th 18:00-20:00",
            teaches: "ux-design expert | figma expert | web-design expert | swedish expert",
            learns: "portuguese beginner | knitting intermediate: Heels. I cannot do heels."
        ),
    ]
}
