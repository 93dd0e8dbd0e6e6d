// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport

/// The functions that the oracle's programs name.
enum SparkFunctions {
    typealias Map = @Sendable (SparkValue) throws -> SparkValue
    typealias Predicate = @Sendable (SparkValue) throws -> Bool
    typealias FlatMap = @Sendable (SparkValue) throws -> [SparkValue]
    typealias Reducer = @Sendable (SparkValue, SparkValue) throws -> SparkValue

    static func modulo(_ a: Int64, _ m: Int64) -> Int64 { ((a % m) + m) % m }

    static func length(_ text: String) -> Int64 { Int64(text.unicodeScalars.count) }

    static func show(_ value: SparkValue, _ type: String) -> String {
        switch value {
        case .none: "-"
        case .int(let number): "\(number)"
        case .string(let text): text
        case .sequence(let items):
            if let parts = SparkType.parts(type), !type.hasPrefix("list"), !type.hasPrefix("bag") {
                "(" + zip(items, parts).map { show($0, $1) }.joined(separator: ",") + ")"
            } else {
                "[" + items.map { show($0, SparkType.parts(type)?.first ?? "") }.joined(separator: ",") + "]"
            }
        }
    }

    /// A mapping function on values of `type`.
    static func map(_ f: SparkJSON, _ type: String) throws -> Map {
        let name = try f.string("name")
        switch name {
        case "identity": return { $0 }
        case "show": return { .string(show($0, type)) }
        case "shownLength": return { .int(length(show($0, type))) }
        case "keyed":
            let by = try map(try f.field("by"), type)
            return { .pair(try by($0), $0) }
        case "affine":
            let (a, b) = (Int64(try f.int("a")), Int64(try f.int("b")))
            return { .int(a * $0.number + b) }
        case "mod":
            let m = Int64(try f.int("m"))
            return { .int(modulo($0.number, m)) }
        case "abs": return { .int(abs($0.number)) }
        case "absPlusOne": return { .int(abs($0.number) + 1) }
        case "failOn":
            let bad = try f.field("value").sparkValue
            return { value in
                if value == bad { throw TestFailure("failOn \(bad)") }
                return value
            }
        case "append":
            let s = try f.string("s")
            return { .string($0.text + s) }
        case "prefix":
            let n = try f.int("n")
            return { .string(String(String.UnicodeScalarView($0.text.unicodeScalars.prefix(n)))) }
        case "length": return { .int(length($0.text)) }
        default: return try mapSequence(f, name, type)
        }
    }

    private static func mapSequence(_ f: SparkJSON, _ name: String, _ type: String) throws -> Map {
        let parts = SparkType.parts(type) ?? []
        switch name {
        case "first": return { $0.keyed.0 }
        case "second": return { $0.keyed.1 }
        case "swap": return { .pair($0.keyed.1, $0.keyed.0) }
        case "onFirst":
            let inner = try map(try f.field("f"), parts.first ?? "")
            return { .pair(try inner($0.keyed.0), $0.keyed.1) }
        case "onSecond":
            let inner = try map(try f.field("f"), parts.last ?? "")
            return { .pair($0.keyed.0, try inner($0.keyed.1)) }
        case "add": return { .int($0.keyed.0.number + $0.keyed.1.number) }
        case "size": return { .int(Int64($0.items.count)) }
        case "sum": return { .int($0.items.reduce(0) { $0 + $1.number }) }
        case "sorted": return { .sequence($0.items.sorted()) }
        case "sizes": return { .sequence($0.items.map { .int(Int64($0.items.count)) }) }
        case "orElse":
            let value = try f.field("value").sparkValue
            return { $0 == .none ? value : $0 }
        default: throw TestFailure("unknown function \(name)")
        }
    }

    static func predicate(_ p: SparkJSON) throws -> Predicate {
        let name = try p.string("name")
        switch name {
        case "always": return { _ in true }
        case "never": return { _ in false }
        case "mod":
            let (m, r) = (Int64(try p.int("m")), Int64(try p.int("r")))
            return { modulo($0.number, m) == r }
        case "below":
            let n = Int64(try p.int("n"))
            return { $0.number < n }
        case "longer":
            let n = Int64(try p.int("n"))
            return { value in
                if case .string(let text) = value { return length(text) > n }
                return Int64(value.items.count) > n
            }
        case "contains":
            let s = Array(try p.string("s").unicodeScalars)
            return { value in
                let text = Array(value.text.unicodeScalars)
                return s.isEmpty || text.indices.contains { text[$0...].starts(with: s) }
            }
        case "onFirst":
            let inner = try predicate(try p.field("f"))
            return { try inner($0.keyed.0) }
        case "onSecond":
            let inner = try predicate(try p.field("f"))
            return { try inner($0.keyed.1) }
        case "some": return { $0 != .none }
        case "nonZero": return { $0.keyed.1 != .int(0) }
        default: throw TestFailure("unknown predicate \(name)")
        }
    }

