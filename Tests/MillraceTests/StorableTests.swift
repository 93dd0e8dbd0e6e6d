// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

/// Stores fields itself; version 2 added `label`.
private struct Point: Storable, Hashable {
    static let storableName = "Point"
    static let storableVersion: UInt32 = 2
    var x: Int
    var label: String

    init(x: Int, label: String) { (self.x, self.label) = (x, label) }

    func store(into writer: inout StoreWriter) throws {
        try writer.write(x)
        try writer.write(label)
    }

    init(from reader: inout StoreReader, version: UInt32) throws {
        x = try reader.read()
        label = version >= 2 ? try reader.read() : "none"
    }
}

/// `Point` before it had a label.
private struct OldPoint: Storable {
    static let storableName = "Point"
    var x: Int
    init(x: Int) { self.x = x }
    func store(into writer: inout StoreWriter) throws { try writer.write(x) }
    init(from reader: inout StoreReader, version: UInt32) throws { x = try reader.read() }
}

private enum Kind: String, Codable, Storable { case small, large }

private struct Session: Codable, Storable, Hashable {
    struct Step: Codable, Hashable {
        var page: String
        var seconds: Double?
    }
    var user: String
    var clicks: Int
    var kind: Kind
    var steps: [Step]
    var tags: [String: Int]
}

private struct OnlyCodable: Codable, Hashable {
    var a: Int8
    var b: [UInt64]
    var c: Float
    var d: Bool
    var e: String?
    var f: [UInt8] = [0, 255]
}

private indirect enum Tree: Codable, Equatable {
    case leaf
    case node(Tree)
}

/// Takes no bytes.
private struct Nothing: Storable {
    static let storableVersion: UInt32 = 0
    init() {}
    func store(into writer: inout StoreWriter) {}
    init(from reader: inout StoreReader, version: UInt32) {}
}

private final class NoCodec: Sendable {}

/// The bytes of `value` alone.
private func stored<Value>(_ value: Value) throws -> StoredBytes {
    var writer = StoreWriter()
    try #require(StorageCodec<Value>()).store(value, into: &writer)
    return writer.finish()
}

private func restored<Value>(_ type: Value.Type = Value.self, _ bytes: StoredBytes) throws -> Value {
    var reader = StoreReader(bytes)
    let value = try #require(StorageCodec<Value>()).restore(from: &reader)
    try reader.expectEnd()
    return value
}

private func roundTrip<Value>(_ value: Value) throws -> Value { try restored(Value.self, stored(value)) }

@Suite struct StorableTests {
    private let session = Session(
        user: "ä", clicks: -3, kind: .large,
        steps: [.init(page: "/", seconds: 0.5), .init(page: "/x", seconds: nil)], tags: ["a": 1, "b": 2])

    @Test func valuesSurviveARoundTrip() throws {
        #expect(try roundTrip(Int.min) == .min)
        #expect(try roundTrip([UInt8.max, 0]) == [255, 0])
        #expect(try roundTrip([Int32](-5...5)) == Array(-5...5))
        #expect(try roundTrip([1.5, -.infinity, 0]) == [1.5, -.infinity, 0])
        #expect(try roundTrip([true, false]) == [true, false])
        #expect(try roundTrip("") == "")
        #expect(try roundTrip(["naïve", "🧵", String(repeating: "x", count: 300)]).map(\.count) == [5, 1, 300])
        #expect(try roundTrip([Int?.none, 4]) == [nil, 4])
        #expect(try roundTrip(["a": [1], "b": []]) == ["a": [1], "b": []])
        #expect(try roundTrip(Set(0..<100)) == Set(0..<100))
        #expect(try roundTrip(Pair("k", 7)) == Pair("k", 7))
        #expect(try roundTrip(Duration.milliseconds(-1500)) == .milliseconds(-1500))
        #expect(try roundTrip(Point(x: 1, label: "l")) == Point(x: 1, label: "l"))
        #expect(try roundTrip([[Kind.small], [.large]]) == [[.small], [.large]])
    }

