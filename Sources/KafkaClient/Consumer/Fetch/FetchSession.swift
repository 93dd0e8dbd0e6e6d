// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// An incremental fetch session with one broker: what the broker knows already and need not be told again.
///
/// A plain value. The first request names all partitions; later ones name those that were added or changed, and those
/// to forget. An error of the session, a lost connection or an answer that does not belong to it begins a new one with
/// a full request. Source: KIP-227; states as in Kafka's `FetchMetadata`.
struct FetchSession: Sendable {
    /// A partition as requests name it: by topic id from version 13 on, by name before.
    struct Key: Hashable, Sendable {
        var topic: String
        var topicID: KafkaUUID
        var partition: Int32
    }

    /// The fields of a partition in a request.
    struct Wanted: Equatable, Sendable {
        var offset: Int64
        var leaderEpoch: Int32
        var lastFetchedEpoch: Int32
        var maxBytes: Int32
    }

    /// The session's part of a request.
    struct Plan: Equatable, Sendable {
        var id: Int32
        var epoch: Int32
        /// The partitions to name, in the order to serve them.
        var named: [Key]
        var forgotten: [Key]
        /// Whether the response has every partition of the request.
        var isFull: Bool
    }

    private static let firstEpoch: Int32 = 0
    private static let noSessionEpoch: Int32 = -1

    /// 0 without a session.
    private(set) var id: Int32 = 0
    /// The epoch of the next request.
    private(set) var epoch: Int32 = firstEpoch
    /// The partitions that the broker has in the session.
    private(set) var known: [Key: Wanted] = [:]
    private var usesTopicIDs = false
    private var lastWasFull = true

    /// Plans the request for `wanted`, whose order is that of serving. The broker counts as told.
    ///
    /// Versions before 7 have no sessions.
    mutating func plan(_ wanted: [(key: Key, value: Wanted)], version: Int16) -> Plan {
        guard version >= 7 else {
            return Plan(
                id: 0, epoch: Self.noSessionEpoch, named: wanted.map(\.key), forgotten: [], isFull: true)
        }
        // A session keeps its kind of names; the broker refuses a change.
        if epoch != Self.firstEpoch, usesTopicIDs != (version >= 13) { reset(closing: true) }
        usesTopicIDs = version >= 13
        guard epoch != Self.firstEpoch else {
            known = Dictionary(wanted.map { ($0.key, $0.value) }) { first, _ in first }
            lastWasFull = true
            return Plan(id: id, epoch: epoch, named: wanted.map(\.key), forgotten: [], isFull: true)
        }
        lastWasFull = false
        let now = Dictionary(wanted.map { ($0.key, $0.value) }) { first, _ in first }
        let forgotten = known.keys.filter { now[$0] == nil }
        let named = wanted.filter { known[$0.key] != $0.value }.map(\.key)
        known = now
        return Plan(id: id, epoch: epoch, named: named, forgotten: forgotten, isFull: false)
    }

    /// Notes a response without an error of its own.
    mutating func succeeded(sessionID: Int32) {
        if lastWasFull {
            // No id: the broker has no room for a session, and the next request is full again.
            id = sessionID
            epoch = sessionID == 0 ? Self.firstEpoch : 1
        } else if sessionID == 0 {
            // The broker has ended the session.
            reset(closing: false)
        } else if sessionID != id {
            reset(closing: true)
        } else {
            epoch = Self.epoch(after: epoch)
        }
    }

    /// Notes the error code of a whole response. Returns whether it is one of sessions: the next request, sent at once,
    /// begins a new session.
    mutating func failed(_ code: BrokerErrorCode) -> Bool {
        switch code {
        case .fetchSessionIDNotFound: reset(closing: false)
        case .invalidFetchSessionEpoch, .fetchSessionTopicIDError: reset(closing: true)
        default:
            reset(closing: true)
            return false
        }
        return true
    }

    /// Notes that the connection was lost: it is unknown what the broker has seen.
    mutating func connectionLost() { reset(closing: true) }

    /// The epoch after `epoch`: 0 and −1 have meanings of their own.
    static func epoch(after epoch: Int32) -> Int32 { epoch == .max ? 1 : epoch + 1 }

    /// Begins a new session. `closing` names the old one in the next request, so that the broker frees it.
    mutating func reset(closing: Bool) {
        if !closing { id = 0 }
        epoch = Self.firstEpoch
        known = [:]
        lastWasFull = true
    }
}
