// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A consumer's membership in its group, which a transaction's commit of offsets carries, so that the coordinator
/// refuses a member that has lost its partitions.
///
/// Generation −1 and an empty member id belong to no member: the coordinator then checks nothing but the
/// transaction's own epoch. Source: KIP-447, `ConsumerGroupMetadata` of the Java consumer.
public struct ConsumerGroupMetadata: Sendable, Hashable {
    /// The group's id (`group.id`).
    public var groupID: String
    /// The generation of the classic protocol, or the member epoch of KIP-848; −1 without a membership.
    public var generationID: Int32
    /// The member's id; empty without a membership.
    public var memberID: String
    /// The name of a static member (`group.instance.id`); nil for a dynamic one.
    public var groupInstanceID: String?

    /// A membership with these values; only `groupID` for one that is not checked.
    public init(
        groupID: String, generationID: Int32 = -1, memberID: String = "", groupInstanceID: String? = nil
    ) {
        self.groupID = groupID
        self.generationID = generationID
        self.memberID = memberID
        self.groupInstanceID = groupInstanceID
    }
}
