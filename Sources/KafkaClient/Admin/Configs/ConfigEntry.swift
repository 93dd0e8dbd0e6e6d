// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// A config of a topic, broker or group, with its value. Source: DescribeConfigs.
public struct ConfigEntry: Hashable, Sendable {
    /// The place where a value was set.
    public enum Source: Int8, Hashable, Sendable {
        /// Unknown to this client, or not told by the broker.
        case unknown = 0
        /// Set for the topic.
        case topic = 1
        /// Set for the one broker while it runs.
        case broker = 2
        /// Set for all brokers while they run.
        case allBrokers = 3
        /// In the broker's file of properties.
        case file = 4
        /// Kafka's default.
        case byDefault = 5
        /// Set for the logger.
        case logger = 6
        /// Set for the subscription of client metrics.
        case clientMetrics = 7
        /// Set for the group.
        case group = 8
    }

    /// The type of a value.
    public enum Kind: Int8, Hashable, Sendable {
        /// Unknown to this client, or not told by the broker (before Kafka 2.6).
        case unknown = 0
        /// `true` or `false`.
        case boolean = 1
        /// A text.
        case string = 2
        /// A whole number of 32 bits.
        case int = 3
        /// A whole number of 16 bits.
        case short = 4
        /// A whole number of 64 bits.
        case long = 5
        /// A decimal number.
        case double = 6
        /// Items separated by commas.
        case list = 7
        /// The name of a Java class.
        case javaClass = 8
        /// A password, whose value is never told.
        case password = 9
    }

    /// A value that holds if this one is removed.
    public struct Synonym: Hashable, Sendable {
        /// The config's name at that place, such as `log.retention.ms` for a topic's `retention.ms`.
        public var name: String
        /// The value; nil if the broker does not tell it.
        public var value: String?
        /// The place where it was set.
        public var source: Source
    }

    /// The config's name, such as `retention.ms`.
    public var name: String
    /// The value; nil if it is sensitive, or not set.
    public var value: String?
    /// The place where the value was set.
    public var source: Source
    /// Whether it cannot be altered while brokers run.
    public var isReadOnly: Bool
    /// Whether the value is a secret, which the broker does not tell.
    public var isSensitive: Bool
    /// The type of the value.
    public var kind: Kind
    /// This value and those that would hold without it, in the order of their precedence; empty unless asked for.
    public var synonyms: [Synonym]
    /// The config's meaning; nil unless asked for.
    public var documentation: String?

    /// Whether nobody has set the value.
    public var isDefault: Bool { source == .byDefault }

    init(_ wire: DescribeConfigsResponse.DescribeConfigsResourceResult, version: Int16) {
        name = wire.name
        value = wire.value
        // Version 0 says only whether the value is a default.
        source =
            version == 0 ? (wire.isDefault ? .byDefault : .unknown) : Source(rawValue: wire.configSource) ?? .unknown
        isReadOnly = wire.readOnly
        isSensitive = wire.isSensitive
        kind = Kind(rawValue: wire.configType) ?? .unknown
        synonyms = wire.synonyms.map {
            Synonym(name: $0.name, value: $0.value, source: Source(rawValue: $0.source) ?? .unknown)
        }
        documentation = wire.documentation
    }
}
