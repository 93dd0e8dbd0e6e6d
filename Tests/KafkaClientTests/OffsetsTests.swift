// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// Offsets of partitions, committed offsets and commits, whose outcome is one per partition.
@Suite(.timeLimit(.minutes(10))) struct OffsetsTests {
    private let retry = RetryPolicy(initialBackoff: .milliseconds(1), maxRetries: 3)

    private func partition(_ number: Int32) -> TopicPartition { TopicPartition(topic: "t", partition: number) }

    private func positions(_ count: Int32, _ position: OffsetPosition = .latest) -> [TopicPartition: OffsetPosition] {
        Dictionary((0..<count).map { (partition($0), position) }) { first, _ in first }
    }

    /// A topic of three partitions, one led by each broker; partition i has i + 1 records.
    private func withCluster(_ body: (TestCluster, ClusterClient) async throws -> Void) async throws {
        try await TestCluster.withClient(
            brokers: 3, retry: retry, configure: { $0.topicPropagationTimeout = .milliseconds(1) }
        ) { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            for number in 0..<3 as Range<Int32> {
                try cluster.movePartition("t", number, to: number + 1)
                try cluster.append(values: (0...number).map { "\($0)" }, to: "t", number)
            }
            try await body(cluster, client)
        }
    }

    // MARK: ListOffsets

    @Test func eachLeaderIsAskedOnceForAllItsPartitions() async throws {
        try await TestCluster.withClient(brokers: 3) { cluster, client in
            try cluster.createTopic("t", partitions: 30)
            try cluster.createTopic("u", partitions: 30)
            let requests = cluster.record(.api(.listOffsets))
            var wanted: [TopicPartition: OffsetPosition] = [:]
            for topic in ["t", "u"] {
                for number in 0..<30 as Range<Int32> {
                    wanted[TopicPartition(topic: topic, partition: number)] = .latest
                }
            }
            let found = try await client.offsets(wanted)
            #expect(found.count == 60)
            for result in found.values { #expect(try result.get().offset == 0) }
            #expect(requests.count == 3)
        }
    }

    @Test func partitionWithoutALeaderFailsNoOther() async throws {
        try await withCluster { cluster, client in
            _ = try await client.partitions(of: ["t"])
            await cluster.stopBroker(2)
            let found = try await client.offsets(positions(3))
            #expect(try found[partition(0)]?.get().offset == 1)
            #expect(try found[partition(2)]?.get().offset == 3)
            let error = #expect(throws: KafkaError.self) { try found[partition(1)]?.get() }
            #expect(error?.topicPartition == partition(1))
            #expect(error?.isRetriable == true)
            // The convenience throws for it.
            let thrown = await kafkaError { _ = try await client.listOffsets(positions(3)) }
            #expect(thrown?.topicPartition == partition(1))
        }
    }

    @Test func brokerThatHangsDelaysNoOther() async throws {
        try await withCluster { cluster, client in
            let gate = Gate()
            cluster.add(Script(.listOffsets, broker: 2, .hold(gate)))
            let results = Inbox<TopicPartition>()
            async let lookup: Void = client.lookUpOffsets(positions(3), isolation: .readUncommitted) { partition, _ in
                results.add(partition)
            }
            #expect(Set([await results.next(), await results.next()]) == [partition(0), partition(2)])
            gate.open()
            #expect(await results.next() == partition(1))
            try await lookup
        }
    }

    @Test func onlyFailedPartitionsAreAskedForAgain() async throws {
        try await TestCluster.withClient(retry: retry) { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            cluster.add(
                Script(
                    .listOffsets, times: 1,
                    .modify { response in
                        guard var response = response as? ListOffsetsResponse else { return nil }
                        response.topics.updateEach { topic in
                            topic.partitions.updateEach { partition in
                                if partition.partitionIndex == 1 {
                                    partition.errorCode = BrokerErrorCode.notLeaderOrFollower.rawValue
                                }
                            }
                        }
                        return response
                    }))
            let requests = cluster.record(.api(.listOffsets))
            let found = try await client.offsets(positions(3))
            for result in found.values { #expect(try result.get().offset == 0) }
            let asked = requests.requests.compactMap { ($0.request as? ListOffsetsRequest)?.topics }
                .map { topics in topics.flatMap(\.partitions).map(\.partitionIndex).sorted() }
            #expect(asked == [[0, 1, 2], [1]])
        }
    }

    @Test func unknownTopicsAndPartitionsFailAlone() async throws {
        try await withCluster { _, client in
            var wanted = positions(1)
            let missing = TopicPartition(topic: "missing", partition: 0)
            let past = partition(7)
            wanted[missing] = .latest
            wanted[past] = .earliest
            let found = try await client.offsets(wanted)
            #expect(try found[partition(0)]?.get().offset == 1)
            #expect(throws: KafkaError.self) { try found[missing]?.get() }
            let error = #expect(throws: KafkaError.self) { try found[past]?.get() }
            #expect(error?.code == .unknownPartition)
        }
    }

    @Test func offsetsCarryLeaderEpochAndTimestamp() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            try cluster.append(try batch(["a", "b", "c"]), to: "t", 0)
            let epoch = try cluster.leader(of: "t", 0).epoch
            let second = try await client.offsets([partition(0): .timestamp(1001)])[partition(0)]?.get()
            #expect(second == ListedOffset(offset: 1, leaderEpoch: epoch, timestamp: 1001))
            let end = try await client.offsets([partition(0): .latest])[partition(0)]?.get()
            #expect(end == ListedOffset(offset: 3, leaderEpoch: epoch))
            // Past the last record: the end.
            let past = try await client.offsets([partition(0): .timestamp(5000)])[partition(0)]?.get()
            #expect(past == ListedOffset(offset: 3, leaderEpoch: epoch))
        }
    }

    @Test func nothingIsAskedForNoPositions() async throws {
        try await TestCluster.withClient { cluster, client in
            let requests = cluster.record()
            let found = try await client.offsets([:])
            #expect(found.isEmpty)
            #expect(requests.count == 0)
        }
    }

    // MARK: Commits

    @Test func commitsCarryMetadataAndLeaderEpoch() async throws {
        try await withCluster { _, client in
            let first = CommittedOffset(offset: 1, leaderEpoch: 0, metadata: "mine")
            let second = CommittedOffset(offset: 2)
            let results = try await client.commit(group: "g", [partition(0): first, partition(1): second])
            #expect(results.count == 2)
            for result in results.values { try result.get() }
            let found = try await client.committed(group: "g", partitions: (0..<3).map { partition($0) })
            #expect(try found[partition(0)]?.get() == first)
            #expect(try found[partition(1)]?.get() == second)
            #expect(try found[partition(2)]?.get() == .some(nil))
            #expect(
                try await client.committedOffsets(group: "g", partitions: (0..<3).map { partition($0) })
                    == [partition(0): 1, partition(1): 2])
        }
    }

    @Test func refusedPartitionOfACommitFailsAlone() async throws {
        try await withCluster { cluster, client in
            cluster.add(
                Script(
                    .offsetCommit,
                    .modify { response in
                        guard var response = response as? OffsetCommitResponse else { return nil }
                        response.topics.updateEach { topic in
                            topic.partitions.updateEach { partition in
                                if partition.partitionIndex == 1 {
                                    partition.errorCode = BrokerErrorCode.topicAuthorizationFailed.rawValue
                                }
                            }
                        }
                        return response
                    }))
            let offsets = [partition(0): CommittedOffset(offset: 1), partition(1): CommittedOffset(offset: 2)]
            let results = try await client.commit(group: "g", offsets)
            try results[partition(0)]?.get()
            let error = #expect(throws: KafkaError.self) { try results[partition(1)]?.get() }
            #expect(error?.brokerError == .topicAuthorizationFailed)
            #expect(error?.offset == 2)
            await #expect(throws: KafkaError.self) {
                try await client.commitOffsets(group: "g", offsets.mapValues(\.offset))
            }
        }
    }

    @Test func movedCoordinatorIsFollowed() async throws {
        try await withCluster { cluster, client in
            let script = cluster.add(Script(.offsetCommit, times: 2, .fail(.notCoordinator)))
            let results = try await client.commit(group: "g", [partition(0): CommittedOffset(offset: 1)])
            try results[partition(0)]?.get()
            #expect(script.hits == 2)
            #expect(cluster.committedOffset(group: "g", "t", 0) == 1)
        }
    }
}
