// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// The group APIs over a socket: versions, error codes, and groups of the other protocol.
struct GroupAPITests {
    /// Time stops, so that sessions do not end on a slow machine.
    private static func configuration(brokers: Int = 1) -> ClusterConfiguration {
        ClusterConfiguration(brokers: brokers, clock: .manual(ManualClusterClock()))
    }

    private func code(_ code: BrokerErrorCode) -> Int16 { code.rawValue }

    /// Joins group `id` as its only member, with a real subscription, and syncs. Returns the member id.
    private func joinAlone(
        _ c: LoopbackSocket, _ id: String = "g", topics: [String] = ["t"], version: Int16 = 9
    ) throws -> (member: String, generation: Int32) {
        var writer = WireWriter()
        writer.writeInteger(0 as Int16)
        try ConsumerProtocolSubscription(topics: topics).encode(into: &writer, version: 0)
        var request = ClassicGroupDriver.request()
        request.groupID = id
        request.protocols[0].metadata = writer.finish()
        var joined = try c.send(request, version)
        if joined.code == .memberIDRequired {
            request.memberID = joined.memberID
            joined = try c.send(request, version)
        }
        #expect(joined.code == BrokerErrorCode.none)
        #expect(joined.members.map(\.memberID) == [joined.memberID])
        var sync = SyncGroupRequest(
            groupID: id, generationID: joined.generationID, memberID: joined.memberID,
            assignments: [.init(memberID: joined.memberID, assignment: ByteSlice(utf8: "all"))])
        if version >= 5 { (sync.protocolType, sync.protocolName) = ("consumer", "range") }
        let synced = try c.send(sync, min(version, 5))
        #expect(synced.code == BrokerErrorCode.none)
        #expect(synced.assignment.string == "all")
        return (joined.memberID, joined.generationID)
    }

    private func consumerHeartbeat(_ id: String = "m", group: String = "n", epoch: Int32 = 0)
        -> ConsumerGroupHeartbeatRequest
    {
        epoch == 0
            ? .init(
                groupID: group, memberID: id, memberEpoch: 0, rebalanceTimeoutMs: 1000, subscribedTopicNames: ["t"],
                topicPartitions: [])
            : .init(groupID: group, memberID: id, memberEpoch: epoch)
    }

