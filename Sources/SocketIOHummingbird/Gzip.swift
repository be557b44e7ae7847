import CZlib
import NIOCore

/// Compression of poll answers in the gzip format (RFC 1952).
enum Gzip {
    /// Fast rather than small: it runs on the event loop.
    private static let level: Int32 = 1
    /// Larger answers would keep the event loop from its other connections for too long.
    private static let most = 512 * 1_024

    /// - Returns: `nil` when the bytes are too many or zlib has no memory.
    static func compress(_ plain: ByteBuffer) -> ByteBuffer? {
        guard plain.readableBytes <= most else { return nil }
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        // 15 bits of window, and 16 for the gzip format; 8 is zlib's default of memory.
        guard deflateInit2_(&stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK else {
            return nil
        }
        defer { deflateEnd(&stream) }
        let bound = Int(deflateBound(&stream, UInt(plain.readableBytes)))
        var packed = ByteBuffer()
        var status = Z_OK
        packed.writeWithUnsafeMutableBytes(minimumWritableBytes: bound) { output in
            plain.withUnsafeReadableBytes { input in
                let bytes = input.bindMemory(to: UInt8.self)
                stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
                stream.avail_in = UInt32(bytes.count)
                stream.next_out = output.bindMemory(to: UInt8.self).baseAddress
                stream.avail_out = UInt32(bound)
                status = deflate(&stream, Z_FINISH)
            }
            return bound - Int(stream.avail_out)
        }
        return status == Z_STREAM_END ? packed : nil
    }
}
