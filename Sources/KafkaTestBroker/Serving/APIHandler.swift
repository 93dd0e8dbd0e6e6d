// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// Names one request within a cluster's life.
struct CallID: Hashable, Sendable {
    var rawValue: UInt64
}

/// Who is at the other end of a connection.
struct Caller: Sendable {
    /// Names the connection within a cluster's life.
    var connection: UInt64 = 0
    /// The address that the client connects from, without the port.
    var host = "127.0.0.1"
    /// Where the connection stands with its authentication.
    var session = SASLSession(nil)

    /// Who the client is, as authentication found. Source: `KafkaPrincipal`.
    var principal: String { session.principal }
}

/// What an API knows of the request that it answers, beside the body.
struct Call: Sendable {
    var id = CallID(rawValue: 0)
    var version: Int16
    var correlationID: Int32
    /// The broker that was asked.
    var broker: Int32
    /// The time of the cluster's clock, in milliseconds since 1970 UTC.
    var now: Int64
    /// The client's name for itself; nil if it gave none.
    var clientID: String?
    var caller = Caller()
}

/// What becomes of a request.
enum Reply: Sendable {
    /// A response frame, header included, without the length prefix.
    case frame([ResponsePiece])
    /// A response frame, behind which the connection is closed.
    case lastFrame([ResponsePiece])
    /// No response, as Kafka gives none to a produce with acks 0.
    case silence
    /// The connection is closed instead.
    case close
    /// The reply comes later; the connection's next requests wait for it.
    case later(DeferredReply)
    /// A response frame that is sent in another way than others.
    case special([ResponsePiece], Delivery)
}

/// How a script has a frame sent. Byte counts include the length prefix.
enum Delivery: Sendable {
    /// Only its first bytes, then the connection is closed.
    case cutOff(afterBytes: Int)
    /// In parts, with time of the cluster's clock between them.
    case trickle(bytes: Int, every: Duration)
    case twice
    /// Behind the connection's next frame.
    case behindNext
    /// As usual, but nothing is read from the connection until the gate is open.
    case unreadUntil(Gate)
}

/// One API: which versions it offers and how it answers. Implementations have no state of their own.
protocol APIHandler: SendableMetatype {
    associatedtype Request: KafkaRequest
    /// The versions that are served.
    static var versions: ClosedRange<Int16> { get }
    /// The lowest version that ApiVersions names.
    static var advertisedMinVersion: Int16 { get }
    /// Answers a request; nil if the call was parked in `state.parked`, or for requests that have no response.
    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> Request.Response?
    /// The response in which everything asked for failed with `code`.
    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> Request.Response
    /// Answers a request in the form it is sent.
    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply
}

extension APIHandler {
    static var advertisedMinVersion: Int16 { versions.lowerBound }

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply { answered(request, call, core) }

    /// The reply that `answer` makes.
    static func answered(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        let reads = ClusterState.readingAPIs.contains(Request.apiKey)
        let answered = core.answer(on: call.broker, reads: reads) { state -> (Request.Response?, DeferredReply?) in
            if let code = state.cutOffRefusal(Request.apiKey) { return (failure(request, code, call), nil) }
            let response = answer(request, call, &state)
            return (response, response == nil ? state.parked.takeReply(of: call.id) : nil)
        }
        guard let (response, deferred) = answered else {
            return .response(failure(request, .kafkaStorageError, call), call)
        }
        if let response { return .response(response, call) }
        return deferred.map { .later($0) } ?? .silence
    }
}

extension Reply {
    /// The connection closes behind the frame if `isLast`.
    func last(if isLast: Bool) -> Reply {
        guard isLast, case .frame(let pieces) = self else { return self }
        return .lastFrame(pieces)
    }

    /// A response with its header; a response that its version cannot carry closes the connection.
    static func response<R: KafkaResponse>(_ response: R, _ call: Call) -> Reply {
        var writer = WireWriter(capacity: 512)
        writer.writeResponseHeader(R.self, call)
        do throws(WireError) {
            try response.encode(into: &writer, version: call.version)
        } catch {
            return .close
        }
        return .frame([.fields(writer.finish())])
    }
}

