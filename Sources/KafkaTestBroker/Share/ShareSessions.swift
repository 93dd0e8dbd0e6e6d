// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The share sessions of one broker: a member names its partitions once, and counts its requests.
///
/// A pure value. Epoch 0 begins a session, −1 ends it; between them each request has the number after the last one's.
/// Source: KIP-932; Kafka's `ShareSessionCache`, `SharePartitionManager.newContext`.
struct ShareSessions: Sendable {
    /// A partition of a session.
    struct Part: Hashable, Sendable {
        var topic: KafkaUUID
        var partition: Int32
    }

    private struct Key: Hashable {
        var group: String
        var member: String
    }

    private struct Session {
        /// The epoch of the next request.
        var epoch: Int32 = 1
        /// In serving order.
        var parts: [Part]
    }

    /// Maximum number of sessions. Source: broker config `group.share.max.share.sessions`.
    static let maxSessions = 2000
    static let firstEpoch: Int32 = 0
    static let finalEpoch: Int32 = -1

    private var sessions: [Key: Session] = [:]

    /// Number of sessions.
    var count: Int { sessions.count }

    /// Partitions of a member's session; nil if it has none.
    func parts(_ group: String, _ member: String) -> [Part]? { sessions[Key(group: group, member: member)]?.parts }

    /// Begins, changes or checks a session for a ShareFetch; returns the error, or nil. A final request leaves the
    /// session, which `end` removes after the acknowledgements.
    mutating func fetch(
        _ group: String, _ member: String, epoch: Int32, adds: [Part], forgets: [Part], acknowledges: Bool
    ) -> BrokerErrorCode? {
        let key = Key(group: group, member: member)
        switch epoch {
        case Self.finalEpoch: return sessions[key] == nil ? .shareSessionNotFound : nil
        case Self.firstEpoch:
            if acknowledges { return .invalidRequest }
            sessions[key] = nil
            guard sessions.count < Self.maxSessions else { return .shareSessionLimitReached }
            var seen: Set<Part> = []
            sessions[key] = Session(parts: adds.filter { seen.insert($0).inserted })
            return nil
        default:
            if let code = step(key, epoch) { return code }
            guard var session = sessions[key] else { return .shareSessionNotFound }
            if !forgets.isEmpty {
                let forgotten = Set(forgets)
                session.parts.removeAll { forgotten.contains($0) }
            }
            var known = Set(session.parts)
            session.parts += adds.filter { known.insert($0).inserted }
            sessions[key] = session
            return nil
        }
    }

    /// Checks a session for a ShareAcknowledge; returns the error, or nil.
    mutating func acknowledge(_ group: String, _ member: String, epoch: Int32) -> BrokerErrorCode? {
        let key = Key(group: group, member: member)
        if epoch == Self.firstEpoch { return .invalidShareSessionEpoch }
        if epoch == Self.finalEpoch { return sessions[key] == nil ? .shareSessionNotFound : nil }
        return step(key, epoch)
    }

    private mutating func step(_ key: Key, _ epoch: Int32) -> BrokerErrorCode? {
        guard let session = sessions[key] else { return .shareSessionNotFound }
        guard session.epoch == epoch else { return .invalidShareSessionEpoch }
        sessions[key]?.epoch = epoch == Int32.max ? 1 : epoch + 1
        return nil
    }

    /// Moves partitions that got records to the end, so that none starves.
    mutating func served(_ parts: Set<Part>, _ group: String, _ member: String) {
        let key = Key(group: group, member: member)
        guard let session = sessions[key] else { return }
        sessions[key]?.parts =
            session.parts.filter { !parts.contains($0) } + session.parts.filter { parts.contains($0) }
    }

    /// Removes a session; returns its partitions.
    mutating func end(_ group: String, _ member: String) -> [Part] {
        sessions.removeValue(forKey: Key(group: group, member: member))?.parts ?? []
    }
}
