// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Strict base64: padded, without line breaks, and with exactly one text for every sequence of bytes. Source: RFC 4648
/// section 4.
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Encodes `bytes`: 4 characters per 3 bytes, the last group padded.
    package static func encode(_ bytes: ByteSlice) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 { group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
            for index in 0..<4 {
                text.append(index <= count ? alphabet[Int(group >> (18 - 6 * UInt32(index)) & 63)] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Decodes `text`, nil if it differs from what `encode` returns for these bytes.
    package static func decode(_ text: ByteSlice) -> ByteSlice? {
        guard text.count % 4 == 0 else { return nil }
        var padding = 0
        while padding < 2, padding < text.count, text[text.count - 1 - padding] == UInt8(ascii: "=") { padding += 1 }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        for start in stride(from: 0, to: text.count, by: 4) {
            let count = start + 4 == text.count ? 4 - padding : 4
            var group: UInt32 = 0
            for index in 0..<4 {
                guard let digit = index < count ? digit(text[start + index]) : 0 else { return nil }
                group = group << 6 | digit
            }
            // The unused bits after the last byte must be zero.
            guard group & (count == 4 ? 0 : count == 3 ? 0xff : 0xffff) == 0 else { return nil }
            for index in 0..<count - 1 { bytes.append(UInt8(truncatingIfNeeded: group >> (16 - 8 * UInt32(index)))) }
        }
        return ByteSlice(copying: bytes)
    }

    private static func digit(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
