import NIOCore

extension ByteBuffer {
    /// Checked JSON, with every member blanked whose key comes again in the same object: in JavaScript the last one
    /// counts, for Foundation the first. Without such a member nothing is copied.
    var blankingRepeatedKeys: ByteBuffer {
        var tokens = JSONTokens()
        var objects: [RepeatedKeys] = []
        var blanked = self
        while let token = tokens.next(readableBytesUInt8Span) {
            switch token {
            case .open: objects.append(RepeatedKeys())
            case .close: objects.removeLast(min(1, objects.count))
            case .scalar: break
            case .key(let range):
                guard let last = objects.indices.last, let key = part(range).jsonString else { continue }
                guard let earlier = objects[last].add(key, at: range.lowerBound) else { continue }
                blanked.setRepeatingByte(0x20, count: earlier.count, at: readerIndex + earlier.lowerBound)
            }
        }
        return blanked
    }

    /// The bytes at offsets from the reader index.
    func part(_ range: Range<Int>) -> ByteBuffer {
        getSlice(at: readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }
}

/// The members of one object: where each begins, and where the next one does.
private struct RepeatedKeys {
    private var members: [String: Range<Int>] = [:]
    private var newest: (key: String, start: Int)?

    /// Adds a key; the extent of the earlier member that had it.
    mutating func add(_ key: String, at start: Int) -> Range<Int>? {
        if let newest { members[newest.key] = newest.start..<start }
        newest = (key, start)
        return members[key]
    }
}