    @Test(arguments: JoinGroup.versions)
    func membersJoinSyncBeatCommitAndLeaveInEveryVersion(version: Int16) async throws {
        try await TestCluster.withSocket(Self.configuration()) { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            let (member, generation) = try joinAlone(c, version: version)
            for beat in Heartbeat.versions {
                let request = HeartbeatRequest(groupID: "g", generationID: generation, memberID: member)
                #expect(try c.send(request, beat).errorCode == 0)
            }
            for describe in DescribeGroups.versions {
                let group = try c.send(DescribeGroupsRequest(groups: ["g"]), describe).groups[0]
                #expect(group.groupState == "Stable")
                #expect(group.protocolData == "range")
                #expect(group.members.map(\.memberID) == [member])
                #expect(group.members.map(\.clientID) == ["test"])
                #expect(group.members.map(\.clientHost) == ["/127.0.0.1"])
                #expect(group.members.map(\.memberAssignment.string) == ["all"])
            }
            for list in ListGroups.versions {
                let groups = try c.send(ListGroupsRequest(), list).groups
                #expect(groups.map(\.groupID) == ["g"])
                if list >= 4 { #expect(groups.map(\.groupState) == ["Stable"]) }
                if list >= 5 { #expect(groups.map(\.groupType) == ["classic"]) }
            }
            let leave = min(version, 5)
            let request =
                leave < 3
                ? LeaveGroupRequest(groupID: "g", memberID: member)
                : LeaveGroupRequest(groupID: "g", members: [.init(memberID: member)])
            #expect(try c.send(request, leave).errorCode == 0)
            #expect(try c.send(DescribeGroupsRequest(groups: ["g"]), 6).groups.at(0).groupState == "Empty")
            #expect(try c.send(request, leave).errorCode == (leave < 3 ? code(.unknownMemberID) : 0))
        }
    }

    @Test func commitsOfMembersAreChecked() async throws {
        try await TestCluster.withSocket(Self.configuration()) { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            let (member, generation) = try joinAlone(c)
            func commit(
                _ id: String, _ generation: Int32, instance: String? = nil, group: String = "g", version: Int16 = 9
            ) throws -> Int16 {
                let request = OffsetCommitRequest(
                    groupID: group, generationIDOrMemberEpoch: generation, memberID: id, groupInstanceID: instance,
                    topics: [.init(name: "t", partitions: [.init(committedOffset: 5)])])
                return try c.send(request, version).topics[0].partitions[0].errorCode
            }
            #expect(try commit(member, generation) == 0)
            #expect(cluster.committedOffset(group: "g", "t", 0) == 5)
            #expect(try commit(member, generation - 1) == code(.illegalGeneration))
            #expect(try commit("nobody", generation) == code(.unknownMemberID))
            #expect(try commit("", -1) == code(.unknownMemberID))
            #expect(try commit(member, generation, instance: "i") == code(.unknownMemberID))
            #expect(try commit("x", 3, group: "none") == code(.groupIDNotFound))
            #expect(try commit("x", 3, group: "none", version: 8) == code(.illegalGeneration))
            #expect(try commit("", -1, group: "simple") == 0)
            #expect(try commit("own", -1, group: "alone") == 0)
            #expect(try commit("own", -1, group: "alone") == 0)
            // Offsets of a transaction are checked against the member before the transaction is.
            func commitInTransaction(_ id: String, _ generation: Int32) throws -> Int16 {
                let request = TxnOffsetCommitRequest(
                    transactionalID: "x", groupID: "g", producerID: 1, producerEpoch: 0, generationID: generation,
                    memberID: id, topics: [.init(name: "t", partitions: [.init(committedOffset: 5)])])
                return try c.send(request, 3).topics[0].partitions[0].errorCode
            }
            #expect(try commitInTransaction("nobody", generation) == code(.unknownMemberID))
            #expect(try commitInTransaction(member, generation - 1) == code(.illegalGeneration))
            #expect(try commitInTransaction(member, generation) == code(.invalidProducerIDMapping))
        }
    }

    @Test func groupWithoutJoinedMembersLeavesNoTrace() async throws {
        let clock = ManualClusterClock()
        let cluster = try await TestCluster.start(ClusterConfiguration(clock: .manual(clock)))
        let c = try LoopbackSocket(cluster)
        let answer = try c.send(ClassicGroupDriver.request(), 9)
        #expect(answer.code == .memberIDRequired)
        #expect(try c.send(ListGroupsRequest(), 5).groups.count == 1)
        await clock.advance(by: .seconds(10))
        #expect(try c.send(ListGroupsRequest(), 5).groups.isEmpty)
        await cluster.stop()
    }

    @Test func badGroupsAndTimeoutsAreRefused() async throws {
        try await TestCluster.withSocket(Self.configuration()) { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            var request = ClassicGroupDriver.request(session: 5999)
            let tooShort = try c.send(request, 9)
            #expect(tooShort.code == .invalidSessionTimeout)
            request.sessionTimeoutMs = 1_800_001
            #expect(try c.send(request, 9).code == .invalidSessionTimeout)
            request.sessionTimeoutMs = 6000
            request.memberID = "nobody"
            #expect(try c.send(request, 9).code == .unknownMemberID)
            request.groupID = ""
            #expect(try c.send(request, 5).code == .invalidGroupID)
            #expect(
                try c.send(SyncGroupRequest(groupID: "g", generationID: 1, memberID: "m"), 3).code == .unknownMemberID)
            #expect(
                try c.send(SyncGroupRequest(groupID: "g", generationID: 1, memberID: "m"), 5).code
                    == .inconsistentGroupProtocol)
            #expect(try c.send(HeartbeatRequest(groupID: "g", memberID: "m"), 4).errorCode == code(.unknownMemberID))
            #expect(
                try c.send(LeaveGroupRequest(groupID: "g", members: [.init(memberID: "m")]), 5).errorCode
                    == code(.unknownMemberID))
        }
    }

    @Test func groupsAreDescribedListedAndDeletedByState() async throws {
        try await TestCluster.withSocket(Self.configuration()) { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            let (member, _) = try joinAlone(c)
            _ = try c.send(consumerHeartbeat(), 1)
            _ = try c.send(
                OffsetCommitRequest(
                    groupID: "s", generationIDOrMemberEpoch: -1,
                    topics: [.init(name: "t", partitions: [.init(committedOffset: 1)])]), 9)
            #expect(try c.send(ListGroupsRequest(statesFilter: ["empty"]), 4).groups.map(\.groupID) == ["s"])
            #expect(try c.send(ListGroupsRequest(typesFilter: ["Consumer"]), 5).groups.map(\.groupID) == ["n"])
            #expect(try c.send(ListGroupsRequest(), 5).groups.map(\.groupID) == ["g", "n", "s"])
            let described = try c.send(DescribeGroupsRequest(groups: ["none", "n", "s"]), 6).groups
            #expect(described.map(\.errorCode) == [code(.groupIDNotFound), code(.groupIDNotFound), 0])
            #expect(described.map(\.groupState) == ["Dead", "Dead", "Empty"])
            #expect(try c.send(DescribeGroupsRequest(groups: ["none"]), 5).groups.at(0).errorCode == 0)
            for version in DeleteGroups.versions {
                let results = try c.send(DeleteGroupsRequest(groupsNames: ["g", "n", "none", ""]), version).results
                #expect(
                    results.map(\.errorCode)
                        == [code(.nonEmptyGroup), code(.nonEmptyGroup), code(.groupIDNotFound), code(.invalidGroupID)])
            }
            _ = try c.send(LeaveGroupRequest(groupID: "g", members: [.init(memberID: member)]), 5)
            #expect(try c.send(DeleteGroupsRequest(groupsNames: ["g", "s"]), 2).results.map(\.errorCode) == [0, 0])
            #expect(cluster.committedOffset(group: "s", "t", 0) == nil)
            #expect(try c.send(ListGroupsRequest(), 5).groups.map(\.groupID) == ["n"])
        }
    }

    @Test func offsetsOfSubscribedTopicsAreNotDeleted() async throws {
        try await TestCluster.withSocket(Self.configuration()) { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            try cluster.createTopic("u")
            let (member, generation) = try joinAlone(c)
            for topic in ["t", "u"] {
                let request = OffsetCommitRequest(
                    groupID: "g", generationIDOrMemberEpoch: generation, memberID: member,
                    topics: [.init(name: topic, partitions: [.init(committedOffset: 5)])])
                _ = try c.send(request, 9)
            }
            func delete(_ group: String) throws -> OffsetDeleteResponse {
                try c.send(
                    OffsetDeleteRequest(
                        groupID: group,
                        topics: ["t", "u", "none"].map { .init(name: $0, partitions: [.init(partitionIndex: 0)]) }), 0)
            }
            #expect(try delete("none").errorCode == code(.groupIDNotFound))
            #expect(
                try delete("g").topics.map { $0.partitions[0].errorCode }
                    == [code(.groupSubscribedToTopic), 0, code(.unknownTopicOrPartition)])
            #expect(cluster.committedOffset(group: "g", "t", 0) == 5)
            #expect(cluster.committedOffset(group: "g", "u", 0) == nil)
            _ = try c.send(LeaveGroupRequest(groupID: "g", members: [.init(memberID: member)]), 5)
            #expect(try delete("g").topics.at(0).partitions.at(0).errorCode == 0)
            #expect(cluster.committedOffset(group: "g", "t", 0) == nil)
        }
    }

    @Test(arguments: ConsumerGroupHeartbeat.versions)
    func consumerGroupsAreServedInEveryVersion(version: Int16) async throws {
        try await TestCluster.withSocket(Self.configuration()) { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            let joined = try c.send(consumerHeartbeat(), version)
            #expect(joined.errorCode == 0)
            #expect(joined.assignment?.topicPartitions.map(\.topicID) == [try #require(cluster.topicID("t"))])
            #expect(joined.assignment?.topicPartitions.map(\.partitions) == [[0, 1]])
            for version in ConsumerGroupDescribe.versions {
                let groups = try c.send(ConsumerGroupDescribeRequest(groupIDs: ["n", "none"]), version).groups
                #expect(groups.map(\.errorCode) == [0, code(.groupIDNotFound)])
                #expect(groups[0].groupState == "Stable")
                #expect(groups[0].assignorName == "uniform")
                #expect(try groups[0].members.at(0).memberEpoch == joined.memberEpoch)
                #expect(try groups[0].members.at(0).assignment.topicPartitions.map(\.topicName) == ["t"])
                #expect(try groups[0].members.at(0).targetAssignment == groups[0].members.at(0).assignment)
                #expect(try groups[0].members.at(0).memberType == (version == 0 ? -1 : 1))
            }
            let committed = OffsetCommitRequest(
                groupID: "n", generationIDOrMemberEpoch: joined.memberEpoch, memberID: "m",
                topics: [.init(name: "t", partitions: [.init(committedOffset: 5)])])
            #expect(try c.send(committed, 9).topics.at(0).partitions.at(0).errorCode == 0)
            var stale = committed
            stale.generationIDOrMemberEpoch += 1
            #expect(try c.send(stale, 9).topics.at(0).partitions.at(0).errorCode == code(.staleMemberEpoch))
            #expect(try c.send(committed, 8).topics.at(0).partitions.at(0).errorCode == code(.unsupportedVersion))
            let fetched = try c.send(
                OffsetFetchRequest(groups: [
                    .init(groupID: "n", memberID: "m", memberEpoch: joined.memberEpoch, topics: nil),
                    .init(groupID: "n", memberID: "m", memberEpoch: joined.memberEpoch + 1, topics: nil),
                    .init(groupID: "n", memberID: "other", memberEpoch: 1, topics: nil),
                ]), 9)
            #expect(fetched.groups.map(\.errorCode) == [0, code(.staleMemberEpoch), code(.unknownMemberID)])
            #expect(try fetched.groups.at(0).topics.at(0).partitions.at(0).committedOffset == 5)
        }
    }

    @Test func groupsChangeTheirProtocolOnlyWhileEmpty() async throws {
        try await TestCluster.withSocket(Self.configuration()) { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            let (member, _) = try joinAlone(c)
            #expect(try c.send(consumerHeartbeat(group: "g"), 1).errorCode == code(.groupIDNotFound))
            _ = try c.send(LeaveGroupRequest(groupID: "g", members: [.init(memberID: member)]), 5)
            #expect(try c.send(consumerHeartbeat(group: "g"), 1).errorCode == 0)
            #expect(try c.send(ClassicGroupDriver.request(), 9).code == .inconsistentGroupProtocol)
            #expect(try c.send(consumerHeartbeat(group: "g", epoch: -1), 1).errorCode == 0)
            _ = try joinAlone(c)
            #expect(try c.send(consumerHeartbeat(group: "unknown", epoch: 3), 1).errorCode == code(.groupIDNotFound))
            #expect(try c.send(consumerHeartbeat(group: ""), 1).errorCode == code(.invalidRequest))
        }
    }

    @Test func onlyTheCoordinatorAnswersAndTheNextOneGoesOn() async throws {
        try await TestCluster.withSocket(Self.configuration(brokers: 3)) { cluster, _ in
            try cluster.createTopic("t", partitions: 2)
            let first = try #require(cluster.coordinator(of: "g"))
            let servers = cluster.bootstrapServers
            let (member, generation) = try joinAlone(try LoopbackSocket(servers[Int(first) - 1]))
            let heartbeat = HeartbeatRequest(groupID: "g", generationID: generation, memberID: member)
            for id in cluster.brokerIDs where id != first {
                let c = try LoopbackSocket(servers[Int(id) - 1])
                #expect(try c.send(heartbeat, 4).errorCode == code(.notCoordinator))
                #expect(try c.send(ClassicGroupDriver.request(), 9).code == .notCoordinator)
                #expect(try c.send(SyncGroupRequest(groupID: "g"), 5).code == .notCoordinator)
                #expect(try c.send(LeaveGroupRequest(groupID: "g"), 5).errorCode == code(.notCoordinator))
                #expect(
                    try c.send(DescribeGroupsRequest(groups: ["g"]), 5).groups.at(0).errorCode == code(.notCoordinator))
                #expect(
                    try c.send(DeleteGroupsRequest(groupsNames: ["g"]), 2).results.at(0).errorCode
                        == code(.notCoordinator)
                )
                #expect(try c.send(OffsetDeleteRequest(groupID: "g"), 0).errorCode == code(.notCoordinator))
                #expect(try c.send(consumerHeartbeat(group: "g"), 1).errorCode == code(.notCoordinator))
                #expect(
                    try c.send(ConsumerGroupDescribeRequest(groupIDs: ["g"]), 1).groups.at(0).errorCode
                        == code(.notCoordinator))
                #expect(try c.send(ListGroupsRequest(), 5).groups.isEmpty)
            }
            await cluster.stopBroker(first)
            let second = try #require(cluster.coordinator(of: "g"))
            #expect(second != first)
            let c = try LoopbackSocket(servers[Int(second) - 1])
            #expect(try c.send(heartbeat, 4).errorCode == 0)
            try cluster.restartBroker(first)
            #expect(cluster.coordinator(of: "g") == first)
            #expect(try c.send(heartbeat, 4).errorCode == code(.notCoordinator))
        }
    }
}
