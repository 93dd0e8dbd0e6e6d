// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// Sends the batches of all partitions that one broker leads: as many as fit into each Produce request, several
/// requests at a time on one connection.
///
/// It runs on the broker's loop, and starts no task but for making its connection. Own design.
actor BrokerSender {
    nonisolated let broker: Int32
    private nonisolated let loop: EventLoop
    private var connection: BrokerConnection?
    private var isConnecting = false
    private var isAskingForIdentity = false

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(broker: Int32, loop: EventLoop) {
        self.broker = broker
        self.loop = loop
    }

    /// Makes the sender look for batches of `producer`, which owns it. Any thread.
    nonisolated func poke(_ producer: KafkaProducer) {
        loop.execute { self.assumeIsolated { $0.drain(producer) } }
    }

    private nonisolated func onLoop(_ body: @escaping @Sendable (isolated BrokerSender) -> Void) {
        if loop.isOnLoop { return assumeIsolated(body) }
        loop.execute { self.assumeIsolated(body) }
    }

    private func drain(_ producer: KafkaProducer) {
        while let connection, connection.isOpen {
            guard perform(producer.takeWork(for: self), on: connection, producer) else { return }
        }
        if producer.hasWork(for: self) { connect(producer) }
    }

    /// Does what was taken, and returns whether to look for more.
    private func perform(
        _ work: RecordAccumulator.Work, on connection: BrokerConnection, _ producer: KafkaProducer
    ) -> Bool {
        switch work {
        case .request(let batches, let isLast):
            let isUnderWay = send(batches, on: connection, producer)
            return !isLast || !isUnderWay
        case .identity:
            askForIdentity(on: connection, producer)
            return false
        case .none: return false
        }
    }

    // MARK: Connection

    private func connect(_ producer: KafkaProducer) {
        guard !isConnecting else { return }
        isConnecting = true
        connection = nil
        // Ends when the connection is made or given up, at the latest after the connection's own time limit.
        Task {
            let result: Result<BrokerConnection, any Error>
            do {
                result = .success(try await producer.client.cluster.connection(toBroker: broker, role: .produce))
            } catch {
                result = .failure(error)
            }
            isConnecting = false
            switch result {
            case .success(let made):
                connection = made
                producer.connected(self, made.versions)
                drain(producer)
            case .failure(let error): producer.connectionFailed(self, error)
            }
        }
    }

    // MARK: Identity

    /// Asks this broker for a producer id and epoch; any broker can give one. Source: InitProducerId API.
    private func askForIdentity(on connection: BrokerConnection, _ producer: KafkaProducer) {
        guard !isAskingForIdentity else { return }
        guard connection.versions.range(of: .initProducerID) != nil else {
            return producer.identityUnsupported(self, at: connection.address)
        }
        isAskingForIdentity = true
        do {
            let version = try connection.version(for: InitProducerIDRequest.self)
            // No transactional id: a timeout has no meaning.
            let request = InitProducerIDRequest(transactionalID: nil, transactionTimeoutMs: .max)
            try connection.start(request, version: version) { [self] result in
                onLoop { $0.receivedIdentity(result, version, connection, producer) }
            }
        } catch {
            isAskingForIdentity = false
            producer.identityFailed(self, error)
        }
    }

    private func receivedIdentity(
        _ result: Result<ByteSlice, KafkaError>, _ version: Int16, _ connection: BrokerConnection,
        _ producer: KafkaProducer
    ) {
        isAskingForIdentity = false
        do {
            let response = try connection.decode(InitProducerIDRequest.self, version: version, from: result.get())
            let code = BrokerErrorCode(rawValue: response.errorCode)
            guard code == .none else { throw KafkaError.broker(code, "InitProducerId") }
            guard response.producerID >= 0, response.producerEpoch >= 0 else {
                throw KafkaError(
                    .invalidResponse,
                    "broker \(connection.address) gave producer id \(response.producerID) and epoch "
                        + "\(response.producerEpoch)")
            }
            producer.identified(ProducerIdentity(id: response.producerID, epoch: response.producerEpoch))
        } catch {
            producer.identityFailed(self, error)
        }
        drain(producer)
    }

    // MARK: Requests

    /// Sends a request with these batches, and returns whether it is under way; if not, they are settled.
    private func send(
        _ batches: [ProducerBatch], on connection: BrokerConnection, _ producer: KafkaProducer
    ) -> Bool {
        var parts: [RecordAccumulator.Part] = []
        parts.reserveCapacity(batches.count)
        var unencodable: [ObjectIdentifier: KafkaError] = [:]
        for batch in batches {
            do throws(WireError) {
                parts.append(.init(batch: batch, bytes: try batch.finish()))
            } catch {
                parts.append(.init(batch: batch, bytes: .empty))
                unencodable[ObjectIdentifier(batch)] = KafkaError(
                    .invalidRequest, "the batch cannot be encoded: \(error)", topicPartition: batch.queue.partition,
                    underlyingError: error)
            }
        }
        // Almost never: the codec failed. Nothing of the request is sent, so that no number is left out.
        guard unencodable.isEmpty else {
            producer.settle(parts, of: self) { batch in
                unencodable[ObjectIdentifier(batch)].map { .fail($0, records: [:]) }
                    ?? .retry(
                        KafkaError(.invalidRequest, "another batch of the request cannot be encoded"),
                        .init(backsOff: false))
            }
            return false
        }
        do {
            try start(parts, on: connection, producer)
            return true
        } catch let error as KafkaError {
            producer.settle(parts, of: self) { _ in ProduceVerdict(error, wasSent: false) }
        } catch {
            let failure = KafkaError(.invalidRequest, "the request cannot be sent: \(error)", underlyingError: error)
            producer.settle(parts, of: self) { _ in .fail(failure, records: [:]) }
        }
        return false
    }

    private func start(
        _ parts: [RecordAccumulator.Part], on connection: BrokerConnection, _ producer: KafkaProducer
    ) throws {
        let topics = KafkaProducer.topicIDs(of: parts)
        let usesVersion2 = producer.usesTransactionVersion2
        // From version 12 on the broker adds the partition to the transaction (KIP-890).
        let version = try connection.version(
            for: ProduceRequest.self, cap: usesVersion2 == false ? 11 : topics == nil ? 12 : .max)
        if usesVersion2 == true, version < 12 {
            throw KafkaError(
                .unsupportedVersion,
                "broker \(connection.address) is older than the cluster's transaction.version 2: upgrade it")
        }
        // Brokers before 2.1 support neither zstd nor Produce 7 (KIP-110).
        if producer.configuration.compression == .zstd, version < 7 {
            throw KafkaError(
                .unsupportedVersion,
                "broker \(connection.address) is older than Kafka 2.1 and does not support zstd: set another compression "
                    + "(compression.type)")
        }
        let timeout = producer.requestTimeout
        let request = Self.request(
            parts, topicIDs: version >= 13 ? topics : nil, producer.configuration, timeout: timeout)
        for part in parts {
            connection.configuration.metrics?.batchSent(records: part.batch.recordCount, bytes: part.bytes.count)
        }
        if producer.configuration.acks == .none {
            try connection.sendWithoutResponse(request, version: version) { [self] wasWritten in
                // Never at once: the kernel may take it inside this call, and the next request would be sent inside
                // that, one level of the stack for each that waits.
                loop.execute { self.assumeIsolated { $0.written(parts, wasWritten, producer) } }
            }
        } else {
            try connection.start(request, version: version, timeout: timeout) { [self] result in
                onLoop { $0.answered(parts, result, version, connection, producer) }
            }
        }
    }

    /// One request with these batches; `topicIDs` has the topic's id for each part.
    private static func request(
        _ parts: [RecordAccumulator.Part], topicIDs: [KafkaUUID]?, _ configuration: ProducerConfiguration,
        timeout: Duration
    ) -> ProduceRequest {
        var topics: [ProduceRequest.TopicProduceData] = []
        var places: [String: Int] = [:]
        for (index, part) in parts.enumerated() {
            let partition = part.batch.queue.partition
            let data = ProduceRequest.PartitionProduceData(index: partition.partition, records: part.bytes)
            if let place = places[partition.topic] {
                topics[place].partitionData.append(data)
                continue
            }
            places[partition.topic] = topics.count
            var topic = ProduceRequest.TopicProduceData(partitionData: [data])
            if let topicIDs { topic.topicID = topicIDs[index] } else { topic.name = partition.topic }
            topics.append(topic)
        }
        return ProduceRequest(
            transactionalID: configuration.transactionalID, acks: configuration.acks.rawValue,
            timeoutMs: timeout.wireMilliseconds, topicData: topics)
    }

    /// The kernel has taken a request that gets no answer, or the connection ended before.
    private func written(_ parts: [RecordAccumulator.Part], _ wasWritten: Bool, _ producer: KafkaProducer) {
        producer.settle(parts, of: self) { batch in
            if wasWritten { return .written(baseOffset: -1, logAppendTime: nil) }
            return ProduceVerdict(
                KafkaError(
                    .connectionLost, "the connection ended before the record was sent",
                    topicPartition: batch.queue.partition), wasSent: false)
        }
        drain(producer)
    }

    private func answered(
        _ parts: [RecordAccumulator.Part], _ result: Result<ByteSlice, KafkaError>, _ version: Int16,
        _ connection: BrokerConnection, _ producer: KafkaProducer
    ) {
        let response: ProduceResponse
        do {
            response = try connection.decode(ProduceRequest.self, version: version, from: result.get())
        } catch {
            let failure = error as? KafkaError ?? KafkaError(.invalidResponse, "\(error)", underlyingError: error)
            producer.settle(parts, of: self) { batch in
                var failure = failure
                failure.topicPartition = batch.queue.partition
                return ProduceVerdict(failure, wasSent: true)
            }
            return drain(producer)
        }
        let canSend = connection.isOpen
        let work = producer.settle(parts, of: self, response, version: version, canSend: canSend)
        if !canSend || perform(work, on: connection, producer) { drain(producer) }
    }
}
