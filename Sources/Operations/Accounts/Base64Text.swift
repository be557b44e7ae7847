import Foundation

/// The Base64 forms of RFC 4648, sections 4 and 5.
enum Base64Text {
    static func padded(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
    }

    static func standard(_ bytes: [UInt8]) -> String {
        String(padded(bytes).prefix { $0 != "=" })
    }

    static func urlSafe(_ bytes: [UInt8]) -> String {
        String(
            standard(bytes).map { character in
                switch character {
                case "+": "-"
                case "/": "_"
                default: character
                }
            })
    }

    static func unpaddedLength(ofBytes count: Int) -> Int {
        (count * 8 + 5) / 6
    }
}
