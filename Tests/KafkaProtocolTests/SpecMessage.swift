// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTransport
import TestSupport

@testable import ProtocolGenerator

/// The messages in `ProtocolSpecs`.
enum ProtocolSpecs {
    static func all() throws -> [FileSpec] {
        let folder = PackageRoot.url.appending(path: "ProtocolSpecs")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".spec") && $0 != "ErrorCodes.spec" }
            .map { name in
                try SpecParser.parse(try String(contentsOf: folder.appending(path: name), encoding: .utf8), file: name)
            }
    }
}

/// A message with random contents, written from its spec by code that the generated messages do not share.
///
/// Source: Kafka's protocol guide and KIP-482.
struct SpecMessage {
    /// The body.
    private(set) var bytes: [UInt8] = []
    /// The values in the reference's JSON form, without fields that the version lacks or that have their defaults.
    private(set) var fields: [String: Any] = [:]

    private let version: Int
    private let isFlexible: Bool
    private let structs: [String: [FieldSpec]]
    private var random: SplitMix64

    init(_ spec: MessageSpec, version: Int, random: inout SplitMix64) {
        self.version = version
        isFlexible = spec.flexible.contains(version)
        structs = Dictionary(uniqueKeysWithValues: spec.structs.map { ($0.name, $0.fields) })
        self.random = SplitMix64(seed: random.next())
        fields = structure(spec.fields)
    }

    // MARK: Structures

    private mutating func structure(_ specs: [FieldSpec]) -> [String: Any] {
        var values: [String: Any] = [:]
        var tagged: [(tag: Int, bytes: [UInt8])] = []
        for field in specs where field.versions.contains(version) {
            if let tag = field.tag, field.taggedVersions.contains(version) {
                guard Bool.random(using: &random) else { continue }
                let before = bytes
                bytes = []
                values[field.name] = value(field, isTagged: true)
                tagged.append((tag, bytes))
                bytes = before
            } else {
                values[field.name] = value(field, isTagged: false)
            }
        }
        guard isFlexible else { return values }
        // A tag without a spec must be kept.
        if Int.random(in: 0..<8, using: &random) == 0 { tagged.append((12_345, [1, 2, 3])) }
        varint(tagged.count)
        for field in tagged.sorted(by: { $0.tag < $1.tag }) {
            varint(field.tag)
            varint(field.bytes.count)
            bytes += field.bytes
        }
        return values
    }

    private mutating func value(_ field: FieldSpec, isTagged: Bool) -> Any {
        let mayBeNull = field.nullable.contains(version)
        // A tagged field is written only if it differs from its default.
        let isNull =
            isTagged
            ? mayBeNull && field.defaultText != "null" && Bool.random(using: &random)
            : mayBeNull && Int.random(in: 0..<4, using: &random) == 0
        let isCompact = isFlexible && !field.inflexible
        if isNull {
            null(field.type, isCompact)
            return NSNull()
        }
        if case .structure(let name) = field.type {
            if mayBeNull { bytes.append(1) }
            return structure(field.fields.isEmpty ? structs[name] ?? [] : field.fields)
        }
        return value(field.type, field, isCompact, least: isTagged ? 1 : 0)
    }

    private mutating func null(_ type: FieldType, _ isCompact: Bool) {
        switch type {
        case .structure: bytes.append(0xff)
        case .string: isCompact ? varint(0) : integer(Int16(-1))
        default: isCompact ? varint(0) : integer(Int32(-1))
        }
    }

    // MARK: Values

    private mutating func value(_ type: FieldType, _ field: FieldSpec, _ isCompact: Bool, least: Int) -> Any {
        switch type {
        case .bool:
            // A value that must differ from the default has one choice.
            let flag = least > 0 ? field.defaultText != "true" : Bool.random(using: &random)
            bytes.append(flag ? 1 : 0)
            return NSNumber(value: flag)
        case .int8: return number(Int8.self)
        case .int16: return number(Int16.self)
        case .uint16: return number(UInt16.self)
        case .int32: return number(Int32.self)
        case .int64: return number(Int64.self)
        case .float64:
            let value = Double.random(in: 1...1000, using: &random)
            integer(value.bitPattern)
            return NSNumber(value: value)
        case .uuid:
            let uuid = KafkaUUID(high: random.next(), low: random.next())
            integer(uuid.high)
            integer(uuid.low)
            return uuid.description
        case .string:
            let texts = ["", "a", "topic-1", "Zürich", "日本", String(repeating: "x", count: 200)]
            let text = texts[Int.random(in: least..<texts.count, using: &random)]
            isCompact ? varint(text.utf8.count + 1) : integer(Int16(text.utf8.count))
            bytes += Array(text.utf8)
            return text
        case .bytes, .records:
            let count = Int.random(in: max(least, 1)..<40, using: &random)
            let data = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            isCompact ? varint(count + 1) : integer(Int32(count))
            bytes += data
            return Data(data).base64EncodedString()
        case .array(let element):
            let count = Int.random(in: least..<4, using: &random)
            isCompact ? varint(count + 1) : integer(Int32(count))
            return (0..<count).map { _ -> Any in
                if case .structure(let name) = element {
                    return structure(field.fields.isEmpty ? structs[name] ?? [] : field.fields)
                }
                return value(element, field, isCompact, least: 0)
            }
        case .structure: preconditionFailure("handled where null is")
        }
    }

    /// A number that is not the default of any field.
    private mutating func number<T: FixedWidthInteger>(_ type: T.Type) -> Any {
        let value = T.random(in: 2..<T.max, using: &random)
        integer(value)
        return NSNumber(value: Int64(value))
    }

    // MARK: Bytes

    private mutating func integer(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.bigEndian) { bytes += Array($0) }
    }

    private mutating func varint(_ value: Int) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}

extension VersionRange {
    func contains(_ version: Int) -> Bool { lower <= version && version <= upper }
}
