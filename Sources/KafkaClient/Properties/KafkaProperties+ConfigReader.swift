// Millrace
// SPDX-License-Identifier: Apache-2.0

#if Configuration
public import Configuration

extension KafkaProperties {
    /// Kafka's properties in a configuration, for the `init(properties:)` of the configurations; `init(config:)` does
    /// both. Needs the package trait `Configuration`.
    ///
    /// A name's parts are the parts of its key: `bootstrap.servers` is `KAFKA_BOOTSTRAP_SERVERS` in the environment and
    /// `{"kafka": {"bootstrap": {"servers": …}}}` in JSON, for a reader that is scoped to `kafka`. Values are text,
    /// numbers, `true` and `false`, or lists of text.
    ///
    /// A reader cannot list its keys, so that unknown names, such as misspelled ones, are not found. Passwords and keys
    /// are read as secrets.
    static func read(_ config: ConfigReader, for role: KafkaProperty.Role) -> [String: String] {
        var properties: [String: String] = [:]
        // Names that only other kinds of clients read are left alone: one scope may serve several.
        for (name, entry) in KafkaProperty.known {
            if case .read(let roles) = entry.treatment, !roles.contains(role) { continue }
            properties[name] = value(of: name, config)
        }
        return properties
    }

    private static func value(of name: String, _ config: ConfigReader) -> String? {
        let key = ConfigKey(name.split(separator: ".").map(String.init))
        let isSecret = KafkaProperty.secrets.contains(name)
        if let text = config.string(forKey: key, isSecret: isSecret) { return text }
        if let items = config.stringArray(forKey: key, isSecret: isSecret) { return items.joined(separator: ",") }
        if let number = config.int(forKey: key, isSecret: isSecret) { return "\(number)" }
        if let flag = config.bool(forKey: key, isSecret: isSecret) { return "\(flag)" }
        return nil
    }
}

extension ClientConfiguration {
    /// Reads Kafka's property names in a configuration: see `KafkaProperties`. Needs the package trait `Configuration`.
    ///
    /// A name's parts are the parts of its key: with a reader scoped to `kafka`, `bootstrap.servers` is
    /// `KAFKA_BOOTSTRAP_SERVERS` in the environment. Unknown names are not found, because a reader cannot list its
    /// keys.
    /// - Throws: as `init(properties:)`.
    public init(config: ConfigReader) throws {
        try self.init(properties: KafkaProperties.read(config, for: .client))
    }
}

extension ConsumerConfiguration {
    /// Reads Kafka's property names of the client and the consumer in a configuration. Keys as for
    /// `ClientConfiguration`. Needs the package trait `Configuration`.
    ///
    /// - Throws: as `init(properties:)`.
    public init(config: ConfigReader) throws {
        try self.init(properties: KafkaProperties.read(config, for: .consumer))
    }
}

extension ShareConsumerConfiguration {
    /// Reads Kafka's property names of the client and the share consumer in a configuration. Keys as for
    /// `ClientConfiguration`. Needs the package trait `Configuration`.
    ///
    /// - Throws: as `init(properties:topics:)`.
    public init(config: ConfigReader, topics: [String]) throws {
        try self.init(properties: KafkaProperties.read(config, for: .shareConsumer), topics: topics)
    }
}

extension ProducerConfiguration {
    /// Reads Kafka's property names of the client and the producer in a configuration, and returns both configurations.
    /// Keys as for `ClientConfiguration`. Needs the package trait `Configuration`.
    ///
    /// - Throws: as `read(properties:)`.
    public static func read(
        config: ConfigReader
    ) throws -> (client: ClientConfiguration, producer: ProducerConfiguration) {
        try read(properties: KafkaProperties.read(config, for: .producer))
    }
}
#endif
