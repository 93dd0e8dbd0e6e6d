// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A range of versions, written `3`, `3-7`, `3+` or `none` in specs.
struct VersionRange: Equatable, Sendable {
    var lower: Int
    /// `Int.max` for an open range. Less than `lower` for an empty range.
    var upper: Int

    static let none = VersionRange(lower: 0, upper: -1)

    var isEmpty: Bool { upper < lower }

    init(lower: Int, upper: Int) {
        self.lower = lower
        self.upper = upper
    }

    init?(_ text: Substring) {
        if text == "none" {
            self = .none
        } else if text.hasSuffix("+"), let lower = Int(text.dropLast()), lower >= 0 {
            self.init(lower: lower, upper: .max)
        } else if let dash = text.firstIndex(of: "-"), let lower = Int(text[..<dash]),
            let upper = Int(text[text.index(after: dash)...]), lower >= 0, upper >= lower
        {
            self.init(lower: lower, upper: upper)
        } else if let only = Int(text), only >= 0 {
            self.init(lower: only, upper: only)
        } else {
            return nil
        }
    }

    func intersection(_ other: VersionRange) -> VersionRange {
        VersionRange(lower: max(lower, other.lower), upper: min(upper, other.upper))
    }

    /// Whether every version of `other` is in this range.
    func covers(_ other: VersionRange) -> Bool {
        other.isEmpty || (lower <= other.lower && upper >= other.upper)
    }
}

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

/// One field of a message or structure.
struct FieldSpec: Equatable {
    var name: String
    var type: FieldType
    var versions: VersionRange
    var nullable = VersionRange.none
    /// Default value, written as in the spec; nil for the type's zero value.
    var defaultText: String?
    var tag: Int?
    var taggedVersions = VersionRange.none
    /// Whether encoding drops the value silently in versions without the field.
    var ignorable = false
    /// Whether the field is the key of its array, for Kafka's keyed collections.
    var isKey = false
    /// Whether the field keeps its non-compact length in flexible versions.
    var inflexible = false
    /// `##` text above the field; empty without one.
    var meaning = ""
    /// Fields of the structure that is declared here.
    var fields: [FieldSpec] = []
}

/// A structure that several fields of one message share.
struct StructSpec: Equatable {
    var name: String
    var versions: VersionRange
    /// `##` text above the `struct` line; empty without one.
    var meaning = ""
    var fields: [FieldSpec]
}

/// One message: a request, a response, a header, or data inside other messages.
struct MessageSpec: Equatable {
    enum Kind: String { case request, response, header, data }

    var kind: Kind
    var name: String
    var versions: VersionRange
    var flexible: VersionRange
    /// `##` text above the line of the message; empty without one.
    var meaning = ""
    var structs: [StructSpec] = []
    var fields: [FieldSpec] = []
}

/// One spec file: an API with its request and response, or messages without an API.
struct FileSpec: Equatable {
    /// Name of the file without extension; also the name of the generated file.
    var name: String
    var api: (name: String, key: Int)?
    var messages: [MessageSpec] = []

    static func == (a: FileSpec, b: FileSpec) -> Bool {
        a.name == b.name && a.api?.name == b.api?.name && a.api?.key == b.api?.key && a.messages == b.messages
    }
}

/// One line of the error-code table.
struct ErrorCodeSpec: Equatable {
    var code: Int
    var name: String
    var isRetriable: Bool
    var text: String
}

/// An error in a spec, with its file and line.
struct SpecError: Error, CustomStringConvertible, Equatable {
    var file: String
    var line: Int
    var message: String
    var description: String { "\(file):\(line): \(message)" }
}
