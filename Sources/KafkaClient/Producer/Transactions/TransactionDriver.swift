// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging

/// Sends the requests of a producer's transactions: InitProducerId, AddPartitionsToTxn, AddOffsetsToTxn,
/// TxnOffsetCommit and EndTxn.
///
/// It runs on one of the client's loops, so that user code that blocks the shared pool does not hold up a transaction.
/// `TransactionManager`, under the producer's lock, decides what is to be sent. Own design.
actor TransactionDriver {
    private nonisolated let loop: EventLoop
    private nonisolated let id: String
    private nonisolated let client: ClusterClient
    private nonisolated let configuration: ProducerConfiguration
    /// Adds partitions, one request after the other; nil while there are none.
    private var joining: Task<Void, Never>?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(_ id: String, _ client: ClusterClient, _ configuration: ProducerConfiguration) {
        self.id = id
        self.client = client
        self.configuration = configuration
        loop = client.cluster.loop(ofBroker: 0)
    }

    private nonisolated var coordinator: RequestTarget { .coordinator(.transaction(id)) }

    /// The client's policy with `maxBlock` as its limit. The first wait is short: the coordinator answers
    /// CONCURRENT_TRANSACTIONS for the few milliseconds in which the last transaction's markers are written.
    private nonisolated var policy: RetryPolicy {
        var policy = client.configuration.retry
        policy.initialBackoff = min(policy.initialBackoff, .milliseconds(20))
        policy.deadline = configuration.maxBlock
        return policy
    }

    /// Sends a request until `read` accepts its answer, as long as its error may pass.
    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
    private func call<R: KafkaRequest, Value>(
        to target: RequestTarget, role: ConnectionRole = .general, cap: Int16 = .max,
        build: (BrokerConnection, Int16) throws -> R, read: (R.Response, BrokerConnection) throws -> Value
    ) async throws -> Value {
        let cluster = client.cluster
        return try await policy.run(
            "\(R.apiKey)",
            stall: StallReporter("\(R.apiKey)", logger: client.logger, metadata: ["target": "\(target)"]),
            prepare: { advice, error in try await cluster.prepareRetry(advice, target: target, after: error) },
            attempt: { _ in
                let connection = try await cluster.connection(for: target, role: role)
                let version = try connection.version(for: R.self, cap: cap)
                return try read(
                    try await connection.send(build(connection, version), version: version), connection)
            })
    }

    // MARK: Identity

    /// Gives the producer an identity: settles an end in doubt first, and raises the epoch of the identity that it has.
    ///
    /// - Returns: the identity, and whether the cluster has transactions of version 2.
    /// - Throws: `KafkaError`: `.producerFenced`, `.producerFailed`, or the broker's error.
    func initialize(
        _ initialization: TransactionManager.Initialization, usesVersion2: Bool
    ) async throws -> (ProducerIdentity, usesVersion2: Bool) {
        if let unsettled = initialization.settles {
            let outcome = await end(committed: false, unsettled, usesVersion2: usesVersion2)
            switch outcome {
            case .done(let next?, _) where next != unsettled: return (next, usesVersion2)
            case _ where outcome.leavesNothingOpen: break
            case .fenced(let error, _): throw TransactionVerdict.fence.failure(error)
            case .failed(let error): throw TransactionVerdict.fail.failure(error)
            case .done, .refused, .unknown: throw outcome.error
            }
        }
        return try await requestIdentity(initialization.expected)
    }

    private func requestIdentity(
        _ expected: ProducerIdentity?
    ) async throws -> (ProducerIdentity, usesVersion2: Bool) {
        do {
            return try await call(to: coordinator) { connection, version in
                var request = InitProducerIDRequest(
                    transactionalID: id, transactionTimeoutMs: configuration.transactionTimeout.wireMilliseconds)
                guard let expected else { return request }
                guard version >= 3 else { throw Self.tooOldToGoOn(connection) }
                request.producerID = expected.id
                request.producerEpoch = expected.epoch
                return request
            } read: { (response: InitProducerIDResponse, connection) in
                let code = BrokerErrorCode(rawValue: response.errorCode)
                guard code == .none else { throw KafkaError.broker(code, "InitProducerId of \"\(id)\"") }
                guard response.producerID >= 0, response.producerEpoch >= 0 else {
                    throw KafkaError(
                        .invalidResponse,
                        "broker \(connection.address) gave producer id \(response.producerID) and epoch "
                            + "\(response.producerEpoch)")
                }
                return (
                    ProducerIdentity(id: response.producerID, epoch: response.producerEpoch),
                    connection.versions.finalizedLevel(of: "transaction.version") >= 2
                )
            }
        } catch let error as KafkaError {
            // A refusal that a broker may lift later, such as an authorization, is not for good: nothing is open yet.
            guard TransactionVerdict(for: error, from: .coordinator) == .fence else { throw error }
            throw TransactionVerdict.fence.failure(error)
        }
    }

    /// A producer of an older broker would have to take its name once more, and could take it from its successor.
    private static func tooOldToGoOn(_ connection: BrokerConnection) -> KafkaError {
        TransactionVerdict.fail.failure(
            KafkaError(
                .unsupportedVersion,
                "after a lost record or answer the producer needs a new epoch, which broker \(connection.address), older "
                    + "than Kafka 2.5, gives to new producers only"))
    }

    // MARK: Partitions

    /// Makes the driver add the partitions that wait for it. Any thread.
    nonisolated func poke(_ producer: KafkaProducer) {
        loop.execute { self.assumeIsolated { $0.join(producer) } }
    }

    private func join(_ producer: KafkaProducer) {
        guard joining == nil else { return }
        // Ends when no partition waits; each request at the latest after `maxBlock`.
        joining = Task {
            while let next = producer.takeJoining() {
                do {
                    try await add(next.partitions, next.identity)
                    producer.joinedAll()
                } catch {
                    producer.transactionFailed(error, from: .coordinator)
                }
            }
            joining = nil
        }
    }

    /// Waits until no AddPartitionsToTxn is under way.
    func finishJoining() async { await joining?.value }

    private func add(_ partitions: [TopicPartition], _ identity: ProducerIdentity) async throws {
        let topics = Dictionary(grouping: partitions, by: \.topic).sorted { $0.key < $1.key }.map { topic in
            AddPartitionsToTxnRequest.AddPartitionsToTxnTopic(
                name: topic.key, partitions: topic.value.map(\.partition))
        }
        // From version 4 on it is a request of brokers.
        try await call(to: coordinator, cap: 3) { _, _ in
            AddPartitionsToTxnRequest(
                v3AndBelowTransactionalID: id, v3AndBelowProducerID: identity.id,
                v3AndBelowProducerEpoch: identity.epoch, v3AndBelowTopics: topics)
        } read: { (response: AddPartitionsToTxnResponse, _) in
            var failures: [KafkaError] = []
            for topic in response.resultsByTopicV3AndBelow {
                for result in topic.resultsByPartition where result.partitionErrorCode != 0 {
                    failures.append(
                        KafkaError.broker(
                            BrokerErrorCode(rawValue: result.partitionErrorCode), "AddPartitionsToTxn of \"\(id)\"",
                            topicPartition: TopicPartition(topic: topic.name, partition: result.partitionIndex)))
                }
            }
            if let failure = Self.worst(failures) { throw failure }
        }
    }

    /// The failure that decides: a final one before one that may pass, and none that follows from another.
    private static func worst(_ failures: [KafkaError]) -> KafkaError? {
        let causes = failures.filter { $0.brokerError != .operationNotAttempted }
        return causes.first { !$0.isRetriable } ?? causes.first ?? failures.first
    }

    // MARK: Offsets

    /// Adds a group to the transaction: version 1 only.
    func add(group: String, _ identity: ProducerIdentity) async throws {
        try await call(to: coordinator) { _, _ in
            AddOffsetsToTxnRequest(
                transactionalID: id, producerID: identity.id, producerEpoch: identity.epoch, groupID: group)
        } read: { (response: AddOffsetsToTxnResponse, _) in
            let code = BrokerErrorCode(rawValue: response.errorCode)
            guard code == .none else { throw KafkaError.broker(code, "AddOffsetsToTxn of group \"\(group)\"") }
        }
    }

    /// Gives the group's coordinator the offsets, which take effect when the transaction commits.
    func commit(
        _ offsets: [TopicPartition: CommittedOffset], _ group: ConsumerGroupMetadata, _ identity: ProducerIdentity,
        usesVersion2: Bool
    ) async throws {
        let topics = Dictionary(grouping: offsets.sorted { $0.key < $1.key }, by: \.key.topic)
        let target = RequestTarget.coordinator(.group(group.groupID))
        try await call(to: target, role: .group, cap: usesVersion2 ? .max : 4) { connection, version in
            if version < 3, group != ConsumerGroupMetadata(groupID: group.groupID) {
                throw KafkaError(
                    .unsupportedVersion,
                    "broker \(connection.address) is older than Kafka 2.5 and cannot check a group's generation in a "
                        + "transaction (KIP-447): commit with ConsumerGroupMetadata(groupID:) and use one producer per "
                        + "partition, or upgrade the brokers")
            }
            return TxnOffsetCommitRequest(
                transactionalID: id, groupID: group.groupID, producerID: identity.id, producerEpoch: identity.epoch,
                generationID: group.generationID, memberID: group.memberID, groupInstanceID: group.groupInstanceID,
                topics: topics.sorted { $0.key < $1.key }.map { Self.wire($0, $1, version) })
        } read: { (response: TxnOffsetCommitResponse, _) in
            var failures: [KafkaError] = []
            for topic in response.topics {
                for result in topic.partitions where result.errorCode != 0 {
                    failures.append(
                        KafkaError.broker(
                            BrokerErrorCode(rawValue: result.errorCode),
                            "TxnOffsetCommit of group \"\(group.groupID)\"",
                            topicPartition: TopicPartition(topic: topic.name, partition: result.partitionIndex)))
                }
            }
            if let failure = Self.worst(failures) { throw failure }
        }
    }

    private static func wire(
        _ topic: String, _ offsets: [(key: TopicPartition, value: CommittedOffset)], _ version: Int16
    ) -> TxnOffsetCommitRequest.TxnOffsetCommitRequestTopic {
        .init(
            name: topic,
            partitions: offsets.map { partition, committed in
                .init(
                    partitionIndex: partition.partition, committedOffset: committed.offset,
                    committedLeaderEpoch: version >= 2 ? committed.leaderEpoch ?? -1 : -1,
                    committedMetadata: committed.metadata)
            })
    }

    // MARK: Ending

    /// Ends the transaction: asks until the answer is definite, at most for `maxBlock`.
    func end(
        committed: Bool, _ identity: ProducerIdentity, usesVersion2: Bool
    ) async -> EndTransactionOutcome {
        // An attempt may have had its effect without a word; the request may even arrive later than this returns.
        var mayHaveEnded = false
        var mayArriveLate = false
        let request = EndTxnRequest(
            transactionalID: id, producerID: identity.id, producerEpoch: identity.epoch, committed: committed)
        let cluster = client.cluster
        let target = coordinator
        do {
            let response = try await policy.run(
                "EndTxn", stall: StallReporter("EndTxn", logger: client.logger, metadata: ["target": "\(target)"]),
                advise: EndTransactionOutcome.advice(for:),
                prepare: { advice, error in try await cluster.prepareRetry(advice, target: target, after: error) },
                attempt: { _ in
                    let connection = try await cluster.connection(for: target)
                    let version = try connection.version(for: EndTxnRequest.self, cap: usesVersion2 ? .max : 4)
                    let wasInDoubt = (mayHaveEnded, mayArriveLate)
                    (mayHaveEnded, mayArriveLate) = (true, true)
                    let response = try await connection.send(request, version: version)
                    (mayHaveEnded, mayArriveLate) = wasInDoubt
                    let code = BrokerErrorCode(rawValue: response.errorCode)
                    if code == .none { return response }
                    if !EndTransactionOutcome.isWithoutEffect(code) { mayHaveEnded = true }
                    throw KafkaError.broker(code, "EndTxn of \"\(id)\"")
                })
            let hasNext = response.producerID >= 0 && response.producerEpoch >= 0
            return .done(
                hasNext ? ProducerIdentity(id: response.producerID, epoch: response.producerEpoch) : nil,
                mayArriveLate: mayArriveLate)
        } catch {
            let failure = error as? KafkaError ?? KafkaError(.closed, "\(error)", underlyingError: error)
            return EndTransactionOutcome(failed: failure, mayHaveEnded: mayHaveEnded)
        }
    }
}
