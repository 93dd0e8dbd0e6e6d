// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// A JSON value with typed access; a field that is missing or of another type is an error that names it.
struct SparkJSON: Sendable {
    private enum Value: Sendable {
        case null
        case bool(Bool)
        case int(Int64)
        case double(Double)
        case string(String)
        case array([SparkJSON])
        case object([String: SparkJSON])
    }

    private let value: Value

    subscript(key: String) -> SparkJSON? {
        guard case .object(let fields) = value else { return nil }
        return fields[key]
    }

    func field(_ key: String) throws -> SparkJSON {
        guard let field = self[key] else { throw TestFailure("no field \(key) in \(self)") }
        return field
    }

    var isNull: Bool { if case .null = value { true } else { false } }
    var isTrue: Bool { if case .bool(true) = value { true } else { false } }

    func int(_ key: String) throws -> Int {
        guard case .int(let number) = try field(key).value else { throw TestFailure("\(key) is not an integer") }
        return Int(number)
    }

    func string(_ key: String) throws -> String {
        guard case .string(let text) = try field(key).value else { throw TestFailure("\(key) is not a text") }
        return text
    }

    func array(_ key: String) throws -> [SparkJSON] {
        try field(key).elements
    }

    var elements: [SparkJSON] {
        get throws {
            guard case .array(let items) = value else { throw TestFailure("\(self) is not an array") }
            return items
        }
    }

    var double: Double? {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }

    /// As a value of the oracle's programs.
    var sparkValue: SparkValue {
        get throws {
            switch value {
            case .null: return .none
            case .int(let number): return .int(number)
            case .string(let text): return .string(text)
            case .array(let items): return .sequence(try items.map { try $0.sparkValue })
            case .bool, .double, .object: throw TestFailure("\(self) is not a value of a program")
            }
        }
    }
}

extension SparkJSON: Decodable {
    // JSONSerialization does not read doubles exactly; the decoder does.
    init(from decoder: any Decoder) throws {
        if let fields = try? decoder.container(keyedBy: Key.self) {
            var object: [String: SparkJSON] = [:]
            for key in fields.allKeys { object[key.stringValue] = try fields.decode(SparkJSON.self, forKey: key) }
            value = .object(object)
        } else if var items = try? decoder.unkeyedContainer() {
            var array: [SparkJSON] = []
            while !items.isAtEnd { array.append(try items.decode(SparkJSON.self)) }
            value = .array(array)
        } else {
            let single = try decoder.singleValueContainer()
            if single.decodeNil() {
                value = .null
            } else if let number = try? single.decode(Int64.self) {
                value = .int(number)
            } else if let text = try? single.decode(String.self) {
                value = .string(text)
            } else if let flag = try? single.decode(Bool.self) {
                value = .bool(flag)
            } else {
                value = .double(try single.decode(Double.self))
            }
        }
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
