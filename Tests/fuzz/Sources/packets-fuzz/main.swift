import CFuzzer
import Glibc
import NIOCore

// packets-fuzz TARGET [arguments of libFuzzer]

typealias Target = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

let targets: [String: Target] = [
    "payload": { bytes, count in run(bytes, count, fuzzPayload) },
    "packet": { bytes, count in run(bytes, count, fuzzPacket) },
    "assembly": { bytes, count in run(bytes, count, fuzzAssembly) },
    "canary": { bytes, count in run(bytes, count, fuzzCanary) },
    "hoarder": { bytes, count in run(bytes, count, fuzzHoarder) },
]

func run(_ bytes: UnsafePointer<UInt8>?, _ count: Int, _ target: (ByteBuffer) -> Void) -> CInt {
    target(ByteBuffer(bytes: UnsafeBufferPointer(start: bytes, count: count)))
    return 0
}

guard CommandLine.argc > 1, let target = targets[CommandLine.arguments[1]] else {
    print("usage: packets-fuzz \(targets.keys.sorted().joined(separator: "|")) [arguments of libFuzzer]")
    exit(2)
}

var arguments = ([CommandLine.arguments[0]] + CommandLine.arguments.dropFirst(2)).map { strdup($0) } + [nil]
var count = CInt(arguments.count - 1)
let status = arguments.withUnsafeMutableBufferPointer { buffer in
    var start = buffer.baseAddress
    return LLVMFuzzerRunDriver(&count, &start, target)
}
exit(status)
