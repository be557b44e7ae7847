import NIOCore

/// Traps at an input that only a fuzzer finds which sees the branches taken.
func fuzzCanary(_ bytes: ByteBuffer) {
    let view = Array(bytes.readableBytesView.prefix(5))
    guard view.count == 5 else { return }
    guard view[0] == UInt8(ascii: "t") else { return }
    guard view[1] == UInt8(ascii: "w") else { return }
    guard view[2] == UInt8(ascii: "e") else { return }
    guard view[3] == UInt8(ascii: "e") else { return }
    guard view[4] == UInt8(ascii: "t") else { return }
    fatalError("the canary was found, as it should be")
}

/// Keeps a little of every input for ever.
func fuzzHoarder(_ bytes: ByteBuffer) {
    hoard.append(ByteBuffer(repeating: 1, count: 20_000))
}

// libFuzzer calls on one thread.
nonisolated(unsafe) private var hoard: [ByteBuffer] = []
