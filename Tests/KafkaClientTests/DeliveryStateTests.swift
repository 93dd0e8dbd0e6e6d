// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaClient

/// The bookkeeping of partitions, batches and offsets of a consumer.
@Suite struct DeliveryStateTests {
    private let p = TopicPartition(topic: "t", partition: 0)
    private let q = TopicPartition(topic: "t", partition: 1)

    /// A state, and a consumer that its leases name.
    private final class Rig {
        var state = DeliveryState()
        private let client: ClusterClient
        private let core: ConsumerCore
        private(set) var effects = DeliveryState.Effects()

        init() throws {
            client = try ClusterClient(.patient(["127.0.0.1:1"]))
            core = ConsumerCore(
                client: client, ownsClient: false, configuration: ConsumerConfiguration(client: client.configuration),
                clock: ManualProducerClock().clock)
        }

        func end() async { await client.close() }

        /// Takes partitions on at offset 0.
        func start(_ partitions: TopicPartition...) {
            for (partition, assignment) in state.add(Set(partitions)) {
                state.begin(partition, assignment: assignment, at: CommittedOffset(offset: 0), isCommitted: true)
            }
            effects = state.takeEffects()
        }

        func offer(_ partition: TopicPartition, to offset: Int64, round: Int = 0) -> Bool {
            let records = FetchedRecords(
                topicPartition: partition, batches: [], lowerBound: 0, upperBound: .max, nextOffset: offset,
                highWatermark: offset)
            let assignment = (0..<10 as Range<Int>).first { number in state.has(partition, assignment: number) } ?? 0
            let taken = state.offer(records, leaderEpoch: 4, partition, assignment: assignment, round: round)
            effects = state.takeEffects()
            return taken != nil
        }

        func take(at now: Duration = .zero) -> BatchLease? {
            let result = state.take(now: now) { [core] in
                BatchLease(core: core, partition: $0, assignment: $1, round: $2, end: $3)
            }
            effects = state.takeEffects()
            if case .success((_, let lease)) = result { return lease }
            return nil
        }

        func end(_ lease: BatchLease?, isFinished: Bool = true) {
            if let lease { state.end(lease, isFinished: isFinished) }
            effects = state.takeEffects()
        }

        func release(_ number: Int, _ partitions: TopicPartition..., isLost: Bool = false) {
            state.release(number, Set(partitions), isLost: isLost)
            effects = state.takeEffects()
        }

        func remove(_ number: Int) -> Bool { state.remove(number) }

        func setPaused(_ partition: TopicPartition, _ isPaused: Bool) -> Bool {
            state.setPaused(partition, isPaused)
        }

        func seek(_ partition: TopicPartition, to position: CommittedOffset) -> Bool {
            state.seek(partition, to: position)
        }

        func takeEffects() -> DeliveryState.Effects { state.takeEffects() }

        func oldest(now: Duration) -> (partition: TopicPartition, since: Duration)? {
            state.oldestOutstanding(now: now)
        }

        /// Goes past records that are not handed out.
        func skip(_ partition: TopicPartition, from offset: Int64, to end: Int64, round: Int = 0) -> Bool {
            let assignment = (0..<10 as Range<Int>).first { number in state.has(partition, assignment: number) } ?? 0
            return state.skip(
                partition, assignment: assignment, round: round, from: offset,
                to: CommittedOffset(offset: end, leaderEpoch: 5))
        }

        func commitAll(at now: Duration) {
            for (partition, offset) in state.uncommitted() { state.note(committed: offset, of: partition, at: now) }
        }

        func renewed(at now: Duration) -> [Int32: CommittedOffset] {
            Dictionary(
                state.uncommitted(renewing: now - .seconds(300)).map { ($0.key.partition, $0.value.offset) }
            ) { $1 }
        }

        /// Offsets to commit, by partition number.
        var uncommitted: [Int32: Int64] {
            Dictionary(state.uncommitted().map { ($0.key.partition, $0.value.offset.offset) }) { $1 }
        }
    }

    private func withRig(_ body: (Rig) throws -> Void) async throws {
        let rig = try Rig()
        do { try body(rig) } catch {
            await rig.end()
            throw error
        }
        await rig.end()
    }

    @Test func aPartitionHandsOutOneBatchAtATime() async throws {
        try await withRig { rig in
            rig.start(p)
            #expect(rig.offer(p, to: 3))
            let first = rig.take()
            #expect(rig.offer(p, to: 5))
            #expect(rig.take() == nil)
            rig.end(first)
            #expect(rig.take()?.end.offset == 5)
        }
    }

