// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Logging
import Synchronization

/// A consumer in a share group: members share partitions record by record, and each record is acknowledged for itself.
///
///     let consumer = try ShareConsumer(client: client, configuration: .init(groupID: "jobs", topics: ["jobs"],
///         acknowledgementMode: .explicit))
///     try await consumer.run { record in
///         try await work(record)
///         return .accept
///     }
///
/// A delivered record is this consumer's until it is acknowledged or its lock ends (`share.record.lock.duration.ms` of
/// the group, 30 s); then another member gets it, up to `share.delivery.count.limit` (5) times. So records may be
/// delivered more than once, and order holds within one delivery only. Nothing is fetched ahead of `poll`.
///
/// Heartbeats run on the client's thread: slow processing does not lose the membership, only the locks. One task polls;
/// `acknowledge` may be called from any. Call `close()` at the end. Needs Kafka 4.1. Source: KIP-932, KIP-1206,
/// KIP-1222; Java's `KafkaShareConsumer`.
public final class ShareConsumer: Sendable {
    /// The configuration that the consumer was made with.
    public let configuration: ShareConsumerConfiguration
    private let core: ShareConsumerCore
    /// The client that this consumer made, and closes; nil if it uses another one's.
    private let ownClient: ClusterClient?

    /// A consumer that joins its group with the first `poll`.
    ///
    /// - Parameters:
    ///   - client: the client whose connections are used; it must stay open.
    ///   - configuration: the settings, validated here.
    /// - Throws: `KafkaError.invalidConfiguration`.
    public init(client: ClusterClient, configuration: ShareConsumerConfiguration) throws {
        try configuration.validate()
        self.configuration = configuration
        ownClient = nil
        core = ShareConsumerCore(client, configuration)
    }

    /// A consumer with a client of its own, which `close()` closes.
    ///
    /// - Parameters:
    ///   - configuration: the settings, validated here.
    ///   - logger: receives the client's and the consumer's events.
    /// - Throws: `KafkaError.invalidConfiguration`; `.connectionFailed` if the system has no descriptor or thread left.
    public init(
        _ configuration: ShareConsumerConfiguration, logger: Logger = Logger(label: "millrace.kafka.consumer")
    ) throws {
        try configuration.validate()
        let client = try ClusterClient(configuration.client, logger: logger)
        self.configuration = configuration
        ownClient = client
        core = ShareConsumerCore(client, configuration)
    }

    deinit { core.abandon() }

    /// The id of this consumer in its group.
    public var memberID: String { core.memberID }

    /// Waits for records, for `timeout` at most; returns all that came, or none.
    ///
    /// In implicit mode it accepts the records of the last call first. In explicit mode these must have been
    /// acknowledged. The acknowledgements leave with the requests for new records; failures are told to
    /// `ShareConsumerConfiguration.acknowledgementFailed`.
    ///
    /// - Parameter timeout: Default 5 s. Brokers are asked with `maxWait` meanwhile.
    /// - Throws: `KafkaError.invalidRequest` if records of the last call are not acknowledged (explicit mode), or if
    ///   another task polls; `.brokerError`, `.unsupportedVersion` and others if the membership or a partition cannot
    ///   go on; `.corruptBatch`, after which the batch's records are rejected; `.closed`; `CancellationError`.
    public func poll(timeout: Duration = .seconds(5)) async throws -> [ShareRecord] {
        try await core.poll(timeout: timeout)
    }

    /// Sets the outcome of a delivered record. It is sent with the next `poll` or `commit`, and may change until then.
    ///
    /// `.renew` gives more time: the record stays this consumer's and needs another outcome; `poll` does not wait for
    /// that. Never blocks.
    ///
    /// - Throws: `KafkaError.invalidRequest` in implicit mode, or if the record is not this consumer's any more: its
    ///   outcome was sent, or its session ended.
    public func acknowledge(_ record: ShareRecord, as type: ShareAcknowledgeType = .accept) throws {
        guard configuration.acknowledgementMode == .explicit else {
            throw KafkaError(
                .invalidRequest,
                "records are acknowledged by poll and commit: set acknowledgementMode to .explicit for acknowledge")
        }
        guard core.deliveries.withLock({ $0.acknowledge(record.offset, record.place, type) }) else {
            throw KafkaError(
                .invalidRequest,
                "the record is not this consumer's any more: its outcome was sent, or its lock was lost",
                topicPartition: record.topicPartition, offset: record.offset)
        }
    }

    /// Sends the acknowledgements and waits for the brokers' answers. In implicit mode accepts all delivered records.
    ///
    /// - Returns: The partitions whose acknowledgements failed, with the reason; their records are delivered again. The
    ///   handler `acknowledgementFailed` is not called for them.
    /// - Throws: `KafkaError.closed`; `CancellationError`.
    @discardableResult
    public func commit() async throws -> [TopicPartition: KafkaError] { try await core.commit() }

    /// Calls `handle` with each record in turn and acknowledges it as that says, until `stop()`, until the task is
    /// cancelled, or something fails; then leaves the group. Call it once.
    ///
    /// - Throws: The error of `handle`, after releasing its record; the errors of `poll`; `KafkaError.invalidRequest`
    ///   in implicit mode. Cancellation ends it without an error.
    public func run(_ handle: (ShareRecord) async throws -> ShareAcknowledgeType) async throws {
        do {
            while !Task.isCancelled, !core.isStopping {
                for record in try await poll() where !core.isStopping {
                    try await acknowledge(record, after: handle)
                }
            }
            await close()
        } catch {
            await close()
            if error is CancellationError { return }
            throw error
        }
    }

    /// Ends `run` after the record that it is processing; `poll` waits no longer, and returns no records. Does not
    /// wait; it may be called from anywhere, `run`'s closure included. Idempotent.
    public func stop() { core.stop() }

    /// Whether `stop` was called.
    var isStopping: Bool { core.isStopping }

    private func acknowledge(
        _ record: ShareRecord, after handle: (ShareRecord) async throws -> ShareAcknowledgeType
    ) async throws {
        do {
            try acknowledge(record, as: try await handle(record))
        } catch {
            // If its lock is lost there is nothing to release.
            try? acknowledge(record, as: .release)
            throw error
        }
    }

    /// Sends the acknowledgements, gives all other records back and leaves the group. Takes `closeTimeout` at most;
    /// what could not be told is found out by the brokers when locks and session end. Idempotent; a cancelled task does
    /// not cut it short.
    public func close() async {
        // Unstructured, so that cancellation does not reach it; it ends within its time limit.
        await Task { [core, ownClient] in
            await core.close()
            await ownClient?.close()
        }.value
    }
}
