// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// A cluster, its client, and what readers of committed records see.
struct TransactionWorld: Sendable {
    let cluster: TestCluster
    let client: ClusterClient

    /// Releases with transactions of version 2, 1, without KIP-447's check, and without KIP-360.
    static let releases: [KafkaRelease?] = [nil, .kafka(3, 9), .kafka(2, 5), .kafka(1, 1)]

    static func run(
        _ release: KafkaRelease? = nil, brokers: Int = 1, maxRetries: Int = .max, clock: ClusterClock = .system,
        _ body: (TransactionWorld) async throws -> Void
    ) async throws {
        var configuration = ClusterConfiguration(brokers: brokers, clock: clock)
        configuration.imitating = release
        let retry = RetryPolicy(
            initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(5), maxRetries: maxRetries)
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t", partitions: 2, replicationFactor: brokers)
            try cluster.createTopic("in", replicationFactor: brokers)
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: retry))
            do {
                try await body(TransactionWorld(cluster: cluster, client: client))
            } catch {
                await client.close()
                throw error
            }
            await client.close()
        }
    }

    func producer(
        _ id: String? = "x", linger: Duration = .zero, timeout: Duration = .seconds(60),
        maxBlock: Duration = .seconds(600)
    ) throws -> KafkaProducer {
        try KafkaProducer(
            client: client,
            configuration: .init(
                linger: linger, deliveryTimeout: .seconds(600), maxBlock: maxBlock, transactionalID: id,
                transactionTimeout: timeout))
    }

    /// The committed values of a partition.
    func committed(_ partition: Int32 = 0) async throws -> [String] {
        let end = try cluster.offsets(of: "t", partition).upperBound
        let reader = PartitionReader(
            client: client, partition: TopicPartition(topic: "t", partition: partition), from: 0, until: end,
            configuration: FetchConfiguration(isolation: .readCommitted))
        return try await readAll(reader).map(\.value)
    }

    func batches(_ requests: RequestRecorder) throws -> [RecordBatch] {
        try requests.requests.compactMap { $0.request as? ProduceRequest }.flatMap(\.topicData)
            .flatMap(\.partitionData).compactMap(\.records).map { try RecordBatch(decoding: $0) }
    }

    /// Writes values to partitions 0 and 1 in turn, and commits an offset of the input.
    func write(
        _ values: [String], _ transaction: ProducerTransaction, offset: Int64? = nil
    ) async throws {
        for (index, value) in values.enumerated() {
            try await transaction.enqueue("t", partition: Int32(index % 2), value: ByteSlice(utf8: value))
        }
        if let offset {
            try await transaction.commitOffsets([Self.input: CommittedOffset(offset: offset)], for: Self.group)
        }
    }

    static let group = ConsumerGroupMetadata(groupID: "g")
    static let input = TopicPartition(topic: "in", partition: 0)

    /// An error of a closure.
    struct OwnError: Error {}
}
