extension DemoPeople {
    /// Those on the hill around the lighthouse.
    static let hill: [DemoMember] = [
        DemoMember(
            "Duarte Falcão", "Grandson of the last lighthouse keeper",
            "The light is automatic now, the sky is not. I show you Saturn first; after that nobody goes home.",
            speaks: "pt en fr", free: "th fr 20:00-23:00, sa 16:00-23:00",
            teaches: "astronomy expert: Warm clothes, red lamp, no hurry. | stargazing expert | weather advanced",
            learns: "woodworking beginner | chess intermediate"
        ),
        DemoMember(
            "Rosa Antunes", "Grows tomatoes on a roof and opinions on the street",
            "Everything grows if you talk to it, and I talk. My son says that there is a computer in the house which "
                + "can do more than sweep mines.",
            speaks: "pt", free: "mo tu we th fr 09:00-12:00, sa 15:00-18:00",
            teaches:
                "gardening expert | vegetable-gardening expert | composting expert: Worms provided. | herbs advanced",
            learns: "computer-basics beginner | watercolour beginner"
        ),
        DemoMember(
            "Emeka Nwosu", "Trains the rowing crew and anyone who dares",
            "Strong legs, kind words. I eat like a horse and cook like one too, this has to change.",
            speaks: "en ig pt", free: "mo tu we th fr 06:30-09:00, tu th 18:00-20:00",
            teaches: "strength-training expert | running advanced: At the pace of conversation. | boxing advanced",
            learns: "cooking-basics beginner | portuguese beginner"
        ),
        DemoMember(
            "Claire Dubois", "Keeper of two hundred thousand bees",
            "They do most of the work, I do the paperwork. My honey tastes of rosemary and a little of the harbour.",
            speaks: "fr en pt", free: "we 14:00-19:00, sa su 14:00-17:00",
            teaches:
                "beekeeping expert: I have a second suit, nearly your size. | french expert | cheese-making advanced",
            learns: "sailing beginner | home-repairs beginner"
        ),
        DemoMember(
            "Miguel Arrais", "Plays records at the Clube Naval",
            "Vinyl on Fridays, laptop on Saturdays. I want to learn piano properly, with both hands and notes.",
            speaks: "pt en", free: "mo tu we th 16:00-20:00",
            teaches: "djing expert | music-production advanced: Headphones are enough to start. | ableton advanced",
            learns: "piano beginner | barbering beginner"
        ),
        DemoMember(
            "Maya Castillo", "Dances in the kitchen, teaches in the boat shed",
            "From Veracruz, where the harbour also dances. Two left feet are welcome, I have seen worse get married.",
            speaks: "es en pt", free: "tu we th 18:30-21:30, sa 17:00-21:00",
            teaches: "salsa expert | bachata expert | spanish expert",
            learns: "data-analysis beginner: My evening classes in one honest chart. | portuguese intermediate"
        ),
        DemoMember(
            "Henrik Sørensen", "Paddles to work across the estuary",
            "I moved from Aarhus for the tide tables. Rye bread every Sunday; the guitar has been in the corner since "
                + "Christmas and looks at me.",
            speaks: "da en de", free: "mo we 18:00-21:00, sa su 08:00-12:00",
            teaches: "kayaking expert: We begin by getting wet. | danish expert | german advanced",
            learns: "guitar beginner | portuguese beginner"
        ),
        DemoMember(
            "Zofia Nowicka", "Translates poems, and washing machines for the rent",
            "Between two languages there is always a third. I proofread slowly and aloud.",
            speaks: "pl en pt de", free: "tu th fr 10:00-13:00, tu th 17:00-19:00",
            teaches: "translation expert | polish expert | english advanced: Articles, at last.",
            learns: "yoga beginner | pottery intermediate"
        ),
        DemoMember(
            "Abdul Rahimi", "Tailor from Herat, thirty years of shoulders",
            "I look at a coat and see the person. My shop is next to the tram stop; my English is next to my Dari, "
                + "they do not always meet.",
            speaks: "fa en", free: "mo tu we th 18:00-20:30, su 11:00-15:00",
            teaches: "dressmaking expert | sewing expert: Straight seams first, then dreams. | persian expert",
            learns: "english intermediate | driving beginner"
        ),
        DemoMember(
            "Teresa Coutinho", "Yoga on the roof, weather permitting, neighbours watching",
            "Former trader, current breather. I hold the class for whoever comes, last winter that was one seagull.",
            speaks: "pt en", free: "mo we fr 07:00-09:00, tu th 18:00-20:30",
            teaches: "yoga expert | meditation expert | breathwork advanced",
            learns: "photography beginner | drawing beginner"
        ),
        DemoMember(
            "Nikos Papadakis", "Grills everything, forgives everyone",
            "From Chania. I own eleven board games about trading and have never run a business. Sunday is open table.",
            speaks: "el en", free: "we th 18:00-21:00, su 12:00-18:00",
            teaches: "grilling expert | greek expert | board-games expert: You may win once.",
            learns: "ukulele beginner | portuguese beginner"
        ),
        DemoMember(
            "Leonor Sampaio", "Studies informatics, fails at parallel parking",
            "Second year. I remember what it was like not to understand loops, because that was last year.",
            speaks: "pt en es", free: "mo tu we th fr 19:00-22:00, sa 14:00-18:00",
            teaches: "coding-basics advanced | javascript advanced | html expert: One page, your own, in an evening. "
                + "| smartphone-basics expert",
            learns: "driving beginner | guitar beginner | spanish intermediate"
        ),
        DemoMember(
            "Jamal Wright", "Saxophone, New Orleans to Porto Andorinha",
            "I came with the quintet and missed the flight on purpose. My balcony has one tomato and high hopes.",
            speaks: "en fr", free: "mo tu we 14:00-18:00",
            teaches: "saxophone expert | jazz-improvisation expert: There are no wrong notes, only brave ones. "
                + "| english expert",
            learns: "portuguese beginner | vegetable-gardening beginner"
        ),
        DemoMember(
            "Ioana Popescu", "Makes small shops loud on the internet",
            "I do in ten minutes what the algorithm undoes in five. Evenings I embroider, to make something that stays.",
            speaks: "ro en it", free: "mo we th 18:00-20:30, sa 11:00-14:00",
            teaches: "social-media expert | digital-marketing advanced | romanian expert",
            learns: "beekeeping beginner | embroidery beginner | sourdough beginner"
        ),
        DemoMember(
            "António Macedo", "Retired engineer, answers on 14.200 MHz",
            "I built the tide gauge and I still do not trust it. I repair radios with people who like to know why.",
            speaks: "pt en", free: "mo tu we th fr 10:00-13:00, tu th 15:00-18:00",
            teaches: "electronics expert | soldering expert: Mind the other end. | ham-radio expert | chess expert",
            learns: "sourdough beginner | english intermediate"
        ),
    ]
}
