// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
public import Logging
import Synchronization

/// Reads records of topics as a member of a group, or of partitions that are assigned by hand.
///
/// ```swift
/// let consumer = try KafkaConsumer(configuration)
/// try consumer.subscribe(to: "orders")
/// try await consumer.run { batch in
///     try batch.forEach { record in … }
///     try await batch.commit()
/// }
/// ```
///
/// Or one after another: `for try await batch in consumer.batches`, `for try await record in consumer.records`.
///
/// - Delivery: at least once. A partition's batches come in order, the next one after the one before is finished;
///   batches of different partitions are independent. With `commitsOffsets` (`enable.auto.commit`) finished batches are
///   committed every `autoCommitInterval`, when partitions go to other members, and at the end; never one that is not
///   finished. A position that stays is committed again every few minutes, because brokers forget old offsets
///   (`offsets.retention.minutes`).
/// - Rebalances: a partition goes to another member after its batch has ended and was committed. Heartbeats are sent by
///   the client's thread, whatever the program's own threads do; a batch that takes longer than `maxPollInterval` costs
///   the membership, which the log, `RebalanceListener.lost` and `ConsumerBatch.commit()` tell.
/// - The end: `stop()`, `break` out of an iteration, an error or the task's cancellation. The consumer then leaves its
///   group and closes the client that it made. A consumer is used once.
///
/// Any number of tasks may use it. No work starts before the first batch is asked for. Source: Kafka's `KafkaConsumer`.
public final class KafkaConsumer: Sendable {
    /// The configuration that the consumer was made with.
    public let configuration: ConsumerConfiguration
    let core: ConsumerCore

    /// A consumer with a client of its own, which it closes at its end.
    ///
    /// - Parameters:
    ///   - configuration: the settings, validated here.
    ///   - logger: receives the client's and the consumer's events.
    /// - Throws: `KafkaError.invalidConfiguration`; `.connectionFailed` if the system has no descriptor or thread left.
    public convenience init(
        _ configuration: ConsumerConfiguration, logger: Logger = Logger(label: "millrace.kafka.consumer")
    ) throws {
        try configuration.validate()
        let client = try ClusterClient(configuration.client, logger: logger)
        self.init(configuration, client, ownsClient: true, .timers(of: client.cluster.loop(ofBroker: 0)))
    }

    /// A consumer that uses the connections of `client`, which must stay open.
    ///
    /// - Parameters:
    ///   - client: the client, whose configuration counts instead of `configuration.client`.
    ///   - configuration: the settings, validated here.
    /// - Throws: `KafkaError.invalidConfiguration`.
    public convenience init(client: ClusterClient, configuration: ConsumerConfiguration) throws {
        try self.init(
            client: client, configuration: configuration, clock: .timers(of: client.cluster.loop(ofBroker: 0)))
    }

    /// A consumer whose time `clock` gives.
    package convenience init(
        client: ClusterClient, configuration: ConsumerConfiguration, clock: ProducerClock
    ) throws {
        try configuration.validate()
        self.init(configuration, client, ownsClient: false, clock)
    }

    private init(
        _ configuration: ConsumerConfiguration, _ client: ClusterClient, ownsClient: Bool, _ clock: ProducerClock
    ) {
        self.configuration = configuration
        core = ConsumerCore(client: client, ownsClient: ownsClient, configuration: configuration, clock: clock)
    }

    deinit { core.beginClosing() }

    // MARK: Choosing what to read

    /// Reads these topics as a member of the group, instead of what was chosen before; also while iterating.
    ///
    /// Topics that do not exist yet are read when they do.
    /// - Throws: `KafkaError.invalidRequest` without a group, and if the consumer already reads partitions of `assign`;
    ///   `.closed`.
    public func subscribe(to topics: [String]) throws {
        try requireGroup()
        try core.select(.topics(Set(topics)))
    }

    /// Reads these topics: `subscribe(to: "orders", "payments")`. Otherwise as `subscribe(to:)` with a list.
    ///
    /// - Throws: as `subscribe(to:)` with a list.
    public func subscribe(to topics: String...) throws { try subscribe(to: topics) }

