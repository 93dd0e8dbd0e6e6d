// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A value of the oracle's programs: a number, a text, or a sequence (pair, triple, list, bag in natural order).
/// `none` is an optional without a value.
enum SparkValue: Hashable, Sendable {
    case none
    case int(Int64)
    case string(String)
    case sequence([SparkValue])

    static func pair(_ a: SparkValue, _ b: SparkValue) -> SparkValue { .sequence([a, b]) }

    /// A group whose order is open: kept in natural order.
    static func bag(_ items: [SparkValue]) -> SparkValue { .sequence(items.sorted()) }

    var items: [SparkValue] {
        guard case .sequence(let items) = self else { return [] }
        return items
    }

    var number: Int64 {
        guard case .int(let number) = self else { return 0 }
        return number
    }

    var text: String {
        guard case .string(let text) = self else { return "" }
        return text
    }

    /// Key and value of an element of a keyed RDD.
    var keyed: (SparkValue, SparkValue) { (items.first ?? .none, items.dropFirst().first ?? .none) }
}

extension SparkValue: StableHashable {
    func stableHash(into hasher: inout StableHasher) {
        switch self {
        case .none: hasher.combine(byte: 0)
        case .int(let number): number.stableHash(into: &hasher)
        case .string(let text): text.stableHash(into: &hasher)
        case .sequence(let items): items.stableHash(into: &hasher)
        }
    }
}

extension SparkValue: Comparable {
    private var rank: Int {
        switch self {
        case .none: 0
        case .int: 1
        case .string: 2
        case .sequence: 3
        }
    }

    /// Natural order: none, numbers, strings by code unit, sequences item by item.
    static func < (a: SparkValue, b: SparkValue) -> Bool {
        switch (a, b) {
        case (.int(let a), .int(let b)): a < b
        case (.string(let a), .string(let b)): a.utf8.lexicographicallyPrecedes(b.utf8)
        case (.sequence(let a), .sequence(let b)): a.lexicographicallyPrecedes(b)
        default: a.rank < b.rank
        }
    }
}

extension SparkValue: CustomStringConvertible {
    var description: String {
        switch self {
        case .none: "null"
        case .int(let number): "\(number)"
        case .string(let text): "\"\(text)\""
        case .sequence(let items): "[" + items.map(\.description).joined(separator: ",") + "]"
        }
    }
}
