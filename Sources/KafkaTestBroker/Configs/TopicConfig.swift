// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A known topic config: its name, Kafka's default, its type, and the broker config that sets it for all topics.
struct TopicConfig: Sendable {
    /// Types, numbered as in DescribeConfigs v3.
    enum ValueType: Int8, Sendable {
        case boolean = 1
        case string = 2
        case int = 3
        case long = 5
        case double = 6
        case list = 7
    }

    var name: String
    var defaultValue: String
    var type: ValueType
    /// The broker config with the same meaning; nil if there is none.
    var brokerName: String?
    /// The minimum of a number.
    var minimum: Double = -.infinity
    /// The allowed values, or allowed items of a list; nil for any.
    var allowed: Set<String>?

    init(
        _ name: String, _ defaultValue: String, _ type: ValueType, broker: String? = nil, minimum: Double = -.infinity,
        allowed: Set<String>? = nil
    ) {
        self.name = name
        self.defaultValue = defaultValue
        self.type = type
        brokerName = broker
        self.minimum = minimum
        self.allowed = allowed
    }

    private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
    private static let byBrokerName = Dictionary(
        uniqueKeysWithValues: all.compactMap { config in config.brokerName.map { ($0, config) } })

    static func named(_ name: String) -> TopicConfig? { byName[name] }
    static func named(broker name: String) -> TopicConfig? { byBrokerName[name] }

    /// The reason why a value is invalid; nil if it is valid.
    func problem(with value: String) -> String? {
        let isValid: Bool
        switch type {
        case .boolean: isValid = ["true", "false"].contains(value.lowercased())
        case .int: isValid = Int32(value).map { Double($0) >= minimum } ?? false
        case .long: isValid = Int64(value).map { Double($0) >= minimum } ?? false
        case .double: isValid = Double(value).map { $0 >= minimum && $0 <= 1 } ?? false
        case .string: isValid = allowed?.contains(value) ?? true
        case .list: isValid = Self.list(value).allSatisfy { allowed?.contains($0) ?? true }
        }
        return isValid ? nil : "Invalid value \(value) for configuration \(name)"
    }

    /// The items of a list config.
    static func list(_ value: String) -> [String] {
        value.split(separator: ",").map(trimmed)
    }

    /// The text without spaces at its ends.
    static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    /// All topic configs of Kafka 4. `TopicSettings` has those that the broker acts on.
    static let all: [TopicConfig] = [
        TopicConfig(
            "cleanup.policy", "delete", .list, broker: "log.cleanup.policy", allowed: ["compact", "delete"]),
        TopicConfig("compression.gzip.level", "-1", .int, broker: "compression.gzip.level", minimum: -1),
        TopicConfig("compression.lz4.level", "9", .int, broker: "compression.lz4.level", minimum: 1),
        TopicConfig(
            "compression.type", "producer", .string, broker: "compression.type",
            allowed: ["uncompressed", "zstd", "lz4", "snappy", "gzip", "producer"]),
        TopicConfig("compression.zstd.level", "3", .int, broker: "compression.zstd.level"),
        TopicConfig(
            "delete.retention.ms", "86400000", .long, broker: "log.cleaner.delete.retention.ms", minimum: 0),
        TopicConfig("file.delete.delay.ms", "60000", .long, broker: "log.segment.delete.delay.ms", minimum: 0),
        TopicConfig(
            "flush.messages", "9223372036854775807", .long, broker: "log.flush.interval.messages", minimum: 1),
        TopicConfig("flush.ms", "9223372036854775807", .long, broker: "log.flush.interval.ms", minimum: 0),
        TopicConfig("follower.replication.throttled.replicas", "", .list),
        TopicConfig("index.interval.bytes", "4096", .int, broker: "log.index.interval.bytes", minimum: 0),
        TopicConfig("leader.replication.throttled.replicas", "", .list),
        TopicConfig("local.retention.bytes", "-2", .long, minimum: -2),
        TopicConfig("local.retention.ms", "-2", .long, minimum: -2),
        TopicConfig(
            "max.compaction.lag.ms", "9223372036854775807", .long, broker: "log.cleaner.max.compaction.lag.ms",
            minimum: 1),
        TopicConfig("max.message.bytes", "1048588", .int, broker: "message.max.bytes", minimum: 0),
        TopicConfig(
            "message.timestamp.after.max.ms", "3600000", .long, broker: "log.message.timestamp.after.max.ms", minimum: 0
        ),
        TopicConfig(
            "message.timestamp.before.max.ms", "9223372036854775807", .long,
            broker: "log.message.timestamp.before.max.ms", minimum: 0),
        TopicConfig(
            "message.timestamp.type", "CreateTime", .string, broker: "log.message.timestamp.type",
            allowed: ["CreateTime", "LogAppendTime"]),
        TopicConfig(
            "min.cleanable.dirty.ratio", "0.5", .double, broker: "log.cleaner.min.cleanable.ratio", minimum: 0),
        TopicConfig("min.compaction.lag.ms", "0", .long, broker: "log.cleaner.min.compaction.lag.ms", minimum: 0),
        TopicConfig("min.insync.replicas", "1", .int, broker: "min.insync.replicas", minimum: 1),
        TopicConfig("preallocate", "false", .boolean, broker: "log.preallocate"),
        TopicConfig("remote.storage.enable", "false", .boolean),
        TopicConfig("retention.bytes", "-1", .long, broker: "log.retention.bytes", minimum: -1),
        TopicConfig("retention.ms", "604800000", .long, broker: "log.retention.ms", minimum: -1),
        TopicConfig("segment.bytes", "1073741824", .int, broker: "log.segment.bytes", minimum: 14),
        TopicConfig("segment.index.bytes", "10485760", .int, broker: "log.index.size.max.bytes", minimum: 4),
        TopicConfig("segment.jitter.ms", "0", .long, broker: "log.roll.jitter.ms", minimum: 0),
        TopicConfig("segment.ms", "604800000", .long, broker: "log.roll.ms", minimum: 1),
        TopicConfig(
            "unclean.leader.election.enable", "false", .boolean, broker: "unclean.leader.election.enable"),
    ]
}
