/// Of what the members of the population are put together.
enum BenchWords {
    static let firstNames = [
        "Ada", "Amir", "Ana", "Bo", "Carmen", "Chen", "Dalia", "Dev", "Elif", "Emil", "Fatou", "Femi", "Greta", "Hana",
        "Hugo", "Ines", "Ivo", "Jana", "Joon", "Kofi", "Lale", "Lars", "Leila", "Luca", "Maya", "Mehdi", "Mina",
        "Nadia",
        "Nils", "Noor", "Olga", "Omar", "Petra", "Priya", "Rafael", "Rosa", "Samir", "Sara", "Tariq", "Tove", "Uma",
        "Viktor", "Wanda", "Yara", "Yuki", "Zeno",
    ]

    static let lastNames = [
        "Abebe", "Almeida", "Andersen", "Bauer", "Benali", "Castro", "Cohen", "Demir", "Diaz", "Dubois", "Eriksen",
        "Farah", "Ferrari", "Garcia", "Haddad", "Hansen", "Ito", "Jansen", "Kaya", "Khan", "Kim", "Kowalski", "Lopez",
        "Mensah", "Moreau", "Mori", "Nguyen", "Novak", "Okafor", "Patel", "Petrov", "Popescu", "Rao", "Rossi", "Sato",
        "Schmidt", "Silva", "Singh", "Tanaka", "Toth", "Virtanen", "Wang", "Weber", "Yilmaz", "Zhang", "Ziegler",
    ]

    static let headlines = [
        "", "Learning something new every winter", "Happy to teach beginners", "Curious about everything with strings",
        "Evenings and rainy Sundays", "Slow but thorough", "New in town and looking for company",
        "I explain with my hands", "Better with others than alone", "Weekends are for practice",
    ]

    static let topics = [
        "First steps", "Where I keep getting stuck", "An hour of practice", "From the beginning", "Getting better",
        "Questions and answers", "One small thing", "The next chapter",
    ]

    static let places: [(zone: String, languages: [String])] = [
        ("Europe/Berlin", ["de"]), ("Europe/Berlin", ["de", "tr"]), ("Europe/Vienna", ["de"]),
        ("Europe/Lisbon", ["pt"]), ("Europe/Madrid", ["es"]), ("Europe/Paris", ["fr"]), ("Europe/Rome", ["it"]),
        ("Europe/Warsaw", ["pl"]), ("Europe/London", ["en"]), ("Europe/Istanbul", ["tr"]),
        ("America/New_York", ["en", "es"]), ("America/Sao_Paulo", ["pt"]), ("Asia/Kolkata", ["hi"]),
        ("Asia/Tokyo", ["ja"]), ("Africa/Lagos", ["en", "yo"]), ("Australia/Sydney", ["en"]),
    ]
}
