/// A `numeric` in binary form, as sums of integers have: digits to the base 10,000, the first of weight `weight`.
///
/// Source: PostgreSQL 15, `numeric_send` in `numeric.c`.
struct PostgreSQLNumeric {
    private let digits: [Int64]
    private let weight: Int
    private let isNegative: Bool

    /// `nil` for infinities and what is not a number.
    init?(_ raw: UnsafeRawBufferPointer) {
        func word(_ index: Int) -> UInt16 {
            UInt16(bigEndian: raw.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
        }
        guard raw.count >= 8, raw.count == 8 + Int(word(0)) * 2, word(2) == 0 || word(2) == 0x4000 else { return nil }
        weight = Int(Int16(bitPattern: word(1)))
        isNegative = word(2) == 0x4000
        digits = (0..<Int(word(0))).map { Int64(word(4 + $0)) }
    }

    /// The value, if it is whole and fits.
    var integer: Int64? {
        guard digits.dropFirst(weight + 1 < 0 ? 0 : weight + 1).allSatisfy({ $0 == 0 }) else { return nil }
        var value: Int64 = 0
        guard weight >= 0 else { return value }
        for position in 0...weight {
            let digit = position < digits.count ? digits[position] : 0
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10_000)
            let (sum, overflowedToo) = product.addingReportingOverflow(isNegative ? -digit : digit)
            guard !overflowed, !overflowedToo else { return nil }
            value = sum
        }
        return value
    }

    /// The value, rounded.
    var real: Double {
        var value = 0.0
        for digit in digits { value = value * 10_000 + Double(digit) }
        var exponent = weight - digits.count + 1
        while exponent > 0 {
            value *= 10_000
            exponent -= 1
        }
        var divisor = 1.0
        while exponent < 0 {
            divisor *= 10_000
            exponent += 1
        }
        return (isNegative ? -value : value) / divisor
    }
}