    @Test func onlyWhatIsFinishedIsCommitted() async throws {
        try await withRig { rig in
            rig.start(p, q)
            _ = rig.offer(p, to: 3)
            let lease = rig.take()
            #expect(rig.uncommitted == [:])
            lease?.note(finished: 2)
            #expect(rig.uncommitted == [0: 2])
            rig.end(lease)
            #expect(rig.uncommitted == [0: 3])
            rig.commitAll(at: .zero)
            #expect(rig.uncommitted == [:])
        }
    }

    @Test func recordsThatAreNotHandedOutCountAsFinished() async throws {
        try await withRig { rig in
            rig.start(p)
            #expect(rig.skip(p, from: 0, to: 2))
            #expect(rig.state.position(of: p) == CommittedOffset(offset: 2, leaderEpoch: 5))
            #expect(rig.uncommitted == [0: 2])
            _ = rig.offer(p, to: 4)
            let lease = rig.take()
            // Not before the batch that precedes them.
            #expect(rig.skip(p, from: 4, to: 6))
            #expect(rig.state.position(of: p)?.offset == 6)
            #expect(rig.uncommitted == [0: 2])
            rig.end(lease)
            #expect(rig.uncommitted == [0: 6])
            #expect(!rig.skip(p, from: 6, to: 7, round: 1))
            rig.release(1, p)
            #expect(!rig.skip(p, from: 6, to: 7))
            #expect(rig.uncommitted == [0: 6])
        }
    }

    @Test func recordsAfterABatchThatWasNotFinishedDoNotCount() async throws {
        try await withRig { rig in
            rig.start(p)
            _ = rig.offer(p, to: 3)
            let lease = rig.take()
            _ = rig.offer(p, to: 5)
            // Drops the batch up to 5, and the pump goes on.
            rig.end(lease, isFinished: false)
            #expect(rig.skip(p, from: 5, to: 6))
            #expect(rig.uncommitted == [:])
            #expect(rig.state.position(of: p)?.offset == 3)
        }
    }

    @Test func positionsThatStayAreCommittedAgainAfterAWhile() async throws {
        try await withRig { rig in
            rig.start(p)
            // The age of a commit from before the assignment is not known.
            #expect(rig.renewed(at: .zero)[0]?.offset == 0)
            _ = rig.offer(p, to: 3)
            rig.end(rig.take())
            rig.commitAll(at: .seconds(100))
            #expect(rig.renewed(at: .seconds(399)).isEmpty)
            #expect(rig.renewed(at: .seconds(400))[0]?.offset == 3)
            let chosen = CommittedOffset(offset: 3, leaderEpoch: 4, metadata: "mine")
            rig.state.note(committed: AssignedOffset(offset: chosen), of: p, at: .seconds(400))
            #expect(rig.renewed(at: .seconds(700))[0] == chosen)
            // Without the question for old ones only changes count.
            #expect(rig.uncommitted == [:])
            rig.release(1, p, isLost: true)
            #expect(rig.renewed(at: .seconds(700)).isEmpty)
        }
    }

    @Test func automaticCommitsDoNotGoBackToBeforeACommitOfTheUser() async throws {
        let rig = try Rig()
        rig.start(p)
        #expect(rig.offer(p, to: 10))
        let lease = rig.take()
        rig.state.note(committed: AssignedOffset(offset: CommittedOffset(offset: 3)), of: p, at: .zero)
        #expect(rig.state.uncommitted().isEmpty)
        rig.end(lease, isFinished: false)
        #expect(rig.state.uncommitted().isEmpty)
        // One that goes back is overtaken by what is finished.
        rig.state.note(committed: AssignedOffset(offset: CommittedOffset(offset: 1)), of: p, at: .zero)
        #expect(rig.state.uncommitted()[p]?.offset.offset == 3)
        await rig.end()
    }

    @Test func theEndOfABatchDoesNotGoBackBeforeACommitOfTheUser() async throws {
        try await withRig { rig in
            rig.start(p)
            _ = rig.offer(p, to: 10)
            let lease = rig.take()
            rig.state.note(committed: AssignedOffset(offset: CommittedOffset(offset: 25)), of: p, at: .zero)
            rig.end(lease)
            #expect(rig.uncommitted == [:])
            _ = rig.offer(p, to: 30)
            rig.end(rig.take())
            #expect(rig.uncommitted == [0: 30])
        }
    }

