// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// A value of an oracle's program. Bags are lists in natural order.
package indirect enum OracleValue: Hashable, Sendable {
    case none
    case int(Int)
    case string(String)
    case tuple([OracleValue])
    case list([OracleValue])

    /// The items of a tuple or list.
    package var items: [OracleValue] {
        switch self {
        case .tuple(let items), .list(let items): items
        default: []
        }
    }

    /// Key and value of an element of a keyed RDD.
    package var first: OracleValue { items.first ?? .none }
    package var second: OracleValue { items.dropFirst().first ?? .none }

    package var number: Int {
        if case .int(let number) = self { return number }
        return 0
    }

    package var text: String {
        if case .string(let text) = self { return text }
        return ""
    }

    /// The list of a bag's items.
    package static func bag(_ items: [OracleValue]) -> OracleValue { .list(items.sorted()) }

    package static func pair(_ first: OracleValue, _ second: OracleValue) -> OracleValue { .tuple([first, second]) }

    /// Text as the function `show` writes it.
    package var shown: String {
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
    package static func < (left: OracleValue, right: OracleValue) -> Bool { left.compare(right) < 0 }

    package func compare(_ other: OracleValue) -> Int {
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
    package func stableHash(into hasher: inout StableHasher) {
        hasher.combine(byte: UInt8(rank))
        switch self {
        case .none: break
        case .int(let number): number.stableHash(into: &hasher)
        case .string(let text): text.stableHash(into: &hasher)
        case .tuple(let items), .list(let items): items.stableHash(into: &hasher)
        }
    }
}

extension OracleValue: CustomStringConvertible {
    package var description: String { shown }
}

extension OracleValue: Storable {
    package func store(into writer: inout StoreWriter) throws {
        switch self {
        case .none: writer.writeInteger(UInt8(0))
        case .int(let number):
            writer.writeInteger(UInt8(1))
            writer.writeInteger(number)
        case .string(let text):
            writer.writeInteger(UInt8(2))
            writer.writeString(text)
        case .tuple(let items):
            writer.writeInteger(UInt8(3))
            try writer.write(items)
        case .list(let items):
            writer.writeInteger(UInt8(4))
            try writer.write(items)
        }
    }

    package init(from reader: inout StoreReader, version: UInt32) throws {
        switch try reader.readInteger(UInt8.self) {
        case 0: self = .none
        case 1: self = .int(try reader.readInteger())
        case 2: self = .string(try reader.readString())
        case 3: self = .tuple(try reader.read())
        case 4: self = .list(try reader.read())
        default: throw reader.error(.invalidValue, "an unknown kind of value")
        }
    }
}
