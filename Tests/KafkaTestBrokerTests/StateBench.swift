// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

@testable import KafkaTestBroker

/// A cluster's state without sockets: the test calls the APIs directly and sets the time.
struct StateBench {
    var state: ClusterState
    var now: Int64 = 1_000_000

    init(
        brokers: Int32 = 1, topics: [String: Int] = ["t": 1], replicas: Int = 1, configs: [String: String] = [:],
        imitating release: KafkaRelease? = nil
    ) {
        state = ClusterState(
            configuration: ClusterConfiguration(brokers: Int(brokers), imitating: release),
            brokers: (1...brokers).map { .init(id: $0, host: "127.0.0.1", port: 9000 + $0, isUp: true) })
        for (name, count) in topics.sorted(by: { $0.key < $1.key }) {
            let assignments = state.brokers.assignments(partitions: count, replicas: replicas)
            _ = state.createTopic(name, assignments: assignments, configs: configs)
        }
    }

    /// Sends a request to `broker`.
    mutating func send<H: StateHandler>(
        _ handler: H.Type, _ request: H.Request, version: Int16, broker: Int32 = 1, clientID: String? = nil
    ) -> H.Request.Response {
        let call = Call(version: version, correlationID: 0, broker: broker, now: now, clientID: clientID)
        guard case .answered(let response) = H.handle(request, call, &state) else {
            preconditionFailure("\(H.self) was parked: test it over a connection")
        }
        return response
    }

    /// Sends a Fetch that does not wait.
    mutating func fetch(
        _ request: FetchRequest, version: Int16, broker: Int32 = 1, clientID: String? = nil
    ) -> FetchResponse {
        let call = Call(version: version, correlationID: 0, broker: broker, now: now, clientID: clientID)
        let fetch = Fetch.begin(request, call, &state)
        guard let answer = Fetch.look(fetch, isLast: true, now, &state) else {
            preconditionFailure("the last look at a fetch always has an answer")
        }
        return answer.response
    }

    /// Advances the time; deadlines expire at their own times.
    mutating func advance(_ milliseconds: Int64) {
        now += milliseconds
        state.expire(now: now)
    }

    /// The partition's leader; −1, which no broker has, without one.
    func leader(_ topic: String, _ partition: Int32 = 0) -> Int32 {
        state.topics.partition(PartitionKey(topic: topic, partition: partition))?.leader ?? -1
    }

    func log(_ topic: String, _ partition: Int32 = 0) -> PartitionLog {
        state.topics.partition(PartitionKey(topic: topic, partition: partition))?.log ?? PartitionLog()
    }

    /// Produces to a partition's leader and returns the response.
    mutating func produce(
        _ records: ByteSlice, to topic: String = "t", _ partition: Int32 = 0, transactionalID: String? = nil,
        version: Int16 = 9, acks: Int16 = -1
    ) -> ProduceResponse.PartitionProduceResponse {
        let request = ProduceRequest(
            transactionalID: transactionalID, acks: acks, timeoutMs: 1000,
            topicData: [
                .init(
                    name: topic, topicID: state.topics[topic]?.id ?? .zero,
                    partitionData: [.init(index: partition, records: records)])
            ])
        return send(Produce.self, request, version: version, broker: leader(topic, partition))
            .responses[0].partitionResponses[0]
    }

    /// Fetches a partition from its leader and returns the values that a client of this isolation level may see.
    mutating func values(
        _ topic: String = "t", _ partition: Int32 = 0, from offset: Int64 = 0, committed: Bool
    ) throws -> [String] {
        let request = FetchRequest(
            isolationLevel: committed ? 1 : 0,
            topics: [
                .init(
                    topic: topic,
                    partitions: [.init(partition: partition, fetchOffset: offset, partitionMaxBytes: .max)])
            ])
        let answer = fetch(request, version: 11, broker: leader(topic, partition)).responses[0].partitions[0]
        var aborted = (answer.abortedTransactions ?? []).sorted { $0.firstOffset < $1.firstOffset }[...]
        var skipped: Set<Int64> = []
        var values: [String] = []
        var reader = RecordBatchReader(answer.records ?? .empty)
        while let batch = try reader.next() {
            while let first = aborted.first, first.firstOffset <= batch.lastOffset {
                skipped.insert(first.producerID)
                aborted = aborted.dropFirst()
            }
            if batch.isControl {
                if try batch.controlRecord()?.kind == .abort { skipped.remove(batch.producerID) }
                continue
            }
            if batch.isTransactional, skipped.contains(batch.producerID) { continue }
            for record in try batch.records() where record.offset >= offset {
                values.append(record.value?.string ?? "")
            }
        }
        return values
    }
}

/// A batch of a transaction, or of an idempotent producer.
func batch(
    of values: [String], producer: ProducerIdentity, sequence: Int32, transactional: Bool = true,
    timestamp: Int64 = 1000
) throws -> ByteSlice {
    var builder = try RecordBatchBuilder(
        producerID: producer.id, producerEpoch: producer.epoch, baseSequence: sequence, isTransactional: transactional)
    for value in values { try builder.append(key: nil, value: ByteSlice(utf8: value), timestamp: timestamp) }
    return try builder.finish()
}
