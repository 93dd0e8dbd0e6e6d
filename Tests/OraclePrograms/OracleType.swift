// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A type of the oracle: `int`, `pair<string,bag<int>>`, …
package indirect enum OracleType: Sendable {
    case int, string
    case tuple([OracleType])
    case list(OracleType)
    case optional(OracleType)

    package init(_ text: String) throws {
        var rest = text[...]
        self = try OracleType.read(&rest)
        guard rest.isEmpty else { throw OracleError("a type has the rest \(rest): \(text)") }
    }

    private static func read(_ text: inout Substring) throws -> OracleType {
        let name = text.prefix { $0.isLetter }
        text = text.dropFirst(name.count)
        var arguments: [OracleType] = []
        while let next = text.first, next == "<" || (next == "," && !arguments.isEmpty) {
            text = text.dropFirst()
            arguments.append(try read(&text))
            if text.first == ">" {
                text = text.dropFirst()
                break
            }
        }
        switch (name, arguments.count) {
        case ("int", 0): return .int
        case ("string", 0): return .string
        case ("pair", 2), ("triple", 3): return .tuple(arguments)
        case ("list", 1), ("bag", 1): return .list(arguments[0])
        case ("optional", 1): return .optional(arguments[0])
        default: throw OracleError("an unknown type: \(name) of \(arguments.count)")
        }
    }

    /// The value that a JSON value represents.
    package func value(_ json: OracleJSON) throws -> OracleValue {
        switch self {
        case .int, .string, .list, .tuple: break
        case .optional(let type): return json.isNull ? .none : try type.value(json)
        }
        switch (self, json) {
        case (.int, .int(let number)): return .int(number)
        case (.string, .string(let text)): return .string(text)
        case (.tuple(let types), .array(let items)) where items.count == types.count:
            return .tuple(try zip(types, items).map { try $0.value($1) })
        case (.list(let type), .array(let items)): return .list(try items.map(type.value))
        default: throw OracleError("\(json) is not a \(self)")
        }
    }
}
