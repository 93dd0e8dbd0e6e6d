// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol

/// Compares a decoded message with the reference implementation's JSON form of it, field by field.
enum ReferenceValue {
    /// Version 0 of ListConfigResources was called ListClientMetricsResources, with these fields, in Kafka 3.9.
    private static func renamed(_ name: String, in path: String) -> String {
        if name == "clientMetricsResources" { return "configResources" }
        return name == "name" && path.hasPrefix(".configResources[") ? "resourceName" : name
    }

    /// The differences, as `path: ours, theirs`; empty if the values agree.
    ///
    /// Our extra fields (those the version lacks) must have their defaults, which re-encoding checks. Names are
    /// compared without case, since `Id` is `ID` here.
    static func differences(_ ours: Any, _ theirs: Any, path: String = "") -> [String] {
        let mirror = Mirror(reflecting: ours)
        if mirror.displayStyle == .optional {
            if let wrapped = mirror.children.first { return differences(wrapped.value, theirs, path: path) }
            return theirs is NSNull ? [] : ["\(path): nil, \(theirs)"]
        }
        switch ours {
        case let text as String: return text == theirs as? String ? [] : ["\(path): \(text), \(theirs)"]
        case let bytes as ByteSlice:
            guard let text = theirs as? String else { return ["\(path): \(bytes), \(theirs)"] }
            // The reference prints a record set as an empty string; re-encoding checks its bytes.
            if text.isEmpty, path.hasSuffix(".records") { return [] }
            return Data(base64Encoded: text) == Data(bytes.bytes) ? [] : ["\(path): \(bytes), \(text)"]
        case let uuid as KafkaUUID: return uuid.description == theirs as? String ? [] : ["\(path): \(uuid), \(theirs)"]
        case let flag as Bool: return flag == (theirs as? NSNumber)?.boolValue ? [] : ["\(path): \(flag), \(theirs)"]
        case let number as Double:
            return number == (theirs as? NSNumber)?.doubleValue ? [] : ["\(path): \(number), \(theirs)"]
        case let number as any FixedWidthInteger:
            return Int64(number) == (theirs as? NSNumber)?.int64Value ? [] : ["\(path): \(number), \(theirs)"]
        case let array as [Any]:
            guard let other = theirs as? [Any], other.count == array.count else {
                return ["\(path): \(array.count) elements, \(theirs)"]
            }
            return zip(array, other).enumerated().flatMap { index, pair in
                differences(pair.0, pair.1, path: "\(path)[\(index)]")
            }
        default: break
        }
        guard let fields = theirs as? [String: Any] else { return ["\(path): a structure, \(theirs)"] }
        var children: [String: Any] = [:]
        for child in mirror.children { children[(child.label ?? "").lowercased()] = child.value }
        return fields.flatMap { name, value -> [String] in
            let name = renamed(name, in: path)
            guard let child = children[name.lowercased()] else { return ["\(path).\(name): missing here"] }
            return differences(child, value, path: "\(path).\(name)")
        }
    }
}
