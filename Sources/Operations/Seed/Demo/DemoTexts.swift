/// What the people of the town write to each other. `%` stands for the skill, `&` for the second one of a swap.
enum DemoTexts {
    static let topics = [
        "First steps: %", "%, from the beginning", "An unhurried hour of %", "%: where I keep getting stuck",
        "% at the kitchen table", "Getting better at %", "% on the pier", "One small thing about %",
        "%, and why mine looks like this", "Three mistakes and how not to make them: %", "% before the festival",
        "A rainy afternoon of %", "% for the hopeless", "The part of % that nobody explains",
    ]

    static let swaps = ["% for &", "Half an hour of %, half an hour of &", "% first, then &", "You &, me %: shall we?"]

    static let notes: [String?] = [
        nil,
        "Hello! Fátima says that you explain it better than the internet. I bring pastéis.",
        "I have tried on my own twice. Both times a neighbour came to ask whether everything was all right.",
        "I can come to you, or we meet at Café Maré Alta, the table under the clock is usually free.",
        "No hurry at all. If that evening is bad, propose another one, I am flexible after the ferry.",
        nil,
        "I know a little, mostly the wrong things. A patient hour would help a lot.",
        "My daughter has a concert at nine, so I must leave on time. Otherwise I am all yours.",
        "Is it fine if I take notes? My memory is like the harbour at low tide.",
        "I promise to have done the reading. I promise it here so that there is a record.",
        nil,
        "We met at the choir, I was the one who came in a bar early.",
        "I would like to surprise somebody with it in spring, so please do not tell Tiago.",
    ]

    static let counterNotes = [
        "I open the shop then; a little later would suit me.", "The tide says no. What about this instead?",
        "Happily, but I would like some more time for it.", "That evening there is choir. Could it be this one?",
    ]

    static let rejections: [String?] = [
        "I am away for the regatta, sorry! Ask me again next month.",
        "I do not feel sure enough in this to teach it well. Try Margarida.", nil,
        "My weeks are full until the festival.", "The kiln exploded. It is fine, but I am not free.",
    ]

    static let cancellations: [String?] = [
        "The ferry is out of service, I cannot get across.", "Fever. I would only teach you to cough.",
        "My mother visits, unannounced as always.", nil, "The sea is too high, we should not go out.",
    ]

    static let contests = [
        "I was there, at the wrong end of the pier, it seems. We did talk for half an hour afterwards.",
        "We met, only an hour later than planned. My phone was in the harbour.",
        "I waited at the café and have the receipt for two coffees.",
    ]

    static let resolutions = [
        "Both describe the same conversation; the meeting took place.",
        "The message that moved it was never answered, so nobody was at fault.",
        "The receipt and the two messages show who waited.",
    ]

    static let praise = [
        "Clear, funny and exactly at my speed. I went home and did it again at once.",
        "Two hours felt like twenty minutes. There was also soup.",
        "I finally understood what everyone else had been nodding about.",
        "Prepared, patient, and very good at waiting while I find it myself.",
        "I learned more than in a month alone. My neighbours have noticed.",
        "We laughed a lot and it still worked. I have homework and I am looking forward to it.",
        "A born teacher who claims not to be one.",
        "Brought tools, time and a sense of humour.",
        "Came with good questions and had practised. A pleasure.",
        "On time, curious, and washed the dishes. Any time again.",
        "Explains without making you feel slow. I was slow.",
    ]

    static let mixed = [
        "Knows a lot, sometimes all of it at once. Ask for a break.",
        "Good hour, though we began late. The second half made up for it.",
        "Useful, but I needed more of the basics than we had time for.",
        "Nice person. We talked more about boats than about the subject, which was partly my fault.",
    ]

    static let absent = [
        "I waited half an hour on the pier. The gulls were good company.", "Nobody came and no message did either.",
        "It was called off at the last moment and I had already closed the shop.",
    ]

    static let privateNotes = [
        "This is the second time, please keep an eye on it.",
        "No hard feelings, I think that there is trouble at home.",
    ]

    static let replies = [
        "Thank you! Your loaf deserves half of the credit.", "You were the one who practised. Come back any time.",
        "Fair. I will bring a clock next time.", "That made my week, obrigado!", "I blushed on the ferry.",
    ]

    static let links = [
        "https://meet.example/andorinha", "https://meet.example/mare-alta", "https://meet.example/farol",
    ]

    /// What the two write to each other once one has asked; the requester begins.
    static let talks = [
        [
            "Hello! I hope that the evening suits you. I can come over to your side of the harbour.",
            "It suits me. Bring what you have, the rest is here.", "Perfect. See you then!",
        ],
        [
            "I forgot to say: I am a complete beginner.", "Good, then there is nothing to unlearn.",
            "You have not seen me try yet.", "Now I am curious.",
        ],
        ["Do I need to bring anything?", "Something to write with, and patience with my cat."],
        [
            "Would the table under the clock be all right?", "Always. Order the pastéis before six, they run out.",
            "Noted. I will defend two for you.",
        ],
        ["Is it loud? My neighbour works nights.", "Not if we keep the window closed. Mostly."],
        [
            "I have found my old notes. They are worse than I remembered.",
            "Old notes are a map of where you got lost.",
            "Then I have a very complete map.",
        ],
        ["The ferry at half past, or the later one?", "The earlier one. The later one is a rumour."],
        [
            "Thank you for taking the time!", "Thank you for asking. I like to explain it, it keeps me honest.",
            "Last question: shoes?", "Old ones.",
        ],
    ]
}
