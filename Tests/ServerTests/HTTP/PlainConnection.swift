import Dispatch
import Glibc
import NIOCore
import NIOEmbedded

/// A connection that sends exactly what it is told to.
enum PlainConnection {
    /// Sends `text` and returns what comes back until the other side closes, or nothing came for ten seconds.
    static func exchange(_ text: String, port: Int) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "plain connection").async {
                continuation.resume(returning: exchangeBlocking(text, port: port))
            }
        }
    }

    private static func exchangeBlocking(_ text: String, port: Int) -> String {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return "" }
        let bytes = Array(text.utf8)
        _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
            answer += buffer[..<count]
            if answer.starts(with: "HTTP/1.1 100".utf8) { return String(decoding: answer, as: UTF8.self) }
        }
    }
}

/// A channel that leads nowhere.
enum EmbeddedPlace {
    static var channel: any Channel { EmbeddedChannel() }
}
