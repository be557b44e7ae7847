/// The segments of a JPEG picture (ITU-T T.81, annex B), as far as a header, an orientation and an end are needed.
struct JPEGMarkers {
    /// Width and height of the first frame.
    private(set) var frame: (width: Int, height: Int)?
    /// 1 to 8 as in Exif; 1 where nothing is said.
    private(set) var orientation = 1
    /// Whether the picture goes on to its end marker.
    private(set) var isComplete = false

    private let bytes: [UInt8]
    private let reader: ByteReader

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        reader = ByteReader(bytes)
        var position = 2
        while let marker = nextMarker(&position) {
            if marker == 0xD9 {
                isComplete = true
                return
            }
            guard let length = reader.bigEndian(at: position, count: 2), length >= 2 else { return }
            read(marker, at: position + 2, count: length - 2)
            position += length
        }
    }

    /// The next marker that carries data or ends the picture; compressed data, fill bytes and restarts are passed over.
    private func nextMarker(_ position: inout Int) -> UInt8? {
        while position + 1 < bytes.count {
            let (first, second) = (bytes[position], bytes[position + 1])
            if first == 0xFF, second != 0x00, second != 0xFF, !(0xD0...0xD8).contains(second), second != 0x01 {
                position += 2
                return second
            }
            position += 1
        }
        return nil
    }

    private mutating func read(_ marker: UInt8, at offset: Int, count: Int) {
        let isFrame = (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
        if isFrame, frame == nil, let height = reader.bigEndian(at: offset + 1, count: 2),
            let width = reader.bigEndian(at: offset + 3, count: 2)
        {
            frame = (width, height)
        }
        if marker == 0xE1, reader.text(at: offset, count: 4) == "Exif" {
            orientation = exifOrientation(at: offset + 6, end: offset + count) ?? orientation
        }
    }

    /// Tag 0x0112 of the first directory (Exif 2.3, section 4.6.4).
    private func exifOrientation(at start: Int, end: Int) -> Int? {
        let isLittle = reader.text(at: start, count: 2) == "II"
        func number(_ offset: Int, _ count: Int) -> Int? {
            guard offset + count <= end else { return nil }
            return isLittle ? reader.littleEndian(at: offset, count: count) : reader.bigEndian(at: offset, count: count)
        }
        guard isLittle || reader.text(at: start, count: 2) == "MM", number(start + 2, 2) == 42,
            let directory = number(start + 4, 4), let entries = number(start + directory, 2)
        else { return nil }
        for index in 0..<min(entries, 512) {
            let entry = start + directory + 2 + index * 12
            guard let tag = number(entry, 2) else { return nil }
            if tag == 0x0112 { return number(entry + 8, 2).flatMap { (1...8).contains($0) ? $0 : nil } }
        }
        return nil
    }
}
