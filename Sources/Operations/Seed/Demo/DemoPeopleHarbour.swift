extension DemoPeople {
    /// Those who live by the water.
    static let harbour: [DemoMember] = [
        DemoMember(
            "Inês Carvalho", "Baker at the Forno da Ribeira, up before the gulls",
            "I feed forty people and one sourdough starter called Adamastor. By five in the afternoon I am free, "
                + "floury and curious. I want to automate the bakery orders before the notebook falls into the dough.",
            speaks: "pt en", free: "mo we th 17:00-21:00, sa 14:00-18:00",
            teaches: "sourdough expert: Bring a jar, you leave with a piece of Adamastor. | bread-baking expert "
                + "| portuguese expert: Harbour slang included. | pastry advanced",
            learns:
                "python beginner: The bakery orders live in a wet notebook. | violin beginner | english intermediate"
        ),
        DemoMember(
            "Tomasz Wieczorek", "Programmer who moved here for the light and stayed for the bread",
            "I write software for ferries I have never steered. Patient with beginners, less so with printers. "
                + "Looking for someone who bakes, someone who sails, and the subjunctive.",
            speaks: "pl en pt", free: "mo tu we th 18:00-21:30, su 10:00-13:00",
            teaches: "python expert: We start with something you need on Monday. | sql advanced | polish expert "
                + "| git advanced",
            learns: "sourdough beginner: My last loaf is a doorstop. | sailing beginner | portuguese intermediate"
        ),
        DemoMember(
            "Rui Tavares", "Ferry pilot, thirty years on the Gaivota",
            "I have crossed the estuary some ninety thousand times and it was never twice the same. I teach on my own "
                + "small boat, and I shout only when the boom moves.",
            speaks: "pt", free: "tu th 16:00-19:00, su 09:00-14:00",
            teaches: "sailing expert: Soft shoes, no heroics. | navigation expert | knots expert",
            learns: "english beginner: The tourists ask and I wave. | guitar beginner"
        ),
        DemoMember(
            "Amina Diallo", "Nurse on the night shift, seamstress in my dreams",
            "From Dakar by way of Bordeaux. I sleep in the mornings, so do not call before noon. I would like to stop "
                + "being afraid of deep water.",
            speaks: "fr wo en pt", free: "mo tu fr 14:00-18:00, su 14:00-18:00",
            teaches: "french expert | first-aid expert: With a doll, a stopwatch and no blood.",
            learns: "swimming beginner | sewing beginner | portuguese intermediate"
        ),
        DemoMember(
            "Joaquim Pestana", "Retired from the sea, not from talking",
            "Fifty-one years of sardines. My granddaughter gave me a telephone without buttons and I intend to win. "
                + "In return you learn where the fish are, within reason.",
            speaks: "pt", free: "mo tu we th fr 10:00-12:30, mo we 15:00-18:00",
            teaches: "fishing expert | knots expert: Eleven that you need and one for showing off. "
                + "| accordion advanced | portuguese expert",
            learns: "smartphone-basics beginner | computer-basics beginner"
        ),
        DemoMember(
            "Yuki Tanaka", "Potter, glazes everything the tide brings",
            "My kiln is in the old cannery. I came for one residency six years ago. The clay here remembers the river.",
            speaks: "ja en", free: "we fr 15:00-20:00, sa 10:00-16:00",
            teaches: "pottery expert: Wear what may get dirty. | japanese expert | origami advanced",
            learns: "portuguese beginner | surfing beginner: I fall with good posture."
        ),
        DemoMember(
            "Beatriz Nogueira", "Runs the surf school with a whistle and three dogs",
            "The sea decides the timetable, I only announce it. Off the board I take pictures that are nearly good.",
            speaks: "pt en es", free: "mo tu we th fr 08:00-11:00, we 17:00-20:00, sa 08:00-12:00",
            teaches: "surfing expert | swimming expert: From blowing bubbles on. | yoga intermediate",
            learns: "japanese beginner | photography intermediate: Moving water beats me."
        ),
        DemoMember(
            "Olena Kovalenko", "Violinist from Odesa, one harbour to another",
            "I teach children their first bow stroke and adults their second chance. My neighbours hear scales at six, "
                + "they have stopped complaining and begun to hum.",
            speaks: "uk ru en", free: "tu th 16:00-20:00, sa 10:00-17:00",
            teaches:
                "violin expert: I lend an instrument for the first month. | music-theory expert | ukrainian expert",
            learns: "bread-baking beginner | english intermediate | cycling beginner"
        ),
        DemoMember(
            "Dinis Faria", "Mends bicycles under the railway arch",
            "If it has wheels and squeaks, it is family. I explain while I repair, you hold the spanner. No electric "
                + "scooters, I have principles.",
            speaks: "pt en", free: "mo tu we fr 18:00-20:30, sa 09:00-13:00",
            teaches: "bicycle-repair expert: Bring the patient. | cycling advanced | welding advanced",
            learns: "guitar beginner | french beginner: For the other side of the Pyrenees."
        ),
        DemoMember(
            "Mehmet Aydın", "Keeps the tea house behind the lighthouse stairs",
            "Tea is not a drink, it is a chair. Come for the backgammon, leave with a recipe. The shop needs a page "
                + "on the web and I need to understand what my nephew charges for it.",
            speaks: "tr en pt", free: "mo tu we 10:00-13:00, th 19:00-22:00",
            teaches:
                "turkish-cooking expert | turkish expert | tea expert: Seven kinds, one afternoon. | chess advanced",
            learns: "web-design beginner | portuguese intermediate"
        ),
        DemoMember(
            "Carla Monteiro", "Harbour master. Yes, the one with the horn",
            "I sign papers by day and read the clouds all the time. People say that I am strict; the harbour has not "
                + "lost a boat since I came.",
            speaks: "pt en", free: "mo we fr 18:30-21:00",
            teaches:
                "navigation expert | weather expert: Look up first, then at the screen. | public-speaking advanced",
            learns: "tango beginner | german beginner"
        ),
        DemoMember(
            "Tiago Brandão", "Sells fish until noon, sings fado after nine",
            "My grandmother said that a song needs three chords and one regret. I bring the chords. My books, on the "
                + "other hand, have been out of tune since January.",
            speaks: "pt es", free: "mo tu th 15:00-19:00, su 16:00-19:00",
            teaches: "guitar expert: From the first blister. | singing advanced | fishing intermediate",
            learns: "excel beginner | accounting beginner: Before the tax office sings to me."
        ),
        DemoMember(
            "Lena Hoffmann", "Counts seahorses in the estuary",
            "Marine biologist, usually wet. I teach diving slowly and German quickly. I would like to repair my own "
                + "sails and order more than coffee at the market.",
            speaks: "de en pt", free: "tu th fr 17:00-20:00, su 11:00-16:00",
            teaches: "german expert | diving advanced: Pool first, then the cannery reef. | biology expert",
            learns: "sewing beginner | sailing intermediate | portuguese intermediate"
        ),
        DemoMember(
            "Kofi Mensah", "Builds wooden boats that outlive their owners",
            "Apprenticed in Tema, finished here. This winter the yard is full, so I only learn and do not take pupils; "
                + "ask me again when the swallows are back.",
            speaks: "en tw pt", free: "sa 15:00-18:00, su 10:00-13:00",
            teaches: "woodworking expert | carpentry expert | furniture-restoration advanced",
            learns: "cad beginner: Drawing on paper is not enough any more. | portuguese intermediate",
            isAccepting: false
        ),
        DemoMember(
            "Fátima Lourenço", "Mended nets for forty years, now mends everything",
            "A hole is only a place where the thread has not been yet. I teach at my kitchen table; there is always "
                + "soup, and it is not optional.",
            speaks: "pt", free: "mo tu we th fr 14:00-18:00",
            teaches: "sewing expert: My machine or yours, mine is older than you. | knitting expert | crochet expert",
            learns: "smartphone-basics beginner | english beginner: My grandson lives in Leeds."
        ),
    ]
}
