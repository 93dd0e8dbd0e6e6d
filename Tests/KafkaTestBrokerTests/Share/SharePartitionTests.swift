// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaTestBroker

/// The records in flight of a share group, without clocks and sockets.
@Suite struct SharePartitionTests {
    typealias Acquired = SharePartition.Acquired

    /// A share partition with short calls.
    private struct Bench {
        var share = SharePartition(startOffset: 0, leaderEpoch: 0)
        var settings = ShareSettings()
        var now: Int64 = 0

        mutating func acquire(
            _ member: String, _ batches: ClosedRange<Int64>..., max: Int64 = 500, isStrict: Bool = false,
            batchSize: Int64 = .max
        ) -> [Acquired] {
            share.acquire(
                batches, .init(member: member, maxRecords: max, isStrict: isStrict, batchSize: batchSize), settings,
                now: now)
        }

        mutating func acknowledge(
            _ member: String, _ first: Int64, _ last: Int64, _ types: [Int8]
        ) -> BrokerErrorCode? {
            share.acknowledge([.init(first: first, last: last, types: types)], by: member, settings, now: now)
        }

        mutating func pass(_ time: Int64) {
            now += time
            share.expire(settings, now: now)
        }
    }

    @Test func acquiredRecordsAreNobodyElses() {
        var bench = Bench()
        #expect(bench.acquire("a", 0...9) == [Acquired(first: 0, last: 9, deliveryCount: 1)])
        #expect(bench.acquire("b", 0...9) == [])
        #expect(bench.acquire("b", 0...9, 10...14) == [Acquired(first: 10, last: 14, deliveryCount: 1)])
        #expect(bench.share.nextFetchOffset == 15)
    }

    @Test func acceptedRecordsMoveTheStart() {
        var bench = Bench()
        _ = bench.acquire("a", 0...9)
        #expect(bench.acknowledge("a", 3, 4, [ShareAcknowledgeType.accept]) == nil)
        #expect(bench.share.startOffset == 0 && bench.share.finishedCount == 2)
        #expect(bench.acknowledge("a", 0, 2, [ShareAcknowledgeType.accept]) == nil)
        #expect(bench.share.startOffset == 5)
        #expect(bench.acknowledge("a", 5, 9, [ShareAcknowledgeType.accept]) == nil)
        #expect(bench.share.startOffset == 10 && bench.share.runs.isEmpty)
    }

    @Test func releasedRecordsAreDeliveredAgain() {
        var bench = Bench()
        _ = bench.acquire("a", 0...9)
        #expect(bench.acknowledge("a", 4, 5, [ShareAcknowledgeType.release]) == nil)
        #expect(bench.share.nextFetchOffset == 4)
        #expect(bench.acquire("b", 0...9) == [Acquired(first: 4, last: 5, deliveryCount: 2)])
    }

    @Test func rejectedRecordsAndGapsAreNot() {
        var bench = Bench()
        _ = bench.acquire("a", 0...3)
        let types = [ShareAcknowledgeType.reject, ShareAcknowledgeType.gap, 1, ShareAcknowledgeType.release]
        #expect(bench.acknowledge("a", 0, 3, types) == nil)
        #expect(bench.share.startOffset == 3)
        #expect(bench.acquire("b", 0...3) == [Acquired(first: 3, last: 3, deliveryCount: 2)])
    }

    @Test func lockEndsAfterItsTime() {
        var bench = Bench()
        _ = bench.acquire("a", 0...1)
        #expect(bench.share.nextDeadline == 30_000)
        bench.pass(29_999)
        #expect(bench.acquire("b", 0...1) == [])
        bench.pass(1)
        #expect(bench.share.nextDeadline == nil)
        #expect(bench.acknowledge("a", 0, 1, [1]) == .invalidRecordState)
        #expect(bench.acquire("b", 0...1) == [Acquired(first: 0, last: 1, deliveryCount: 2)])
        #expect(bench.acknowledge("a", 0, 1, [1]) == .invalidRecordState)
        #expect(bench.acknowledge("b", 0, 1, [1]) == nil)
    }

    @Test func renewalBeginsTheLockAgain() {
        var bench = Bench()
        _ = bench.acquire("a", 0...1)
        bench.pass(20_000)
        #expect(bench.acknowledge("a", 1, 1, [ShareAcknowledgeType.renew]) == nil)
        bench.pass(10_000)
        #expect(bench.acquire("b", 0...1) == [Acquired(first: 0, last: 0, deliveryCount: 2)])
        #expect(bench.acknowledge("a", 1, 1, [1]) == nil)
    }

