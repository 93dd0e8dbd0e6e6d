// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// Positions and commits of partitions without records to hand out, and changes of what was assigned by hand.
@Suite(.timeLimit(.minutes(10))) struct ConsumerPositionTests {
    private let zero = TopicPartition(topic: "t", partition: 0)
    private let one = TopicPartition(topic: "t", partition: 1)

    private func end(_ kind: ControlRecord.Kind, _ producer: Int64) throws -> ByteSlice {
        try RecordBatch.endOfTransaction(
            kind, producerID: producer, producerEpoch: 0, coordinatorEpoch: 0, timestamp: 0
        ).bytes
    }

    @Test func positionsPassMarkersAndAbortedTransactions() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t", partitions: 2)
            try cluster.append(batch(["a", "b"], producerID: 1, isTransactional: true), to: "t", 0)
            try cluster.append(end(.commit, 1), to: "t", 0)
            for sequence in Int32(0)..<5 {
                let records = try batch(["x"], producerID: 2, sequence: sequence, isTransactional: true)
                try cluster.append(records, to: "t", 0)
            }
            try cluster.append(end(.abort, 2), to: "t", 0)
            // One partition without a record at all.
            try cluster.append(end(.commit, 3), to: "t", 1)
            let consumer = try KafkaConsumer(
                .member(cluster) { $0.fetch.isolation = .readCommitted })
            try consumer.assign([zero, one])
            let processed = Processed()
            let running = Task { try await consumer.run { try processed.add($0) } }
            while consumer.position(of: zero) != 9 || consumer.position(of: one) != 1 {
                await Task.yield()
            }
            await processed.wait(count: 2)
            consumer.stop()
            try await running.value
            #expect(processed.values == [zero: ["a", "b"]])
            #expect(cluster.committedOffset(group: "g", "t", 0) == 9)
            #expect(cluster.committedOffset(group: "g", "t", 1) == 1)
        }
    }

    @Test func aPartitionWithoutALeaderDelaysNoOther() async throws {
        try await TestCluster.with(brokers: 2) { cluster in
            try cluster.createTopic("t", partitions: 2)
            try cluster.movePartition("t", 0, to: 1)
            try cluster.movePartition("t", 1, to: 2)
            try cluster.append(values: ["a"], to: "t", 0)
            await cluster.stopBroker(2)
            // The lookup of partition 1 takes until the client's timeout of ten minutes.
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([zero, one])
            let processed = Processed()
            try await consumer.run { batch in
                try processed.add(batch)
                consumer.stop()
            }
            #expect(processed.values == [zero: ["a"]])
        }
    }

    /// Brokers forget offsets that were committed long ago.
    @Test func aPositionThatStaysIsCommittedAgain() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 1)
            try cluster.append(values: ["a", "b", "c"], to: "t", 0)
            let clock = ManualProducerClock()
            let consumer = try KafkaConsumer(client: client, configuration: .member(cluster), clock: clock.clock)
            try consumer.assign([zero])
            let processed = Processed()
            let running = Task { try await consumer.run { try processed.add($0) } }
            await processed.wait(count: 3)
            let commits = cluster.record(.api(.offsetCommit))
            /// Lets the time for an automatic commit come. Returns the number of requests that it took.
            func pass() async throws -> Int {
                let before = commits.count
                await clock.waitForTimer(within: .seconds(5))
                clock.advance(by: .seconds(5))
                // The next one is planned after the one before it has ended.
                await clock.waitForTimer(within: .seconds(5))
                return commits.count - before
            }
            while cluster.committedOffset(group: "g", "t", 0) != 3 { _ = try await pass() }
            for _ in 1..<60 { #expect(try await pass() == 0) }
            #expect(try await pass() == 1)
            #expect(try await pass() == 0)
            // Neither a call nor the end repeats a commit that is young.
            let last = commits.count
            try await consumer.commit()
            consumer.stop()
            try await running.value
            #expect(commits.count == last)
        }
    }

    @Test func aPartitionThatIsAssignedAgainDuringItsReleaseIsRead() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t", partitions: 2)
            try cluster.append(values: ["a"], to: "t", 0)
            let consumer = try KafkaConsumer(.member(cluster))
            try consumer.assign([zero])
            let processed = Processed()
            let began = Event()
            let goOn = Event()
            let running = Task {
                try await consumer.run { batch in
                    began.signal()
                    await goOn.wait()
                    try processed.add(batch)
                }
            }
            await began.wait()
            try consumer.assign([one])
            #expect(consumer.assignment == [one])
            // The batch of partition 0 is still being processed.
            try consumer.assign([zero, one])
            goOn.signal()
            try cluster.append(values: ["b"], to: "t", 0)
            try cluster.append(values: ["c"], to: "t", 1)
            await processed.wait(count: 3)
            #expect(consumer.assignment == [zero, one])
            consumer.stop()
            try await running.value
            #expect(processed.values == [zero: ["a", "b"], one: ["c"]])
        }
    }

    @Test func aConsumerThatReadsStaysAMemberOrNot() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try cluster.append(values: ["a"], to: "t", 0)
            let zero = zero
            for isMember in [true, false] {
                let consumer = try KafkaConsumer(.member(cluster))
                // Before it reads the last choice counts.
                if isMember { try consumer.assign([zero]) } else { try consumer.subscribe(to: "t") }
                if isMember { try consumer.subscribe(to: "t") } else { try consumer.assign([zero]) }
                try await consumer.run { batch in
                    let error = await kafkaError {
                        if isMember { try consumer.assign([zero]) } else { try consumer.subscribe(matching: "t") }
                    }
                    #expect(error?.code == .invalidRequest)
                    #expect(consumer.assignment == [zero])
                    // The same kind of choice goes on.
                    if isMember { try consumer.subscribe(matching: "t") } else { try consumer.assign([zero]) }
                    consumer.stop()
                }
                // The other one reads it again.
                let client = try ClusterClient(.patient(cluster.bootstrapServers))
                try await client.commitOffsets(group: "g", [zero: 0])
                await client.close()
            }
        }
    }
}
