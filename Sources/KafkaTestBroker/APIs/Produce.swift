// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Produce, versions 3-13: acks 0, 1 and all; one batch of magic 2 per partition; sequences of idempotent producers.
///
/// Records inside compressed batches are stored unchecked. Batches of transactions are verified with the transaction's
/// coordinator; from version 12 they add their partition to the transaction (KIP-890).
enum Produce: StateHandler {
    typealias Request = ProduceRequest
    typealias PartitionResponse = ProduceResponse.PartitionProduceResponse
    static let versions: ClosedRange<Int16> = 3...13
    /// Kafka 4 reports 0 although it rejects 0 to 2, for the sake of librdkafka. Source: KAFKA-18659.
    static let advertisedMinVersion: Int16 = 0

    static func handle(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> APIAnswer<ProduceResponse> {
        let response = run(request, call, &state)
        return request.acks == 0 && !response.hasErrors ? .noResponse : .answered(response)
    }

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        let reply = handled(request, call, core)
        // With acks 0, closing the connection is the only way to report an error; Kafka does the same.
        if request.acks == 0, case .frame = reply { return .close }
        return reply
    }

    /// Names the storage error in each partition's message.
    static func storageFailure(_ request: Request, _ call: Call, _ error: StorageError?) -> ProduceResponse {
        respond(request) { _, _ in refused(.kafkaStorageError, error?.description) }
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> ProduceResponse {
        respond(request) { _, _ in refused(code) }
    }

    private static func run(_ request: Request, _ call: Call, _ state: inout ClusterState) -> ProduceResponse {
        guard (-1...1).contains(request.acks) else { return failure(request, .invalidRequiredAcks, call) }
        if let id = request.transactionalID, !state.security.allows(.write, .transactionalID, id, call) {
            return failure(request, .transactionalIDAuthorizationFailed, call)
        }
        var hints = LeaderHints()
        var response = respond(request) { topic, partition in
            guard let name = call.version >= 13 ? state.topics.name(of: topic.topicID) : topic.name else {
                return refused(.unknownTopicID)
            }
            guard state.security.allows(.write, .topic, name, call) else { return refused(.topicAuthorizationFailed) }
            let key = PartitionKey(topic: name, partition: partition.index)
            if let code = state.topics.refusal(key, on: call.broker) {
                var answer = refused(code)
                if code == .notLeaderOrFollower, call.version >= 10, let leader = hints.leader(of: key, state) {
                    answer.currentLeader = .init(leaderID: leader.id, leaderEpoch: leader.epoch)
                }
                return answer
            }
            if request.acks == -1, let code = inSyncRefusal(key, state) { return refused(code) }
            let answer = append(partition.records, key, request.transactionalID, call, &state)
            // Appended, but the replicas will never confirm it.
            if answer.errorCode == 0, request.acks == -1, !state.reachesReplicas(key) {
                return refused(.requestTimedOut)
            }
            return answer
        }
        let bytes = request.topicData.reduce(0) { sum, topic in
            topic.partitionData.reduce(sum) { $0 + ($1.records?.count ?? 0) }
        }
        response.throttleTimeMs = state.security.quotas.record(
            bytes, .producerByteRate, principal: call.caller.principal, clientID: call.clientID, now: call.now)
        if call.version >= 10 {
            response.nodeEndpoints = hints.brokers.map { $0.seen(by: call.caller) }.map {
                .init(nodeID: $0.id, host: $0.host, port: $0.port)
            }
        }
        return response
    }

    private static func append(
        _ records: ByteSlice?, _ key: PartitionKey, _ transactionalID: String?, _ call: Call,
        _ state: inout ClusterState
    ) -> PartitionResponse {
        guard let records else { return refused(.invalidRecord, "no records") }
        let batch: RecordBatch
        switch check(records, key, call, state) {
        case .failure(let refusal):
            var answer = refused(refusal.code, refusal.message)
            if call.version >= 8 {
                answer.recordErrors = refusal.records.map {
                    .init(batchIndex: Int32($0), batchIndexErrorMessage: refusal.message)
                }
            }
            return answer
        case .success(let checked): batch = checked
        }
        if batch.isTransactional, let code = enter(batch, key, transactionalID, call, &state) { return refused(code) }
        let settings = state.topics[key.topic]?.settings ?? TopicSettings()
        let stamps = settings.usesLogAppendTime
        let outcome = state.topics.update(key) { partition in
            (
                partition.log.append(batch, leaderEpoch: partition.leaderEpoch, now: call.now, stamps: stamps),
                partition.log.startOffset
            )
        }
        guard let (result, startOffset) = outcome else { return refused(.unknownTopicOrPartition) }
        switch result {
        case .appended(let offset), .duplicate(let offset):
            state.fetches.touch(key)
            state.schedule.startMaintenance(now: call.now, compacts: settings.compacts)
            return PartitionResponse(
                baseOffset: offset, logAppendTimeMs: stamps ? call.now : -1, logStartOffset: startOffset)
        case .rejected(let code):
            return refused(code, code == .kafkaStorageError ? state.storage.disk?.lastError?.description : nil)
        }
    }

    /// The error if a partition has too few in-sync replicas for acks −1. Source: topic config `min.insync.replicas`.
    private static func inSyncRefusal(_ key: PartitionKey, _ state: ClusterState) -> BrokerErrorCode? {
        guard let topic = state.topics[key.topic], let partition = state.topics.partition(key) else { return nil }
        return partition.inSyncReplicas.count < topic.settings.minInSyncReplicas ? .notEnoughReplicas : nil
    }

    /// The error for a batch of a transaction; nil if its partition is in the transaction or was just added.
    private static func enter(
        _ batch: RecordBatch, _ key: PartitionKey, _ transactionalID: String?, _ call: Call, _ state: inout ClusterState
    ) -> BrokerErrorCode? {
        let producer = ProducerIdentity(id: batch.producerID, epoch: batch.producerEpoch)
        let isOpen = state.topics.partition(key)?.log.hasOpenTransaction(of: producer.id, epoch: producer.epoch)
        if isOpen == true { return nil }
        guard let id = transactionalID else { return .invalidTxnState }
        var code: BrokerErrorCode
        if call.version >= 12 {
            code = state.transactions.add(id, partitions: [key], by: producer, now: call.now)
            state.settleTransaction(id, now: call.now)
        } else {
            code = state.transactions.verify(id, partitions: [key], by: producer)
            if code == .transactionAbortable, call.version < 11 { code = .invalidTxnState }
        }
        if code == .producerFenced { code = .invalidProducerEpoch }
        return code == .none ? nil : code
    }

    private struct Refusal: Error {
        var code: BrokerErrorCode
        var message: String
        /// Indexes of the invalid records in the batch.
        var records: [Int] = []
    }

    /// The single batch of a partition's record set, if it may be stored.
    private static func check(
        _ records: ByteSlice, _ key: PartitionKey, _ call: Call, _ state: ClusterState
    ) -> Result<RecordBatch, Refusal> {
        let limit = state.topics[key.topic]?.settings.maxMessageBytes ?? 0
        guard records.count > RecordBatch.Layout.magic, records[RecordBatch.Layout.magic] == 2 else {
            return .failure(
                Refusal(code: .unsupportedForMessageFormat, message: "only record batches of magic 2 are supported"))
        }
        let batch: RecordBatch
        do throws(WireError) {
            batch = try RecordBatch(decoding: records)
        } catch {
            let code: BrokerErrorCode =
                switch error.code {
                case .checksumMismatch: .corruptMessage
                case .unsupportedCodec: .unsupportedCompressionType
                case .trailingBytes: .invalidRecord
                default: .corruptMessage
                }
            return .failure(Refusal(code: code, message: error.description))
        }
        guard batch.sizeInBytes <= limit else {
            return .failure(
                Refusal(
                    code: .messageTooLarge, message: "the batch has \(batch.sizeInBytes) bytes, the limit is \(limit)"))
        }
        guard batch.recordCount > 0, batch.lastOffset - batch.baseOffset == Int64(batch.recordCount) - 1 else {
            return .failure(Refusal(code: .invalidRecord, message: "record count and last offset delta differ"))
        }
        guard !batch.isControl else {
            return .failure(Refusal(code: .invalidRecord, message: "clients may not write control batches"))
        }
        if state.topics[key.topic]?.settings.compacts == true, case let keyless = recordsWithoutKey(batch),
            !keyless.isEmpty
        {
            return .failure(
                Refusal(
                    code: .invalidRecord, message: "Compacted topic cannot accept message without key",
                    records: keyless))
        }
        if batch.compression == .zstd, call.version < 7 {
            return .failure(Refusal(code: .unsupportedCompressionType, message: "zstd needs version 7"))
        }
        let memory = state.configuration.memoryLimitBytes
        guard state.topics.byteCount + batch.sizeInBytes <= memory else {
            return .failure(
                Refusal(
                    code: .policyViolation,
                    message: "the broker keeps records in memory and its limit of \(memory) bytes is reached"))
        }
        return .success(batch)
    }

    private static func recordsWithoutKey(_ batch: RecordBatch) -> [Int] {
        // If the records cannot be read, blame the first one.
        guard let records = try? batch.records() else { return [0] }
        return records.enumerated().compactMap { index, record in record.key == nil ? index : nil }
    }

    private static func refused(_ code: BrokerErrorCode, _ message: String? = nil) -> PartitionResponse {
        PartitionResponse(errorCode: code.rawValue, baseOffset: -1, errorMessage: message)
    }

    private static func respond(
        _ request: Request,
        _ body: (ProduceRequest.TopicProduceData, ProduceRequest.PartitionProduceData) -> PartitionResponse
    ) -> ProduceResponse {
        ProduceResponse(
            responses: request.topicData.map { topic in
                .init(
                    name: topic.name, topicID: topic.topicID,
                    partitionResponses: topic.partitionData.map { partition in
                        var answer = body(topic, partition)
                        answer.index = partition.index
                        return answer
                    })
            })
    }
}

extension ProduceResponse {
    fileprivate var hasErrors: Bool {
        responses.contains { $0.partitionResponses.contains { $0.errorCode != 0 } }
    }
}
