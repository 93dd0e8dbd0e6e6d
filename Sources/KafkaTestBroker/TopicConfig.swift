// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A topic config that is known: its name, Kafka's default and its type. Only `max.message.bytes` has an effect.
struct TopicConfig: Sendable {
    /// The numbers of DescribeConfigs v3.
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

    init(_ name: String, _ defaultValue: String, _ type: ValueType) {
        self.name = name
        self.defaultValue = defaultValue
        self.type = type
    }

    static func named(_ name: String) -> TopicConfig? { all.first { $0.name == name } }

    static let all: [TopicConfig] = [
        TopicConfig("cleanup.policy", "delete", .list),
        TopicConfig("compression.type", "producer", .string),
        TopicConfig("delete.retention.ms", "86400000", .long),
        TopicConfig("file.delete.delay.ms", "60000", .long),
        TopicConfig("flush.messages", "9223372036854775807", .long),
        TopicConfig("flush.ms", "9223372036854775807", .long),
        TopicConfig("index.interval.bytes", "4096", .int),
        TopicConfig("max.compaction.lag.ms", "9223372036854775807", .long),
        TopicConfig("max.message.bytes", "1048588", .int),
        TopicConfig("message.timestamp.type", "CreateTime", .string),
        TopicConfig("min.cleanable.dirty.ratio", "0.5", .double),
        TopicConfig("min.compaction.lag.ms", "0", .long),
        TopicConfig("min.insync.replicas", "1", .int),
        TopicConfig("preallocate", "false", .boolean),
        TopicConfig("retention.bytes", "-1", .long),
        TopicConfig("retention.ms", "604800000", .long),
        TopicConfig("segment.bytes", "1073741824", .int),
        TopicConfig("segment.ms", "604800000", .long),
        TopicConfig("unclean.leader.election.enable", "false", .boolean),
    ]
}
