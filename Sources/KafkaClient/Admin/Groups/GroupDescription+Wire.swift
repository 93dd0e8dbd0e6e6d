// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension GroupDescription {
    /// Reads a group of the classic protocol.
    init(_ group: DescribeGroupsResponse.DescribedGroup) {
        self.init(
            groupID: group.groupID, kind: .classic, state: GroupState(group.groupState), assignor: group.protocolData,
            protocolType: group.protocolType,
            members: group.members.map { Member($0, isConsumer: group.protocolType == "consumer") }
                .sorted { $0.memberID < $1.memberID })
    }

    /// Reads a group of KIP-848.
    init(_ group: ConsumerGroupDescribeResponse.DescribedGroup) {
        self.init(
            groupID: group.groupID, kind: .consumer, state: GroupState(group.groupState), assignor: group.assignorName,
            protocolType: GroupKind.consumer.rawValue, epoch: group.groupEpoch,
            assignmentEpoch: group.assignmentEpoch,
            members: group.members.map { member in
                Member(
                    memberID: member.memberID, groupInstanceID: member.instanceID, clientID: member.clientID,
                    host: member.clientHost, rack: member.rackID, epoch: member.memberEpoch,
                    subscribedTopics: member.subscribedTopicNames, subscribedPattern: member.subscribedTopicRegex,
                    assignment: Self.partitions(
                        member.assignment.topicPartitions.map { ($0.topicName, $0.partitions) }),
                    targetAssignment: Self.partitions(
                        member.targetAssignment.topicPartitions.map { ($0.topicName, $0.partitions) }),
                    protocolMetadata: .empty, protocolAssignment: .empty)
            }.sorted { $0.memberID < $1.memberID })
    }

    /// Reads a group of KIP-932.
    init(_ group: ShareGroupDescribeResponse.DescribedGroup) {
        self.init(
            groupID: group.groupID, kind: .share, state: GroupState(group.groupState), assignor: group.assignorName,
            protocolType: GroupKind.share.rawValue, epoch: group.groupEpoch, assignmentEpoch: group.assignmentEpoch,
            members: group.members.map { member in
                Member(
                    memberID: member.memberID, clientID: member.clientID, host: member.clientHost, rack: member.rackID,
                    epoch: member.memberEpoch, subscribedTopics: member.subscribedTopicNames,
                    assignment: Self.partitions(
                        member.assignment.topicPartitions.map { ($0.topicName, $0.partitions) }),
                    protocolMetadata: .empty, protocolAssignment: .empty)
            }.sorted { $0.memberID < $1.memberID })
    }

    static func partitions(_ topics: [(topic: String, partitions: [Int32])]) -> [TopicPartition] {
        topics.flatMap { topic, partitions in partitions.map { TopicPartition(topic: topic, partition: $0) } }.sorted()
    }
}

extension GroupDescription.Member {
    /// Reads a member of a classic group; the bytes of one that is not a consumer mean something to its kind only.
    fileprivate init(_ member: DescribeGroupsResponse.DescribedGroupMember, isConsumer: Bool) {
        self.init(
            memberID: member.memberID, groupInstanceID: member.groupInstanceID, clientID: member.clientID,
            host: member.clientHost, subscribedTopics: [], assignment: [], protocolMetadata: member.memberMetadata,
            protocolAssignment: member.memberAssignment)
        guard isConsumer else { return }
        // Bytes that cannot be read are another member's mistake, and stay there to be looked at.
        if let subscription: ConsumerProtocolSubscription = Self.read(member.memberMetadata) {
            subscribedTopics = subscription.topics.sorted()
        }
        if let assigned: ConsumerProtocolAssignment = Self.read(member.memberAssignment) {
            assignment = GroupDescription.partitions(assigned.assignedPartitions.map { ($0.topic, $0.partitions) })
        }
    }

    private static func read<Message: KafkaMessage>(_ bytes: ByteSlice) -> Message? {
        // A member that waits for its first assignment has none.
        if bytes.isEmpty { return nil }
        var reader = WireReader(bytes)
        // The caller shows the bytes as they are then.
        return try? reader.readConsumerProtocol()
    }
}
