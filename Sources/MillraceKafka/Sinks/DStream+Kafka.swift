// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
internal import KafkaProtocol
public import Millrace

extension DStream {
    /// Writes each batch to a Kafka topic. `KafkaSink` and `TransactionalKafkaSink` say which guarantee they give.
    ///
    /// ```swift
    /// lines.map { $0.value?.string ?? "" }.toKafka("shouts", .exactlyOnce) { line in
    ///     ProducerRecord(topic: "shouts", value: ByteSlice(line.uppercased()))
    /// }
    /// ```
    ///
    /// With `.exactlyOnce` the transactions have the offsets of the direct streams that the stream comes from, in
    /// place of their own commits: for each direct stream that commits to a group, and that no other exactly-once
    /// output comes from.
    ///
    /// - Parameters:
    ///   - topic: The topic; records may name other ones. With `.exactlyOnce` it must exist, and one output of the job
    ///     writes to it, or each has a `transactionalID` of its own.
    ///   - guarantee: Default `.atLeastOnce`.
    ///   - client: The client that writes; default: that of the first direct stream that the stream comes from.
    ///   - producer: Settings of the producer. `transactionalID` defaults to `JOB-TOPIC`, where JOB is the engine's
    ///     `appName`, and `transactionTimeout`, if `producer` is left out, to 5 minutes.
    ///   - record: Returns the record for an element.
    public func toKafka(
        _ topic: String, _ guarantee: OutputGuarantee = .atLeastOnce, client: ClusterClient? = nil,
        producer: ProducerConfiguration? = nil, record: @escaping @Sendable (Element) throws -> ProducerRecord
    ) {
        let inputs = sourceStreams.compactMap { $0 as? any KafkaInput }
        guard let client = client ?? inputs.first?.client else {
            return context.rejectGraph("toKafka(\"\(topic)\") needs a client: its stream comes from no direct stream")
        }
        switch guarantee {
        case .atLeastOnce:
            let sink = KafkaSink(client, topic: topic, producer ?? ProducerConfiguration(), record: record)
            write(to: sink, name: "toKafka")
        case .exactlyOnce:
            let sink = makeTransactionalSink(topic, client, producer, record: record)
            write(to: sink, name: "toKafka")
        }
    }

    /// A sink that commits the offsets of the inputs.
    package func makeTransactionalSink(
        _ topic: String, _ client: ClusterClient, _ producer: ProducerConfiguration?,
        record: @escaping @Sendable (Element) throws -> ProducerRecord
    ) -> TransactionalKafkaSink<Element> {
        let configuration = producer ?? ProducerConfiguration(transactionTimeout: .seconds(300))
        var groups: [Int: String] = [:]
        for case let input as any KafkaInput in sourceStreams {
            if let group = input.committedGroup, input.leaveCommits() { groups[input.id] = group }
        }
        return TransactionalKafkaSink(
            client, topic: topic,
            transactionalID: configuration.transactionalID ?? "\(context.engine.configuration.appName)-\(topic)",
            configuration, inputs: groups, needsCheckpoint: groups.isEmpty || groups.count < sourceStreams.count,
            logger: context.engine.logger, record: record)
    }
}

extension DStream where Element == ProducerRecord {
    /// Writes the records of each batch. Otherwise as `toKafka(_:_:client:producer:record:)`.
    public func toKafka(
        _ topic: String, _ guarantee: OutputGuarantee = .atLeastOnce, client: ClusterClient? = nil,
        producer: ProducerConfiguration? = nil
    ) {
        toKafka(topic, guarantee, client: client, producer: producer) { $0 }
    }
}

extension DStream where Element == String {
    /// Writes each element as the value of a record without a key. Otherwise as
    /// `toKafka(_:_:client:producer:record:)`.
    public func toKafka(
        _ topic: String, _ guarantee: OutputGuarantee = .atLeastOnce, client: ClusterClient? = nil,
        producer: ProducerConfiguration? = nil
    ) {
        toKafka(topic, guarantee, client: client, producer: producer) {
            ProducerRecord(topic: topic, value: ByteSlice($0))
        }
    }
}

extension DStream where Element == (String, String) {
    /// Writes each pair as key and value of a record. Otherwise as `toKafka(_:_:client:producer:record:)`.
    public func toKafka(
        _ topic: String, _ guarantee: OutputGuarantee = .atLeastOnce, client: ClusterClient? = nil,
        producer: ProducerConfiguration? = nil
    ) {
        toKafka(topic, guarantee, client: client, producer: producer) {
            ProducerRecord(topic: topic, key: ByteSlice($0.0), value: ByteSlice($0.1))
        }
    }
}
