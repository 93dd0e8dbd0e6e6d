// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaTransport

/// Configuration of a `TestCluster`.
public struct ClusterConfiguration: Sendable {
    /// Number of brokers; at least 1. Default 1.
    public var brokers: Int
    /// Id of the first broker; the others have the next ids. Default 1.
    public var firstBrokerID: Int32 = 1
    /// Port of the first broker on 127.0.0.1; the others have the next ports. 0 lets the system choose. Default 0.
    public var port: UInt16
    /// Seed of every random choice, such as topic ids. Default 1.
    public var seed: UInt64
    /// Whether Metadata for an unknown topic creates it, if the client allows that. Default true, as in Kafka.
    public var autoCreatesTopics: Bool
    /// Partition count of topics that are created without one. Default 1.
    public var defaultPartitions: Int
    /// Replication factor of topics that are created without one, at most the number of brokers. Default 1.
    public var defaultReplicationFactor = 1
    /// Values of topic configs that a topic does not set itself, by the broker's config names, such as
    /// `log.retention.ms`. Default: Kafka's defaults. Names and values that Kafka does not have are ignored here; `set`
    /// rejects them.
    public var topicDefaults: [String: String] = [:]
    /// Maximum size in bytes of the batches of all topics together; default 4 GiB.
    ///
    /// A produce request past the limit fails with POLICY_VIOLATION, which clients do not retry, and a message.
    public var memoryLimitBytes: Int
    /// Maximum number of partitions of all topics together; default 100,000. Creating more fails with POLICY_VIOLATION.
    public var maxPartitions: Int
    /// Maximum request size in bytes; default 100 MB, as `socket.request.max.bytes`. A larger request closes its
    /// connection.
    public var maxRequestBytes: Int
    /// Limits and timeouts of consumer groups.
    public var groups: GroupConfiguration
    /// Storage of topics, records, groups and transactions; default in memory.
    public var storage: ClusterStorage
    /// System calls of the storage.
    var fileSystem: any FileSystem = POSIXFileSystem()
    /// Release of Kafka whose APIs and versions are offered; nil, the default, offers all that are served.
    public var imitating: KafkaRelease?
    /// Authentication of clients; nil, the default, accepts everybody.
    public var sasl: SASLConfiguration?
    /// Protection of the connections, such as TLS (`KafkaTLS`); nil, the default, for plain TCP.
    public var security: TransportSecurity?
    /// Further listeners of each broker; default none. Brokers advertise to a client the ports of the listener that it
    /// came in by. `sasl` and `security` above are those of the first listener, which has no name here.
    public var listeners: [ListenerConfiguration] = []
    /// Clock of everything timed; default the machine's time.
    public var clock: ClusterClock

    /// The documented defaults.
    public init(
        brokers: Int = 1, port: UInt16 = 0, seed: UInt64 = 1, autoCreatesTopics: Bool = true,
        defaultPartitions: Int = 1, memoryLimitBytes: Int = 4 << 30, maxPartitions: Int = 100_000,
        maxRequestBytes: Int = 100_000_000, groups: GroupConfiguration = .init(), storage: ClusterStorage = .memory,
        imitating: KafkaRelease? = nil, sasl: SASLConfiguration? = nil, security: TransportSecurity? = nil,
        clock: ClusterClock = .system
    ) {
        self.brokers = brokers
        self.port = port
        self.seed = seed
        self.autoCreatesTopics = autoCreatesTopics
        self.defaultPartitions = defaultPartitions
        self.memoryLimitBytes = memoryLimitBytes
        self.maxPartitions = maxPartitions
        self.maxRequestBytes = maxRequestBytes
        self.groups = groups
        self.storage = storage
        self.imitating = imitating
        self.sasl = sasl
        self.security = security
        self.clock = clock
    }
}

extension ClusterConfiguration {
    /// The listener of this number: 0 for the first, then the further ones.
    func listener(_ number: Int) -> ListenerConfiguration {
        guard number > 0, number <= listeners.count else {
            return ListenerConfiguration(name: "", sasl: sasl, security: security)
        }
        return listeners[number - 1]
    }

    /// The authentication of all listeners that have one.
    var allSASL: [SASLConfiguration] { (0...listeners.count).compactMap { listener($0).sasl } }
}
