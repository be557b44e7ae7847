import FoundationEssentials
import NIOCore

/// What stands in the JSON for an attachment: `{"_placeholder":true,"num":0}` (Socket.IO protocol 5).
struct Placeholder: Codable {
    /// Which attachment, from 0.
    let num: Int

    private enum CodingKeys: String, CodingKey {
        case isPlaceholder = "_placeholder"
        case num
    }

    init(num: Int) {
        self.num = num
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard try container.decode(Bool.self, forKey: .isPlaceholder) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "The value was not sent as binary."))
        }
        num = try container.decode(Int.self, forKey: .num)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(true, forKey: .isPlaceholder)
        try container.encode(num, forKey: .num)
    }
}

extension Date {
    /// Decodes ISO 8601 text with or without fractions of a second.
    init(fromJavaScript decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        if let date = try? Date(text, strategy: Self.withFraction) {
            self = date
        } else {
            self = try Date(text, strategy: .iso8601)
        }
    }

    /// ISO 8601 text with milliseconds, as JavaScript's `JSON.stringify` writes dates.
    var javaScriptText: String { formatted(Self.withFraction) }

    private static let withFraction = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}
