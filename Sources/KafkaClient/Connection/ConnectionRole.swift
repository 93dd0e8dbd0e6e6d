// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The use of a connection. Each broker has at most one connection per role, because a broker serves the requests of a
/// connection one after another: a long poll would hold up everything after it.
enum ConnectionRole: Hashable, Sendable {
    /// Short requests: metadata, offsets, administration.
    case general
    /// Fetch, with long polls.
    case fetch
    /// Fetch of partitions that cannot wait for the end of another's long poll.
    case fetchNow
    /// Produce.
    case produce
    /// Heartbeats and commits of a group.
    case group
    /// ShareFetch, with long polls, and ShareAcknowledge, which belongs to the same session.
    case share
    /// Requests that the broker may answer after minutes: JoinGroup and SyncGroup.
    case longPoll
    /// JoinGroup and SyncGroup of one of the client's consumers: the broker holds them back until all members have sent
    /// theirs, so that two members must not share a connection.
    case join(member: Int)

    /// The role of the connection for requests of an API.
    init(for api: APIKey) {
        switch api {
        case .fetch: self = .fetch
        case .shareFetch, .shareAcknowledge: self = .share
        case .produce: self = .produce
        case .joinGroup, .syncGroup: self = .longPoll
        case .heartbeat, .leaveGroup, .consumerGroupHeartbeat, .shareGroupHeartbeat: self = .group
        default: self = .general
        }
    }
}
