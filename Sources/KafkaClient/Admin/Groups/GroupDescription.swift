// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A group and its members. Source: DescribeGroups, ConsumerGroupDescribe, ShareGroupDescribe.
public struct GroupDescription: Sendable {
    /// A member of a group.
    public struct Member: Sendable {
        /// The member's id.
        public var memberID: String
        /// The name of a static member (`group.instance.id`); nil for a dynamic one.
        public var groupInstanceID: String?
        /// The name of its client (`client.id`).
        public var clientID: String
        /// The address that it connects from, as the broker writes it.
        public var host: String
        /// The member's rack; nil if it has none or the protocol does not tell it.
        public var rack: String?
        /// The epoch of its assignment; nil in classic groups.
        public var epoch: Int32?
        /// The topics that it subscribes to by name; in classic groups if they are groups of consumers.
        public var subscribedTopics: [String]
        /// The regular expression that it subscribes to; nil for none.
        public var subscribedPattern: String?
        /// The partitions that it has.
        public var assignment: [TopicPartition]
        /// The partitions that it is to have after the rebalance; nil in classic and share groups.
        public var targetAssignment: [TopicPartition]?
        /// Classic groups: the subscription as the member sent it; else empty.
        public var protocolMetadata: ByteSlice
        /// Classic groups: the assignment as the leader sent it; else empty.
        public var protocolAssignment: ByteSlice
    }

    /// The group's id.
    public var groupID: String
    /// The group's kind.
    public var kind: GroupKind
    /// The group's state.
    public var state: GroupState
    /// The assignor: the protocol that the members agreed on, or the server's.
    public var assignor: String
    /// Classic groups: the protocol's use, `consumer` for consumers; else the kind's name.
    public var protocolType: String
    /// The epoch of the group's members and topics; nil in classic groups.
    public var epoch: Int32?
    /// The epoch of the target assignment; nil in classic groups.
    public var assignmentEpoch: Int32?
    /// The members, sorted by id.
    public var members: [Member]
}
