// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import TestSupport
import Testing

private func time(_ milliseconds: Int64) -> BatchTime { BatchTime(milliseconds: milliseconds) }

@Suite struct StateStoreTests {
    /// The entries of a state.
    private func contents<Key, Value>(_ store: StateStore<Key, Value>) -> [Key: Value] {
        var contents: [Key: Value] = [:]
        store.forEach { contents[$0] = $1 }
        return contents
    }

    @Test func valuesArePutChangedAndRemoved() throws {
        let store = StateStore<String, Int>()
        try store.begin(time(1))
        store.put(1, for: "a")
        #expect(
            store.update("a") {
                $0? += 1; return $0
            } == 2)
        #expect(store.update("b") { $0 == nil })
        #expect(store.remove("a") == 2)
        #expect(store.remove("a") == nil)
        store.put(5, for: "caf\u{e9}")
        #expect(store.get("cafe\u{301}") == 5)
        store.commit()
        #expect(contents(store) == ["caf\u{e9}": 5])
        #expect(store.count == 1)
    }

    @Test func onlyOneTaskUsesAState() throws {
        let store = StateStore<Int, Int>()
        try store.begin(time(1))
        #expect(throws: StreamingError.self) { try store.begin(time(1)) }
        store.rollback()
        try store.begin(time(1))
        store.commit()
    }

    @Test func aThrowingUpdateChangesNothing() throws {
        let store = StateStore<Int, Int>()
        try store.begin(time(1))
        store.put(1, for: 1)
        #expect(throws: Boom.self) {
            try store.update(1) { value in
                value = 9
                throw Boom()
            }
        }
        #expect(store.get(1) == 1)
    }

    /// Random batches, some rolled back, some written to a log, beside dictionaries that do the same.
    @Test(arguments: [false, true])
    func agreesWithADictionaryThroughRollbacksAndRestarts(tracksTimes: Bool) throws {
        var random = SeededRandom(seed: TestSeed.value)
        let keys = try #require(StorageCodec<String>())
        let values = try #require(StorageCodec<[Int]>())
        var store = StateStore<String, [Int]>(tracksTimes: tracksTimes)
        var model: [String: [Int]] = [:]
        var times: [String: Int64] = [:]
        var log: [StoredBytes] = []
        for batch in 1...77 as ClosedRange<Int64> {
            var (next, nextTimes) = (model, times)
            try store.begin(time(batch))
            for _ in 0..<Int.random(in: 0...200, using: &random) {
                let key = "key\(Int.random(in: 0..<400, using: &random))"
                if Int.random(in: 0..<4, using: &random) == 0 {
                    #expect(store.remove(key) == next.removeValue(forKey: key))
                    nextTimes[key] = nil
                } else {
                    store.update(key) { $0 = ($0 ?? []).suffix(3) + [Int(batch)] }
                    next[key] = (next[key] ?? []).suffix(3) + [Int(batch)]
                    nextTimes[key] = batch
                }
            }
            if tracksTimes, batch % 7 == 0 {
                var expired: [String: [Int]] = [:]
                store.expire(before: time(batch - 5)) { expired[$0] = $1 }
                let idle = next.filter { nextTimes[$0.key, default: 0] < batch - 5 }
                #expect(expired == idle)
                for key in idle.keys { (next[key], nextTimes[key]) = (nil, nil) }
            }
            #expect(contents(store) == next)
            if Int.random(in: 0..<4, using: &random) == 0 {
                _ = try store.makeRecord(operatorID: "o", keys: keys, values: values)  // A record that is not kept.
                store.rollback()
                #expect(contents(store) == model)
            } else {
                if let record = try store.makeRecord(operatorID: "o", keys: keys, values: values) { log.append(record) }
                store.commit()
                (model, times) = (next, nextTimes)
            }
            if let oldest = store.oldestNeededBatch {
                log = try log.filter { try StateRecord($0).batch >= oldest }
            }
            if batch % 11 == 0 {
                store = StateStore(tracksTimes: tracksTimes)
                for bytes in log { try store.restore(StateRecord(bytes), keys: keys, values: values) }
                store.finishRestoring()
                #expect(contents(store) == model, "seed \(TestSeed.value)")
            }
        }
    }

    @Test(arguments: [1, 2, 3, 7, 256, 300])
    func aStateIsRescaledByKeyGroups(partitions: Int) throws {
        let keys = try #require(StorageCodec<Int>())
        let five = HashPartitioner(partitionCount: 5)
        let source = (0..<5).map { StateStore<Int, Int>(partition: $0, of: 5) }
        var log: [StoredBytes] = []
        // Many batches, so that groups are written as a whole, those that two partitions share too.
        for batch in 0..<40 {
            for store in source { try store.begin(time(Int64(batch))) }
            for key in (batch * 50)..<(batch * 50 + 300) { source[five.partition(for: key)].put(key * 2, for: key) }
            for key in (batch * 50)..<(batch * 50 + 20) { source[five.partition(for: key)].remove(key) }
            for store in source {
                if let record = try store.makeRecord(operatorID: "o", keys: keys, values: keys) { log.append(record) }
                store.commit()
            }
        }
        let oldest = try #require(source.compactMap(\.oldestNeededBatch).min())
        #expect(oldest > time(0))
        log = try log.filter { try StateRecord($0).batch >= oldest }
        let partitioner = HashPartitioner(partitionCount: partitions)
        var all: [Int: Int] = [:]
        for partition in 0..<partitions {
            let store = StateStore<Int, Int>(partition: partition, of: partitions)
            for bytes in log { try store.restore(StateRecord(bytes), keys: keys, values: keys) }
            store.finishRestoring()
            store.forEach { key, value in
                #expect(partitioner.partition(for: key) == partition)
                all[key] = value
            }
        }
        var expected: [Int: Int] = [:]
        for store in source { store.forEach { expected[$0] = $1 } }
        #expect(all == expected && all.count > 1000)
    }

    @Test func partitionsShareOutAllHashes() {
        for count in [1, 2, 3, 5, 7, 100, 255, 256, 257, 1000] {
            let stores = (0..<count).map { StateStore<Int, Int>(partition: $0, of: count) }
            #expect(stores.first?.groups.lowerBound == 0 && stores.last?.groups.upperBound == 256)
            for key in 0..<200 {
                let partition = HashPartitioner(partitionCount: count).partition(for: key)
                #expect(stores[partition].groups.contains(KeyGroup(hash: key.stableHashValue).index))
            }
        }
    }

    @Test func aRecordFollowsTheTouchedKeysAndTheLogStaysShort() throws {
        let keys = try #require(StorageCodec<Int>())
        let store = StateStore<Int, Int>()
        try store.begin(time(0))
        for key in 0..<10_000 { store.put(0, for: key) }
        let whole = try #require(try store.makeRecord(operatorID: "o", keys: keys, values: keys)).count
        store.commit()
        var sizes: [(batch: Int64, bytes: Int)] = []
        for batch in 1...400 as ClosedRange<Int64> {
            try store.begin(time(batch))
            for key in 0..<50 { store.put(Int(batch), for: Int(batch) * 50 + key) }
            let record = try #require(try store.makeRecord(operatorID: "o", keys: keys, values: keys))
            store.commit()
            // 50 keys of 16 bytes, heads of sections, and now and then a group of 40 to 80 keys.
            #expect(record.count < 5000)
            sizes.append((batch, record.count))
            if let oldest = store.oldestNeededBatch { sizes.removeAll { $0.batch < oldest.milliseconds } }
        }
        #expect(store.count == 20_050)
        #expect(sizes.reduce(0) { $0 + $1.bytes } < 8 * whole)
    }

    @Test(arguments: [1, 20, 10_000])
    func startsWithoutChangesReplaceOldRecords(keyCount: Int) throws {
        let codec = try #require(StorageCodec<Int>())
        var store = StateStore<Int, Int>()
        var log: [StoredBytes] = []
        for batch in 0..<40 as Range<Int64> {
            try store.begin(time(batch))
            if batch == 0 { for key in 0..<keyCount { store.put(key, for: key) } }
            if let record = try store.makeRecord(operatorID: "o", keys: codec, values: codec) { log.append(record) }
            store.commit()
            if let oldest = store.oldestNeededBatch {
                log = try log.filter { try StateRecord($0).batch >= oldest }
            }
            // Each group once a cycle, and cycles of at most this many starts.
            if batch > 20 { #expect(try StateRecord(#require(log.first)).batch > time(batch - 20)) }
            store = StateStore()
            for bytes in log { try store.restore(StateRecord(bytes), keys: codec, values: codec) }
            store.finishRestoring()
            #expect(store.count == keyCount)
        }
    }

    @Test func noGroupIsWrittenTwiceInARecord() throws {
        let codec = try #require(StorageCodec<Int>())
        let store = StateStore<Int, Int>()
        var sizes: [Int] = []
        for batch in 0..<3 as Range<Int64> {
            try store.begin(time(batch))
            for key in 0..<5000 { store.update(key) { $0 = batch == 2 ? nil : Int(batch) } }
            sizes.append(try #require(try store.makeRecord(operatorID: "o", keys: codec, values: codec)).count)
            store.commit()
        }
        // Everything is new, then replaced and written again, then removed, with empty groups.
        #expect(sizes[1] < 5 * sizes[0] / 2 && sizes[2] < sizes[0])
    }

    @Test func aStateOfOtherTypesIsRefusedByName() throws {
        let ints = try #require(StorageCodec<Int>())
        let strings = try #require(StorageCodec<String>())
        let store = StateStore<Int, Int>()
        try store.begin(time(1))
        store.put(1, for: 1)
        let record = try StateRecord(#require(try store.makeRecord(operatorID: "count", keys: ints, values: ints)))
        let error = #expect(throws: StorableError.self) {
            try StateStore<Int, String>().restore(record, keys: ints, values: strings)
        }
        #expect(error?.code == .typeMismatch && error?.message.contains("'count'") == true)
    }

    @Test func damagedRecordsNeverTrap() throws {
        let keys = try #require(StorageCodec<String>())
        let values = try #require(StorageCodec<[Int]>())
        let store = StateStore<String, [Int]>(tracksTimes: true)
        try store.begin(time(1))
        for key in 0..<8 { store.put([key], for: "k\(key)") }
        store.remove("k3")
        let bytes = try #require(try store.makeRecord(operatorID: "o", keys: keys, values: values)).array
        for index in bytes.indices {
            for bit in 0..<8 {
                var copy = bytes
                copy[index] ^= 1 << bit
                let target = StateStore<String, [Int]>(tracksTimes: true)
                try? target.restore(StateRecord(StoredBytes(copy)), keys: keys, values: values)
            }
        }
    }

    @Test func theCommittedValueIsTheOneBeforeTheBatch() throws {
        let store = StateStore<String, Int>()
        try store.begin(time(1))
        store.put(1, for: "a")
        store.commit()
        try store.begin(time(2))
        store.put(2, for: "a")
        store.put(2, for: "b")
        #expect(store.committedValue(for: "a") == 1 && store.committedValue(for: "b") == nil)
        store.commit()
        #expect(store.committedValue(for: "a") == 2)
    }
}

/// SplitMix64.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var value = state
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }
}
