// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A member's place in a share group: a pure value.
///
///     joining (epoch 0) ──response──▶ member (epoch n) ──leave──▶ left (epoch −1)
///         ▲                             │
///         └── unknown member, fenced ───┘
struct ShareMembership {
    /// The next step after a heartbeat that was refused.
    enum Refusal: Equatable {
        /// The group has forgotten this member: it joins again.
        case joinAgain
        /// No heartbeat can succeed.
        case fatal
    }

    static let leaveEpoch: Int32 = -1

    /// Id that the member chose, for all its life.
    let memberID: String
    /// The epoch to send; 0 to join.
    private(set) var epoch: Int32 = 0
    /// Partitions to fetch.
    private(set) var assignment: Set<ShareSession.Part> = []
    /// Time between heartbeats, as the broker wants it.
    private(set) var interval: Duration = .seconds(5)
    private var topics: [String]
    private var hasSentTopics = false

    init(memberID: String, topics: [String]) {
        self.memberID = memberID
        self.topics = topics
    }

    /// The next heartbeat; topics are sent when the broker does not have them.
    func heartbeat(groupID: String, rack: String?) -> ShareGroupHeartbeatRequest {
        ShareGroupHeartbeatRequest(
            groupID: groupID, memberID: memberID, memberEpoch: epoch, rackID: epoch == 0 ? rack : nil,
            subscribedTopicNames: hasSentTopics && epoch > 0 ? nil : topics)
    }

    /// Takes an answer; returns whether the partitions have changed.
    mutating func apply(_ response: ShareGroupHeartbeatResponse) -> Bool {
        epoch = max(response.memberEpoch, 0)
        hasSentTopics = true
        if response.heartbeatIntervalMs > 0 { interval = .milliseconds(response.heartbeatIntervalMs) }
        guard let assigned = response.assignment else { return false }
        let parts = Set(
            assigned.topicPartitions.flatMap { topic in
                topic.partitions.map { ShareSession.Part(topicID: topic.topicID, partition: $0) }
            })
        defer { assignment = parts }
        return parts != assignment
    }

    /// Takes a refusal.
    mutating func refused(_ code: BrokerErrorCode) -> Refusal {
        guard code == .unknownMemberID || code == .fencedMemberEpoch else { return .fatal }
        epoch = 0
        hasSentTopics = false
        assignment = []
        return .joinAgain
    }
}
