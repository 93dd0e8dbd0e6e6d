// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads JSON. Doubles are exact, which JSONSerialization's are not.
struct OracleParser {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The value that a text has, and nothing else.
    static func parse(_ bytes: some Collection<UInt8>) throws -> OracleJSON {
        var parser = OracleParser(Array(bytes))
        let value = try parser.value()
        parser.skipSpaces()
        guard parser.position == parser.bytes.count else { throw parser.error("more than one value") }
        return value
    }

    private func error(_ what: String) -> OracleError { OracleError("JSON, byte \(position): \(what)") }

    private var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

    private mutating func skipSpaces() {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
    }

    /// Takes `character` if it is next.
    private mutating func take(_ character: UnicodeScalar) -> Bool {
        skipSpaces()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: UnicodeScalar) throws {
        guard take(character) else { throw error("expected \(character)") }
    }

    private mutating func value() throws -> OracleJSON {
        skipSpaces()
        switch next {
        case UInt8(ascii: "{"): return try object()
        case UInt8(ascii: "["): return try array()
        case UInt8(ascii: "\""): return .string(try string())
        default: return try word()
        }
    }

    private mutating func object() throws -> OracleJSON {
        try expect("{")
        var fields: [String: OracleJSON] = [:]
        if take("}") { return .object(fields) }
        repeat {
            skipSpaces()
            let key = try string()
            try expect(":")
            fields[key] = try value()
        } while take(",")
        try expect("}")
        return .object(fields)
    }

    private mutating func array() throws -> OracleJSON {
        try expect("[")
        var items: [OracleJSON] = []
        if take("]") { return .array(items) }
        repeat { items.append(try value()) } while take(",")
        try expect("]")
        return .array(items)
    }

    /// A number or a name.
    private mutating func word() throws -> OracleJSON {
        let start = position
        while position < bytes.count, ![0x2c, 0x5d, 0x7d, 0x20, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        switch text {
        case "null": return .null
        case "true": return .bool(true)
        case "false": return .bool(false)
        default:
            if let number = Int(text) { return .int(number) }
            if let number = Double(text) { return .double(number) }
            throw error("'\(text)' is no value")
        }
    }

    private mutating func string() throws -> String {
        try expect("\"")
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): text += Array(try escape().utf8)
            default: text.append(byte)
            }
        }
        throw error("a text has no end")
    }

    private mutating func escape() throws -> String {
        let byte = next
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return String(UnicodeScalar(byte))
        case UInt8(ascii: "u"):
            let digits = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
            position += 4
            // The oracle has no character beyond the basic plane.
            guard let code = UInt32(digits, radix: 16), let scalar = UnicodeScalar(code) else {
                throw error("\\u\(digits) is no character")
            }
            return String(scalar)
        default: throw error("an unknown escape")
        }
    }
}
