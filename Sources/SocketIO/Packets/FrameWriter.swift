import NIOCore

/// Writes an unmasked WebSocket frame (RFC 6455, section 5.2) in one pass: the payload behind room for the longest
/// header, then the header right before the payload.
enum FrameWriter {
    private static let room = 10

    /// - Parameters:
    ///   - capacity: As many bytes as `write` appends, or more.
    ///   - write: Appends the payload.
    static func frame(
        isBinary: Bool, capacity: Int, _ write: (inout OutputRawSpan) -> Void
    ) -> EncodedPacket {
        var header = 0
        var frame = ByteBuffer(initialCapacity: room + capacity) { output in
            output.append(repeating: 0, count: room, as: UInt8.self)
            write(&output)
            header = output.writeHeader(isBinary: isBinary, length: output.byteCount - room)
        }
        frame.moveReaderIndex(forwardBy: room - header)
        return EncodedPacket(frame: frame, isBinary: isBinary, headerLength: header)
    }
}

extension OutputRawSpan {
    /// Overwrites the end of the room at the start; the length of the header.
    fileprivate mutating func writeHeader(isBinary: Bool, length: Int) -> Int {
        let extended = length < 126 ? 0 : length <= UInt16.max ? 2 : 8
        withUnsafeMutableBytes { memory, _ in
            let start = 8 - extended
            memory[start] = isBinary ? 0x82 : 0x81
            memory[start + 1] = extended == 0 ? UInt8(truncatingIfNeeded: length) : extended == 2 ? 126 : 127
            for place in 0..<extended {
                memory[9 - place] = UInt8(truncatingIfNeeded: length >> (8 * place))
            }
        }
        return 2 + extended
    }
}
