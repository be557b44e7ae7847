/// A stylesheet as browsers need it.
enum StyleSheet {
    /// Leaves out comments and the space that means nothing. One whose texts or comments do not end stays as it is.
    static func compact(_ source: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var place = 0
        var hasGap = false
        while place < source.count {
            let byte = source[place]
            if byte <= .space {
                hasGap = true
                place += 1
            } else if byte == .slash, place + 1 < source.count, source[place + 1] == .star {
                guard let end = endOfComment(source, from: place + 2) else { return source }
                hasGap = true
                place = end
            } else {
                guard let end = endOfPart(source, from: place) else { return source }
                append(source[place..<end], after: hasGap, to: &result)
                hasGap = false
                place = end
            }
        }
        return result
    }

    private static func append(_ part: ArraySlice<UInt8>, after hasGap: Bool, to result: inout [UInt8]) {
        guard let first = part.first else { return }
        if first == .closingCurly, result.last == UInt8(ascii: ";") { result.removeLast() }
        if hasGap, let last = result.last, !isBorder(last), !isBorder(first) { result.append(.space) }
        result += part
    }

    /// Space beside these means nothing. A colon is none of them: `a :hover` is not `a:hover`.
    private static func isBorder(_ byte: UInt8) -> Bool {
        byte == .openingCurly || byte == .closingCurly || byte == UInt8(ascii: ";") || byte == UInt8(ascii: ",")
    }

    private static func endOfComment(_ source: [UInt8], from start: Int) -> Int? {
        var place = start
        while place + 1 < source.count {
            if source[place] == .star, source[place + 1] == .slash { return place + 2 }
            place += 1
        }
        return nil
    }

    /// Behind a text between quotes, an address in `url(…)` or one byte; `nil` where it does not end.
    private static func endOfPart(_ source: [UInt8], from start: Int) -> Int? {
        let first = source[start]
        if first == .quote || first == .apostrophe { return end(of: first, in: source, from: start + 1) }
        if first == .backslash { return min(start + 2, source.count) }
        guard first == UInt8(ascii: "u"), source[start...].starts(with: "url(".utf8) else { return start + 1 }
        let inside = source[(start + 4)...].first { $0 > .space }
        // An address between quotes is a text like others.
        return inside == .quote || inside == .apostrophe
            ? start + 4 : end(of: UInt8(ascii: ")"), in: source, from: start + 4)
    }

    private static func end(of ending: UInt8, in source: [UInt8], from start: Int) -> Int? {
        var place = start
        while place < source.count {
            if source[place] == ending { return place + 1 }
            if source[place] == .newline { return nil }
            place += source[place] == .backslash ? 2 : 1
        }
        return nil
    }
}