    @Test func typesWithoutConformanceAreStoredByTheirParts() throws {
        let value = try roundTrip(("k", (1, [2.5]), session))
        #expect(value.0 == "k" && value.1.0 == 1 && value.1.1 == [2.5] && value.2 == session)
        let groups = try roundTrip(["a": [(1, "x"), (2, "y")]])
        #expect(groups["a"]?.map(\.1) == ["x", "y"])
        let pairs = try roundTrip((0..<10_000).map { ("k\($0)", ($0, Double($0) / 2)) })
        #expect(pairs.enumerated().allSatisfy { $1.0 == "k\($0)" && $1.1.0 == $0 && $1.1.1 == Double($0) / 2 })
        #expect(try roundTrip([Nothing(), Nothing()]).count == 2)
        #expect(try roundTrip([(nil, 1), ("a", nil)] as [(String?, Int?)]).map { $0.0 } == [nil, "a"])
        #expect(StorageCodec<(String, NoCodec)>() == nil)
        #expect(StorageCodec<[NoCodec]>() == nil)
        #expect(StorageCodec<(Int) -> Int>() == nil)
        #expect(StorageCodec<any Hashable>() == nil)
    }

    @Test func codableTypesNeedNoCodeOfTheirOwn() throws {
        #expect(try roundTrip(session) == session)
        let plain = OnlyCodable(a: -1, b: [.max, 0], c: 1.25, d: true, e: nil)
        #expect(try roundTrip([plain, plain]) == [plain, plain])
        #expect(try roundTrip(Tree.node(.node(.leaf))) == .node(.node(.leaf)))
        let many = (0..<5000).map { OnlyCodable(a: 1, b: [$0], c: 0, d: false, e: "e\($0)") }
        #expect(try roundTrip(many) == many)
        // The names of the fields are stored once per run.
        #expect(try stored(many).count < 5000 * 34)
    }

    @Test func fieldsOfACodableTypeMayComeAndGo() throws {
        struct Before: Codable { var gone = [1, 2], kept = 7, number = 3 }
        struct After: Codable { var kept: Int, added: String?, number: Double }
        var writer = StoreWriter()
        try #require(StorageCodec<Before>()).store(Before(), into: &writer)
        let after = try restored(After.self, writer.finish())
        #expect(after.kept == 7 && after.added == nil && after.number == 3)
    }