    static func flatMap(_ f: SparkJSON) throws -> FlatMap {
        let name = try f.string("name")
        switch name {
        case "repeat":
            let n = try f.int("n")
            return { Array(repeating: $0, count: n) }
        case "when":
            let p = try predicate(try f.field("p"))
            return { try p($0) ? [$0] : [] }
        case "range":
            let m = Int64(try f.int("m"))
            return { (0..<modulo($0.number, m)).map { .int($0) } }
        case "words":
            return { $0.text.unicodeScalars.split(separator: " ").map { .string(String($0)) } }
        case "chars": return { $0.text.unicodeScalars.map { .string(String($0)) } }
        case "elements": return { $0.items }
        default: throw TestFailure("unknown flattening function \(name)")
        }
    }

    /// A function on all elements of a partition.
    static func partition(_ f: SparkJSON, _ type: String) throws -> @Sendable ([SparkValue]) throws -> [SparkValue] {
        let name = try f.string("name")
        switch name {
        case "each":
            let inner = try map(try f.field("f"), type)
            return { try $0.map(inner) }
        case "size": return { [.int(Int64($0.count))] }
        case "firstOnly": return { Array($0.prefix(1)) }
        case "reverse": return { $0.reversed() }
        case "sum": return { [.int($0.reduce(0) { $0 + $1.number })] }
        case "running":
            return { values in
                var sum: Int64 = 0
                return values.map { value in
                    sum += value.number
                    return .int(sum)
                }
            }
        default: throw TestFailure("unknown partition function \(name)")
        }
    }

    static func reducer(_ f: SparkJSON) throws -> Reducer {
        let name = try f.string("name")
        switch name {
        case "sum": return { .int($0.number + $1.number) }
        case "max": return { max($0, $1) }
        case "min": return { min($0, $1) }
        case "sumBoth":
            return { a, b in
                .pair(.int(a.keyed.0.number + b.keyed.0.number), .int(a.keyed.1.number + b.keyed.1.number))
            }
        default: throw TestFailure("unknown reducer \(name)")
        }
    }

    /// An aggregator: zero, sequence and combine function.
    struct Aggregator: Sendable {
        var zero: SparkValue
        var add: Reducer
        var combine: Reducer
    }

    static func aggregator(_ f: SparkJSON) throws -> Aggregator {
        let both: Reducer = { a, b in
            .pair(.int(a.keyed.0.number + b.keyed.0.number), .int(a.keyed.1.number + b.keyed.1.number))
        }
        let zeros = SparkValue.pair(.int(0), .int(0))
        let name = try f.string("name")
        switch name {
        case "count":
            return Aggregator(
                zero: .int(0), add: { a, _ in .int(a.number + 1) }, combine: { .int($0.number + $1.number) })
        case "countSum":
            return Aggregator(zero: zeros, add: { a, x in try both(a, .pair(.int(1), x)) }, combine: both)
        case "countLength":
            return Aggregator(
                zero: zeros, add: { a, x in try both(a, .pair(.int(1), .int(length(x.text)))) }, combine: both)
        case "collect":
            return Aggregator(
                zero: .sequence([]), add: { .bag($0.items + [$1]) }, combine: { .bag($0.items + $1.items) })
        default: throw TestFailure("unknown aggregator \(name)")
        }
    }
}

/// Types as the oracle writes them.
enum SparkType {
    /// The parts of `pair<A,B>` and its like; nil for a plain type.
    static func parts(_ type: String) -> [String]? {
        guard let open = type.firstIndex(of: "<"), type.hasSuffix(">") else { return nil }
        var parts: [String] = []
        var depth = 0
        var current = ""
        for character in type[type.index(after: open)...].dropLast() {
            switch character {
            case "<": depth += 1
            case ">": depth -= 1
            case "," where depth == 0:
                parts.append(current)
                current = ""
                continue
            default: break
            }
            current.append(character)
        }
        return parts + [current]
    }
}