extension WireWriter {
    /// Appends the response header for `call`: the correlation id, then an empty tag section where the API has one.
    mutating func writeResponseHeader<R: KafkaResponse>(_ type: R.Type, _ call: Call) {
        writeInteger(call.correlationID)
        if R.headerVersion(call.version) >= 1 { writeUnsignedVarint(0) }
    }
}

/// Bytes of a response that lie together.
enum ResponsePiece: Sendable {
    /// Encoded fields.
    case fields(ByteSlice)
    /// Batches in a log.
    case records(LogRead.Piece)

    /// The bytes for sending, without a copy.
    var outgoing: OutgoingBytes {
        switch self {
        case .fields(let slice): slice.outgoing
        case .records(let piece): piece.segment.outgoing(piece.range)
        }
    }

    /// The bytes; those of a log are copied.
    var bytes: ByteSlice {
        switch self {
        case .fields(let slice): slice
        case .records(let piece): piece.segment.copy(piece.range)
        }
    }
}

extension [ResponsePiece] {
    /// A copy of all pieces, one behind the other.
    func joined() -> ByteSlice {
        var writer = WireWriter(capacity: 1024)
        for piece in self { writer.writeRaw(piece.bytes) }
        return writer.finish()
    }
}

/// The APIs that are served, by key.
enum APITable {
    static let handlers: [any APIHandler.Type] = [
        Produce.self, Fetch.self, ListOffsets.self, Metadata.self, OffsetCommit.self, OffsetFetch.self,
        FindCoordinator.self, ApiVersions.self, CreateTopics.self, DeleteTopics.self, DeleteRecords.self,
        InitProducerID.self, DescribeConfigs.self, DescribeCluster.self,
        AddPartitionsToTxn.self, AddOffsetsToTxn.self, EndTxn.self, TxnOffsetCommit.self, WriteTxnMarkers.self,
        DescribeTransactions.self, ListTransactions.self, DescribeProducers.self, OffsetForLeaderEpoch.self,
        CreatePartitions.self, IncrementalAlterConfigs.self, AlterConfigs.self, CreateAcls.self, DescribeAcls.self,
        DeleteAcls.self, DescribeClientQuotas.self, AlterClientQuotas.self, DescribeUserScramCredentials.self,
        AlterUserScramCredentials.self, ElectLeaders.self, DescribeLogDirs.self, AlterPartitionReassignments.self,
        ListPartitionReassignments.self, DescribeTopicPartitions.self, AlterReplicaLogDirs.self, DescribeQuorum.self,
        ListConfigResources.self,
        SaslHandshake.self, SaslAuthenticate.self,
        JoinGroup.self, SyncGroup.self, Heartbeat.self, LeaveGroup.self, DescribeGroups.self, ListGroups.self,
        DeleteGroups.self, OffsetDelete.self, ConsumerGroupHeartbeat.self, ConsumerGroupDescribe.self,
    ]

    private static let byKey: [Int16: any APIHandler.Type] = Dictionary(
        uniqueKeysWithValues: handlers.map { (key($0), $0) })

    static func handler(_ key: Int16) -> (any APIHandler.Type)? { byKey[key] }

    /// The versions of an API that are offered, nil for none: those that are served, as far as the release to imitate
    /// had them.
    static func offered<H: APIHandler>(_ handler: H.Type, _ release: KafkaRelease?) -> ClosedRange<Int16>? {
        guard let release else { return H.versions }
        guard let highest = release.highestVersion(of: H.Request.apiKey), highest >= H.versions.lowerBound else {
            return nil
        }
        return H.versions.lowerBound...min(highest, H.versions.upperBound)
    }

    static func key<H: APIHandler>(_ handler: H.Type) -> Int16 { H.Request.apiKey.rawValue }
}
