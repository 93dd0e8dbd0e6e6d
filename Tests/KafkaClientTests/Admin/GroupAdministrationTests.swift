// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// Groups, their members, offsets and lag.
@Suite(.timeLimit(.minutes(10))) struct GroupAdministrationTests {
    private let quick = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(5))
    private let first = TopicPartition(topic: "t", partition: 0)
    private let second = TopicPartition(topic: "t", partition: 1)

    /// Joins a classic group as its only member, which gets both partitions. Returns the member's id.
    private func joinClassic(_ client: ClusterClient, _ group: String, instance: String? = nil) async throws -> String {
        let target = RequestTarget.coordinator(.group(group))
        let subscription = try ConsumerProtocolSubscription(topics: ["t"]).consumerProtocolBytes()
        var join = JoinGroupRequest()
        join.groupID = group
        join.groupInstanceID = instance
        join.sessionTimeoutMs = 60_000
        join.rebalanceTimeoutMs = 60_000
        join.protocolType = "consumer"
        join.protocols = [.init(name: "range", metadata: subscription)]
        var answer = try await client.send(join, to: target)
        if BrokerErrorCode(rawValue: answer.errorCode) == .memberIDRequired {
            join.memberID = answer.memberID
            answer = try await client.send(join, to: target)
        }
        let assignment = ConsumerProtocolAssignment(assignedPartitions: [.init(topic: "t", partitions: [1, 0])])
        var sync = SyncGroupRequest()
        sync.groupID = group
        sync.groupInstanceID = instance
        sync.generationID = answer.generationID
        sync.memberID = answer.memberID
        sync.protocolType = "consumer"
        sync.protocolName = "range"
        sync.assignments = [.init(memberID: answer.memberID, assignment: try assignment.consumerProtocolBytes())]
        let synced = try await client.send(sync, to: target)
        #expect(synced.errorCode == 0)
        return answer.memberID
    }

    private func joinConsumer(_ client: ClusterClient, _ group: String) async throws {
        var request = ConsumerGroupHeartbeatRequest()
        request.groupID = group
        request.memberID = "m"
        request.memberEpoch = 0
        request.rebalanceTimeoutMs = 60_000
        request.subscribedTopicNames = ["t"]
        request.topicPartitions = []
        let answer = try await client.send(request, to: .coordinator(.group(group)))
        #expect(answer.errorCode == 0)
    }

    @Test func groupsOfAllBrokersAreListed() async throws {
        try await TestCluster.withClient(brokers: 3, retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            for group in ["a", "b", "c", "d", "e"] { try await client.commitOffsets(group: group, [first: 1]) }
            try await joinConsumer(client, "k")
            _ = try await joinClassic(client, "l")
            let listed = try await client.listGroups().get()
            #expect(listed.map(\.groupID) == ["a", "b", "c", "d", "e", "k", "l"])
            for group in listed { #expect(cluster.coordinator(of: group.groupID) == group.coordinator) }
            #expect(listed.first { $0.groupID == "k" }?.kind == .consumer)
            #expect(listed.first { $0.groupID == "l" }?.protocolType == "consumer")
            #expect(try await client.listGroups(kinds: [.consumer]).get().map(\.groupID) == ["k"])
            #expect(try await client.listGroups(states: [.empty]).get().map(\.groupID) == ["a", "b", "c", "d", "e"])
            // A broker that refuses takes only its own groups away.
            let refusing = try #require(cluster.coordinator(of: "a"))
            cluster.add(Script(.listGroups, broker: refusing, .fail(.clusterAuthorizationFailed)))
            let partial = try await client.listGroups()
            #expect(Array(partial.failures.keys) == [refusing])
            #expect(!partial.elements.isEmpty && !partial.elements.contains { $0.groupID == "a" })
            #expect(throws: KafkaError.self) { try partial.get() }
        }
    }

    @Test func groupsOfEachKindAreDescribed() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            let member = try await joinClassic(client, "classic", instance: "i")
            try await joinConsumer(client, "consumer")
            let described = try await client.describeGroups(["classic", "consumer", "missing"])
            #expect(described.failures().mapValues(\.brokerError) == ["missing": .groupIDNotFound])
            let classic = try #require(try described["classic"]?.get())
            #expect(classic.kind == .classic && classic.state == .stable && classic.assignor == "range")
            #expect(classic.members.map(\.memberID) == [member])
            #expect(classic.members.first?.groupInstanceID == "i")
            #expect(classic.members.first?.subscribedTopics == ["t"])
            #expect(classic.members.first?.assignment == [first, second])
            #expect(classic.members.first?.protocolAssignment.isEmpty == false)
            let consumer = try #require(try described["consumer"]?.get())
            #expect(consumer.kind == .consumer && consumer.members.map(\.memberID) == ["m"])
            #expect(consumer.epoch != nil && consumer.members.first?.epoch != nil)
            #expect(consumer.members.first?.subscribedTopics == ["t"])
            #expect(consumer.members.first?.targetAssignment == [first, second])
        }
    }

    private func beat(_ client: ClusterClient, share group: String, epoch: Int32) async throws {
        var request = ShareGroupHeartbeatRequest()
        request.groupID = group
        request.memberID = "m"
        request.memberEpoch = epoch
        request.subscribedTopicNames = epoch == 0 ? ["t"] : nil
        let answer = try await client.send(request, to: .coordinator(.group(group)))
        #expect(answer.errorCode == 0)
    }

    @Test func shareGroupsAreDescribedAndMoved() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            try cluster.append(values: ["a", "b", "c", "d"], to: "t", 0)
            try await beat(client, share: "s", epoch: 0)
            let described = try #require(try await client.describeGroups(["s"]).get()["s"])
            #expect(described.kind == .share && described.state == .stable)
            #expect(described.members.map(\.memberID) == ["m"])
            #expect(described.members.first?.subscribedTopics == ["t"])
            #expect(described.members.first?.assignment == [first, second])
            #expect(try await client.listGroups(kinds: [.share]).get().map(\.groupID) == ["s"])
            let busy = await kafkaError { try await client.alterShareOffsets(group: "s", [first: 1]).get() }
            #expect(busy?.brokerError == .nonEmptyGroup)
            try await beat(client, share: "s", epoch: -1)
            let missing = TopicPartition(topic: "t", partition: 9)
            let altered = try await client.alterShareOffsets(group: "s", [first: 1, missing: 1])
            #expect(try altered[first]?.get() != nil)
            #expect(altered.failures()[missing]?.code == .unknownPartition)
            let positions = try await client.describeShareOffsets(group: "s").get()
            #expect(positions[first]?.startOffset == 1)
            let deleted = try await client.deleteShareOffsets(group: "s", topics: ["t", "missing"])
            #expect(try deleted["t"]?.get() != nil)
            #expect(deleted.failures()["missing"]?.code == .unknownTopic)
            #expect(try await client.describeShareOffsets(group: "s").get()[first] == nil)
        }
    }

    @Test func olderBrokersDescribeClassicGroups() async throws {
        var configuration = ClusterConfiguration()
        configuration.imitating = .kafka(1, 1)
        try await TestCluster.with(configuration) { cluster in
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: quick))
            try cluster.createTopic("t", partitions: 2)
            _ = try await joinClassic(client, "g")
            let described = try await client.describeGroups(["g", "missing"])
            #expect(try described["g"]?.get().members.first?.assignment == [first, second])
            #expect(described.failures()["missing"]?.brokerError == .groupIDNotFound)
            #expect(try await client.listGroups().get().map(\.groupID) == ["g"])
            await client.close()
        }
    }

    @Test func membersAreRemoved() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            let member = try await joinClassic(client, "g")
            let results = try await client.removeMembers([.member(member), .member("gone")], from: "g", reason: "test")
            #expect(try results[.member(member)]?.get() != nil)
            #expect(results.failures()[.member("gone")]?.brokerError == .unknownMemberID)
            _ = try await joinClassic(client, "h", instance: "i")
            try await client.removeMembers([.instance("i")], from: "h").get()
            #expect(try await client.describeGroups(["h"]).get()["h"]?.members.isEmpty == true)
        }
    }

    @Test func groupsAreDeletedWithoutMembersOnly() async throws {
        try await TestCluster.withClient(brokers: 2, retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            try await client.commitOffsets(group: "a", [first: 1])
            _ = try await joinClassic(client, "b")
            cluster.add(Script(.deleteGroups, times: 1, .fail(.notCoordinator)))
            let results = try await client.deleteGroups(["a", "b", "missing"])
            #expect(try results["a"]?.get() != nil)
            #expect(
                results.failures().mapValues(\.brokerError) == ["b": .nonEmptyGroup, "missing": .groupIDNotFound])
            #expect(try await client.committed(group: "a").isEmpty)
        }
    }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9), .kafka(2, 5)])
    func offsetsAreListedAlteredAndDeleted(release: KafkaRelease?) async throws {
        var configuration = ClusterConfiguration()
        configuration.imitating = release
        try await TestCluster.with(configuration) { cluster in
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: quick))
            try cluster.createTopic("t", partitions: 2)
            try await client.commit(
                group: "g", [first: CommittedOffset(offset: 3, metadata: "m"), second: CommittedOffset(offset: 4)]
            ).get()
            let all = try await client.committed(group: "g").get()
            #expect(all.mapValues(\.offset) == [first: 3, second: 4])
            #expect(all[first]?.metadata == "m")
            let missing = TopicPartition(topic: "t", partition: 9)
            let deleted = try await client.deleteOffsets(group: "g", [first, missing])
            #expect(try deleted[first]?.get() != nil)
            #expect(deleted.failures()[missing]?.code == .unknownPartition)
            #expect(try await client.committed(group: "g").get().mapValues(\.offset) == [second: 4])
            #expect(try await client.committed(group: "unknown").isEmpty)
            await client.close()
        }
    }

    @Test func lagIsTheDistanceToTheEnd() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            try cluster.append(values: ["a", "b", "c", "d"], to: "t", 0)
            try await client.commitOffsets(group: "g", [first: 1, second: 0])
            let lag = try await client.lag(group: "g").get()
            #expect(lag.mapValues(\.lag) == [first: 3, second: 0])
            #expect(lag[first]?.endOffset == 4 && lag[first]?.committed.offset == 1)
            #expect(try await client.lag(group: "unknown").isEmpty)
        }
    }

    @Test func offsetsOfAllKindsAreLookedUp() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            try cluster.append(batch(["a", "b", "c"]), to: "t", 0)
            func offset(_ position: OffsetPosition, _ partition: TopicPartition) async throws -> ListedOffset? {
                try await client.offsets([partition: position]).get()[partition]
            }
            #expect(try await offset(.maxTimestamp, first)?.offset == 2)
            #expect(try await offset(.maxTimestamp, first)?.timestamp == 1002)
            // Without records reading goes on at the end.
            #expect(try await offset(.maxTimestamp, second)?.offset == 0)
            #expect(try await offset(.earliestLocal, first)?.offset == 0)
            #expect(try await offset(.latestTiered, first)?.offset == -1)
            #expect(try await offset(.earliestPendingUpload, first)?.offset == -1)
        }
    }

    @Test func positionsThatABrokerDoesNotKnowAreToldApart() async throws {
        var configuration = ClusterConfiguration()
        configuration.imitating = .kafka(2, 8)
        try await TestCluster.with(configuration) { cluster in
            let client = try ClusterClient(.patient(cluster.bootstrapServers, retry: quick))
            try cluster.createTopic("t", partitions: 2)
            let found = try await client.offsets([first: .maxTimestamp, second: .latest])
            #expect(found.failures()[first]?.code == .unsupportedVersion)
            #expect(found.failures()[first]?.message.contains("3.0") == true)
            #expect(try found[second]?.get().offset == 0)
            await client.close()
        }
    }
}
