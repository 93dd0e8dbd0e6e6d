// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The response to a fetch, with the records still in the log.
struct FetchAnswer: Sendable {
    struct Topic: Sendable {
        var name: String
        var id: KafkaUUID
        var partitions: [Partition] = []
    }

    struct Partition: Sendable {
        var index: Int32
        var errorCode: Int16 = 0
        var highWatermark: Int64 = -1
        var lastStableOffset: Int64 = -1
        var logStartOffset: Int64 = -1
        /// Nil for read_uncommitted.
        var abortedTransactions: [FetchResponse.AbortedTransaction]?
        /// The current leader, if the error is about the leader.
        var leader: (id: Int32, epoch: Int32)?
        /// The end of the log's last epoch that the client's log shares.
        var divergingEpoch: LeaderEpochs.End?
        var records = LogRead()

        init(_ index: Int32) { self.index = index }

        init(_ index: Int32, failed code: BrokerErrorCode) {
            self.index = index
            errorCode = code.rawValue
        }
    }

    /// The error of the whole request.
    var errorCode: Int16 = 0
    /// The fetch session's id; 0 without one.
    var sessionID: Int32 = 0
    var throttleTimeMs: Int32 = 0
    var topics: [Topic] = []
    var byteCount = 0
    var hasErrors = false
    /// Addresses of the leaders in the partitions.
    var leaders: [Broker] = []

    /// Whether to respond now: there are enough bytes, or an error.
    func isEnough(for request: FetchRequest) -> Bool {
        hasErrors || byteCount >= Int(request.minBytes)
    }

    /// The response as a value; records are copied.
    var response: FetchResponse {
        FetchResponse(
            throttleTimeMs: throttleTimeMs, errorCode: errorCode, sessionID: sessionID,
            responses: topics.map { topic in
                .init(topic: topic.name, topicID: topic.id, partitions: topic.partitions.map(\.response))
            },
            nodeEndpoints: leaders.map { .init(nodeID: $0.id, host: $0.host, port: $0.port) })
    }

    /// The response frame for version 4 or later: the bytes that `response` encodes to, with the records in place.
    ///
    /// Encoded by hand, because the generated coder copies the records; a test compares both.
    func reply(_ call: Call) -> Reply {
        var frame = FetchFrame(version: call.version)
        frame.writer.writeResponseHeader(FetchResponse.self, call)
        do throws(WireError) {
            try frame.write(self)
        } catch {
            // Thrown only for a topic name that is too long for its field; no stored topic has one.
            return .close
        }
        return .frame(frame.finish())
    }
}

extension FetchAnswer.Partition {
    fileprivate var response: FetchResponse.PartitionData {
        var data = FetchResponse.PartitionData(
            partitionIndex: index, errorCode: errorCode, highWatermark: highWatermark,
            lastStableOffset: lastStableOffset, logStartOffset: logStartOffset,
            abortedTransactions: abortedTransactions,
            records: records.pieces.map { .records($0) }.joined())
        if let divergingEpoch {
            data.divergingEpoch = .init(epoch: divergingEpoch.epoch, endOffset: divergingEpoch.offset)
        }
        if let leader { data.currentLeader = .init(leaderID: leader.id, leaderEpoch: leader.epoch) }
        return data
    }
}

/// Writes a Fetch response as pieces: fields from a writer, record sets in place between them.
private struct FetchFrame: ~Copyable {
    private let version: Int16
    private let isFlexible: Bool
    var writer = WireWriter(capacity: 1024)
    /// The record sets, each with its position in the writer's bytes.
    private var inserts: [(position: Int, records: LogRead)] = []

    init(version: Int16) {
        self.version = version
        isFlexible = FetchResponse.isFlexible(version)
    }

    mutating func write(_ answer: FetchAnswer) throws(WireError) {
        writer.writeInteger(answer.throttleTimeMs)
        if version >= 7 {
            writer.writeInteger(answer.errorCode)
            writer.writeInteger(answer.sessionID)
        }
        try writeCount(answer.topics.count)
        for topic in answer.topics { try write(topic) }
        guard isFlexible else { return }
        var tagged: [TaggedField] = []
        if version >= 16, !answer.leaders.isEmpty {
            tagged.append(
                try writer.taggedField(0) { (writer: inout WireWriter) throws(WireError) in
                    try writer.writeArray(answer.leaders, flexible: true) {
                        (broker: Broker, writer: inout WireWriter) throws(WireError) in
                        writer.writeInteger(broker.id)
                        try writer.writeString(broker.host, flexible: true)
                        writer.writeInteger(broker.port)
                        try writer.writeNullableString(nil, flexible: true)
                        writer.writeTaggedFields([])
                    }
                })
        }
        writer.writeTaggedFields(tagged)
    }

    private mutating func write(_ topic: FetchAnswer.Topic) throws(WireError) {
        if version >= 13 {
            writer.writeUUID(topic.id)
        } else {
            try writer.writeString(topic.name, flexible: isFlexible)
        }
        try writeCount(topic.partitions.count)
        for partition in topic.partitions { try write(partition) }
        if isFlexible { writer.writeTaggedFields([]) }
    }

    private mutating func write(_ partition: FetchAnswer.Partition) throws(WireError) {
        writer.writeInteger(partition.index)
        writer.writeInteger(partition.errorCode)
        writer.writeInteger(partition.highWatermark)
        writer.writeInteger(partition.lastStableOffset)
        if version >= 5 { writer.writeInteger(partition.logStartOffset) }
        try writer.writeLength(partition.abortedTransactions?.count, isFlexible ? .compact : .int32)
        for transaction in partition.abortedTransactions ?? [] {
            writer.writeInteger(transaction.producerID)
            writer.writeInteger(transaction.firstOffset)
            if isFlexible { writer.writeTaggedFields([]) }
        }
        if version >= 11 { writer.writeInteger(-1 as Int32) }  // preferred read replica
        try writeCount(partition.records.byteCount)
        if partition.records.byteCount > 0 { inserts.append((writer.count, partition.records)) }
        guard isFlexible else { return }
        var tagged: [TaggedField] = []
        if let diverging = partition.divergingEpoch {
            tagged.append(
                try writer.taggedField(0) { (writer: inout WireWriter) throws(WireError) in
                    writer.writeInteger(diverging.epoch)
                    writer.writeInteger(diverging.offset)
                    writer.writeTaggedFields([])
                })
        }
        if let leader = partition.leader {
            tagged.append(
                try writer.taggedField(1) { (writer: inout WireWriter) throws(WireError) in
                    writer.writeInteger(leader.id)
                    writer.writeInteger(leader.epoch)
                    writer.writeTaggedFields([])
                })
        }
        writer.writeTaggedFields(tagged)
    }

    private mutating func writeCount(_ count: Int) throws(WireError) {
        try writer.writeLength(count, isFlexible ? .compact : .int32)
    }

    /// The pieces, in sending order.
    consuming func finish() -> [ResponsePiece] {
        let inserts = self.inserts
        let fields = writer.finish()
        var pieces: [ResponsePiece] = []
        var position = 0
        for insert in inserts {
            pieces.append(.fields(fields[position..<insert.position]))
            position = insert.position
            for piece in insert.records.pieces { pieces.append(.records(piece)) }
        }
        if position < fields.count { pieces.append(.fields(fields[position..<fields.count])) }
        return pieces
    }
}
