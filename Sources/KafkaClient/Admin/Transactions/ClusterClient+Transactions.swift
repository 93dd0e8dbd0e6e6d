// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

extension ClusterClient {
    /// The producers that the leaders of partitions remember, and their open transactions. Asks the leaders.
    ///
    /// - Returns: a result for every partition.
    /// - Throws: `CancellationError`. Source: DescribeProducers (Kafka 2.8).
    public func describeProducers(
        _ partitions: [TopicPartition]
    ) async throws -> [TopicPartition: Result<[ActiveProducer], KafkaError>] {
        try await perLeader("DescribeProducers", partitions) { target, partitions in
            let topics = Dictionary(grouping: partitions, by: \.topic).map { topic, partitions in
                var request = DescribeProducersRequest.TopicRequest()
                request.name = topic
                request.partitionIndexes = partitions.map(\.partition)
                return request
            }
            let response = try await self.ask(target) { _ in DescribeProducersRequest(topics: topics) }
            var results: [TopicPartition: Result<[ActiveProducer], KafkaError>] = [:]
            for topic in response.topics {
                for answer in topic.partitions {
                    let partition = TopicPartition(topic: topic.name, partition: answer.partitionIndex)
                    results[partition] = KafkaError.outcome(
                        answer.errorCode, "DescribeProducers", text: answer.errorMessage, topicPartition: partition
                    ).map { answer.activeProducers.map(ActiveProducer.init).sorted { $0.producerID < $1.producerID } }
                }
            }
            return results
        }
    }

    /// The transactional ids of the cluster, sorted. Asks every broker: each knows those that it coordinates.
    ///
    /// - Returns: the ids, and the brokers that gave none.
    /// - Throws: `KafkaError` if the brokers are not known; `CancellationError`. Source: ListTransactions (Kafka 3.0).
    public func listTransactions(
        _ filter: TransactionFilter = TransactionFilter()
    ) async throws -> Listing<ListedTransaction> {
        let results = try await perBroker("ListTransactions") { target in
            guard case .broker(let broker) = target else { return [ListedTransaction]() }
            let response = try await self.ask(target) { _ in
                var request = ListTransactionsRequest()
                request.stateFilters = filter.states.map(\.name).sorted()
                request.producerIDFilters = filter.producerIDs.sorted()
                // A version that lacks one of these refuses to carry it.
                if let time = filter.openFor { request.durationFilter = time.inMilliseconds }
                if let pattern = filter.pattern { request.transactionalIDPattern = pattern }
                return request
            }
            try KafkaError.check(response.errorCode, "ListTransactions")
            if !response.unknownStateFilters.isEmpty {
                throw KafkaError(
                    .invalidRequest,
                    "the broker does not know the states \(response.unknownStateFilters.joined(separator: ", "))")
            }
            return response.transactionStates.map {
                ListedTransaction(
                    transactionalID: $0.transactionalID, producerID: $0.producerID,
                    state: TransactionState($0.transactionState), coordinator: broker)
            }
        }
        return Listing(results) { $0.transactionalID }
    }

    /// Transactional ids with their producers and transactions. Asks their coordinators.
    ///
    /// - Returns: a result for every id.
    /// - Throws: `CancellationError`. Source: DescribeTransactions (Kafka 3.0).
    public func describeTransactions(
        _ ids: [String]
    ) async throws -> [String: Result<TransactionDescription, KafkaError>] {
        try await perCoordinator("DescribeTransactions", ids, { .transaction($0) }) { target, id in
            let response = try await self.ask(target) { _ in DescribeTransactionsRequest(transactionalIDs: [id]) }
            guard let found = response.transactionStates.first(where: { $0.transactionalID == id }) else {
                throw KafkaError(
                    .invalidResponse, "the DescribeTransactions response leaves transactional id \"\(id)\" out")
            }
            try KafkaError.check(found.errorCode, "describing transactional id \"\(id)\"")
            return TransactionDescription(
                transactionalID: id, state: TransactionState(found.transactionState), producerID: found.producerID,
                producerEpoch: found.producerEpoch, timeout: .milliseconds(Int64(found.transactionTimeoutMs)),
                startTime: found.transactionStartTimeMs >= 0 ? found.transactionStartTimeMs : nil,
                partitions: GroupDescription.partitions(found.topics.map { ($0.topic, $0.partitions) }))
        }
    }

    /// Fences the producers of transactional ids, and aborts their open transactions, as a new producer with the id
    /// does. Asks their coordinators.
    ///
    /// - Returns: a result for every id. An id that nobody used is a success.
    /// - Throws: `CancellationError`. Source: InitProducerId; `fenceProducers` and `forceTerminateTransaction` of the
    ///   Java client.
    public func fenceProducers(_ ids: [String]) async throws -> [String: Result<Void, KafkaError>] {
        try await perCoordinator("InitProducerId", ids, { .transaction($0) }) { target, id in
            let response = try await self.ask(target) { _ in
                // Long enough for the coordinator to store it (KAFKA-16047), and below every broker's limit.
                InitProducerIDRequest(
                    transactionalID: id,
                    transactionTimeoutMs: min(self.configuration.requestTimeout, .seconds(60)).wireMilliseconds)
            }
            try KafkaError.check(response.errorCode, "fencing the producer of transactional id \"\(id)\"")
        }
    }

    /// Aborts a transaction on one partition, whose coordinator has lost it and will not end it. Asks the leader.
    ///
    /// A transaction that its coordinator knows ends by itself, or when a producer with its id starts: use this only
    /// for one that holds back readers for longer than its timeout.
    /// - Parameters:
    ///   - producer: the producer, as `describeProducers` gave it.
    ///   - partition: the partition.
    /// - Throws: `KafkaError` of the broker; `CancellationError`. Source: WriteTxnMarkers, KIP-664.
    public func abortTransaction(of producer: ActiveProducer, in partition: TopicPartition) async throws {
        var topic = WriteTxnMarkersRequest.WritableTxnMarkerTopic()
        topic.name = partition.topic
        topic.partitionIndexes = [partition.partition]
        var marker = WriteTxnMarkersRequest.WritableTxnMarker()
        marker.producerID = producer.producerID
        marker.producerEpoch = producer.producerEpoch
        marker.transactionResult = false
        marker.topics = [topic]
        // The broker takes a marker only from a coordinator that is not older than the last one.
        marker.coordinatorEpoch = producer.coordinatorEpoch ?? 0
        let request = WriteTxnMarkersRequest(markers: [marker])
        try await call(WriteTxnMarkersRequest.self, to: .leader(partition)) { _ in
            request
        } read: { response in
            let results = response.markers.flatMap(\.topics).flatMap(\.partitions)
            guard let result = results.first(where: { $0.partitionIndex == partition.partition }) else {
                throw KafkaError(
                    .invalidResponse, "the WriteTxnMarkers response leaves the partition out", topicPartition: partition
                )
            }
            try KafkaError.outcome(result.errorCode, "WriteTxnMarkers", topicPartition: partition).get()
        }
    }
}

extension ActiveProducer {
    fileprivate init(_ state: DescribeProducersResponse.ProducerState) {
        self.init(
            producerID: state.producerID, producerEpoch: Int16(clamping: state.producerEpoch),
            lastSequence: state.lastSequence, lastTimestamp: state.lastTimestamp >= 0 ? state.lastTimestamp : nil,
            coordinatorEpoch: state.coordinatorEpoch >= 0 ? state.coordinatorEpoch : nil,
            transactionStartOffset: state.currentTxnStartOffset >= 0 ? state.currentTxnStartOffset : nil)
    }
}
