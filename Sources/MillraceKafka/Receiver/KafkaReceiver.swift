// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
internal import KafkaProtocol
private import Logging
internal import Millrace
private import Synchronization

/// A member of a consumer group whose records become blocks. Source: Spark's `ReliableKafkaReceiver`, but it commits
/// the offset after the last record, and drains before a partition goes to another member.
///
/// Each fetched batch is added to the current block as a whole, with the offset after it. Once the block is stored, or
/// once its batch of the stream is done (see `DeliveryGuarantee`), that offset is *safe* and is committed by a task of
/// its own, one commit at a time, always the newest offsets. A start of the receiver has a consumer of its own, which
/// reads from the group's commits; so a block that could not be stored is read again.
final class KafkaReceiver<Element: Sendable>: Receiver {
    private struct State {
        var offsets = ReceivedOffsets()
        /// Offsets of stored blocks whose batch is not done, by block; only if commits wait for the output.
        var unfinished: [BlockID: [Part]] = [:]
        var committer: ReceiverCommitter?
    }

    private struct Part: Sendable {
        let partition: TopicPartition
        let assignment: ReceivedOffsets.Assignment
        let end: CommittedOffset
    }

    private let topics: KafkaTopics
    private let configuration: KafkaReceiverConfiguration
    private let client: ClusterClient?
    private let messageHandler: @Sendable (TopicPartition, Record) throws -> Element
    /// Whether offsets are safe with their block, not only after the batch's output.
    private let commitsWithBlock: Bool
    private let state = Mutex(State())

    init(
        _ topics: KafkaTopics, _ configuration: KafkaReceiverConfiguration, client: ClusterClient?,
        commitsWithBlock: Bool, messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) {
        self.topics = topics
        self.configuration = configuration
        self.client = client
        self.commitsWithBlock = commitsWithBlock
        self.messageHandler = messageHandler
    }

    // MARK: Receiving

    func receive(_ context: ReceiverContext<Element>) async throws {
        let consumer = try makeConsumer(context)
        let committer = ReceiverCommitter(consumer, logger: context.logger) { [weak self] body in
            self?.state.withLock { body(&$0.offsets) }
        }
        state.withLock { state in
            // Records of an earlier start, those in batches included, are not this consumer's to commit.
            state.offsets = ReceivedOffsets()
            state.unfinished = [:]
            state.committer = committer
        }
        let result: Result<Void, any Error>
        do {
            try await consumer.run { [self] batch in try await take(batch, context) }
            result = .success(())
        } catch {
            result = .failure(error)
        }
        await committer.finish()
        // A consumer that ends by itself has failed somehow: begin again.
        if case .success = result, !Task.isCancelled {
            throw KafkaError(.closed, "the consumer of the receiver was closed")
        }
        try result.get()
    }

    private func makeConsumer(_ context: ReceiverContext<Element>) throws -> KafkaConsumer {
        var settings = configuration.consumer
        settings.commitsOffsets = false
        settings.rebalanceListener = RebalanceListener(
            assigned: { [weak self] partitions in self?.state.withLock { $0.offsets.add(partitions) } },
            revoked: { [weak self] partitions in await self?.release(partitions, context) },
            lost: { [weak self] partitions in self?.state.withLock { $0.offsets.remove(partitions) } })
        let consumer: KafkaConsumer
        if let client {
            consumer = try KafkaConsumer(client: client, configuration: settings)
        } else {
            consumer = try KafkaConsumer(settings, logger: context.logger)
        }
        switch topics {
        case .topics(let topics): try consumer.subscribe(to: topics)
        case .pattern(let pattern): try consumer.subscribe(matching: pattern)
        case .partitions: throw Self.needsTopics
        }
        return consumer
    }

    /// The error of a receiver of single partitions.
    static var needsTopics: KafkaStreamError {
        KafkaStreamError(
            .invalidConfiguration,
            "a receiver stream reads the partitions that its group gives it: name topics, or use kafkaDirectStream")
    }

    private func take(_ batch: ConsumerBatch, _ context: ReceiverContext<Element>) async throws {
        let partition = batch.partition
        var elements: [Element] = []
        try batch.forEach { elements.append(try messageHandler(partition, $0)) }
        guard configuration.guarantee == .atLeastOnce else {
            // Before the records are handed on: they must not come again.
            try await batch.commit()
            return try await context.store(contentsOf: elements)
        }
        let assignment = batch.assignment
        guard state.withLock({ $0.offsets.begin(partition, assignment) }) else { return }
        let end = CommittedOffset(offset: batch.nextOffset, leaderEpoch: batch.leaderEpoch)
        let part = Part(partition: partition, assignment: assignment, end: end)
        try await context.store(contentsOf: elements) { [weak self] block in self?.stored(part, in: block) }
    }

    private func stored(_ part: Part, in block: ReceivedBlock) {
        let committer = state.withLock { state -> ReceiverCommitter? in
            guard commitsWithBlock else {
                state.unfinished[block.id, default: []].append(part)
                return nil
            }
            state.offsets.note(safe: part.end, of: part.partition, part.assignment)
            return state.committer
        }
        committer?.wake()
    }

    /// The output of a batch with these blocks is done.
    func completed(_ blocks: [ReceivedBlock]) {
        let committer = state.withLock { state in
            for block in blocks {
                for part in state.unfinished.removeValue(forKey: block.id) ?? [] {
                    state.offsets.note(safe: part.end, of: part.partition, part.assignment)
                }
            }
            return state.committer
        }
        committer?.wake()
    }

    /// Partitions go to other members: their records are stored, and committed as far as they are safe, before that.
    private func release(_ partitions: Set<TopicPartition>, _ context: ReceiverContext<Element>) async {
        do {
            try await context.flush()
        } catch {
            // The receiver ends because of it; the group's commits are before these records.
            context.report(error)
        }
        await state.withLock { $0.committer }?.commitNow()
        state.withLock { $0.offsets.remove(partitions) }
    }
}
