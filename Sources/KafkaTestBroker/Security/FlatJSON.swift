// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads JSON objects of texts, numbers and words; values that are lists or objects are not read. Enough for the claims
/// of a test's token. Source: RFC 8259.
enum FlatJSON {
    enum Value: Equatable {
        case text(String)
        case number(Double)
        /// `true`, `false` or `null`.
        case word(String)
    }

    /// The members of an object by name; nil for anything else.
    static func parse(_ text: String) -> [String: Value]? {
        var rest = Substring(text)
        guard take("{", &rest) else { return nil }
        var members: [String: Value] = [:]
        if take("}", &rest) { return end(rest, members) }
        while true {
            guard let name = string(&rest), take(":", &rest), let value = value(&rest) else { return nil }
            members[name] = value
            if take(",", &rest) { continue }
            return take("}", &rest) ? end(rest, members) : nil
        }
    }

    private static func end(_ rest: Substring, _ members: [String: Value]) -> [String: Value]? {
        rest.allSatisfy(\.isWhitespace) ? members : nil
    }

    private static func take(_ character: Character, _ rest: inout Substring) -> Bool {
        rest = rest.drop { $0.isWhitespace }
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private static func value(_ rest: inout Substring) -> Value? {
        rest = rest.drop { $0.isWhitespace }
        if rest.first == "\"" { return string(&rest).map { .text($0) } }
        let word = rest.prefix { $0.isLetter || $0.isNumber || "+-.".contains($0) }
        rest = rest.dropFirst(word.count)
        if ["true", "false", "null"].contains(word) { return .word(String(word)) }
        return Double(word).map { .number($0) }
    }

    private static func string(_ rest: inout Substring) -> String? {
        guard take("\"", &rest) else { return nil }
        var text = ""
        while let next = rest.popFirst() {
            if next == "\"" { return text }
            guard next == "\\" else {
                text.append(next)
                continue
            }
            switch rest.popFirst() {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "u":
                guard let code = UInt32(rest.prefix(4), radix: 16), let scalar = Unicode.Scalar(code) else {
                    return nil
                }
                text.unicodeScalars.append(scalar)
                rest = rest.dropFirst(4)
            case let other?: text.append(other)
            case nil: return nil
            }
        }
        return nil
    }
}