    @Test func anUnfinishedBatchCountsAsFarAsItsRecordsGot() async throws {
        try await withRig { rig in
            rig.start(p)
            _ = rig.offer(p, to: 30)
            let lease = rig.take()
            lease?.note(finished: 12)
            rig.end(lease, isFinished: false)
            #expect(rig.uncommitted == [0: 12])
        }
    }

    @Test func aReleaseWaitsForItsBatches() async throws {
        try await withRig { rig in
            rig.start(p, q)
            _ = rig.offer(p, to: 3)
            let lease = rig.take()
            _ = rig.offer(q, to: 4)
            rig.release(1, p, q)
            #expect(rig.effects.drained.isEmpty)
            #expect(Set(rig.effects.ended) == [p, q])
            // Nothing that was ready is handed out any more.
            #expect(rig.take() == nil)
            #expect(!rig.offer(p, to: 5))
            rig.end(lease)
            #expect(rig.effects.drained.map(\.number) == [1])
            #expect(rig.uncommitted == [0: 3])
            #expect(rig.remove(1))
            #expect(rig.state.isEmpty)
        }
    }

    @Test func aLossReplacesARevocation() async throws {
        try await withRig { rig in
            rig.start(p, q)
            _ = rig.offer(p, to: 3)
            let lease = rig.take()
            rig.release(1, p)
            rig.release(2, p, q, isLost: true)
            #expect(rig.effects.drained.isEmpty)
            rig.end(lease)
            #expect(rig.effects.drained.map(\.number) == [2])
            #expect(rig.effects.drained.map(\.isLost) == [true])
            #expect(!rig.remove(1))
            #expect(rig.remove(2))
        }
    }

    @Test func aPartitionThatComesBackIsAnotherAssignment() async throws {
        try await withRig { rig in
            rig.start(p)
            _ = rig.offer(p, to: 3)
            let lease = try #require(rig.take())
            rig.end(lease)
            rig.release(1, p)
            #expect(rig.remove(1))
            rig.start(p)
            #expect(!rig.state.has(p, assignment: lease.assignment))
            rig.state.note(finished: lease)
            #expect(rig.uncommitted == [:])
        }
    }

    @Test func aSeekDropsWhatIsReadyAndWhatIsUnderWayDoesNotCount() async throws {
        try await withRig { rig in
            rig.start(p)
            _ = rig.offer(p, to: 3)
            let lease = rig.take()
            _ = rig.offer(p, to: 5)
            #expect(rig.seek(p, to: CommittedOffset(offset: 100)))
            #expect(rig.takeEffects().pumps.map(\.position.offset) == [100])
            rig.end(lease)
            #expect(rig.take() == nil)
            #expect(rig.uncommitted == [0: 100])
            // The former pump is told to end.
            #expect(!rig.offer(p, to: 7, round: 0))
            #expect(rig.offer(p, to: 107, round: 1))
            #expect(rig.take()?.end.offset == 107)
        }
    }

    @Test func aSeekBeforeTheStartDecidesIt() async throws {
        try await withRig { rig in
            let added = rig.state.add([p])
            let assignment = try #require(added[p])
            #expect(rig.seek(p, to: CommittedOffset(offset: 9)))
            rig.state.begin(p, assignment: assignment, at: CommittedOffset(offset: 0), isCommitted: true)
            #expect(rig.takeEffects().pumps.map(\.position.offset) == [9])
            #expect(rig.state.position(of: p)?.offset == 9)
        }
    }

    @Test func aPausedPartitionHandsOutNothing() async throws {
        try await withRig { rig in
            rig.start(p, q)
            #expect(rig.setPaused(p, true))
            _ = rig.offer(p, to: 3)
            _ = rig.offer(q, to: 4)
            let lease = rig.take()
            #expect(lease?.partition == q)
            #expect(rig.take() == nil)
            #expect(rig.setPaused(p, false))
            #expect(rig.take()?.partition == p)
            #expect(!rig.setPaused(TopicPartition(topic: "x", partition: 0), true))
        }
    }

    @Test func theOldestBatchIsTheOneWithoutProgress() async throws {
        try await withRig { rig in
            rig.start(p, q)
            _ = rig.offer(p, to: 30)
            _ = rig.offer(q, to: 30)
            let first = rig.take(at: .seconds(1))
            _ = rig.take(at: .seconds(2))
            #expect(rig.oldest(now: .seconds(10))?.since == .seconds(1))
            first?.note(finished: 5)
            #expect(rig.oldest(now: .seconds(20))?.partition == q)
            #expect(rig.oldest(now: .seconds(30))?.since == .seconds(2))
        }
    }
}
