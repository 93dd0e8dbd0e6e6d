// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTransport
import TestSupport

@testable import ProtocolGenerator

/// Limits of another implementation on the values of a field, beyond the field's type.
///
/// Structures list the hints of their fields in the order of the version's fields.
indirect enum FieldHint {
    case any
    /// One of the error codes that it knows.
    case oneOf([Int64])
    case range(ClosedRange<Int64>)
    /// Neither infinite nor not-a-number.
    case finite
    case structure([FieldHint])
    /// The value or null.
    case nullable(FieldHint)
}

/// A value of any message, independent of the generated types.
///
/// Its text is the form in which implementations compare values: structures in parentheses with the fields of the
/// version in the order of the spec, arrays in brackets, numbers in decimal, `T` and `F`, `n` for null, and in
/// hexadecimal strings (`s`, UTF-8), bytes (`b`), UUIDs (`u`) and doubles (`f`, their bits).
indirect enum RandomValue: Equatable {
    case null
    case bool(Bool)
    case number(Int64)
    case double(UInt64)
    case uuid([UInt8])
    case string(String)
    case bytes([UInt8])
    case array([RandomValue])
    case structure([RandomValue])

    var text: String {
        switch self {
        case .null: "n"
        case .bool(let flag): flag ? "T" : "F"
        case .number(let number): "\(number)"
        case .double(let bits): "f" + withUnsafeBytes(of: bits.bigEndian) { Array($0) }.hex
        case .uuid(let bytes): "u" + bytes.hex
        case .string(let string): "s" + Array(string.utf8).hex
        case .bytes(let bytes): "b" + bytes.hex
        case .array(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
        case .structure(let fields): "(" + fields.map(\.text).joined(separator: ",") + ")"
        }
    }
}

/// The layout of a message in one version, from its spec: makes random values, writes them, and reads them from our
/// messages.
///
/// Shares only the spec with the generated code. Source: Kafka protocol guide, KIP-482, KIP-893.
struct MessageLayout {
    let spec: MessageSpec
    let version: Int
    private let structs: [String: [FieldSpec]]
    private var isFlexible: Bool { contains(spec.flexible) }

    init(_ spec: MessageSpec, version: Int) {
        self.spec = spec
        self.version = version
        structs = Dictionary(uniqueKeysWithValues: spec.structs.map { ($0.name, $0.fields) })
    }

    private func contains(_ range: VersionRange) -> Bool { range.lower <= version && version <= range.upper }

    /// The fields of the version, in the order of the spec.
    private func present(_ fields: [FieldSpec]) -> [FieldSpec] { fields.filter { contains($0.versions) } }

    private func inner(_ field: FieldSpec) -> [FieldSpec] {
        field.fields.isEmpty ? structs[field.type.structureName ?? ""] ?? [] : field.fields
    }

    private func tag(_ field: FieldSpec) -> Int? { contains(field.taggedVersions) ? field.tag : nil }

    // MARK: Random values

    func random(_ hints: [FieldHint]?, using random: inout SplitMix64) -> RandomValue {
        structure(spec.fields, hints, depth: 0, &random)
    }

    private func structure(
        _ fields: [FieldSpec], _ hints: [FieldHint]?, depth: Int, _ random: inout SplitMix64
    ) -> RandomValue {
        .structure(
            present(fields).enumerated().map { index, field in
                var hint = hints.flatMap { $0.indices.contains(index) ? $0[index] : nil } ?? .nullable(.any)
                var mayBeNull = false
                if case .nullable(let inner) = hint { (hint, mayBeNull) = (inner, contains(field.nullable)) }
                // Half of the tagged fields keep their defaults, so they are not written.
                if tag(field) != nil, random.next() & 1 == 0 { return defaultValue(field) }
                if mayBeNull, random.next() & 3 == 0 { return .null }
                return value(field.type, field, hint, depth: depth, &random)
            })
    }

    private func value(
        _ type: FieldType, _ field: FieldSpec, _ hint: FieldHint, depth: Int, _ random: inout SplitMix64
    ) -> RandomValue {
        switch type {
        case .bool: return .bool(random.next() & 1 == 0)
        case .int8: return number(Int8.self, hint, &random)
        case .int16: return number(Int16.self, hint, &random)
        case .uint16: return number(UInt16.self, hint, &random)
        case .int32: return number(Int32.self, hint, &random)
        case .int64: return number(Int64.self, hint, &random)
        case .float64:
            let bits = random.next() & 3 == 0 ? 0 : random.next()
            if case .finite = hint, !Double(bitPattern: bits).isFinite { return .double(0) }
            // Not-a-number does not equal itself, so it is left out.
            return .double(Double(bitPattern: bits).isNaN ? 0 : bits)
        case .uuid: return .uuid(random.next() & 3 == 0 ? [UInt8](repeating: 0, count: 16) : bytes(16, &random))
        case .string:
            let alphabet = Array("abcXYZ019._-/ äß漢字🌾\u{0}\n\"\\")
            let count = [0, 1, 3, 12, 126, 127, 128, 300][Int(random.next() % 8)]
            return .string(String((0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }))
        case .bytes, .records: return .bytes(bytes([0, 1, 16, 127, 128, 500][Int(random.next() % 6)], &random))
        case .structure:
            var hints: [FieldHint]?
            if case .structure(let inner) = hint { hints = inner }
            return structure(inner(field), hints, depth: depth + 1, &random)
        case .array(let element):
            // Fewer elements at deeper levels keep messages small.
            let count = Int(random.next() % (depth < 2 ? 4 : 3))
            return .array((0..<count).map { _ in value(element, field, hint, depth: depth + 1, &random) })
        }
    }

    private func number<T: FixedWidthInteger>(
        _ type: T.Type, _ hint: FieldHint, _ random: inout SplitMix64
    ) -> RandomValue {
        switch hint {
        case .oneOf(let numbers): return .number(numbers[Int(random.next() % UInt64(numbers.count))])
        case .range(let range): return .number(Int64.random(in: range, using: &random))
        case .any, .finite, .structure, .nullable: break
        }
        switch random.next() & 7 {
        case 0: return .number(Int64(T.min))
        case 1: return .number(Int64(T.max))
        case 2: return .number(0)
        case 3: return .number(T.isSigned ? -1 : 1)
        default: return .number(Int64(T(truncatingIfNeeded: random.next())))
        }
    }

    private func bytes(_ count: Int, _ random: inout SplitMix64) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    }

    /// Paths of the fields that may be null either here or in the hints, but not in both.
    func fieldsOfOtherNulls(_ hints: [FieldHint]) -> [String] { otherNulls(spec.fields, hints, path: "") }

    private func otherNulls(_ fields: [FieldSpec], _ hints: [FieldHint], path: String) -> [String] {
        zip(present(fields), hints).flatMap { field, hint -> [String] in
            var (hint, mayBeNull) = (hint, false)
            if case .nullable(let inner) = hint { (hint, mayBeNull) = (inner, true) }
            var found = mayBeNull == contains(field.nullable) ? [] : [path + field.name]
            if case .structure(let hints) = hint {
                found += otherNulls(inner(field), hints, path: path + field.name + ".")
            }
            return found
        }
    }

    // MARK: Defaults

    private func defaultValue(_ field: FieldSpec) -> RandomValue {
        if field.defaultText == "null" { return .null }
        let text = field.defaultText ?? ""
        switch field.type {
        case .bool: return .bool(text == "true")
        case .int8, .int16, .uint16, .int32, .int64:
            return .number((text.hasPrefix("0x") ? Int64(text.dropFirst(2), radix: 16) : Int64(text)) ?? 0)
        case .float64: return .double((Double(text) ?? 0).bitPattern)
        case .uuid: return .uuid([UInt8](repeating: 0, count: 16))
        case .string: return .string(String(text.dropFirst().dropLast()))
        case .bytes, .records: return .bytes([])
        case .structure: return .structure(present(inner(field)).map { defaultValue($0) })
        case .array: return .array([])
        }
    }

    // MARK: Other versions

    /// `value` as the version `other` carries it; nil if it cannot carry a field that is set.
    func translated(_ value: RandomValue, to other: MessageLayout) -> RandomValue? {
        translated(value, spec.fields, other)
    }

    private func translated(_ value: RandomValue, _ fields: [FieldSpec], _ other: MessageLayout) -> RandomValue? {
        guard case .structure(let values) = value else { return nil }
        let mine = present(fields)
        for (field, value) in zip(mine, values) where !other.contains(field.versions) {
            if !field.ignorable, value != defaultValue(field) { return nil }
        }
        var theirs: [RandomValue] = []
        for field in other.present(fields) {
            guard let index = mine.firstIndex(where: { $0.name == field.name }) else {
                let value = other.defaultValue(field)
                // A default that is null cannot be written where null is not allowed.
                if value == .null, !other.contains(field.nullable) { return nil }
                theirs.append(value)
                continue
            }
            guard let value = translated(values[index], field, other) else { return nil }
            theirs.append(value)
        }
        return .structure(theirs)
    }

    private func translated(_ value: RandomValue, _ field: FieldSpec, _ other: MessageLayout) -> RandomValue? {
        switch value {
        case .null: return other.contains(field.nullable) ? .null : nil
        case .structure: return translated(value, inner(field), other)
        case .array(let elements) where field.type.structureName != nil:
            var all: [RandomValue] = []
            for element in elements {
                guard let element = translated(element, inner(field), other) else { return nil }
                all.append(element)
            }
            return .array(all)
        default: return value
        }
    }

    // MARK: Bytes

    /// The bytes of `value` in this version, with `extra` as one more tagged field of every structure that has tags.
    func encode(_ value: RandomValue, extra: (tag: Int, data: [UInt8])? = nil) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try write(value, spec.fields, extra, &bytes)
        return bytes
    }

    private func write(
        _ value: RandomValue, _ fields: [FieldSpec], _ extra: (tag: Int, data: [UInt8])?, _ bytes: inout [UInt8]
    ) throws {
        guard case .structure(let values) = value else { throw TestFailure("not a structure: \(value.text)") }
        var tagged: [(tag: Int, data: [UInt8])] = extra.map { [$0] } ?? []
        for (field, value) in zip(present(fields), values) {
            if let tag = tag(field) {
                if value == defaultValue(field) { continue }
                var data: [UInt8] = []
                try write(value, field.type, field, extra, &data)
                tagged.append((tag, data))
            } else {
                try write(value, field.type, field, extra, &bytes)
            }
        }
        guard isFlexible else { return }
        Self.varint(tagged.count, &bytes)
        for field in tagged.sorted(by: { $0.tag < $1.tag }) {
            Self.varint(field.tag, &bytes)
            Self.varint(field.data.count, &bytes)
            bytes += field.data
        }
    }

    private func write(
        _ value: RandomValue, _ type: FieldType, _ field: FieldSpec, _ extra: (tag: Int, data: [UInt8])?,
        _ bytes: inout [UInt8]
    ) throws {
        switch (type, value) {
        case (.bool, .bool(let flag)): bytes.append(flag ? 1 : 0)
        case (.int8, .number(let number)): bytes.append(UInt8(truncatingIfNeeded: number))
        case (.int16, .number(let number)), (.uint16, .number(let number)): Self.integer(number, 2, &bytes)
        case (.int32, .number(let number)): Self.integer(number, 4, &bytes)
        case (.int64, .number(let number)): Self.integer(number, 8, &bytes)
        case (.float64, .double(let bits)): Self.integer(Int64(bitPattern: bits), 8, &bytes)
        case (.uuid, .uuid(let data)): bytes += data
        case (.string, .string(let string)):
            length(string.utf8.count, 2, &bytes)
            bytes += Array(string.utf8)
        case (.string, .null): length(nil, 2, &bytes)
        case (.bytes, .bytes(let data)), (.records, .bytes(let data)):
            length(data.count, 4, &bytes)
            bytes += data
        case (.bytes, .null), (.records, .null), (.array, .null): length(nil, 4, &bytes)
        case (.array(let element), .array(let values)):
            length(values.count, 4, &bytes)
            for value in values {
                if case .structure = element {
                    try write(value, inner(field), extra, &bytes)
                } else {
                    try write(value, element, field, extra, &bytes)
                }
            }
        case (.structure, .null): bytes.append(0xff)
        case (.structure, .structure):
            if contains(field.nullable) { bytes.append(1) }
            try write(value, inner(field), extra, &bytes)
        default: throw TestFailure("\(value.text) is not a value of \(field.name)")
        }
    }

    private func length(_ count: Int?, _ width: Int, _ bytes: inout [UInt8]) {
        if isFlexible { return Self.varint((count ?? -1) + 1, &bytes) }
        Self.integer(Int64(count ?? -1), width, &bytes)
    }

    private static func integer(_ value: Int64, _ width: Int, _ bytes: inout [UInt8]) {
        for index in (0..<width).reversed() { bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * index))) }
    }

    private static func varint(_ value: Int, _ bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    // MARK: Our own messages

    /// The value of a generated message.
    func value(of message: Any) throws -> RandomValue { try structure(message, spec.fields) }

    private func structure(_ message: Any, _ fields: [FieldSpec]) throws -> RandomValue {
        var children: [String: Any] = [:]
        for child in Mirror(reflecting: message).children { children[child.label ?? ""] = child.value }
        return .structure(
            try present(fields).map { field in
                guard let child = children[Names.property(field.name)] else {
                    throw TestFailure("\(type(of: message)) has no \(Names.property(field.name))")
                }
                return try value(child, field.type, field)
            })
    }

    private func value(_ ours: Any, _ type: FieldType, _ field: FieldSpec) throws -> RandomValue {
        let mirror = Mirror(reflecting: ours)
        if mirror.displayStyle == .optional {
            guard let wrapped = mirror.children.first else { return .null }
            return try value(wrapped.value, type, field)
        }
        switch (type, ours) {
        case (.bool, let flag as Bool): return .bool(flag)
        case (.float64, let double as Double): return .double(double.bitPattern)
        case (.uuid, let uuid as KafkaUUID):
            var bytes: [UInt8] = []
            Self.integer(Int64(bitPattern: uuid.high), 8, &bytes)
            Self.integer(Int64(bitPattern: uuid.low), 8, &bytes)
            return .uuid(bytes)
        case (.string, let string as String): return .string(string)
        case (.bytes, let slice as ByteSlice), (.records, let slice as ByteSlice): return .bytes(slice.bytes)
        case (.array(let element), let array as [Any]): return .array(try array.map { try value($0, element, field) })
        case (.structure, _): return try structure(ours, inner(field))
        case (_, let number as any FixedWidthInteger): return .number(Int64(number))
        default: throw TestFailure("\(field.name) is \(Swift.type(of: ours))")
        }
    }
}
