// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport

/// A value of an oracle's program. Bags are lists in natural order.
indirect enum OracleValue: Hashable, Sendable, Codable {
    case none
    case int(Int)
    case string(String)
    case tuple([OracleValue])
    case list([OracleValue])

    /// The items of a tuple or list.
    var items: [OracleValue] {
        switch self {
        case .tuple(let items), .list(let items): items
        default: []
        }
    }

    var number: Int {
        if case .int(let number) = self { return number }
        return 0
    }

    var text: String {
        if case .string(let text) = self { return text }
        return ""
    }

    /// The list of a bag's items.
    static func bag(_ items: [OracleValue]) -> OracleValue { .list(items.sorted()) }

    static func pair(_ first: OracleValue, _ second: OracleValue) -> OracleValue { .tuple([first, second]) }

    /// Text as the function `show` writes it.
    var shown: String {
        switch self {
        case .none: "-"
        case .int(let number): "\(number)"
        case .string(let text): text
        case .tuple(let items): "(" + items.map(\.shown).joined(separator: ",") + ")"
        case .list(let items): "[" + items.map(\.shown).joined(separator: ",") + "]"
        }
    }
}

extension OracleValue: Comparable {
    private var rank: Int {
        switch self {
        case .none: 0
        case .int: 1
        case .string: 2
        case .tuple, .list: 3
        }
    }

    /// Natural order: none < numbers < strings < sequences, these item by item, then the shorter first.
    static func < (left: OracleValue, right: OracleValue) -> Bool { left.compare(right) < 0 }

    func compare(_ other: OracleValue) -> Int {
        switch (self, other) {
        case (.int(let left), .int(let right)): return left < right ? -1 : left > right ? 1 : 0
        case (.string(let left), .string(let right)):
            if left == right { return 0 }
            return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars) ? -1 : 1
        case (.tuple, _), (.list, _):
            guard other.rank == 3 else { return 1 }
            for (left, right) in zip(items, other.items) {
                let order = left.compare(right)
                if order != 0 { return order }
            }
            return items.count - other.items.count
        default: return rank - other.rank
        }
    }
}

extension OracleValue: StableHashable {
    func stableHash(into hasher: inout StableHasher) {
        hasher.combine(byte: UInt8(rank))
        switch self {
        case .none: break
        case .int(let number): number.stableHash(into: &hasher)
        case .string(let text): text.stableHash(into: &hasher)
        case .tuple(let items), .list(let items): items.stableHash(into: &hasher)
        }
    }
}

/// A type of the oracle: `int`, `pair<string,bag<int>>`, …
indirect enum OracleType: Sendable {
    case int, string
    case tuple([OracleType])
    case list(OracleType)
    case optional(OracleType)

    init(_ text: String) throws {
        var rest = text[...]
        self = try OracleType.read(&rest)
        guard rest.isEmpty else { throw TestFailure("a type has the rest \(rest): \(text)") }
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
        default: throw TestFailure("an unknown type: \(name) of \(arguments.count)")
        }
    }

    /// The value that a JSON value represents.
    func value(_ json: Any) throws -> OracleValue {
        switch self {
        case .int:
            guard let number = json as? NSNumber else { break }
            return .int(number.intValue)
        case .string:
            guard let text = json as? String else { break }
            return .string(text)
        case .tuple(let types):
            guard let items = json as? [Any], items.count == types.count else { break }
            return .tuple(try zip(types, items).map { try $0.value($1) })
        case .list(let type):
            guard let items = json as? [Any] else { break }
            return .list(try items.map(type.value))
        case .optional(let type): return json is NSNull ? .none : try type.value(json)
        }
        throw TestFailure("\(json) is not a \(self)")
    }
}
