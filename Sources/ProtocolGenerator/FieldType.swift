// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The type of a field.
indirect enum FieldType: Equatable, Sendable {
    case bool, int8, int16, uint16, int32, int64, float64, uuid, string, bytes, records
    case structure(String)
    case array(FieldType)

    init(_ text: Substring) {
        if text.hasPrefix("[]") {
            self = .array(FieldType(text.dropFirst(2)))
        } else {
            self = Self.primitives[String(text)] ?? .structure(String(text))
        }
    }

    static let primitives: [String: FieldType] = [
        "bool": .bool, "int8": .int8, "int16": .int16, "uint16": .uint16, "int32": .int32, "int64": .int64,
        "float64": .float64, "uuid": .uuid, "string": .string, "bytes": .bytes, "records": .records,
    ]

    /// Whether values of this type can be null in the protocol.
    var canBeNull: Bool {
        switch self {
        case .string, .bytes, .records, .structure, .array: true
        case .bool, .int8, .int16, .uint16, .int32, .int64, .float64, .uuid: false
        }
    }

    /// Whether `text` is a valid Swift literal of this type. Only scalars and strings can have a default other than
    /// null.
    func accepts(defaultText text: String) -> Bool {
        func integer<T: FixedWidthInteger>(_ type: T.Type) -> Bool {
            text.hasPrefix("0x") ? T(text.dropFirst(2), radix: 16) != nil : T(text) != nil
        }
        switch self {
        case .bool: return text == "true" || text == "false"
        case .int8: return integer(Int8.self)
        case .int16: return integer(Int16.self)
        case .uint16: return integer(UInt16.self)
        case .int32: return integer(Int32.self)
        case .int64: return integer(Int64.self)
        case .float64: return Double(text) != nil
        case .string: return text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
        case .uuid, .bytes, .records, .structure, .array: return false
        }
    }

    /// Name of the structure, or of the structure in an array; nil for other types.
    var structureName: String? {
        switch self {
        case .structure(let name): name
        case .array(let element): element.structureName
        default: nil
        }
    }
}
