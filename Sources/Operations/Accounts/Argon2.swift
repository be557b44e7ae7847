import CArgon2

/// libargon2 with a salt of 16 bytes and a tag of 32.
enum Argon2 {
    static let saltLength = 16
    static let tagLength = 32

    /// A failure of the library: out of memory, or a stored hash that is none.
    struct Failure: Error, CustomStringConvertible {
        let code: Int32

        var description: String { "argon2: \(String(cString: argon2_error_message(code)))" }
    }

    /// The PHC string of a password. Blocks for as long as it costs.
    static func hash(_ password: String, salt: [UInt8], cost: Argon2Cost) throws -> String {
        let (passes, memory, lanes) = (UInt32(cost.passes), UInt32(cost.memoryKiB), UInt32(cost.lanes))
        let length = argon2_encodedlen(passes, memory, lanes, UInt32(salt.count), UInt32(tagLength), Argon2_id)
        var encoded = [CChar](repeating: 0, count: length)
        let bytes = Array(password.utf8)
        let code = argon2id_hash_encoded(
            passes, memory, lanes, bytes, bytes.count, salt, salt.count, tagLength, &encoded, length)
        guard code == ARGON2_OK.rawValue else { throw Failure(code: code) }
        return String(decoding: encoded.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether the password is the one of the PHC string; tags are compared in constant time by the library.
    static func verify(_ password: String, against encoded: String) throws -> Bool {
        let bytes = Array(password.utf8)
        let code = argon2id_verify(encoded, bytes, bytes.count)
        guard code != ARGON2_VERIFY_MISMATCH.rawValue else { return false }
        guard code == ARGON2_OK.rawValue else { throw Failure(code: code) }
        return true
    }

    /// A PHC string of this cost that belongs to no password.
    static func decoy(cost: Argon2Cost) -> String {
        let numbers = "m=\(cost.memoryKiB),t=\(cost.passes),p=\(cost.lanes)"
        let salt = Base64Text.standard(SecretToken.randomBytes(saltLength))
        return "$argon2id$v=19$\(numbers)$\(salt)$\(Base64Text.standard(SecretToken.randomBytes(tagLength)))"
    }
}
