// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Quotas of users and clients, and their usage. A pure value; each call has the time.
///
/// Byte rates are measured over the last eleven seconds, as in Kafka, and yield the time for which the client is to
/// pause. Other quotas are only stored. Source: KIP-13, KIP-124, KIP-546.
struct ClientQuotas: Sendable {
    /// The entity of a quota: a user, a client id, both, or an address; nil is the default of its type.
    typealias Entity = [String: String?]

    enum Key: String, CaseIterable, Sendable {
        case producerByteRate = "producer_byte_rate"
        case consumerByteRate = "consumer_byte_rate"
        case requestPercentage = "request_percentage"
        case controllerMutationRate = "controller_mutation_rate"
        case connectionCreationRate = "connection_creation_rate"
    }

    static let maxEntities = 100_000

    private(set) var limits: [Entity: [Key: Double]] = [:] { didSet { changes += 1 } }
    /// Number of changes.
    private(set) var changes: Int64 = 0
    private var usage: [Usage: ByteRate] = [:]

    private struct Usage: Hashable, Sendable {
        var entity: Entity
        var user: String
        var clientID: String
        var key: Key
    }

    /// The reason why an entity is invalid; nil if it is valid.
    static func problem(with entity: Entity) -> String? {
        if entity.isEmpty { return "Invalid empty client quota entity" }
        if let type = entity.keys.first(where: { !["user", "client-id", "ip"].contains($0) }) {
            return "Unhandled client quota entity type: \(type)"
        }
        if entity.keys.contains("ip"), entity.count > 1 {
            return "Invalid quota entity combination, IP entity should not be combined with User or ClientId"
        }
        if entity.values.contains(where: { $0?.isEmpty == true }) { return "Empty quota entity name" }
        return nil
    }

    /// The reason why a quota is invalid for an entity; nil if it is valid.
    static func problem(with name: String, _ value: Double, of entity: Entity) -> String? {
        guard let key = Key(rawValue: name), (key == .connectionCreationRate) == entity.keys.contains("ip") else {
            return "Invalid configuration key \(name)"
        }
        return value > 0 && value.isFinite ? nil : "Quota \(name) must be greater than 0"
    }

    /// Sets or (nil) removes quotas, which were checked. Returns false if there is no room.
    mutating func set(_ changes: [Key: Double?], of entity: Entity) -> Bool {
        guard limits[entity] != nil || limits.count < Self.maxEntities else { return false }
        for (key, value) in changes { limits[entity, default: [:]][key] = value }
        if limits[entity]?.isEmpty == true { limits[entity] = nil }
        // A changed quota starts with no usage.
        usage = usage.filter { $0.key.entity != entity }
        return true
    }

    // MARK: Use

    /// The quota of a user's client: the first in Kafka's order of precedence.
    private func limit(_ key: Key, user: String, clientID: String) -> (entity: Entity, value: Double)? {
        let any: String? = nil
        let entities: [Entity] = [
            ["user": user, "client-id": clientID], ["user": user, "client-id": any], ["user": user],
            ["user": any, "client-id": clientID], ["user": any, "client-id": any], ["user": any],
            ["client-id": clientID], ["client-id": any],
        ]
        for entity in entities {
            if let value = limits[entity]?[key] { return (entity, value) }
        }
        return nil
    }

    /// Counts bytes that a client has sent or gets, and returns the number of milliseconds for which it is to pause.
    mutating func record(_ bytes: Int, _ key: Key, principal: String, clientID: String?, now: Int64) -> Int32 {
        guard !limits.isEmpty else { return 0 }
        let user = principal.hasPrefix("User:") ? String(principal.dropFirst(5)) : principal
        let clientID = clientID ?? ""
        guard let (entity, value) = limit(key, user: user, clientID: clientID) else { return 0 }
        // A default applies to each user or client separately; a user's quota is shared by the user's clients.
        let counted = Usage(
            entity: entity, user: entity.keys.contains("user") ? user : "",
            clientID: entity.keys.contains("client-id") ? clientID : "", key: key)
        if usage[counted] == nil, usage.count >= Self.maxEntities { usage = [:] }
        return usage[counted, default: ByteRate(now: now)].record(bytes, limit: value, now: now)
    }
}

/// A rate over the last eleven samples of one second. Source: Kafka's `Rate` and `ClientQuotaManager`, broker configs
/// `quota.window.num` and `quota.window.size.seconds`.
struct ByteRate: Sendable {
    private static let sampleMs: Int64 = 1000
    private static let samples = 11

    private var counts: [(start: Int64, bytes: Int)]

    init(now: Int64) { counts = [(now, 0)] }

    /// Counts bytes and returns the pause until the rate is back at the limit, in milliseconds.
    mutating func record(_ bytes: Int, limit: Double, now: Int64) -> Int32 {
        let oldest = now - Self.sampleMs * Int64(Self.samples)
        counts.removeAll { $0.start <= oldest }
        if let last = counts.last, now - last.start < Self.sampleMs {
            counts[counts.count - 1].bytes += bytes
        } else {
            counts.append((now, bytes))
        }
        let total = Double(counts.reduce(0) { $0 + $1.bytes })
        // The window has at least all samples but the current one, so that a burst at the beginning is allowed.
        let window = max(now - (counts.first?.start ?? now), Self.sampleMs * Int64(Self.samples - 1))
        let rate = total * 1000 / Double(window)
        guard rate > limit else { return 0 }
        return Int32(clamping: Int64(min((rate - limit) / limit * Double(window), Double(Int32.max)).rounded()))
    }
}
