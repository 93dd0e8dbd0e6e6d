// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads the comma-separated attributes of one SCRAM message.
///
/// Errors name the message, the attribute and the byte offset, but not the value, which may be a secret.
struct SCRAMReader {
    private let bytes: ByteSlice
    private let message: String
    /// Position of the next attribute; one more than `bytes.count` after the last.
    private var position = 0

    init(_ bytes: ByteSlice, message: String) {
        self.bytes = bytes
        self.message = message
    }

    /// Whether all attributes have been read. An empty message has one empty attribute.
    var isAtEnd: Bool { position > bytes.count }

    func error(_ field: String, at offset: Int, _ detail: String) -> WireError {
        WireError(.invalidValue, byteOffset: bytes.start + offset, message: message, field: field, detail: detail)
    }

    func expectEnd() throws(WireError) {
        if isAtEnd { return }
        throw WireError(
            .trailingBytes, byteOffset: bytes.start + position, message: message,
            detail: "\(bytes.count - position) bytes left over after the last attribute")
    }

    /// Reads up to the next comma or the end, and skips the comma.
    mutating func readPart(_ field: String) throws(WireError) -> (ByteSlice, at: Int) {
        guard !isAtEnd else {
            throw WireError(
                .truncated, byteOffset: bytes.start + bytes.count, message: message, field: field,
                detail: "the message ends before this attribute")
        }
        let start = position
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: ",") { end += 1 }
        position = end + 1
        return (bytes[start..<end], start)
    }

    /// Reads the value of the next attribute, which must have this name.
    mutating func readValue(_ name: Character, _ field: String) throws(WireError) -> (ByteSlice, at: Int) {
        let (part, start) = try readPart(field)
        guard part.count >= 2, part[0] == name.asciiValue, part[1] == UInt8(ascii: "=") else {
            throw error(field, at: start, "expected the attribute \(name)= with a value")
        }
        return (part[2..<part.count], start + 2)
    }

    /// Reads a user name and replaces its escapes.
    mutating func readName(_ name: Character, _ field: String) throws(WireError) -> String {
        let (value, start) = try readValue(name, field)
        var plain: [UInt8] = []
        var index = 0
        while index < value.count {
            guard value[index] == UInt8(ascii: "=") else {
                plain.append(value[index])
                index += 1
                continue
            }
            let escape = index + 3 <= value.count ? (value[index + 1], value[index + 2]) : (0, 0)
            switch escape {
            case (UInt8(ascii: "2"), UInt8(ascii: "C")): plain.append(UInt8(ascii: ","))
            case (UInt8(ascii: "3"), UInt8(ascii: "D")): plain.append(UInt8(ascii: "="))
            default: throw error(field, at: start + index, "an equals sign must be part of =2C or =3D")
            }
            index += 3
        }
        return try text(ByteSlice(copying: plain), field, at: start)
    }

    /// Reads a nonce: printable ASCII, at least one character.
    mutating func readNonce() throws(WireError) -> String {
        let (value, start) = try readValue("r", "nonce")
        guard !value.isEmpty, (0..<value.count).allSatisfy({ (0x21...0x7e).contains(value[$0]) }) else {
            throw error("nonce", at: start, "a nonce must be one or more printable ASCII characters")
        }
        return value.string
    }

    mutating func readBase64(_ name: Character, _ field: String) throws(WireError) -> ByteSlice {
        let (value, start) = try readValue(name, field)
        guard let decoded = Base64.decode(value) else { throw error(field, at: start, "is not valid base64") }
        return decoded
    }

    /// Reads a number from 1 to 2^31 − 1 without leading zeros.
    mutating func readPositive(_ name: Character, _ field: String) throws(WireError) -> Int32 {
        let (value, start) = try readValue(name, field)
        var number: Int32 = 0
        for index in 0..<value.count {
            let digit = Int32(value[index]) - 48
            let (tens, overflows) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = tens.addingReportingOverflow(digit)
            guard (0...9).contains(digit), digit > 0 || index > 0, !overflows, !overflowsToo else {
                throw error(field, at: start + index, "expected a number from 1 to \(Int32.max)")
            }
            number = sum
        }
        guard number > 0 else { throw error(field, at: start, "expected a number from 1 to \(Int32.max)") }
        return number
    }

    /// Reads the next attribute as an extension.
    mutating func readExtension() throws(WireError) -> SCRAMMessage.Extension {
        let field = "extensions"
        let (part, start) = try readPart(field)
        var equals = 0
        while equals < part.count, part[equals] != UInt8(ascii: "=") { equals += 1 }
        let name = part[0..<equals]
        let isName = (0..<equals).allSatisfy { (0x41...0x5a).contains(name[$0] & 0xdf) && name[$0] < 0x80 }
        guard !name.isEmpty, isName, equals < part.count else {
            throw error(field, at: start, "an attribute must be letters, an equals sign and a value")
        }
        guard name.count > 1 || name[0] != UInt8(ascii: "m") else {
            throw error(field, at: start, "the attribute m requires an extension that is not supported")
        }
        let value = try text(part[equals + 1..<part.count], field, at: start + equals + 1)
        return SCRAMMessage.Extension(readName: name.string, value: value)
    }

    /// Reads all remaining attributes as extensions.
    mutating func readExtensions() throws(WireError) -> [SCRAMMessage.Extension] {
        var extensions: [SCRAMMessage.Extension] = []
        while !isAtEnd { extensions.append(try readExtension()) }
        return extensions
    }

    /// Decodes UTF-8 text of at least one character, without NUL.
    func text(_ value: ByteSlice, _ field: String, at offset: Int) throws(WireError) -> String {
        guard !value.isEmpty else { throw error(field, at: offset, "is empty") }
        guard let text = String(validating: value.bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw error(field, at: offset, "is not UTF-8 or contains a NUL")
        }
        return text
    }
}
