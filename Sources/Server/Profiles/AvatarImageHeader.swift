/// What the first bytes of a picture say about it. Nothing is decoded, and no number in them is trusted.
struct AvatarImageHeader: Equatable {
    enum Format: Equatable {
        case png, jpeg, webp
    }

    let format: Format
    let width: Int
    let height: Int

    /// The header of a PNG, JPEG or WebP picture, known by its content; `nil` for anything else.
    init?(_ bytes: [UInt8]) {
        let reader = ByteReader(bytes)
        if reader.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            guard reader.text(at: 12, count: 4) == "IHDR", let width = reader.bigEndian(at: 16, count: 4),
                let height = reader.bigEndian(at: 20, count: 4)
            else { return nil }
            self.init(format: .png, width: width, height: height)
        } else if reader.starts(with: [0xFF, 0xD8, 0xFF]) {
            guard let frame = JPEGMarkers(bytes).frame else { return nil }
            self.init(format: .jpeg, width: frame.width, height: frame.height)
        } else if reader.text(at: 0, count: 4) == "RIFF", reader.text(at: 8, count: 4) == "WEBP" {
            guard let size = Self.webPSize(reader) else { return nil }
            self.init(format: .webp, width: size.width, height: size.height)
        } else {
            return nil
        }
    }

    private init(format: Format, width: Int, height: Int) {
        self.format = format
        self.width = width
        self.height = height
    }

    /// The size in the first chunk: lossy (RFC 6386, section 9.1), lossless, or extended (RFC 9649, section 2.7).
    private static func webPSize(_ reader: ByteReader) -> (width: Int, height: Int)? {
        switch reader.text(at: 12, count: 4) {
        case "VP8 ":
            guard reader.bigEndian(at: 23, count: 3) == 0x9D012A, let width = reader.littleEndian(at: 26, count: 2),
                let height = reader.littleEndian(at: 28, count: 2)
            else { return nil }
            return (width & 0x3FFF, height & 0x3FFF)
        case "VP8L":
            guard reader.bigEndian(at: 20, count: 1) == 0x2F, let bits = reader.littleEndian(at: 21, count: 4)
            else { return nil }
            return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
        case "VP8X":
            guard let width = reader.littleEndian(at: 24, count: 3), let height = reader.littleEndian(at: 27, count: 3)
            else { return nil }
            return (width + 1, height + 1)
        default:
            return nil
        }
    }
}

/// Reads numbers out of bytes that somebody else wrote; what lies outside them is `nil`.
struct ByteReader {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    func starts(with prefix: [UInt8]) -> Bool {
        bytes.starts(with: prefix)
    }

    func text(at offset: Int, count: Int) -> String? {
        slice(offset, count).map { String(decoding: $0, as: UTF8.self) }
    }

    func bigEndian(at offset: Int, count: Int) -> Int? {
        slice(offset, count)?.reduce(0) { $0 << 8 | Int($1) }
    }

    func littleEndian(at offset: Int, count: Int) -> Int? {
        slice(offset, count)?.reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
        guard offset >= 0, count <= 7, offset <= bytes.count - count else { return nil }
        return bytes[offset..<offset + count]
    }
}
