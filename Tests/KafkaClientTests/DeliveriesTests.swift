// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

/// Records that are enqueued together.
@Suite(.timeLimit(.minutes(10))) struct DeliveriesTests {
    /// A value that begins with its number.
    private func value(_ number: Int, _ random: inout SplitMix64) -> ByteSlice {
        ByteSlice(utf8: "\(number) " + String(repeating: "x", count: Int.random(in: 0..<120, using: &random)))
    }

    /// Checks that each delivery tells where its record is, in order in each partition.
    private func check(
        _ deliveries: [Delivery], _ cluster: TestCluster, _ client: ClusterClient, partitions: Int
    ) async throws {
        var found: [TopicPartition: [String]] = [:]
        for number in 0..<Int32(partitions) {
            let partition = TopicPartition(topic: "t", partition: number)
            let end = try cluster.offsets(of: "t", number).upperBound
            found[partition] = try await readAll(
                PartitionReader(client: client, partition: partition, from: 0, until: end)
            ).map(\.value)
        }
        #expect(found.values.reduce(0) { $0 + $1.count } == deliveries.count)
        var next: [TopicPartition: Int64] = [:]
        for (number, delivery) in deliveries.enumerated() {
            let receipt = try await delivery.value
            #expect(receipt.offset == next[receipt.topicPartition, default: 0])
            next[receipt.topicPartition] = receipt.offset + 1
            let text = try #require(found[receipt.topicPartition])[Int(receipt.offset)]
            #expect(text.hasPrefix("\(number) "))
        }
    }

    /// By all ways in turn, in batches of many sizes, with a buffer that is often full.
    @Test(arguments: 1...8 as ClosedRange<UInt64>) func everyWayKeepsTheOrderAndTheReceipts(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let configuration = ProducerConfiguration(
            batchBytes: Int.random(in: 200...2000, using: &random),
            bufferBytes: Int.random(in: 2000...20_000, using: &random))
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            let producer = try KafkaProducer(client: client, configuration: configuration)
            var all: [Delivery] = []
            var number = 0
            while number < 2000 {
                let count = Int.random(in: 0...300, using: &random)
                let values = (number..<number + count).map { value($0, &random) }
                let deliveries: Deliveries
                if Bool.random(using: &random) {
                    deliveries = try await producer.enqueue("t", values: values)
                } else {
                    deliveries = try await producer.enqueue(
                        contentsOf: values.map { value in
                            let kind = Int.random(in: 0..<12, using: &random)
                            return ProducerRecord(
                                topic: "t", partition: kind == 0 ? 1 : nil, key: kind < 3 ? value : nil, value: value,
                                headers: kind == 3 ? [RecordHeader(key: "h", value: "v")] : [],
                                timestamp: kind > 8 ? Int64(kind) : nil)
                        })
                }
                #expect(deliveries.count == count)
                all += deliveries
                for position in deliveries.indices {
                    let (one, other) = (deliveries[position], all[number + position])
                    #expect(one.batch === other.batch && one.index == other.index && one.timestamp == other.timestamp)
                }
                number += count
                if count > 0, Bool.random(using: &random) {
                    let receipts = try await deliveries.receipts()
                    #expect(receipts.count == count && deliveries.isFinished)
                    for (receipt, delivery) in zip(receipts, deliveries) {
                        let same = try await delivery.value
                        #expect(receipt.offset == same.offset && receipt.topicPartition == same.topicPartition)
                        #expect(receipt.timestamp == same.timestamp)
                    }
                }
            }
            try await producer.flush()
            try await check(all, cluster, client, partitions: 3)
        }
    }

    @Test func timestampsOfRecordsAreKept() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client)
            let times: [Int64?] = [5, 5, nil, 7, nil, nil, 5]
            let deliveries = try await producer.enqueue(
                contentsOf: times.map { ProducerRecord(topic: "t", value: "v", timestamp: $0) })
            let receipts = try await deliveries.receipts()
            #expect(receipts.map(\.offset) == Array(0..<7))
            for (receipt, time) in zip(receipts, times) { #expect(time == nil || receipt.timestamp == time) }
            #expect(Set([2, 4, 5].map { receipts[$0].timestamp }).count == 1 && receipts[2].timestamp > 7)
        }
    }

    @Test func memoryIsTakenPerBatch() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            // No batch is sent before it is full.
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .seconds(60)))
            let deliveries = try await producer.enqueue("t", values: [ByteSlice](repeating: "value", count: 100_000))
            #expect(deliveries.runs.count <= 20)
            try await producer.flush()
            #expect(try await deliveries.receipts().map(\.offset) == Array(0..<100_000))
            let records = try await producer.enqueue(
                contentsOf: [ProducerRecord](repeating: ProducerRecord(topic: "t", value: "value"), count: 100_000))
            #expect(records.runs.count <= 20)
            try await producer.flush()
            #expect(records.isFinished)
        }
    }

    /// The halves of a batch that was too large have receipts of their own.
    @Test func aBatchThatIsSplitHasAllReceipts() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, times: 2, .fail(.messageTooLarge)))
            let producer = try KafkaProducer(client: client)
            let deliveries = try await producer.enqueue("t", values: (0..<20).map { ByteSlice(utf8: "\($0)") })
            #expect(deliveries.runs.count == 1)
            #expect(try await deliveries.receipts().map(\.offset) == Array(0..<20))
        }
    }

    @Test func failuresOfTheBatchAreThrown() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, .fail(.topicAuthorizationFailed)))
            let producer = try KafkaProducer(client: client)
            let deliveries = try await producer.enqueue("t", values: ["a", "b"])
            let error = await #expect(throws: KafkaError.self) { try await deliveries.receipts() }
            #expect(error?.brokerError == .topicAuthorizationFailed && deliveries.isFinished)
            #expect(try await producer.enqueue("t", values: []).receipts().isEmpty)
        }
    }
}
