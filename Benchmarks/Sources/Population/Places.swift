extension Population {
    /// The more common ones first.
    static let languageTags = [
        "en", "es", "de", "fr", "pt", "hi", "ar", "ru", "it", "zh", "ja", "tr", "pl", "nl", "ko", "uk", "vi", "id",
        "fa",
        "ro", "el", "cs", "sv", "hu", "he", "da", "fi", "no", "ca", "eu",
    ]

    /// Where members live.
    static let places: [(zone: String, weight: Double)] = [
        ("Europe/Berlin", 30), ("Europe/London", 12), ("Europe/Madrid", 9), ("Europe/Athens", 4), ("Europe/Kyiv", 3),
        ("America/New_York", 12), ("America/Chicago", 5), ("America/Los_Angeles", 6), ("America/Sao_Paulo", 6),
        ("Asia/Kolkata", 5), ("Asia/Tokyo", 3), ("Asia/Shanghai", 2), ("Australia/Sydney", 2), ("Africa/Lagos", 1),
    ]
}
