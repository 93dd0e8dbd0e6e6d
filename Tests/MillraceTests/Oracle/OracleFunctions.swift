// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport

/// The functions of the oracle's programs, by name.
enum OracleFunctions {
    typealias JSON = [String: Any]
    typealias Mapping = @Sendable (OracleValue) throws -> OracleValue
    typealias Predicate = @Sendable (OracleValue) -> Bool
    typealias Flattening = @Sendable (OracleValue) -> [OracleValue]
    typealias Reducer = @Sendable (OracleValue, OracleValue) -> OracleValue

    static func object(_ json: JSON, _ key: String) throws -> JSON {
        guard let object = json[key] as? JSON else { throw TestFailure("no object '\(key)' in \(json)") }
        return object
    }

    static func int(_ json: JSON, _ key: String) throws -> Int {
        guard let number = json[key] as? NSNumber else { throw TestFailure("no number '\(key)' in \(json)") }
        return number.intValue
    }

    static func text(_ json: JSON, _ key: String) throws -> String {
        guard let text = json[key] as? String else { throw TestFailure("no text '\(key)' in \(json)") }
        return text
    }

    /// A value whose type is not given: texts and numbers.
    static func scalar(_ json: JSON, _ key: String) throws -> OracleValue {
        switch json[key] {
        case let text as String: return .string(text)
        case let number as NSNumber: return .int(number.intValue)
        case let items as [Any]:
            return .tuple(try items.map { try scalar(["item": $0], "item") })
        default: throw TestFailure("no value '\(key)' in \(json)")
        }
    }

    static func mod(_ number: Int, _ divisor: Int) -> Int {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func count(_ text: String) -> Int { text.unicodeScalars.count }

    private static func prefix(_ text: String, _ length: Int) -> String {
        var result = ""
        result.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(length))
        return result
    }

    static func mapping(_ f: JSON) throws -> Mapping {
        let name = try text(f, "name")
        switch name {
        case "identity": return { $0 }
        case "show": return { .string($0.shown) }
        case "shownLength": return { .int(count($0.shown)) }
        case "keyed":
            let by = try mapping(try object(f, "by"))
            return { .pair(try by($0), $0) }
        case "affine":
            let (a, b) = (try int(f, "a"), try int(f, "b"))
            return { .int(a * $0.number + b) }
        case "mod":
            let m = try int(f, "m")
            return { .int(mod($0.number, m)) }
        case "abs": return { .int(abs($0.number)) }
        case "absPlusOne": return { .int(abs($0.number) + 1) }
        case "failOn":
            let value = try int(f, "value")
            return { element in
                if element.number == value { throw Boom(number: value) }
                return element
            }
        case "append":
            let end = try text(f, "s")
            return { .string($0.text + end) }
        case "prefix":
            let n = try int(f, "n")
            return { .string(prefix($0.text, n)) }
        case "length": return { .int(count($0.text)) }
        case "size": return { .int($0.items.count) }
        case "sum": return { .int($0.items.reduce(0) { $0 + $1.number }) }
        case "sorted": return { .bag($0.items) }
        case "sizes": return { .list($0.items.map { .int($0.items.count) }) }
        case "orElse":
            let value = try scalar(f, "value")
            return { $0 == .none ? value : $0 }
        default: return try pairMapping(name, f)
        }
    }

    private static func pairMapping(_ name: String, _ f: JSON) throws -> Mapping {
        switch name {
        case "first": return { $0.items[0] }
        case "second": return { $0.items[1] }
        case "swap": return { .pair($0.items[1], $0.items[0]) }
        case "add": return { .int($0.items[0].number + $0.items[1].number) }
        case "onFirst":
            let inner = try mapping(try object(f, "f"))
            return { .pair(try inner($0.items[0]), $0.items[1]) }
        case "onSecond":
            let inner = try mapping(try object(f, "f"))
            return { .pair($0.items[0], try inner($0.items[1])) }
        default: throw TestFailure("an unknown function: \(f)")
        }
    }

