// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// Text on the command line with escapes for bytes that are hard to type, as kcat's delimiters and formats have them.
///
/// `\n`, `\r` and `\t` are the usual characters, `\xN` and `\xNN` a byte in hexadecimal, `\0`, `\0NN` in octal and
/// `\NN` in decimal; a backslash before any other character gives that character. Source: kcat 1.7.1.
enum EscapedText {
    /// The bytes of the text.
    ///
    /// - Throws: `ValidationError` for `\x` without digits and for bytes above 255.
    static func bytes(_ text: some StringProtocol) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
                bytes.append(byte)
                continue
            }
            switch escaped {
            case UInt8(ascii: "n"): bytes.append(0x0a)
            case UInt8(ascii: "r"): bytes.append(0x0d)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "x"): bytes.append(try number(digits(&rest, radix: 16, limit: 2), radix: 16))
            case UInt8(ascii: "0"):
                bytes.append(try number([escaped] + digits(&rest, radix: 8, limit: 3), radix: 8))
            case UInt8(ascii: "1")...UInt8(ascii: "9"):
                bytes.append(try number([escaped] + digits(&rest, radix: 10, limit: 2), radix: 10))
            default: bytes.append(escaped)
            }
        }
        return bytes
    }

    /// Removes the digits at the start of `rest`, at most `limit`.
    private static func digits(_ rest: inout ArraySlice<UInt8>, radix: Int, limit: Int) -> [UInt8] {
        let digits = rest.prefix(limit).prefix { byte in
            Character(UnicodeScalar(byte)).hexDigitValue.map { $0 < radix } ?? false
        }
        rest = rest.dropFirst(digits.count)
        return Array(digits)
    }

    private static func number(_ digits: [UInt8], radix: Int) throws -> UInt8 {
        let text = String(decoding: digits, as: UTF8.self)
        guard let byte = UInt8(text, radix: radix) else {
            throw ValidationError(
                digits.isEmpty
                    ? "\\x needs one or two hexadecimal digits, as in \\x0a" : "\\\(text) is not a byte: give 0 to 255")
        }
        return byte
    }
}
