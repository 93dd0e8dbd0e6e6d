// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// An event of a membership, the input of `ClassicGroupStateMachine` and `ConsumerGroupStateMachine`.
enum GroupEvent: Sendable {
    /// The topics to read have been chosen, for the first time or again.
    case subscribe(TopicSelection)
    /// The answer to the request with this number, or the reason why there is none.
    case answered(Int, Result<GroupResponse, KafkaError>)
    /// The leader's assignment: the bytes for each member. Classic protocol.
    case assignmentMade(Int, Result<[String: ByteSlice], KafkaError>)
    /// Names of topic ids that an assignment named. Consumer protocol.
    case topicsResolved([KafkaUUID: String])
    /// A timer has come to its end.
    case timer(GroupTimer)
    /// The partitions of this release are given up: nothing reads them, and their offsets are committed.
    case released(Int)
    /// The topics of a group that this member leads have other partitions than at the last assignment.
    case topicsChanged
    /// No batch was finished for `max.poll.interval`.
    case stalled
    /// A commit by `member` was refused: it does not belong to the group any more.
    case refused(BrokerErrorCode, ConsumerGroupMetadata)
    /// The member is to leave.
    case stop
}
