// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A value of a statement's parameter. The server gives it the type that its place in the statement has.
public enum PostgreSQLValue: Hashable, Sendable, Codable {
    /// NULL.
    case null
    /// `boolean`.
    case boolean(Bool)
    /// `smallint`, `integer` or `bigint`.
    case integer(Int64)
    /// `real` or `double precision`.
    case real(Double)
    /// `text`, and every other type in the form in which the server reads it, such as a `timestamp` or `jsonb`. Without
    /// U+0000, which PostgreSQL cannot store.
    case text(String)
    /// `bytea`.
    case bytes([UInt8])

    /// `bigint` of an integer; one that does not fit becomes the nearest that does.
    public static func int(_ value: some BinaryInteger) -> PostgreSQLValue { .integer(Int64(clamping: value)) }

    /// The text that the server reads; nil for NULL.
    var wireText: String? {
        switch self {
        case .null: nil
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): "\(value)"
        case .real(let value): Self.text(of: value)
        case .text(let value): value
        case .bytes(let bytes): Self.text(of: bytes)
        }
    }

    private static func text(of number: Double) -> String {
        if number.isNaN { return "NaN" }
        if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
        return "\(number)"
    }

    private static let digits = Array("0123456789abcdef".utf8)

    /// The hexadecimal form of `bytea`.
    private static func text(of bytes: [UInt8]) -> String {
        var text = Array("\\x".utf8)
        text.reserveCapacity(2 + 2 * bytes.count)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes of a `bytea` that the server has written in its hexadecimal form; nil for other text.
    static func bytes(of text: String) -> [UInt8]? {
        let digits = text.utf8.dropFirst(2)
        guard text.hasPrefix("\\x"), digits.count.isMultiple(of: 2) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 2)
        var high: UInt8?
        for digit in digits {
            guard let value = Character(UnicodeScalar(digit)).hexDigitValue else { return nil }
            if let first = high {
                bytes.append(first << 4 | UInt8(value))
                high = nil
            } else {
                high = UInt8(value)
            }
        }
        return bytes
    }
}
