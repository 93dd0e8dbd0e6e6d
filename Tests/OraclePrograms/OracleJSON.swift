// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A JSON value with typed access; a field that is missing or of another type is an error that names it.
package enum OracleJSON: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    case array([OracleJSON])
    case object([String: OracleJSON])

    package subscript(key: String) -> OracleJSON? {
        guard case .object(let fields) = self else { return nil }
        return fields[key]
    }

    package func field(_ key: String) throws -> OracleJSON {
        guard let field = self[key] else { throw OracleError("no field \(key) in \(self)") }
        return field
    }

    package var isNull: Bool { if case .null = self { true } else { false } }
    package var isTrue: Bool { if case .bool(true) = self { true } else { false } }

    package func int(_ key: String) throws -> Int {
        guard case .int(let number) = try field(key) else { throw OracleError("\(key) is not an integer") }
        return number
    }

    package func string(_ key: String) throws -> String {
        guard case .string(let text) = try field(key) else { throw OracleError("\(key) is not a text") }
        return text
    }

    package func array(_ key: String) throws -> [OracleJSON] { try field(key).elements }

    package var elements: [OracleJSON] {
        get throws {
            guard case .array(let items) = self else { throw OracleError("\(self) is not an array") }
            return items
        }
    }

    package var double: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// A value of a program whose type is not given: an array is taken for a tuple.
    package var value: OracleValue {
        get throws {
            switch self {
            case .null: return .none
            case .bool(let isTrue): return .int(isTrue ? 1 : 0)
            case .int(let number): return .int(number)
            case .string(let text): return .string(text)
            case .array(let items): return .tuple(try items.map { try $0.value })
            case .double, .object: throw OracleError("\(self) is not a value of a program")
            }
        }
    }
}
