// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One entry of a JAAS configuration, as `sasl.jaas.config` has it: a login module's class, `required`, options, and a
/// semicolon. Source: Java's `javax.security.auth.login.Configuration`, Kafka's `JaasConfig`.
struct JAASConfiguration {
    /// A text that cannot be read. The message does not quote the text, which has a password.
    struct Malformed: Error {
        var reason: String
    }

    /// Class of the login module, without its package: `PlainLoginModule`.
    let module: String
    /// Options by name, with quotes removed.
    let options: [String: String]

    /// Reads an entry.
    init(parsing text: String) throws(Malformed) {
        var words = try Self.words(text)[...]
        guard let name = words.popFirst(), case .word(let module) = name, module.contains("LoginModule") else {
            throw Malformed(reason: "it does not begin with the class of a login module")
        }
        guard let flag = words.popFirst(), case .word(let control) = flag,
            ["required", "requisite", "sufficient", "optional"].contains(control.lowercased())
        else { throw Malformed(reason: "the word \"required\" does not follow the login module") }
        var options: [String: String] = [:]
        while let word = words.popFirst() {
            if case .semicolon = word {
                guard words.isEmpty else { throw Malformed(reason: "text follows the semicolon") }
                self.module = module.split(separator: ".").last.map(String.init) ?? module
                self.options = options
                return
            }
            guard case .word(let name) = word, case .equals? = words.popFirst(),
                case .word(let value)? = words.popFirst()
            else { throw Malformed(reason: "an option is not name=\"value\"") }
            options[name] = value
        }
        throw Malformed(reason: "the semicolon at its end is missing")
    }

    private enum Word {
        case word(String)
        case equals
        case semicolon
    }

    private static func words(_ text: String) throws(Malformed) -> [Word] {
        var words: [Word] = []
        var rest = Substring(text)
        while let first = rest.first {
            switch first {
            case _ where first.isWhitespace: rest.removeFirst()
            case "=":
                words.append(.equals)
                rest.removeFirst()
            case ";":
                words.append(.semicolon)
                rest.removeFirst()
            case "\"", "'":
                rest.removeFirst()
                words.append(.word(try quoted(&rest, until: first)))
            default:
                let plain = rest.prefix { !$0.isWhitespace && $0 != "=" && $0 != ";" && $0 != "\"" && $0 != "'" }
                words.append(.word(String(plain)))
                rest = rest.dropFirst(plain.count)
            }
        }
        return words
    }

    /// The rest of a quoted text; a backslash takes the next character as it is. Source: `StreamTokenizer`.
    private static func quoted(_ rest: inout Substring, until quote: Character) throws(Malformed) -> String {
        var value = ""
        while let next = rest.popFirst() {
            if next == quote { return value }
            guard next == "\\" else {
                value.append(next)
                continue
            }
            switch rest.popFirst() {
            case "n": value.append("\n")
            case "t": value.append("\t")
            case "r": value.append("\r")
            case let other?: value.append(other)
            case nil: break
            }
        }
        throw Malformed(reason: "a quotation mark is missing")
    }
}
