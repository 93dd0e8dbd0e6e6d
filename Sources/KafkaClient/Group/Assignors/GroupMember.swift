// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// One member of a classic group with its subscription, as the group's leader sees it.
public struct GroupMember: Sendable, Hashable {
    /// Id that the coordinator gave to the member; unique in the group.
    public var memberID: String
    /// `group.instance.id` of a static member, nil for a dynamic one (KIP-345).
    public var groupInstanceID: String?
    /// `client.rack` of the member, nil if it has none (KIP-881).
    public var rack: String?
    /// Topics that the member wants, without repetitions.
    public var topics: [String]
    /// Partitions that the member has not given up; empty for eager members.
    public var ownedPartitions: [TopicPartition]
    /// Generation in which the member got `ownedPartitions` (KIP-792), −1 if unknown.
    public var generationID: Int32
    /// Bytes of `PartitionAssignor.userData(lastAssignment:generationID:)` at the member, nil if it sent none.
    public var userData: ByteSlice?

    /// A member; what is left out is empty or unknown.
    public init(
        memberID: String, groupInstanceID: String? = nil, rack: String? = nil, topics: [String],
        ownedPartitions: [TopicPartition] = [], generationID: Int32 = -1, userData: ByteSlice? = nil
    ) {
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
        self.rack = rack
        self.topics = topics
        self.ownedPartitions = ownedPartitions
        self.generationID = generationID
        self.userData = userData
    }

    /// A member of JoinGroup's response to the leader, with the subscription that its metadata contain.
    public init(memberID: String, groupInstanceID: String? = nil, subscription: GroupSubscription) {
        self.init(
            memberID: memberID, groupInstanceID: groupInstanceID, rack: subscription.rack, topics: subscription.topics,
            ownedPartitions: subscription.ownedPartitions, generationID: subscription.generationID,
            userData: subscription.userData)
    }

    /// Order of members in the assignors: static members by instance id, then dynamic ones by member id, both compared
    /// as Java compares strings. Source: Kafka's `AbstractPartitionAssignor.MemberInfo`.
    static func precedes(_ a: GroupMember, _ b: GroupMember) -> Bool {
        switch (a.groupInstanceID, b.groupInstanceID) {
        case (let a?, let b?): JavaOrder.precedes(a, b)
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): JavaOrder.precedes(a.memberID, b.memberID)
        }
    }
}
