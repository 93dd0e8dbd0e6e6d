// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// Acknowledging without fetching, and closing.
extension ShareConsumerCore {
    func commit() async throws -> [TopicPartition: KafkaError] {
        try checkOpen()
        let pending = deliveries.withLock { deliveries in
            if configuration.acknowledgementMode == .implicit { deliveries.acceptAll() }
            return deliveries.pendingBrokers
        }
        var failures: [TopicPartition: KafkaError] = [:]
        for id in pending.sorted() {
            await lock(id)
            let outgoing = deliveries.withLock { $0.take(id) }
            if !outgoing.isEmpty {
                failures.merge(await acknowledge(id, outgoing, isFinal: false)) { _, new in new }
            }
            unlock(id)
            wake(.poll)
            try Task.checkCancellation()
        }
        return failures
    }

    /// Sends acknowledgements to a broker that is locked, or ends its session; returns the partitions that failed.
    func acknowledge(_ id: Int32, _ outgoing: Outgoing, isFinal: Bool) async -> [TopicPartition: KafkaError] {
        guard let session = brokers[id]?.session, session.isOpen else {
            return all(outgoing, KafkaError.broker(.shareSessionNotFound, "Acknowledgement"))
        }
        do {
            let connection = try await cluster.connection(toBroker: id, role: .share)
            let version = try shareVersion(of: ShareAcknowledgeRequest.self, connection)
            guard version >= 2 || !outgoing.renews else {
                throw KafkaError(
                    .unsupportedVersion, "broker \(connection.address) cannot renew locks: that needs Kafka 4.2")
            }
            var request = ShareAcknowledgeRequest(
                groupID: configuration.groupID, memberID: memberID,
                shareSessionEpoch: isFinal ? ShareSession.finalEpoch : session.epoch)
            if version >= 2 { request.isRenewAck = outgoing.renews }
            request.topics = topics(outgoing)
            let response = try await connection.send(request, version: version)
            return take(response, id, outgoing, isFinal: isFinal)
        } catch {
            return refused(id, error, outgoing)
        }
    }

    private func topics(_ outgoing: Outgoing) -> [ShareAcknowledgeRequest.AcknowledgeTopic] {
        var topics: [ShareAcknowledgeRequest.AcknowledgeTopic] = []
        for (part, batches) in outgoing.batches.sorted(by: { $0.key < $1.key }) {
            if topics.last?.topicID != part.topicID { topics.append(.init(topicID: part.topicID)) }
            topics[topics.count - 1].partitions.append(
                .init(
                    partitionIndex: part.partition,
                    acknowledgementBatches: batches.map {
                        .init(firstOffset: $0.first, lastOffset: $0.last, acknowledgeTypes: $0.types)
                    }))
        }
        return topics
    }

    private func take(
        _ response: ShareAcknowledgeResponse, _ id: Int32, _ outgoing: Outgoing, isFinal: Bool
    ) -> [TopicPartition: KafkaError] {
        let code = BrokerErrorCode(rawValue: response.errorCode)
        guard code == .none else {
            return refused(id, KafkaError.broker(code, "ShareAcknowledge", text: response.errorMessage), outgoing)
        }
        if isFinal {
            brokers[id]?.session.reset()
            // The broker has given back what had no outcome.
            _ = deliveries.withLock { $0.forget(id) }
            buffer.removeAll { $0.place.broker == id }
        } else {
            brokers[id]?.session.step()
        }
        var failures: [TopicPartition: KafkaError] = [:]
        for topic in response.responses {
            for data in topic.partitions {
                let part = ShareSession.Part(topicID: topic.topicID, partition: data.partitionIndex)
                let code = BrokerErrorCode(rawValue: data.errorCode)
                guard code != .none, let partition = outgoing.topics[part] else { continue }
                failures[partition] = KafkaError.broker(
                    code, "ShareAcknowledge", text: data.errorMessage, topicPartition: partition)
                if code != .invalidRecordState {
                    moved(partition, code, data.currentLeader, response.nodeEndpoints)
                }
            }
        }
        return failures
    }

    /// A request for acknowledgements failed as a whole. One that the broker's version cannot carry was not sent.
    private func refused(_ id: Int32, _ error: any Error, _ outgoing: Outgoing) -> [TopicPartition: KafkaError] {
        let failure = error as? KafkaError ?? KafkaError(.connectionLost, "\(error)")
        if failure.code != .unsupportedVersion { lost(id, failure, Outgoing()) }
        return all(outgoing, failure)
    }

    private func all(_ outgoing: Outgoing, _ error: KafkaError) -> [TopicPartition: KafkaError] {
        Dictionary(outgoing.topics.values.map { ($0, error) }) { first, _ in first }
    }

    // MARK: Closing

    func close() async {
        guard !isClosed else { return }
        isClosed = true
        wake(.poll)
        wake(.heartbeat)
        let clock = clock
        // A broker that hangs is not waited for longer than that.
        let timer = loop.schedule(after: configuration.closeTimeout) { [weak self] in self?.onLoop { $0.endWaits() } }
        defer { timer.cancel() }
        do {
            try await Deadline.limit(configuration.closeTimeout, clock: clock) {
                for id in self.brokers.keys.sorted() {
                    // A fetch under way may have acknowledgements that must come first.
                    await self.lock(id)
                    defer { self.unlock(id) }
                    guard self.brokers[id]?.session.isOpen == true else { continue }
                    let outgoing = self.deliveries.withLock { $0.take(id) }
                    self.report(await self.acknowledge(id, outgoing, isFinal: true))
                }
                try await self.leave()
            }
        } catch {
            client.logger.info(
                "a share consumer could not tell the group that it leaves: its locks and session end by themselves",
                metadata: ["group": "\(configuration.groupID)", "error": "\(error)"])
        }
    }

    /// The consumer was dropped without `close`.
    nonisolated func abandon() {
        onLoop { core in
            core.isClosed = true
            core.wake(.poll)
            core.wake(.heartbeat)
        }
    }
}