    @Test func containersThatAreNestedByHandKeepTheirOrder() throws {
        struct Odd: Codable, Equatable {
            var numbers: [Int]
            enum Keys: String, CodingKey { case outer, inner, last }
            init(numbers: [Int]) { self.numbers = numbers }
            func encode(to encoder: any Encoder) throws {
                var fields = encoder.container(keyedBy: Keys.self)
                var list = fields.nestedUnkeyedContainer(forKey: .outer)
                try fields.encode(numbers.count, forKey: .last)
                for number in numbers {
                    var inner = list.nestedContainer(keyedBy: Keys.self)
                    try list.encode(number)
                    try inner.encode(number * 2, forKey: .inner)
                }
            }
            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: Keys.self)
                var list = try fields.nestedUnkeyedContainer(forKey: .outer)
                numbers = []
                while !list.isAtEnd {
                    let inner = try list.nestedContainer(keyedBy: Keys.self).decode(Int.self, forKey: .inner)
                    let number = try list.decode(Int.self)
                    guard inner == number * 2 else { throw Boom(number: number) }
                    numbers.append(number)
                }
                guard try fields.decode(Int.self, forKey: .last) == numbers.count else { throw Boom() }
            }
        }
        let odd = [Odd(numbers: [1, 2, 3]), Odd(numbers: [])]
        #expect(try roundTrip(odd) == odd)
    }

    @Test func newVersionOfATypeReadsTheOld() throws {
        let old = try stored([OldPoint(x: 5), OldPoint(x: 6)])
        #expect(try restored([Point].self, old) == [Point(x: 5, label: "none"), Point(x: 6, label: "none")])
        let new = try stored(Point(x: 1, label: "l"))
        let error = #expect(throws: StorableError.self) { try restored(OldPoint.self, new) }
        #expect(error?.code == .unknownVersion)
        #expect(error?.message.contains("Point has version 2") == true)
    }

    @Test func fingerprintsTellTypesApartButNotVersions() throws {
        let point = try #require(StorageCodec<Point>())
        #expect(try #require(StorageCodec<OldPoint>()).fingerprint == point.fingerprint)
        #expect(StorageCodec<(String, Int)>()?.typeName == "(String, Int)")
        #expect(StorageCodec<(key: String, value: Int)>()?.typeName == "(String, Int)")
        #expect(StorageCodec<[String: [Point]]>()?.typeName == "Dictionary<String, Array<Point>>")
        #expect(StorageCodec<(String, Int)>()?.fingerprint == 12_953_284_113_048_425_018)
        #expect(StorageCodec<Session>()?.typeName == "MillraceTests.Session")
    }

    @Test func missingCodecNamesOperatorAndType() throws {
        let error = #expect(throws: StreamingError.self) {
            try StorageCodec<(String, NoCodec)>.require(for: "persist(.diskOnly)")
        }
        #expect(error?.code == .codecMissing)
        #expect(error?.message.contains("persist(.diskOnly)") == true && error?.message.contains("NoCodec") == true)
    }

    @Test func deepValuesAreAnErrorOnBothSides() throws {
        var tree = Tree.leaf
        for _ in 0..<60 { tree = .node(tree) }
        #expect(try roundTrip(tree) == tree)
        for _ in 0..<200 { tree = .node(tree) }
        #expect(throws: StorableError.self) { try stored(tree) }
        // Unkeyed containers in each other: 1 MB of them would overflow the stack.
        let hostile = StoredBytes([1] + [UInt8](repeating: 9, count: 1 << 20))
        #expect(throws: StorableError.self) { try restored(Tree.self, hostile) }
        #expect(throws: StorableError.self) { try restored([OnlyCodable].self, hostile) }
    }

    @Test func hostileLengthsAllocateNothing() throws {
        let huge: [UInt8] = [255, 255, 255, 255, 255, 255, 255, 255, 127]
        #expect(throws: StorableError.self) { try restored([Int].self, StoredBytes(huge)) }
        #expect(throws: StorableError.self) { try restored(String.self, StoredBytes(huge)) }
        #expect(throws: StorableError.self) { try restored([String: Int].self, StoredBytes(huge)) }
        #expect(throws: StorableError.self) { try restored([(String, Int)].self, StoredBytes(huge)) }
        #expect(throws: StorableError.self) { try restored([Nothing].self, StoredBytes(huge)) }
        // A count that the bytes allow, with elements that they do not.
        var writer = StoreWriter()
        writer.writeCount(4000)
        for _ in 0..<4000 { writer.writeInteger(UInt8(255)) }
        let bytes = writer.finish()
        #expect(throws: StorableError.self) { try restored([Int].self, bytes) }
        #expect(throws: StorableError.self) { try restored([[(Int, String)]].self, bytes) }
    }

    @Test func damagedBytesNeverTrap() throws {
        typealias Value = [(String, [Int: Session], OnlyCodable?, Point)]
        let plain = OnlyCodable(a: 1, b: [1], c: 1, d: false, e: "e")
        let value: Value = [
            ("a", [1: session], plain, Point(x: 1, label: "x")), ("b", [:], nil, Point(x: 2, label: "")),
        ]
        let bytes = try stored(value).array
        for end in bytes.indices {
            #expect(throws: (any Error).self) { try restored(Value.self, StoredBytes(bytes[..<end])) }
        }
        for index in bytes.indices {
            for bit in 0..<8 {
                var copy = bytes
                copy[index] ^= 1 << bit
                _ = try? restored(Value.self, StoredBytes(copy))
            }
        }
    }
}
