// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// JSON strings, escaped as kcat's JSON writer does: control characters, quotes and backslashes only.
enum JSONText {
    private static let hexDigits = Array("0123456789ABCDEF".utf8)

    /// Whether the bytes are UTF-8 text, so that a JSON string can hold them.
    static func isText(_ bytes: ByteSlice) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            // The span does not leave the closure, in which the buffer is valid.
            let span = unsafe Span<UInt8>(_unsafeBytes: buffer)
            return (try? UTF8Span(validating: span)) != nil  // Which byte is wrong does not matter.
        }
    }

    /// Appends text in quotes.
    static func append(_ text: some StringProtocol, to output: inout OutputBuffer) {
        append(ByteSlice(copying: text.utf8), to: &output)
    }

    /// Appends bytes that are UTF-8 in quotes.
    static func append(_ text: ByteSlice, to output: inout OutputBuffer) {
        output.append(UInt8(ascii: "\""))
        var start = 0
        for index in 0..<text.count {
            let byte = text[index]
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
            output.append(text[start..<index])
            appendEscape(byte, to: &output)
            start = index + 1
        }
        output.append(text[start..<text.count])
        output.append(UInt8(ascii: "\""))
    }

    private static func appendEscape(_ byte: UInt8, to output: inout OutputBuffer) {
        output.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\n"): output.append(UInt8(ascii: "n"))
        case UInt8(ascii: "\r"): output.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\t"): output.append(UInt8(ascii: "t"))
        case 0x08: output.append(UInt8(ascii: "b"))
        case 0x0c: output.append(UInt8(ascii: "f"))
        case 0..<0x20:
            output.append("u00")
            output.append(hexDigits[Int(byte >> 4)])
            output.append(hexDigits[Int(byte & 15)])
        default: output.append(byte)
        }
    }
}
