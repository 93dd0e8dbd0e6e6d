// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads Kafka's property files: names and values for the `init(properties:)` of the configurations.
///
/// The format is that of `java.util.Properties`, with one property per line. `=`, `:` or a blank ends the name. Lines
/// that begin with `#` or `!` are comments. A backslash at the end of a line continues it with the next line, without
/// the blanks at its start. `\t`, `\n`, `\r`, `\f` and `\uXXXX` give the usual characters, and a backslash before any
/// other character gives that character. The last value of a repeated name counts. Bytes beyond ASCII are read as
/// UTF-8 (Java reads Latin-1; `\uXXXX` is the same in both). Source: Java SE 21, `Properties.load`.
public enum KafkaProperties {
    /// Reads the properties in the bytes of a file.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` that names the line of a property without a name, of bytes that
    ///   are not UTF-8, or of a `\u` without the four hexadecimal digits of a character (or of both halves of a
    ///   surrogate pair).
    public static func parse(_ bytes: some Sequence<UInt8>) throws -> [String: String] {
        var scanner = Scanner(bytes: Array(bytes))
        var properties: [String: String] = [:]
        while let (name, value) = try scanner.next() { properties[name] = value }
        return properties
    }
}

private struct Scanner {
    let bytes: [UInt8]
    private var position = 0
    /// The line of `position`, from 1.
    private var line = 1

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The next property; nil at the end.
    mutating func next() throws -> (String, String)? {
        guard skipToProperty() else { return nil }
        let first = line
        let name = try text(endsAtSeparator: true, first)
        guard !name.isEmpty else { throw error(first, "the name of the property is missing") }
        skipSeparator()
        let value = try text(endsAtSeparator: false, first)
        return (name, value)
    }

    // MARK: Characters

    private static let backslash = UInt8(ascii: "\\")

    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0c }
    private func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0a || byte == 0x0d }

    /// Moves past the line end at `position`: LF, CR, or both.
    private mutating func skipLineEnd() {
        if bytes[position] == 0x0d, position + 1 < bytes.count, bytes[position + 1] == 0x0a { position += 1 }
        position += 1
        line += 1
    }

    /// Moves past blanks, and past backslashes at the end of a line with the line ends and blanks after them.
    private mutating func skipBlanks() {
        while position < bytes.count {
            if isBlank(bytes[position]) {
                position += 1
            } else if !skipContinuation() {
                return
            }
        }
    }

    /// Moves past a backslash that ends a line or the file, and past the blanks that begin the next line. Returns false
    /// if there is none.
    private mutating func skipContinuation() -> Bool {
        guard position < bytes.count, bytes[position] == Self.backslash else { return false }
        guard position + 1 < bytes.count else {
            position += 1
            return true
        }
        guard isLineEnd(bytes[position + 1]) else { return false }
        position += 1
        skipLineEnd()
        while position < bytes.count, isBlank(bytes[position]) { position += 1 }
        return true
    }

    // MARK: Parts of a property

    /// Moves to the first character of the next property's name. Returns false at the end.
    private mutating func skipToProperty() -> Bool {
        while position < bytes.count {
            skipBlanks()
            guard position < bytes.count else { return false }
            switch bytes[position] {
            case UInt8(ascii: "#"), UInt8(ascii: "!"):
                while position < bytes.count, !isLineEnd(bytes[position]) { position += 1 }
            case 0x0a, 0x0d: skipLineEnd()
            default: return true
            }
        }
        return false
    }

    /// Moves past the separator of name and value: blanks, with at most one `=` or `:` among them.
    private mutating func skipSeparator() {
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: "=") || bytes[position] == UInt8(ascii: ":")
        else {
            return
        }
        position += 1
        skipBlanks()
    }

    /// Reads a name up to its separator, or a value up to the end of its line. `first` is the property's line.
    private mutating func text(endsAtSeparator: Bool, _ first: Int) throws -> String {
        var plain: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            if isLineEnd(byte) { break }
            if endsAtSeparator, isBlank(byte) || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") { break }
            if byte == Self.backslash {
                if !skipContinuation() { try readEscape(into: &plain) }
            } else {
                plain.append(byte)
                position += 1
            }
        }
        guard let text = String(validating: plain, as: UTF8.self) else {
            throw error(first, "the text is not UTF-8: write characters beyond ASCII in UTF-8 or as \\uXXXX")
        }
        return text
    }

    /// Reads an escape at `position`: a backslash with a byte after it that is not a line end.
    private mutating func readEscape(into plain: inout [UInt8]) throws {
        let escaped = bytes[position + 1]
        position += 2
        switch escaped {
        case UInt8(ascii: "t"): plain.append(0x09)
        case UInt8(ascii: "n"): plain.append(0x0a)
        case UInt8(ascii: "r"): plain.append(0x0d)
        case UInt8(ascii: "f"): plain.append(0x0c)
        case UInt8(ascii: "u"): plain += Array(String(try readUnicode()).utf8)
        default: plain.append(escaped)
        }
    }

    /// Reads the digits after `\u`, and a second escape if the first is half of a surrogate pair.
    private mutating func readUnicode() throws -> Unicode.Scalar {
        let high = try readUnit()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard UTF16.isLeadSurrogate(high), position + 1 < bytes.count, bytes[position] == Self.backslash,
            bytes[position + 1] == UInt8(ascii: "u")
        else { throw malformedUnicode }
        position += 2
        let low = try readUnit()
        guard UTF16.isTrailSurrogate(low) else { throw malformedUnicode }
        // Ten bits of each surrogate, above the first plane.
        let value = 0x10000 + (UInt32(high) & 0x3ff) << 10 + UInt32(low) & 0x3ff
        guard let scalar = Unicode.Scalar(value) else { throw malformedUnicode }
        return scalar
    }

    private mutating func readUnit() throws -> UInt16 {
        guard bytes.count - position >= 4 else { throw malformedUnicode }
        var unit: UInt16 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = hexDigit(byte) else { throw malformedUnicode }
            unit = unit << 4 | digit
        }
        position += 4
        return unit
    }

    private func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    private var malformedUnicode: KafkaError {
        error(line, "\\u is not followed by the four hexadecimal digits of a character")
    }

    private func error(_ line: Int, _ text: String) -> KafkaError {
        KafkaError(.invalidConfiguration, "line \(line): \(text)")
    }
}
