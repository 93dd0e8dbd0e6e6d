// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The topic configs that the broker acts on, as values.
struct TopicSettings: Equatable, Sendable {
    /// The largest batch that may be produced, in bytes. Source: `max.message.bytes`.
    var maxMessageBytes = 1_048_588
    /// Whether old records go by age and size. Source: `cleanup.policy` with `delete`.
    var deletes = true
    /// Whether only the last record of a key stays. Source: `cleanup.policy` with `compact`.
    var compacts = false
    /// How long records stay, in milliseconds; −1 for ever. Source: `retention.ms`.
    var retentionMs: Int64 = 604_800_000
    /// How many bytes of a partition stay; −1 for all. Source: `retention.bytes`.
    var retentionBytes: Int64 = -1
    /// How long a compacted log keeps the deletion of a key, in milliseconds. Source: `delete.retention.ms`.
    var deleteRetentionMs: Int64 = 86_400_000
    /// How old a record has to be before compaction looks at it, in milliseconds. Source: `min.compaction.lag.ms`.
    var minCompactionLagMs: Int64 = 0
    /// The part of a log that has to be new before the clock compacts it. Source: `min.cleanable.dirty.ratio`.
    var minCleanableRatio = 0.5
    /// Whether batches are stamped with the time of their arrival. Source: `message.timestamp.type`.
    var usesLogAppendTime = false
    /// How many replicas have to be in sync for acks −1. Source: `min.insync.replicas`.
    var minInSyncReplicas = 1
    /// Whether a replica that is not in sync may lead if no other is there. Source: `unclean.leader.election.enable`.
    var electsUnclean = false

    /// The defaults.
    init() {}

    /// From configs that were checked; what they leave out is as `defaults` have it by the broker's names.
    init(_ configs: [String: String], defaults: [String: String]) {
        func value(_ name: String) -> String {
            guard let config = TopicConfig.named(name) else { return "" }
            return configs[name] ?? config.brokerName.flatMap { defaults[$0] } ?? config.defaultValue
        }
        func number(_ name: String) -> Int64 { Int64(value(name)) ?? 0 }
        let policy = TopicConfig.list(value("cleanup.policy"))
        maxMessageBytes = Int(number("max.message.bytes"))
        deletes = policy.contains("delete")
        compacts = policy.contains("compact")
        retentionMs = number("retention.ms")
        retentionBytes = number("retention.bytes")
        deleteRetentionMs = number("delete.retention.ms")
        minCompactionLagMs = number("min.compaction.lag.ms")
        minCleanableRatio = Double(value("min.cleanable.dirty.ratio")) ?? 0.5
        usesLogAppendTime = value("message.timestamp.type") == "LogAppendTime"
        minInSyncReplicas = Int(number("min.insync.replicas"))
        electsUnclean = value("unclean.leader.election.enable").lowercased() == "true"
    }
}
