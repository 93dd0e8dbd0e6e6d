// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol
public import Millrace

/// A stream of records that a member of a consumer group receives. Source: Spark's `KafkaUtils.createStream`.
///
/// The partitions are divided among the group's members: make several streams and `union` them to receive over several
/// connections, or run the job several times. A batch's RDD has a partition per block, not per Kafka partition; records
/// of a Kafka partition keep their order within a block and from block to block. `kafkaDirectStream` needs no receiver
/// and no log, and knows its offsets; use this one where partitions must be shared with other members of a group.
///
/// **Guarantee.** See `DeliveryGuarantee`. When a partition goes to another member, its records are stored, and those
/// that are safe are committed, before it does. Nothing is committed of a partition that was lost.
///
/// `@unchecked Sendable`: the stored property is an immutable `Sendable` value, as `DStream` asks.
public final class KafkaReceiverInputDStream<Element: Sendable>: ReceiverInputDStream<Element>, @unchecked Sendable {
    private let receiver: KafkaReceiver<Element>
    private let topics: KafkaTopics

    init(
        _ context: StreamingContext, client: ClusterClient?, topics: KafkaTopics,
        configuration: KafkaReceiverConfiguration, level: StorageLevel?,
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) throws {
        try configuration.validate()
        try topics.validate()
        if case .partitions = topics { throw KafkaReceiver<Element>.needsTopics }
        self.topics = topics
        receiver = KafkaReceiver(
            topics, configuration, client: client, commitsWithBlock: context.configuration.receivers.writeAheadLog,
            messageHandler: messageHandler)
        super.init(context: context, receiver: receiver, level: level, kind: "kafka-receiver")
    }

    /// `Kafka receiver` and the topics, for people.
    override public var name: String { "Kafka receiver [\(topics.label)]" }

    /// Lets the offsets of the batch's records be committed, if they wait for its output.
    override public func batchCompleted(_ batch: BatchInfo, plan: ReceiverPlan) async throws {
        receiver.completed(plan.blocks)
    }
}

extension StreamingContext {
    /// A stream of the records that this process receives as a member of a group. See `KafkaReceiverInputDStream`.
    ///
    /// - Parameters:
    ///   - topics: The topics, by names or by a pattern.
    ///   - configuration: Consumer and guarantee.
    ///   - client: The client to use, whose configuration counts instead of the consumer's, and which must stay open;
    ///     nil (the default) for one of the receiver's own.
    ///   - level: Where blocks are kept; see `receiverStream`.
    ///   - messageHandler: Makes an element of a record, which is valid during the call only where it points into
    ///     received memory. To keep blocks in a log or on disk, elements must be storable.
    /// - Throws: `KafkaStreamError.invalidConfiguration`; `KafkaError.invalidConfiguration`.
    public func kafkaReceiverStream<Element: Sendable>(
        _ topics: KafkaTopics, configuration: KafkaReceiverConfiguration, client: ClusterClient? = nil,
        level: StorageLevel? = nil,
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) throws -> KafkaReceiverInputDStream<Element> {
        try KafkaReceiverInputDStream(
            self, client: client, topics: topics, configuration: configuration, level: level,
            messageHandler: messageHandler)
    }

    /// A stream of the records of `topics`; otherwise as above.
    ///
    /// Records have no codec: blocks stay in memory, and there can be no log. Use a `messageHandler` for that.
    /// - Throws: As above.
    public func kafkaReceiverStream(
        topics: [String], configuration: KafkaReceiverConfiguration, client: ClusterClient? = nil
    ) throws -> KafkaReceiverInputDStream<KafkaRecord> {
        try kafkaReceiverStream(.topics(topics), configuration: configuration, client: client) { KafkaRecord($0, $1) }
    }
}
