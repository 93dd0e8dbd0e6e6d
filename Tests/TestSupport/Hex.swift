// Millrace
// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Bytes of lower-case hexadecimal digits, two per byte.
    package init(hex: some StringProtocol) throws {
        let digits = hex.utf8.map { UInt8(ascii: "0") <= $0 && $0 <= UInt8(ascii: "9") ? $0 - 48 : $0 &- 87 }
        guard digits.count % 2 == 0, digits.allSatisfy({ $0 < 16 }) else {
            throw TestFailure("not hexadecimal: \(hex.prefix(40))")
        }
        self = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// Two lower-case hexadecimal digits per byte.
    package var hex: String {
        let digits = [UInt8]("0123456789abcdef".utf8)
        return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
