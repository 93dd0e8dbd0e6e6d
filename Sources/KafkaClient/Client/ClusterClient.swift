// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol
public import Logging

/// A client of one Kafka cluster: it finds brokers, keeps connections and metadata, and sends each request to the right
/// broker.
///
/// Any number of tasks may use it. Connections are made when they are needed; the client has one thread, which does all
/// socket work. Call `close()` at the end. Source: Kafka protocol guide; routing as in the Java client.
public final class ClusterClient: Sendable {
    /// The configuration that the client was made with.
    public let configuration: ClientConfiguration
    let cluster: Cluster
    let fetching: FetchManager
    let logger: Logger

    /// A client that has not connected yet.
    ///
    /// - Parameters:
    ///   - configuration: the settings, validated here.
    ///   - logger: receives events at `debug` and `info`, without secrets.
    /// - Throws: `KafkaError.invalidConfiguration`; `.connectionFailed` if the system has no descriptor or thread left.
    public init(_ configuration: ClientConfiguration, logger: Logger = Logger(label: "millrace.kafka.client")) throws {
        self.configuration = configuration
        self.logger = logger
        cluster = try Cluster(configuration, logger: logger)
        fetching = FetchManager(cluster, logger: logger)
        for property in configuration.ignoredProperties {
            logger.info(
                "property has no effect", metadata: ["property": "\(property.name)", "reason": "\(property.reason)"])
        }
    }

    /// Closes all connections and ends the client's thread. Calls in progress fail with `KafkaError.closed`.
    /// Idempotent.
    public func close() async {
        fetching.close()
        await cluster.close()
    }

    /// The reason why a partition moves or does not; nil if nobody reads it with this client.
    public func partitionStatus(_ partition: TopicPartition) -> PartitionStatus? { fetching.status(of: partition) }

    /// Sends a request in the highest version that both sides support and that can carry it, and waits for the
    /// response.
    ///
    /// The configured policy retries lost connections, timeouts and moved coordinators until a response comes, so the
    /// broker may see the request twice. The caller must check error codes inside the response.
    /// - Throws: `KafkaError`; `CancellationError`.
    public func send<R: KafkaRequest>(_ request: R, to target: RequestTarget) async throws -> R.Response {
        try await call(
            R.self, to: target, cap: NegotiatedVersions.cap(for: request), build: { _ in request }, read: { $0 })
    }

    /// Reads the state of the brokers and of `topics` (nil: all topics) from the cluster. Topics that do not exist have
    /// an `error`.
    ///
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`.
    public func metadata(topics: [String]?) async throws -> ClusterMetadata {
        var metadata = try await retrying("Metadata", target: .any) {
            try await self.cluster.refresh(topics.map(Set.init))
        }
        if let topics { metadata.topics = metadata.topics.filter { topics.contains($0.key) } }
        return metadata
    }

    /// Reads the metadata of all topics in use again.
    ///
    /// - Throws: `KafkaError` if no broker answers; `CancellationError`.
    public func refreshMetadata() async throws {
        _ = try await retrying("Metadata", target: .any) { try await self.cluster.refresh() }
    }

    /// All partitions of `topics`, sorted.
    ///
    /// - Throws: `KafkaError.unknownTopic` naming the first topic that does not exist.
    public func partitions(of topics: [String]) async throws -> [TopicPartition] {
        var partitions: [TopicPartition] = []
        for name in Set(topics).sorted() {
            let topic = try await retrying("Metadata", target: .any) { try await self.cluster.topic(name) }
            partitions += topic.partitions.map { TopicPartition(topic: name, partition: $0.number) }
        }
        return partitions
    }

    /// The broker that coordinates a group or transactional id.
    ///
    /// - Throws: `KafkaError`; `CancellationError`.
    public func coordinator(of key: CoordinatorKey) async throws -> ClusterMetadata.Broker {
        try await retrying("FindCoordinator", target: .coordinator(key)) { try await self.cluster.coordinator(of: key) }
    }

    // MARK: Sending with retries

    /// Sends the request that `build` makes for the negotiated version, and passes the response to `read`. Retries as
    /// the policy says.
    ///
    /// `read` throws `KafkaError` for an error code in the response; `RetryAdvice` decides whether it is retried.
    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    func call<R: KafkaRequest, Value>(
        _ type: R.Type, to target: RequestTarget, cap: Int16 = .max, build: (Int16) throws -> R,
        read: (R.Response) throws -> Value
    ) async throws -> Value {
        try await retrying("\(R.apiKey)", target: target) {
            let connection = try await cluster.connection(for: target, role: ConnectionRole(for: R.apiKey))
            let version = try connection.version(for: type, cap: cap)
            return try read(try await connection.send(build(version), version: version))
        }
    }

    @_semantics("optimize.sil.specialize.generic.never")
    func retrying<Value>(
        _ operation: String, target: RequestTarget, _ attempt: () async throws -> Value
    ) async throws -> Value {
        try await configuration.callRetry.run(
            operation, stall: StallReporter(operation, logger: logger, metadata: ["target": "\(target)"]),
            prepare: { advice, error in try await cluster.prepareRetry(advice, target: target, after: error) },
            attempt: { _ in try await attempt() })
    }
}
