/// Ids that cannot be guessed.
enum SecretID {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// 20 characters that are safe in addresses: 120 bits of the system's generator.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        var bits: [UInt64] = [generator.next(), generator.next()]
        return String(unsafeUninitializedCapacity: 20) { characters in
            for index in 0..<20 {
                characters[index] = alphabet[Int(bits[index / 10] & 63)]
                bits[index / 10] >>= 6
            }
            return 20
        }
    }
}
