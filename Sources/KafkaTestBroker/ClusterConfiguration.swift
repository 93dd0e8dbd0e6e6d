// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaTransport

/// What a `TestCluster` is made of.
public struct ClusterConfiguration: Sendable {
    /// How many brokers; at least 1. Default 1.
    public var brokers: Int
    /// The id of the first broker, which the others' follow on; default 1.
    public var firstBrokerID: Int32 = 1
    /// The port of the first broker on 127.0.0.1, the others on the ports behind it; 0 lets the system choose. Default
    /// 0.
    public var port: UInt16
    /// Fixes every random choice, such as topic ids.
    public var seed: UInt64
    /// Whether Metadata for an unknown topic creates it, where the client allows that. Default true, as in Kafka.
    public var autoCreatesTopics: Bool
    /// Partitions of topics that are created without saying how many. Default 1.
    public var defaultPartitions: Int
    /// Replicas of topics that are created without saying how many, as many as there are brokers for; default 1.
    public var defaultReplicationFactor = 1
    /// What topics have that do not set it themselves, by the names of the broker's configs, such as
    /// `log.retention.ms`; default Kafka's defaults. Names and values that Kafka does not have are ignored; `set`
    /// refuses them.
    public var topicDefaults: [String: String] = [:]
    /// The most bytes of batches that all topics together may hold; default 4 GiB.
    ///
    /// Producing beyond it is answered with POLICY_VIOLATION, which clients do not retry, and a message that says so.
    public var memoryLimitBytes: Int
    /// The most partitions that all topics together may have; default 100,000. Topics beyond it are refused with
    /// POLICY_VIOLATION.
    public var maxPartitions: Int
    /// The largest request that is read, in bytes; default 100 MB, as `socket.request.max.bytes`. A larger one closes
    /// its connection.
    public var maxRequestBytes: Int
    /// Sizes and times of consumer groups.
    public var groups: GroupConfiguration
    /// Where topics, records, groups and transactions are kept; default in memory.
    public var storage: ClusterStorage
    /// What storage asks of the operating system.
    var fileSystem: any FileSystem = POSIXFileSystem()
    /// The release of Kafka whose APIs and versions are offered; nil, the default, for all that are served.
    public var imitating: KafkaRelease?
    /// Who may connect; nil, the default, lets everybody in.
    public var sasl: SASLConfiguration?
    /// What protects the connections, such as TLS (`KafkaTLS`); nil, the default, for plain TCP.
    public var security: TransportSecurity?
    /// What drives everything timed; default the machine's time.
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
