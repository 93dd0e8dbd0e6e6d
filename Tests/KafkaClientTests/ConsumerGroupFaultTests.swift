// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Members whose view of the cluster or of their group is old for a moment.
@Suite(.timeLimit(.minutes(10))) struct ConsumerGroupFaultTests {
    /// Only the leader of a classic group looks for new partitions, and no member of the other protocol does.
    @Test(arguments: [GroupProtocol.classic, .consumer])
    func aMemberReadsPartitionsThatItHasNotHeardOf(groupProtocol: GroupProtocol) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 2)
            let assignments = Assignments()
            let processed = Processed()
            var consumers: [KafkaConsumer] = []
            var running: [Task<Void, any Error>] = []
            for (name, age) in [("leader", Duration.milliseconds(50)), ("other", .seconds(3600))] {
                let consumer = try KafkaConsumer(
                    .member(cluster, groupProtocol) {
                        $0.client.metadataMaxAge = age
                        $0.rebalanceListener = assignments.listener(name)
                    })
                try consumer.subscribe(to: "t")
                consumers.append(consumer)
                running.append(Task { try await consumer.run { try processed.add($0) } })
                await assignments.wait { $0[name]?.isEmpty == false }
            }
            await assignments.wait { $0["leader"]?.count == 1 && $0["other"]?.count == 1 }
            // Both have the topic in their metadata.
            for partition in Int32(0)..<2 { try cluster.append(values: ["old"], to: "t", partition) }
            await processed.wait(count: 2)
            let admin = try ClusterClient(.patient(cluster.bootstrapServers))
            _ = try await admin.send(
                CreatePartitionsRequest(
                    topics: [.init(name: "t", count: 6, assignments: nil)], timeoutMs: 60_000), to: .controller)
            await admin.close()
            await assignments.wait { $0["leader"]?.count == 3 && $0["other"]?.count == 3 }
            for partition in Int32(0)..<6 { try cluster.append(values: ["new"], to: "t", partition) }
            await processed.wait(count: 8)
            for consumer in consumers { consumer.stop() }
            for run in running { try await run.value }
            #expect(processed.values.count == 6)
        }
    }

    /// A broker may not know a partition yet that the group has assigned.
    @Test func aPartitionThatABrokerDoesNotKnowYetIsWaitedFor() async throws {
        try await TestCluster.with(brokers: 1) { cluster in
            try cluster.createTopic("t", partitions: 2)
            let last = Script(
                .metadata, times: 3,
                .modify { response in
                    guard var response = response as? MetadataResponse else { return nil }
                    response.topics.updateEach { $0.partitions.removeAll { $0.partitionIndex == 1 } }
                    return response
                })
            cluster.add(last)
            let consumer = try KafkaConsumer(.member(cluster))
            try consumer.assign([TopicPartition(topic: "t", partition: 1)])
            try cluster.append(values: ["a"], to: "t", 1)
            let processed = Processed()
            try await consumer.run { batch in
                try processed.add(batch)
                consumer.stop()
            }
            #expect(last.hits == 3)
            #expect(processed.values.values.first == ["a"])
        }
    }

    @Test(arguments: [KafkaRelease.kafka(2, 2), .kafka(2, 4)])
    func epochsOfOldReleasesAreNotSent(release: KafkaRelease) async throws {
        var configuration = ClusterConfiguration(brokers: 1)
        configuration.imitating = release
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try cluster.append(values: ["a"], to: "t", 0)
            let requests = cluster.record(.api(.fetch, .listOffsets))
            let consumer = try KafkaConsumer(.member(cluster, group: nil))
            try consumer.assign([TopicPartition(topic: "t", partition: 0)])
            try await consumer.run { _ in consumer.stop() }
            var epochs: Set<Bool> = []
            for received in requests.requests {
                if let request = received.request as? ListOffsetsRequest {
                    epochs.formUnion(request.topics.flatMap(\.partitions).map { $0.currentLeaderEpoch >= 0 })
                }
                if let request = received.request as? FetchRequest {
                    epochs.formUnion(request.topics.flatMap(\.partitions).map { $0.currentLeaderEpoch >= 0 })
                }
            }
            #expect(epochs == [release == .kafka(2, 4)])
        }
    }

    @Test func aPatternOutlastsAnOutage() async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("a-1")
            try cluster.append(values: ["one"], to: "a-1", 0)
            let lines = LogLines()
            let configuration = ConsumerConfiguration.member(cluster) {
                $0.client.metadataMaxAge = .milliseconds(20)
                $0.client.apiTimeout = .milliseconds(100)
            }
            let consumer = try KafkaConsumer(configuration, logger: lines.logger)
            try consumer.subscribe(matching: "a-[0-9]")
            let processed = Processed()
            let running = Task { try await consumer.run { try processed.add($0) } }
            await processed.wait(count: 1)
            await cluster.stopBroker(1)
            await lines.line(with: "looking for topics that match failed")
            try cluster.restartBroker(1)
            try cluster.createTopic("a-2")
            try cluster.append(values: ["two"], to: "a-2", 0)
            await processed.wait(count: 2)
            consumer.stop()
            try await running.value
        }
    }

    /// The coordinator has begun a generation of which the answer to JoinGroup, under way, will tell.
    @Test func aCommitThatCrossesTheEndOfARebalanceIsRepeated() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let partition = TopicPartition(topic: "t", partition: 0)
            let isJoining = Mutex(true)
            let refusals = Log<BrokerErrorCode>()
            let committed = Log<Int64>()
            let committer = OffsetCommitter(
                client: client, groupID: "g", clock: .timers(of: client.cluster.loop(ofBroker: 0)),
                owner: .init(
                    metadata: { ConsumerGroupMetadata(groupID: "g") }, has: { _, _ in true },
                    isJoining: { isJoining.withLock { $0 } },
                    refused: { code, _ in refusals.add(code) },
                    committed: { _, offset in committed.add(offset.offset.offset) }))
            cluster.add(Script(.offsetCommit, times: 1, .fail(.illegalGeneration)))
            let offsets = [partition: AssignedOffset(offset: CommittedOffset(offset: 7), assignment: 1)]
            for result in try await committer.commit(offsets).values { try result.get() }
            #expect(committed.entries == [7])
            #expect(refusals.entries.isEmpty)
            // Without a rebalance the membership is lost.
            isJoining.withLock { $0 = false }
            cluster.add(Script(.offsetCommit, times: 1, .fail(.illegalGeneration)))
            let error = await kafkaError {
                for result in try await committer.commit(offsets).values { try result.get() }
            }
            #expect(error?.code == .membershipLost)
            #expect(refusals.entries == [.illegalGeneration])
        }
    }
}