    /// Reads all topics whose whole name matches a regular expression, those that are created later too.
    ///
    /// With `GroupProtocol.classic` the client matches, every `metadataMaxAge`; with `.consumer` the broker (RE2
    /// syntax).
    /// - Throws: `KafkaError.invalidConfiguration` for a malformed pattern; else as `subscribe(to:)` with a list.
    public func subscribe(matching pattern: String) throws {
        try requireGroup()
        try TopicPatternWatch.validate(pattern)
        try core.select(.pattern(pattern))
    }

    /// Reads exactly these partitions, without being a member of a group; also while iterating. With a `groupID`,
    /// reading starts at its committed offsets.
    ///
    /// - Throws: `KafkaError.invalidRequest` if the consumer already reads as a member of its group; `.closed`.
    public func assign(_ partitions: [TopicPartition]) throws { try core.select(.partitions(Set(partitions))) }

    private func requireGroup() throws {
        guard configuration.groupID != nil else {
            throw KafkaError(
                .invalidRequest, "subscribe needs a group: set groupID (group.id), or use assign for single partitions")
        }
    }

    /// The partitions that are assigned now.
    public var assignment: Set<TopicPartition> { core.state.withLock { $0.deliveries.partitions } }

    /// The membership that transactions carry; generation −1 while the consumer is not a member. nil without a group.
    public var groupMetadata: ConsumerGroupMetadata? { core.groupMetadata }

    // MARK: Reading

    /// The batches, one after another. See `ConsumerBatchSequence` for what ends the consumer.
    public var batches: ConsumerBatchSequence { ConsumerBatchSequence(consumer: self) }

    /// The records, one after another. See `ConsumerRecordSequence`.
    public var records: ConsumerRecordSequence { ConsumerRecordSequence(consumer: self) }

    /// Processes batches until `stop()`: one partition's in order, partitions in parallel. A batch is finished when
    /// `body` returns.
    ///
    /// Returns after the last batch has ended, its offsets are committed and the group is left. An error of `body`
    /// cancels the other calls and ends the consumer in the same way; the batch does not count as finished. So does
    /// cancellation of the task.
    /// - Parameter body: gets batches of different partitions at the same time.
    /// - Throws: the error of `body`; `KafkaError` that ends the consumer; `CancellationError`.
    public func run(_ body: @escaping @Sendable (ConsumerBatch) async throws -> Void) async throws {
        let core = core
        do {
            try await withThrowingDiscardingTaskGroup { group in
                var isFirst = true
                while let batch = try await core.take(isFirst: isFirst) {
                    isFirst = false
                    group.addTask {
                        batch.lease.moveToCallingTask()
                        do {
                            try await body(batch)
                            core.end(batch.lease, isFinished: true)
                        } catch {
                            core.end(batch.lease, isFinished: false)
                            core.fail(error)
                            throw error
                        }
                    }
                }
            }
        } catch {
            await core.closed()
            throw error
        }
        await core.closed()
    }

    // MARK: Positions

    /// The offset of the next record to hand out; nil while it is not known, and of a partition that is not assigned.
    public func position(of partition: TopicPartition) -> Int64? {
        core.state.withLock { $0.deliveries.position(of: partition)?.offset }
    }

    /// Continues at another offset. Batches that were handed out before count neither as finished nor as unfinished.
    ///
    /// - Throws: `KafkaError.invalidRequest` if the partition is not assigned.
    public func seek(_ partition: TopicPartition, to offset: Int64) throws {
        guard core.step({ $0.deliveries.seek(partition, to: CommittedOffset(offset: offset)) }) else {
            throw Self.notAssigned(partition)
        }
    }

    /// Continues at other positions, such as the beginning or the records of a time.
    ///
    /// - Throws: `KafkaError` of the first partition whose offset cannot be found; `.invalidRequest` if one is not
    ///   assigned; `CancellationError`.
    public func seek(_ positions: [TopicPartition: OffsetPosition]) async throws {
        let offsets = try await core.client.listOffsets(positions, isolation: configuration.fetch.isolation)
        for (partition, offset) in offsets.sorted(by: { $0.key < $1.key }) { try seek(partition, to: offset) }
    }

