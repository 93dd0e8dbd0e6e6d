// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Messages as text for people: a line per field, nested fields indented.
///
/// Fields that the version does not have are left out. Record sets are shown as their batches.
struct MessageText {
    /// Version ranges of fields that not all versions of their message have, by message and path.
    private static let versions: [Substring: ClosedRange<Int16>] = {
        var versions: [Substring: ClosedRange<Int16>] = [:]
        for line in "\(FieldVersions.table)".split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3, let first = Int16(words[1]), let last = Int16(words[2]), first <= last else {
                continue
            }
            versions[words[0]] = first...last
        }
        return versions
    }()

    private let version: Int16
    private(set) var lines: [String] = []

    /// The lines for `message`, a body of `version`, indented by `depth` levels of two spaces.
    static func lines(_ message: any KafkaMessage, version: Int16, depth: Int) -> [String] {
        var text = MessageText(version: version)
        text.fields(of: message, path: "\(type(of: message).messageName)", depth: depth, first: nil)
        return text.lines
    }

    private init(version: Int16) { self.version = version }

    /// Appends each field of a structure. `first` replaces the indentation of the first field.
    private mutating func fields(of value: Any, path: String, depth: Int, first: String?) {
        var first = first
        for (label, value) in Mirror(reflecting: value).children {
            guard let label else { continue }
            if label == "unknownTaggedFields", (value as? [TaggedField])?.isEmpty == true { continue }
            let path = path + "." + label
            if let range = Self.versions[path[...]], !range.contains(version) { continue }
            let indentation = first ?? Self.indentation(depth)
            first = nil
            field(label, value, path: path, depth: depth, indentation: indentation)
        }
        if let first { lines.append(first + "(no fields)") }
    }

    private static func indentation(_ depth: Int) -> String { String(repeating: "  ", count: depth) }

    private mutating func field(_ label: String, _ value: Any, path: String, depth: Int, indentation: String) {
        let head = indentation + label + ":"
        let mirror = Mirror(reflecting: value)
        if mirror.displayStyle == .optional {
            guard let wrapped = mirror.children.first?.value else { return lines.append(head + " null") }
            return field(label, wrapped, path: path, depth: depth, indentation: indentation)
        }
        if let bytes = value as? ByteSlice, Self.recordSets.contains(path) {
            lines.append(head + " " + Self.size(bytes))
            lines += RecordSetText.lines(bytes).map { Self.indentation(depth + 1) + $0 }
        } else if let scalar = Self.scalar(label, value) {
            lines.append(head + " " + scalar)
        } else if let elements = value as? [Any] {
            array(elements, head, label, path: path, depth: depth)
        } else {
            lines.append(head)
            fields(of: value, path: path, depth: depth + 1, first: nil)
        }
    }

    private static let recordSets: Set<String> = [
        "ProduceRequest.topicData.partitionData.records", "FetchResponse.responses.partitions.records",
        "ShareFetchResponse.responses.partitions.records",
    ]

    private mutating func array(_ elements: [Any], _ head: String, _ label: String, path: String, depth: Int) {
        let scalars = elements.compactMap { Self.scalar(label, $0) }
        if scalars.count == elements.count {
            lines.append(head + " [" + scalars.joined(separator: ", ") + "]")
            return
        }
        lines.append(head)
        for element in elements {
            fields(of: element, path: path, depth: depth + 2, first: Self.indentation(depth + 1) + "- ")
        }
    }

    /// The text of a value without fields; nil for a structure.
    private static func scalar(_ label: String, _ value: Any) -> String? {
        switch value {
        case let text as String: text.debugDescription
        case let code as Int16 where label.lowercased().hasSuffix("errorcode"):
            code == 0 ? "0" : "\(code) \(BrokerErrorCode(rawValue: code).name ?? "(unknown)")"
        case let key as Int16 where label == "apiKey": "\(key) \(APIKey(rawValue: key))"
        case let number as any FixedWidthInteger: "\(number)"
        case let flag as Bool: "\(flag)"
        case let number as Double: "\(number)"
        case let uuid as KafkaUUID: uuid.description
        case let bytes as ByteSlice: Self.text(of: bytes)
        case let field as TaggedField: "\(field.tag) = \(Self.text(of: field.data))"
        default: nil
        }
    }

    private static func size(_ bytes: ByteSlice) -> String { bytes.count == 1 ? "1 byte" : "\(bytes.count) bytes" }

    /// Bytes as text if all are printable ASCII, else in hexadecimal.
    private static func text(of bytes: ByteSlice) -> String {
        let all = bytes.bytes
        if all.isEmpty { return "0 bytes" }
        if all.allSatisfy({ (0x20...0x7e).contains($0) }) { return bytes.string.debugDescription }
        let digits = Array("0123456789abcdef".utf8)
        let hex = all.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return "\(size(bytes)) \(String(decoding: hex, as: UTF8.self))"
    }

    /// The errors in a message with their counts, in order of first appearance.
    static func errors(in message: any KafkaMessage) -> [(code: BrokerErrorCode, count: Int)] {
        var errors: [(code: BrokerErrorCode, count: Int)] = []
        collectErrors(message, into: &errors)
        return errors
    }

    private static func collectErrors(_ value: Any, into errors: inout [(code: BrokerErrorCode, count: Int)]) {
        for (label, child) in Mirror(reflecting: value).children {
            if let number = child as? Int16 {
                guard number != 0, label?.lowercased().hasSuffix("errorcode") == true else { continue }
                if let index = errors.firstIndex(where: { $0.code.rawValue == number }) {
                    errors[index].count += 1
                } else {
                    errors.append((BrokerErrorCode(rawValue: number), 1))
                }
            } else if !(child is ByteSlice) {
                collectErrors(child, into: &errors)
            }
        }
    }
}
