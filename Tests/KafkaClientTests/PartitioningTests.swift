// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

/// The partitions of records that name none.
@Suite(.timeLimit(.minutes(10))) struct PartitioningTests {
    private func topic(_ partitions: Int, leaderless: Set<Int> = []) -> ProducerTopic {
        let topic = ProducerTopic("t")
        for index in 0..<partitions {
            let queue = PartitionQueue(TopicPartition(topic: "t", partition: Int32(index)))
            queue.leader = leaderless.contains(index) ? nil : 1
            topic.queues.append(queue)
        }
        return topic
    }

    private func choices(
        _ topic: ProducerTopic, _ count: Int, _ configuration: ProducerConfiguration = .init(batchBytes: 1000),
        now: Duration = .zero
    ) -> [Int] {
        var random = SplitMix64(seed: 7)
        return (0..<count).map { _ in
            let index = topic.stickyPartition(size: 100, configuration, now: { now }, random: &random)
            topic.count(100, partition: index)
            return index
        }
    }

    @Test func aPartitionIsKeptUntilItGotABatch() {
        let all = choices(topic(4), 90)
        // 61 bytes of header and nine records of 100 bytes fit into 1000.
        for start in stride(from: 0, to: 90, by: 9) { #expect(Set(all[start..<start + 9]).count == 1) }
        #expect(Set(all) == [0, 1, 2, 3])
    }

    @Test func aPartitionWhoseBatchesAreSentEarlyIsKeptForSixteenKiB() {
        func runs(_ topic: ProducerTopic) -> Int {
            let all = choices(topic, 3000, .init(batchBytes: 128 << 10))
            return zip(all, all.dropFirst()).count { $0 != $1 }
        }
        let slow = topic(4)
        // 300,000 bytes of records: 18 turns of 16 KiB, of which a random quarter ends at the same partition.
        #expect(runs(slow) > 8)
        let fast = topic(4)
        for queue in fast.queues {
            queue.open = ProducerBatch(queue, builder: nil, createdAt: .zero, order: queue.makeOrder())
        }
        #expect(runs(fast) <= 2)
    }

    /// Keyed records take the short way into the open batch of their partition, whatever is enqueued between them.
    @Test func keysKeepTheirPartitionAndOrderAmongOthers() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 5)
            try cluster.createTopic("u", partitions: 3)
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .seconds(600), batchBytes: 2000))
            var deliveries: [(key: String, number: Int, delivery: Delivery)] = []
            for number in 0..<600 {
                let key = "key-\(number % 17)"
                let topic = number % 50 < 48 ? "t" : "u"
                let delivery = try await producer.enqueue(
                    topic, key: ByteSlice(utf8: key), value: ByteSlice(utf8: "\(number)"))
                deliveries.append((key, number, delivery))
                if number % 7 == 0 { _ = try await producer.enqueue("t", value: "free") }
            }
            try await producer.flush()
            var last: [TopicPartition: Int64] = [:]
            for (key, number, delivery) in deliveries {
                let receipt = try await delivery.value
                let partition = receipt.topicPartition
                #expect(
                    partition.partition
                        == Partitioner.partition(forKey: ByteSlice(utf8: key), count: partition.topic == "t" ? 5 : 3))
                #expect(receipt.offset > last[partition] ?? -1, "record \(number)")
                last[partition] = receipt.offset
            }
        }
    }

    @Test func partitionsWithoutLeaderAreAvoided() {
        let all = choices(topic(4, leaderless: [1, 3]), 200)
        #expect(Set(all) == [0, 2])
        let none = choices(topic(2, leaderless: [0, 1]), 100)
        #expect(Set(none) == [0, 1])
    }

    @Test func aPartitionThatLosesItsLeaderIsLeft() {
        let topic = topic(2)
        let first = choices(topic, 1)[0]
        topic.queues[first].leader = nil
        #expect(choices(topic, 1) == [1 - first])
    }

    @Test func longQueuesGetFewerRecords() {
        func share(_ configuration: ProducerConfiguration) -> Double {
            let topic = topic(2)
            for _ in 0..<9 {
                let batch = ProducerBatch(topic.queues[0], builder: nil, createdAt: .zero, order: 0)
                batch.sealedAt = .zero
                topic.queues[0].waiting.append(batch)
            }
            let all = choices(topic, 9000, configuration, now: .seconds(5))
            return Double(all.count { $0 == 0 }) / 9000
        }
        #expect(share(.init(batchBytes: 1000)) < 0.2)
        #expect(share(.init(batchBytes: 1000, isPartitioningAdaptive: false)) > 0.4)
        let timeout = ProducerConfiguration(batchBytes: 1000, partitionerAvailabilityTimeout: .seconds(2))
        #expect(share(timeout) == 0)
    }

    @Test func aClosureChooses() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 4)
            let partitioner = Partitioner.custom { record, count in
                record.key?.string == "last" ? Int32(count - 1) : record.key?.string == "wrong" ? 99 : nil
            }
            let producer = try KafkaProducer(client: client, configuration: .init(partitioner: partitioner))
            let last = try await producer.send("t", key: "last", value: "v")
            #expect(last.topicPartition.partition == 3)
            _ = try await producer.send("t", key: "any", value: "v")
            let error = await kafkaError { try await producer.send("t", key: "wrong", value: "v") }
            #expect(error?.code == .unknownPartition)
        }
    }

    @Test func keysCanBeIgnored() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 16)
            let producer = try KafkaProducer(client: client, configuration: .init(partitioner: .sticky))
            let records = (0..<50).map { ProducerRecord(topic: "t", key: ByteSlice(utf8: "\($0)"), value: "v") }
            let receipts = try await producer.send(contentsOf: records)
            #expect(Set(receipts.map(\.topicPartition.partition)).count == 1)
        }
    }
}
