// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The functions of the oracle's programs, by name.
package enum OracleFunctions {
    package typealias Mapping = @Sendable (OracleValue) throws -> OracleValue
    package typealias Predicate = @Sendable (OracleValue) -> Bool
    package typealias Flattening = @Sendable (OracleValue) -> [OracleValue]
    package typealias Reducer = @Sendable (OracleValue, OracleValue) -> OracleValue

    package static func mod(_ number: Int, _ divisor: Int) -> Int {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }

    private static func count(_ text: String) -> Int { text.unicodeScalars.count }

    private static func prefix(_ text: String, _ length: Int) -> String {
        var result = ""
        result.unicodeScalars.append(contentsOf: text.unicodeScalars.prefix(length))
        return result
    }

    package static func mapping(_ f: OracleJSON) throws -> Mapping {
        let name = try f.string("name")
        switch name {
        case "identity": return { $0 }
        case "show": return { .string($0.shown) }
        case "shownLength": return { .int(count($0.shown)) }
        case "keyed":
            let by = try mapping(try f.field("by"))
            return { .pair(try by($0), $0) }
        case "affine":
            let (a, b) = (try f.int("a"), try f.int("b"))
            return { .int(a * $0.number + b) }
        case "mod":
            let m = try f.int("m")
            return { .int(mod($0.number, m)) }
        case "abs": return { .int(abs($0.number)) }
        case "absPlusOne": return { .int(abs($0.number) + 1) }
        case "failOn":
            let value = try f.int("value")
            return { element in
                if element.number == value { throw OracleFailure(value: value) }
                return element
            }
        case "append":
            let end = try f.string("s")
            return { .string($0.text + end) }
        case "prefix":
            let n = try f.int("n")
            return { .string(prefix($0.text, n)) }
        case "length": return { .int(count($0.text)) }
        case "size": return { .int($0.items.count) }
        case "sum": return { .int($0.items.reduce(0) { $0 + $1.number }) }
        case "sorted": return { .bag($0.items) }
        case "sizes": return { .list($0.items.map { .int($0.items.count) }) }
        case "orElse":
            let value = try f.field("value").value
            return { $0 == .none ? value : $0 }
        default: return try pairMapping(name, f)
        }
    }

    private static func pairMapping(_ name: String, _ f: OracleJSON) throws -> Mapping {
        switch name {
        case "first": return { $0.first }
        case "second": return { $0.second }
        case "swap": return { .pair($0.second, $0.first) }
        case "add": return { .int($0.first.number + $0.second.number) }
        case "onFirst":
            let inner = try mapping(try f.field("f"))
            return { .pair(try inner($0.first), $0.second) }
        case "onSecond":
            let inner = try mapping(try f.field("f"))
            return { .pair($0.first, try inner($0.second)) }
        default: throw OracleError("an unknown function: \(f)")
        }
    }

    package static func predicate(_ p: OracleJSON) throws -> Predicate {
        switch try p.string("name") {
        case "always": return { _ in true }
        case "never": return { _ in false }
        case "mod":
            let (m, r) = (try p.int("m"), try p.int("r"))
            return { mod($0.number, m) == r }
        case "below":
            let n = try p.int("n")
            return { $0.number < n }
        case "longer":
            let n = try p.int("n")
            return { value in
                if case .string(let text) = value { return count(text) > n }
                return value.items.count > n
            }
        case "contains":
            let part = try p.string("s")
            return { $0.text.utf8.contains(part.utf8) }
        case "onFirst":
            let inner = try predicate(try p.field("f"))
            return { inner($0.first) }
        case "onSecond":
            let inner = try predicate(try p.field("f"))
            return { inner($0.second) }
        case "some": return { $0 != .none }
        case "nonZero": return { $0.second != .int(0) }
        default: throw OracleError("an unknown predicate: \(p)")
        }
    }

    package static func flattening(_ f: OracleJSON) throws -> Flattening {
        switch try f.string("name") {
        case "repeat":
            let n = try f.int("n")
            return { Array(repeating: $0, count: n) }
        case "when":
            let p = try predicate(try f.field("p"))
            return { p($0) ? [$0] : [] }
        case "range":
            let m = try f.int("m")
            return { (0..<mod($0.number, m)).map(OracleValue.int) }
        case "words": return { $0.text.split(separator: " ").map { .string(String($0)) } }
        case "chars": return { $0.text.unicodeScalars.map { .string(String($0)) } }
        case "elements": return { $0.items }
        default: throw OracleError("an unknown flattening function: \(f)")
        }
    }

    /// The elements of a partition to those of the result.
    package static func partition(_ f: OracleJSON) throws -> @Sendable ([OracleValue]) throws -> [OracleValue] {
        switch try f.string("name") {
        case "each":
            let inner = try mapping(try f.field("f"))
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
        default: throw OracleError("an unknown partition function: \(f)")
        }
    }

    package static func reducer(_ f: OracleJSON) throws -> Reducer {
        switch try f.string("name") {
        case "sum": return { .int($0.number + $1.number) }
        case "max": return { $0 < $1 ? $1 : $0 }
        case "min": return { $1 < $0 ? $1 : $0 }
        case "sumBoth": return sumBoth
        default: throw OracleError("an unknown reducer: \(f)")
        }
    }

    private static let sumBoth: Reducer = { left, right in
        .pair(
            .int(left.first.number + right.first.number), .int(left.second.number + right.second.number))
    }

    package struct Aggregator: Sendable {
        package let zero: OracleValue
        package let seq: Reducer
        package let comb: Reducer
    }

    package static func aggregator(_ f: OracleJSON) throws -> Aggregator {
        switch try f.string("name") {
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
        default: throw OracleError("an unknown aggregator: \(f)")
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
