// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Logging

/// Ends of leader epochs, by which readers recognize logs that lost records. Source: OffsetForLeaderEpoch, KIP-320.
extension ClusterClient {
    /// An epoch to look up, and that of the present leader; −1 if the latter is unknown.
    struct EpochQuestion: Sendable {
        var epoch: Int32
        var leaderEpoch: Int32
    }

    /// Number of times that a leader without an answer is asked: it may move between two requests.
    private static var epochAttempts: Int { 3 }

    /// Looks up the largest epoch up to the given one that each partition's leader has in its log. Leaders that do not
    /// answer, or no longer are, are looked for and asked again a few times.
    ///
    /// - Returns: the ends; nil where the leader cannot tell, as before Kafka 2.1, or may not. Partitions without an
    ///   answer are absent; a later call asks again.
    /// - Throws: `CancellationError`.
    package func epochEnds(_ epochs: [TopicPartition: Int32]) async throws -> [TopicPartition: EpochEnd?] {
        var all: [TopicPartition: EpochEnd?] = [:]
        var rest = epochs
        for attempt in 0..<Self.epochAttempts {
            if attempt > 0 {
                try await configuration.retry.clock.sleep(configuration.retry.backoff(beforeRetry: attempt - 1))
                do {
                    try await cluster.refresh(Set(rest.keys.map(\.topic)))
                } catch let error as KafkaError {
                    logger.debug("asking for the leaders of partitions failed", metadata: ["error": "\(error)"])
                }
            }
            all.merge(try await epochEndsOnce(rest)) { $1 }
            rest = rest.filter { all[$0.key] == nil }
            if rest.isEmpty { break }
        }
        return all
    }

    private func epochEndsOnce(_ epochs: [TopicPartition: Int32]) async throws -> [TopicPartition: EpochEnd?] {
        var questions: [Int32: [TopicPartition: EpochQuestion]] = [:]
        for (partition, epoch) in epochs {
            guard let leader = cluster.knownLeader(of: partition) else { continue }
            questions[leader.broker, default: [:]][partition] = EpochQuestion(epoch: epoch, leaderEpoch: leader.epoch)
        }
        return try await withThrowingTaskGroup(of: [TopicPartition: EpochEnd?].self) { group in
            for (broker, questions) in questions {
                group.addTask { try await self.epochEnds(questions, fromBroker: broker) }
            }
            var all: [TopicPartition: EpochEnd?] = [:]
            for try await ends in group { all.merge(ends) { $1 } }
            return all
        }
    }

    private func epochEnds(
        _ questions: [TopicPartition: EpochQuestion], fromBroker broker: Int32
    ) async throws -> [TopicPartition: EpochEnd?] {
        var found: [TopicPartition: EpochEnd?] = [:]
        do {
            let connection = try await cluster.connection(toBroker: broker, role: .general)
            for (partition, result) in try await epochEnds(questions, from: connection) {
                switch result {
                case .success(let end): found[partition] = .some(end)
                case .failure(let error):
                    note(error, of: broker)
                    // Another answer will not come.
                    if !error.isRetriable { found[partition] = .some(nil) }
                }
            }
        } catch let error as KafkaError {
            note(error, of: broker)
        }
        return found
    }

    private func note(_ error: KafkaError, of broker: Int32) {
        logger.debug(
            "asking for the ends of leader epochs failed", metadata: ["broker": "\(broker)", "error": "\(error)"])
    }

    /// Asks one broker. Every partition has a result; nil if the broker does not know, or does not offer the API.
    func epochEnds(
        _ questions: [TopicPartition: EpochQuestion], from connection: BrokerConnection
    ) async throws -> [TopicPartition: Result<EpochEnd?, KafkaError>] {
        // Clients may ask from version 2 on.
        guard let offered = connection.versions.range(of: .offsetForLeaderEpoch), offered.upperBound >= 2 else {
            return questions.mapValues { _ in .success(nil) }
        }
        let version = try connection.version(for: OffsetForLeaderEpochRequest.self)
        let topics = Dictionary(grouping: questions.sorted { $0.key < $1.key }, by: \.key.topic)
        let request = OffsetForLeaderEpochRequest(
            replicaID: version >= 3 ? -1 : OffsetForLeaderEpochRequest().replicaID,
            topics: topics.sorted { $0.key < $1.key }.map { topic, questions in
                .init(
                    topic: topic,
                    partitions: questions.map { partition, question in
                        .init(
                            partition: partition.partition, currentLeaderEpoch: question.leaderEpoch,
                            leaderEpoch: question.epoch)
                    })
            })
        let response = try await connection.send(request, version: version)
        var results: [TopicPartition: Result<EpochEnd?, KafkaError>] = [:]
        for partition in questions.keys { results[partition] = .failure(Self.leftOut(partition)) }
        for topic in response.topics {
            for answer in topic.partitions {
                let partition = TopicPartition(topic: topic.topic, partition: answer.partition)
                if results[partition] != nil { results[partition] = Self.end(answer, of: partition) }
            }
        }
        return results
    }

    private static func leftOut(_ partition: TopicPartition) -> KafkaError {
        KafkaError(
            .invalidResponse, "the leader left the partition out of its OffsetForLeaderEpoch response",
            topicPartition: partition)
    }

    private static func end(
        _ answer: OffsetForLeaderEpochResponse.EpochEndOffset, of partition: TopicPartition
    ) -> Result<EpochEnd?, KafkaError> {
        let code = BrokerErrorCode(rawValue: answer.errorCode)
        guard code == .none else {
            return .failure(KafkaError.broker(code, "OffsetForLeaderEpoch", topicPartition: partition))
        }
        guard answer.endOffset >= 0, answer.leaderEpoch >= 0 else { return .success(nil) }
        return .success(EpochEnd(epoch: answer.leaderEpoch, offset: answer.endOffset))
    }
}
