public import Exchange

/// A mail as it travels: headers of RFC 5322 and a body in UTF-8, with lines that end in CR LF.
///
/// Text never reaches a header as it is: what is not plain ASCII is an encoded word (RFC 2047), so no line break in a
/// subject or a name can start another header.
public struct MailMessage: Sendable {
    public let bytes: [UInt8]

    /// - Parameter identifier: makes the `Message-ID` unique.
    public init(_ mail: Mail, from sender: MailSender, identifier: Identifier) {
        let (encoding, body) = MailBody.encoded(mail.text)
        let headers = [
            "From: \(MailHeader.phrase(sender.name)) <\(sender.address.text)>",
            "To: <\(mail.recipient.text)>",
            "Subject: \(MailHeader.text(mail.subject))",
            "Date: \(MailHeader.date(mail.date))",
            "Message-ID: <\(identifier)@\(sender.address.domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(encoding)",
        ]
        bytes = Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }
}

enum MailHeader {
    /// Unstructured text: as it is when it is short printable ASCII, else as encoded words.
    static func text(_ text: String) -> String {
        let isPlain = text.utf8.count <= 60 && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
        let looksEncoded = text.utf8.contains(UInt8(ascii: "=")) && text.contains("?")
        return isPlain && !looksEncoded ? text : encodedWords(text)
    }

    /// A display name: a quoted string when it is short printable ASCII, else encoded words.
    static func phrase(_ name: String) -> String {
        let plain = text(name)
        guard plain == name else { return plain }
        return "\"" + name.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
    }

    /// `Mon, 23 Nov 2026 18:00:00 +0000` (RFC 5322, section 3.3).
    static func date(_ moment: Moment) -> String {
        let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let text = moment.rfc3339
        let weekday = days[((moment.daysSince1970 % 7) + 7) % 7]
        let time = text.dropFirst(11).prefix(8)
        return "\(weekday), \(moment.date.day) \(months[moment.date.month - 1]) \(text.prefix(4)) \(time) +0000"
    }

    /// Encoded words of at most 75 characters, none of which cuts a character in two (RFC 2047, sections 2 and 5).
    private static func encodedWords(_ text: String) -> String {
        var chunks: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if chunks[chunks.count - 1].count + bytes.count > 42 { chunks.append([]) }
            chunks[chunks.count - 1] += bytes
        }
        return chunks.map { "=?utf-8?B?\(Base64Text.padded($0))?=" }.joined(separator: "\r\n ")
    }
}

enum MailBody {
    /// ASCII with lines of at most 998 octets goes as it is, so that links stay whole; the rest as quoted-printable.
    static func encoded(_ text: String) -> (encoding: String, body: String) {
        let lines = text.utf8Lines()
        let isPlain = lines.allSatisfy { line in
            line.count <= 998 && line.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 }
        }
        let encoded = isPlain ? lines.map { String(decoding: $0, as: UTF8.self) } : lines.map(quotedPrintable)
        return (isPlain ? "7bit" : "quoted-printable", encoded.joined(separator: "\r\n") + "\r\n")
    }

    /// One line in the quoted-printable encoding of RFC 2045, section 6.7.
    private static func quotedPrintable(_ line: [UInt8]) -> String {
        var result = ""
        var width = 0
        for (index, byte) in line.enumerated() {
            let isInnerSpace = (byte == 0x20 || byte == 0x09) && index + 1 < line.count
            let isPlain = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=")
            let piece = isPlain || isInnerSpace ? String(Unicode.Scalar(byte)) : hexadecimal(byte)
            if width + piece.utf8.count > 75 {
                result += "=\r\n"
                width = 0
            }
            result += piece
            width += piece.utf8.count
        }
        return result
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = Array("0123456789ABCDEF")
        return "=\(digits[Int(byte >> 4)])\(digits[Int(byte & 0xF)])"
    }
}

extension String {
    /// The lines of a text, broken at CR LF, LF or CR, as UTF-8.
    fileprivate func utf8Lines() -> [[UInt8]] {
        var lines: [[UInt8]] = [[]]
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte == 0x0D || (byte == 0x0A && previous != 0x0D) {
                lines.append([])
            } else if byte != 0x0A {
                lines[lines.count - 1].append(byte)
            }
            previous = byte
        }
        return lines
    }
}