    @Test func recordIsArchivedAfterItsLastDelivery() {
        var bench = Bench()
        for delivery in 1...5 {
            #expect(
                bench.acquire("a", 0...1) == [Acquired(first: 0, last: 1, deliveryCount: Int16(delivery))])
            if delivery % 2 == 0 {
                bench.pass(30_000)
            } else {
                #expect(bench.acknowledge("a", 0, 1, [ShareAcknowledgeType.release]) == nil)
            }
        }
        #expect(bench.acquire("a", 0...1) == [])
        #expect(bench.share.startOffset == 2)
    }

    @Test func closedSessionCountsAsNoDelivery() {
        var bench = Bench()
        _ = bench.acquire("a", 0...1)
        bench.share.release("a")
        #expect(bench.acquire("b", 0...1) == [Acquired(first: 0, last: 1, deliveryCount: 1)])
        bench.share.release("a")
        #expect(bench.acquire("a", 0...1) == [])
    }

    @Test func nextLeaderKnowsAcknowledgementsButNoLocks() {
        var bench = Bench()
        _ = bench.acquire("a", 0...9)
        _ = bench.acknowledge("a", 0, 1, [1])
        _ = bench.acknowledge("a", 3, 3, [1])
        _ = bench.acknowledge("a", 4, 4, [ShareAcknowledgeType.release])
        bench.share.leaderChanged(epoch: 1)
        #expect(bench.acknowledge("a", 5, 9, [1]) == .invalidRecordState)
        #expect(
            bench.acquire("a", 0...9) == [
                Acquired(first: 2, last: 2, deliveryCount: 1), Acquired(first: 4, last: 4, deliveryCount: 2),
                Acquired(first: 5, last: 9, deliveryCount: 1),
            ])
    }

    @Test func acknowledgementsAreAppliedWholeOrNotAtAll() {
        var bench = Bench()
        _ = bench.acquire("a", 0...4)
        _ = bench.acquire("b", 5...9)
        let before = bench.share
        #expect(bench.acknowledge("a", 3, 5, [1]) == .invalidRecordState)
        #expect(bench.acknowledge("a", 3, 12, [1]) == .invalidRequest)
        #expect(bench.acknowledge("c", 0, 0, [1]) == .invalidRecordState)
        #expect(bench.share == before)
        // Records that are finished already do not count.
        #expect(bench.acknowledge("a", 0, 4, [1]) == nil)
        #expect(bench.acknowledge("a", 0, 4, [1]) == nil)
        #expect(bench.acknowledge("b", 3, 9, [1]) == nil)
    }

    @Test func invalidAcknowledgementsAreRefused() {
        typealias Acknowledgement = SharePartition.Acknowledgement
        #expect(Acknowledgement(first: 0, last: 2, types: [1]).isValid(renews: false))
        #expect(Acknowledgement(first: 0, last: 2, types: [1, 2, 3]).isValid(renews: false))
        #expect(!Acknowledgement(first: 0, last: 2, types: [1, 2]).isValid(renews: true))
        #expect(!Acknowledgement(first: 0, last: 2, types: []).isValid(renews: true))
        #expect(!Acknowledgement(first: 2, last: 0, types: [1]).isValid(renews: true))
        #expect(!Acknowledgement(first: -1, last: 0, types: [1]).isValid(renews: true))
        #expect(!Acknowledgement(first: 0, last: 0, types: [5]).isValid(renews: true))
        #expect(!Acknowledgement(first: 0, last: 0, types: [4]).isValid(renews: false))
        #expect(Acknowledgement(first: 0, last: 0, types: [4]).isValid(renews: true))
        #expect(Acknowledgement(first: 0, last: .max, types: [1]).isValid(renews: false))
    }

    @Test func recordLimitKeepsBatchesWholeUnlessItIsStrict() {
        var bench = Bench()
        #expect(
            bench.acquire("a", 0...9, 10...19, 20...29, max: 12) == [Acquired(first: 0, last: 19, deliveryCount: 1)])
        #expect(
            bench.acquire("a", 20...29, max: 4, isStrict: true) == [Acquired(first: 20, last: 23, deliveryCount: 1)])
        _ = bench.acknowledge("a", 0, 5, [ShareAcknowledgeType.release])
        #expect(
            bench.acquire("b", 0...9, 20...29, max: 7, isStrict: true) == [
                Acquired(first: 0, last: 5, deliveryCount: 2), Acquired(first: 24, last: 24, deliveryCount: 1),
            ])
    }

    @Test func entriesEndAtBatchesOfTheWantedSize() {
        var bench = Bench()
        #expect(
            bench.acquire("a", 0...9, 10...19, 20...29, batchSize: 15) == [
                Acquired(first: 0, last: 19, deliveryCount: 1), Acquired(first: 20, last: 29, deliveryCount: 1),
            ])
    }

    @Test func locksAreLimited() {
        var bench = Bench()
        bench.settings.maxRecordLocks = 15
        #expect(bench.acquire("a", 0...9, 10...19, 20...29).last?.last == 19)
        #expect(!bench.share.canAcquire(bench.settings))
        #expect(bench.acquire("a", 20...29) == [])
        _ = bench.acknowledge("a", 0, 9, [1])
        #expect(bench.share.canAcquire(bench.settings))
        #expect(bench.acquire("a", 20...29, isStrict: true) == [Acquired(first: 20, last: 24, deliveryCount: 1)])
    }

    @Test func gapsBetweenBatchesAndHiddenBatchesAreArchived() {
        var bench = Bench()
        #expect(bench.acquire("a", 2...3, 6...7).map(\.first) == [2, 6])
        bench.share.skip(8...9)
        _ = bench.acquire("a", 10...10)
        #expect(bench.acknowledge("a", 2, 3, [1]) == nil)
        #expect(bench.acknowledge("a", 6, 7, [1]) == nil)
        #expect(bench.share.startOffset == 10)
    }

    @Test func logThatLostRecordsTakesThemAlong() {
        var bench = Bench()
        _ = bench.acquire("a", 0...9)
        bench.share.logStarts(at: 4)
        #expect(bench.share.startOffset == 4)
        #expect(bench.acknowledge("a", 0, 4, [1]) == nil)
        #expect(bench.share.startOffset == 5)
        bench.share.logEnds(at: 7)
        #expect(bench.share.endOffset == 7)
        bench.share.logEnds(at: 2)
        #expect(bench.share.startOffset == 2 && bench.share.runs.isEmpty)
    }

    /// Random members against a plain table of records.
    @Test func randomHistoriesKeepTheirPromises() {
        let seed = TestSeed.value
        print("share partitions: seed \(seed)")
        var random = SplitMix64(seed: seed)
        for round in 0..<60 {
            var bench = Bench()
            var owner: [Int64: String] = [:]
            var finished: Set<Int64> = []
            for _ in 0..<80 {
                let member = ["a", "b", "c"][Int(random.next() % 3)]
                switch random.next() % 6 {
                case 0...2:
                    let first = bench.share.nextFetchOffset / 4 * 4
                    let acquired = bench.acquire(
                        member, first...(first + 3), (first + 4)...(first + 7), max: Int64(1 + random.next() % 8),
                        isStrict: random.next() % 2 == 0)
                    for offset in acquired.flatMap({ $0.first...$0.last }) {
                        #expect(owner[offset] == nil && !finished.contains(offset), "seed \(seed), round \(round)")
                        owner[offset] = member
                    }
                case 3:
                    bench.pass(Int64(random.next() % 20_000))
                default:
                    guard let offset = owner.filter({ $0.value == member }).keys.sorted().last else { continue }
                    let type = Int8(random.next() % 4)
                    let code = bench.acknowledge(member, offset, offset, [type])
                    if code == nil, type != ShareAcknowledgeType.release { finished.insert(offset) }
                    owner[offset] = nil
                }
                // Locks that have ended.
                for run in bench.share.runs where run.state != .acquired {
                    for offset in run.first...run.last { owner[offset] = nil }
                }
                for offset in owner.keys where offset < bench.share.startOffset { owner[offset] = nil }
                var next = bench.share.startOffset
                for run in bench.share.runs {
                    #expect(run.first == next && run.last >= run.first, "seed \(seed), round \(round)")
                    next = run.last + 1
                }
                let states: [SharePartition.State] = [.available, .acquired]
                #expect(bench.share.runs.first.map { states.contains($0.state) } ?? true)
            }
        }
    }
}
