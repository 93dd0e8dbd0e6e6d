// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The topic configs that the broker acts on, as values.
struct TopicSettings: Equatable, Sendable {
    /// Maximum size of a produced batch in bytes. Source: `max.message.bytes`.
    var maxMessageBytes = 1_048_588
    /// Whether old records are deleted by age and size. Source: `cleanup.policy` with `delete`.
    var deletes = true
    /// Whether only the last record of a key is kept. Source: `cleanup.policy` with `compact`.
    var compacts = false
    /// Retention time of records in milliseconds; −1 for no limit. Source: `retention.ms`.
    var retentionMs: Int64 = 604_800_000
    /// Retained size of a partition in bytes; −1 for no limit. Source: `retention.bytes`.
    var retentionBytes: Int64 = -1
    /// Retention time of tombstones in a compacted log, in milliseconds. Source: `delete.retention.ms`.
    var deleteRetentionMs: Int64 = 86_400_000
    /// Minimum age of records to compact, in milliseconds. Source: `min.compaction.lag.ms`.
    var minCompactionLagMs: Int64 = 0
    /// Minimum fraction of new bytes in a log for timed compaction. Source: `min.cleanable.dirty.ratio`.
    var minCleanableRatio = 0.5
    /// Whether batches get the time of their arrival as timestamp. Source: `message.timestamp.type`.
    var usesLogAppendTime = false
    /// Minimum number of in-sync replicas for acks −1. Source: `min.insync.replicas`.
    var minInSyncReplicas = 1
    /// Whether a replica that is not in sync may become leader if no other can. Source:
    /// `unclean.leader.election.enable`.
    var electsUnclean = false

    /// The defaults.
    init() {}

    /// Reads checked configs; missing ones come from `defaults`, which has the broker's names.
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