    static func predicate(_ p: JSON) throws -> Predicate {
        switch try text(p, "name") {
        case "always": return { _ in true }
        case "never": return { _ in false }
        case "mod":
            let (m, r) = (try int(p, "m"), try int(p, "r"))
            return { mod($0.number, m) == r }
        case "below":
            let n = try int(p, "n")
            return { $0.number < n }
        case "longer":
            let n = try int(p, "n")
            return { value in
                if case .string(let text) = value { return count(text) > n }
                return value.items.count > n
            }
        case "contains":
            let part = try text(p, "s")
            return { $0.text.utf8.contains(part.utf8) }
        case "onFirst":
            let inner = try predicate(try object(p, "f"))
            return { inner($0.items[0]) }
        case "onSecond":
            let inner = try predicate(try object(p, "f"))
            return { inner($0.items[1]) }
        case "some": return { $0 != .none }
        default: throw TestFailure("an unknown predicate: \(p)")
        }
    }

    static func flattening(_ f: JSON) throws -> Flattening {
        switch try text(f, "name") {
        case "repeat":
            let n = try int(f, "n")
            return { Array(repeating: $0, count: n) }
        case "when":
            let p = try predicate(try object(f, "p"))
            return { p($0) ? [$0] : [] }
        case "range":
            let m = try int(f, "m")
            return { (0..<mod($0.number, m)).map(OracleValue.int) }
        case "words": return { $0.text.split(separator: " ").map { .string(String($0)) } }
        case "chars": return { $0.text.unicodeScalars.map { .string(String($0)) } }
        case "elements": return { $0.items }
        default: throw TestFailure("an unknown flattening function: \(f)")
        }
    }

    /// The elements of a partition to those of the result.
    static func partition(_ f: JSON) throws -> @Sendable ([OracleValue]) throws -> [OracleValue] {
        switch try text(f, "name") {
        case "each":
            let inner = try mapping(try object(f, "f"))
            return { try $0.map(inner) }
        case "size": return { [.int($0.count)] }
        case "firstOnly": return { Array($0.prefix(1)) }
        case "reverse": return { $0.reversed() }
        case "sum": return { [.int($0.reduce(0) { $0 + $1.number })] }
        case "running":
            return { elements in
                var sum = 0
                return elements.map {
                    sum += $0.number
                    return .int(sum)
                }
            }
        default: throw TestFailure("an unknown partition function: \(f)")
        }
    }

    static func reducer(_ f: JSON) throws -> Reducer {
        switch try text(f, "name") {
        case "sum": return { .int($0.number + $1.number) }
        case "max": return { $0 < $1 ? $1 : $0 }
        case "min": return { $1 < $0 ? $1 : $0 }
        case "sumBoth": return sumBoth
        default: throw TestFailure("an unknown reducer: \(f)")
        }
    }

    private static let sumBoth: Reducer = { left, right in
        .pair(
            .int(left.items[0].number + right.items[0].number), .int(left.items[1].number + right.items[1].number))
    }

    struct Aggregator: Sendable {
        let zero: OracleValue
        let seq: Reducer
        let comb: Reducer
    }

    static func aggregator(_ f: JSON) throws -> Aggregator {
        switch try text(f, "name") {
        case "count":
            return Aggregator(
                zero: .int(0), seq: { acc, _ in .int(acc.number + 1) }, comb: { .int($0.number + $1.number) })
        case "countSum":
            return Aggregator(
                zero: .pair(.int(0), .int(0)), seq: { sumBoth($0, .pair(.int(1), $1)) }, comb: sumBoth)
        case "countLength":
            return Aggregator(
                zero: .pair(.int(0), .int(0)), seq: { sumBoth($0, .pair(.int(1), .int(count($1.text)))) },
                comb: sumBoth)
        case "collect":
            return Aggregator(
                zero: .list([]), seq: { .bag($0.items + [$1]) }, comb: { .bag($0.items + $1.items) })
        default: throw TestFailure("an unknown aggregator: \(f)")
        }
    }
}

extension String.UTF8View {
    /// Whether the bytes of `part` follow each other in these.
    fileprivate func contains(_ part: String.UTF8View) -> Bool {
        var rest = self[...]
        while rest.count >= part.count {
            if rest.starts(with: part) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