    /// Looks up offsets: of the beginning, the end, or the first record of a time.
    ///
    /// - Returns: a result for every partition.
    /// - Throws: `CancellationError`.
    public func offsets(
        _ positions: [TopicPartition: OffsetPosition]
    ) async throws -> [TopicPartition: Result<ListedOffset, KafkaError>] {
        try await core.client.offsets(positions, isolation: configuration.fetch.isolation)
    }

    /// Stops handing out batches of these partitions; they stay assigned.
    ///
    /// - Throws: `KafkaError.invalidRequest` for the first partition that is not assigned.
    public func pause(_ partitions: some Sequence<TopicPartition>) throws { try setPaused(partitions, true) }

    /// Hands out batches of these partitions again.
    ///
    /// - Throws: as `pause(_:)`.
    public func resume(_ partitions: some Sequence<TopicPartition>) throws { try setPaused(partitions, false) }

    /// The partitions that are paused. A partition that is assigned again is not.
    public var paused: Set<TopicPartition> { core.state.withLock { $0.deliveries.paused } }

    private func setPaused(_ partitions: some Sequence<TopicPartition>, _ isPaused: Bool) throws {
        for partition in partitions {
            guard core.step({ $0.deliveries.setPaused(partition, isPaused) }) else {
                throw Self.notAssigned(partition)
            }
        }
    }

    private static func notAssigned(_ partition: TopicPartition) -> KafkaError {
        KafkaError(
            .invalidRequest, "the partition is not assigned to this consumer now", topicPartition: partition)
    }

    // MARK: Committing

    /// Commits everything that is finished: batches whose processing has ended. The one that an iteration has in its
    /// hands is not among them: `ConsumerBatch.commit()` commits that. A position that was committed less than five
    /// minutes ago is not committed again.
    ///
    /// - Throws: `KafkaError` of the first partition that fails, as `ConsumerBatch.commit()`; `CancellationError`.
    public func commit() async throws {
        try await commit(core.uncommitted(of: nil))
    }

    /// Commits these offsets, whatever was processed. Automatic commits do not go back to offsets before them.
    ///
    /// - Parameter offsets: for each partition the offset of the next record to read, with leader epoch and metadata.
    /// - Throws: as `commit()`.
    public func commit(_ offsets: [TopicPartition: CommittedOffset]) async throws {
        try await commit(offsets.mapValues { AssignedOffset(offset: $0) })
    }

    /// Commits offsets that belong to assignments: one whose partition was lost meanwhile is refused, and not committed
    /// as a member of the next generation.
    package func commit(_ offsets: [TopicPartition: AssignedOffset]) async throws {
        if configuration.groupID != nil, offsets.isEmpty { return }
        for (_, result) in try await core.commit(offsets).sorted(by: { $0.key < $1.key }) { try result.get() }
    }

    /// The offsets that the group has committed; nil where it has committed none.
    ///
    /// - Throws: `KafkaError.invalidRequest` without a group; a failure of the whole group; `CancellationError`.
    public func committed(
        _ partitions: [TopicPartition]
    ) async throws -> [TopicPartition: Result<CommittedOffset?, KafkaError>] {
        try requireGroup()
        return try await core.client.committed(group: configuration.groupID ?? "", partitions: partitions)
    }

    // MARK: The end

    /// Hands out no more batches: `run` returns and iterations end when the batches being processed have ended. Does
    /// not wait; it may be called from anywhere, `run`'s body included. Idempotent.
    public func stop() { core.stop() }

    /// Stops, commits what is finished, leaves the group, and waits for all that. Idempotent.
    ///
    /// Batches that other tasks are processing are waited for, `maxPollInterval` at most. A batch that the calling task
    /// has, from an iteration that it left or is in, or in `run`'s body, does not count as finished, beyond the records
    /// that `records` has gone past; a commit of it is refused from then on.
    public func close() async {
        core.stop()
        core.abandonBatches(of: TaskIdentity.current)
        await core.closed()
    }
}
