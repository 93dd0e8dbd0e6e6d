// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging

/// The senders' side of the producer. All of it runs on loops, without tasks.
extension KafkaProducer {
    /// Whether a sender has something to send; if not, it is poked when it has.
    func hasWork(for sender: BrokerSender) -> Bool { step { $0.hasWork(sender.broker) } }

    func takeWork(for sender: BrokerSender) -> RecordAccumulator.Work { step { $0.takeWork(for: sender.broker) } }

    /// The ids of the parts' topics, as they were when the batches were taken; nil if one was not known.
    static func topicIDs(of parts: [RecordAccumulator.Part]) -> [KafkaUUID]? {
        var ids: [KafkaUUID] = []
        ids.reserveCapacity(parts.count)
        for part in parts {
            guard part.batch.topicID != .zero else { return nil }
            ids.append(part.batch.topicID)
        }
        return ids
    }

    /// The time that a request may take. It does not end with the time of its batches: the answer to one that is late
    /// tells the number of the next, and other requests share the connection.
    var requestTimeout: Duration { min(client.configuration.requestTimeout, configuration.deliveryTimeout) }

    /// Whether the cluster has transactions of version 2; nil without a transactional id.
    var usesTransactionVersion2: Bool? {
        configuration.transactionalID == nil ? nil : step { $0.transactions?.usesVersion2 }
    }

    // MARK: Connection and identity

    func connected(_ sender: BrokerSender, _ versions: NegotiatedVersions) {
        let highest = versions.range(of: .produce)?.upperBound ?? .max
        step { $0.connected(sender.broker, highestProduceVersion: highest) }
    }

    func connectionFailed(_ sender: BrokerSender, _ error: any Error) {
        let failure = error as? KafkaError ?? KafkaError(.connectionFailed, "\(error)", underlyingError: error)
        client.logger.debug(
            "no connection for records", metadata: ["broker": "\(sender.broker)", "error": "\(failure)"])
        let isFinal = Self.isFinal(failure)
        step { $0.connectionFailed(sender.broker, failure, isFinal: isFinal) }
    }

    /// Whether waiting does not help. An outage of all brokers is not final: the delivery timeout ends it.
    private static func isFinal(_ error: KafkaError) -> Bool {
        switch error.code {
        case .bootstrapFailed: false
        default: RetryAdvice(for: error) == .giveUp
        }
    }

    func identified(_ identity: ProducerIdentity) {
        step { state in
            // Several senders may have asked.
            if state.identity == nil { state.identity = identity }
            state.wakeAll()
        }
    }

    func identityFailed(_ sender: BrokerSender, _ error: any Error) {
        let failure = error as? KafkaError ?? KafkaError(.invalidResponse, "\(error)", underlyingError: error)
        let isFinal = Self.isFinal(failure)
        step { $0.identityFailed(sender.broker, failure, isFinal: isFinal) }
    }

    func identityUnsupported(_ sender: BrokerSender, at address: SocketAddress) {
        guard configuration.idempotence == true else {
            client.logger.info(
                "the brokers are too old for idempotent producers: retries may write records twice",
                metadata: ["broker": "\(address)"])
            return step { $0.disableIdempotence() }
        }
        let error = KafkaError(
            .unsupportedVersion,
            "broker \(address) does not offer InitProducerId, which idempotence (enable.idempotence) needs: it is older "
                + "than Kafka 0.11")
        step { $0.identityFailed(sender.broker, error, isFinal: true) }
    }

    // MARK: Answers

    /// Notes the end of a request without an answer for each partition.
    func settle(
        _ parts: [RecordAccumulator.Part], of sender: BrokerSender,
        _ verdict: (ProducerBatch) -> ProduceVerdict
    ) {
        step { $0.settle(parts, from: sender.broker) { _, batch, _ in verdict(batch) } }
    }

    /// Notes the answer to a request, and takes the sender's next work if it can send, all under one lock.
    func settle(
        _ parts: [RecordAccumulator.Part], of sender: BrokerSender, _ response: ProduceResponse, version: Int16,
        canSend: Bool
    ) -> RecordAccumulator.Work {
        let answers = Self.answers(to: parts, in: response, topicIDs: version >= 13 ? Self.topicIDs(of: parts) : nil)
        for (part, answer) in zip(parts, answers) {
            guard let answer, let hint = LeaderHint(answer.currentLeader, endpoints: response.nodeEndpoints) else {
                continue
            }
            client.cluster.note(hint, for: part.batch.queue.partition)
        }
        client.cluster.configuration.metrics?.bufferUsed(bufferedBytes)
        // Below version 6 the broker itself holds back what exceeds a quota (KIP-219).
        let throttle = version >= 6 ? Duration.milliseconds(max(0, Int(response.throttleTimeMs))) : .zero
        return step { state in
            state.settle(parts, from: sender.broker, throttle: throttle) { index, batch, isFirst in
                let partition = batch.queue.partition
                guard let answer = answers[index] else {
                    return .fail(
                        KafkaError(
                            .invalidResponse, "the Produce response leaves the partition out",
                            topicPartition: partition), records: [:])
                }
                return ProduceVerdict(
                    answer, partition, isNumbered: batch.sequence >= 0,
                    isTransactional: configuration.transactionalID != nil, isFirst: isFirst,
                    recordCount: batch.recordCount,
                    lastOffset: batch.mayBeWritten ? nil : batch.queue.lastOffset)
            }
            return canSend ? state.takeWork(for: sender.broker) : .none
        }
    }

    /// The part of the response for each part of the request; nil if the broker left it out. Brokers answer in the
    /// order of the request, but need not.
    private static func answers(
        to parts: [RecordAccumulator.Part], in response: ProduceResponse, topicIDs: [KafkaUUID]?
    ) -> [ProduceResponse.PartitionProduceResponse?] {
        // Topics that share a partition number are told apart by name or id. A broker that gives neither for a single
        // topic is understood.
        let isAlone = response.responses.count == 1
        func matches(_ topic: ProduceResponse.TopicProduceResponse, _ index: Int) -> Bool {
            if let topicIDs { return topic.topicID == topicIDs[index] || (isAlone && topic.topicID == .zero) }
            return topic.name == parts[index].batch.queue.partition.topic
        }
        return parts.indices.map { index in
            let number = parts[index].batch.queue.partition.partition
            for topic in response.responses where matches(topic, index) {
                if index < topic.partitionResponses.count, topic.partitionResponses[index].index == number {
                    return topic.partitionResponses[index]
                }
                if let found = topic.partitionResponses.first(where: { $0.index == number }) { return found }
            }
            return nil
        }
    }
}
