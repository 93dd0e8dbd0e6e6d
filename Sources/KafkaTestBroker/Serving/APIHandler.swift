// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

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

extension WireWriter {
    /// Appends the response header for `call`: the correlation id, then an empty tag section where the API has one.
    mutating func writeResponseHeader<R: KafkaResponse>(_ type: R.Type, _ call: Call) {
        writeInteger(call.correlationID)
        if R.headerVersion(call.version) >= 1 { writeUnsignedVarint(0) }
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
