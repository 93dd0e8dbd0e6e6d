// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A JSON value whose fields keep their order.
enum JSONValue: Sendable {
    case null
    case bool(Bool)
    case number(Int64)
    case real(Double)
    case string(String)
    case array([JSONValue])
    case object([(name: String, value: JSONValue)])

    /// A string; null for nil.
    static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// A number; null for nil.
    static func integer(_ number: (some BinaryInteger)?) -> JSONValue { number.map { .number(Int64($0)) } ?? .null }

    func write(to output: inout OutputBuffer) {
        switch self {
        case .null: output.append("null")
        case .bool(let flag): output.append(flag ? "true" : "false")
        case .number(let number): output.append(decimal: number)
        case .real(let number): output.append("\(number)")
        case .string(let text): JSONText.append(text, to: &output)
        case .array(let values):
            output.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                value.write(to: &output)
            }
            output.append(UInt8(ascii: "]"))
        case .object(let fields):
            output.append(UInt8(ascii: "{"))
            for (index, field) in fields.enumerated() {
                if index > 0 { output.append(UInt8(ascii: ",")) }
                JSONText.append(field.name, to: &output)
                output.append(UInt8(ascii: ":"))
                field.value.write(to: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
    }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral fields: (String, JSONValue)...) { self = .object(fields.map { (name: $0.0, value: $0.1) }) }
}

extension JSONValue: ExpressibleByStringLiteral {
    init(stringLiteral text: String) { self = .string(text) }
}
