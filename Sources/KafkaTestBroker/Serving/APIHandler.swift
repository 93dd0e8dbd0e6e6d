// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// One API: the versions it offers and its replies. Implementations have no state of their own.
protocol APIHandler: SendableMetatype {
    associatedtype Request: KafkaRequest
    /// The versions served.
    static var versions: ClosedRange<Int16> { get }
    /// The lowest version that ApiVersions reports.
    static var advertisedMinVersion: Int16 { get }
    /// The response in which everything the request asks for failed with `code`.
    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> Request.Response
    /// Serves a request. Called on the loop, without the cluster's lock.
    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply
}

extension APIHandler {
    static var advertisedMinVersion: Int16 { versions.lowerBound }
}

/// An API that is served within one update of the cluster's state.
protocol StateHandler: APIHandler {
    /// Serves a request under the cluster's lock.
    static func handle(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> APIAnswer<Request.Response>
    /// The response to a request whose changes could not be stored. Default: `failure` with KAFKA_STORAGE_ERROR.
    static func storageFailure(_ request: Request, _ call: Call, _ error: StorageError?) -> Request.Response
}

extension StateHandler {
    static func storageFailure(_ request: Request, _ call: Call, _ error: StorageError?) -> Request.Response {
        failure(request, .kafkaStorageError, call)
    }

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply { handled(request, call, core) }

    /// Runs `handle` under the lock and encodes its answer. Refuses the request if this side of a cut network cannot
    /// serve it or its changes cannot be stored.
    static func handled(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        let reads = ClusterState.readingAPIs.contains(Request.apiKey)
        let answer = core.answer(on: call.broker, reads: reads) { state -> APIAnswer<Request.Response> in
            if let code = state.cutOffRefusal(Request.apiKey) { return .answered(failure(request, code, call)) }
            return handle(request, call, &state)
        }
        return switch answer {
        case .answered(let response): .response(response, call)
        case .parked(let reply): .later(reply)
        case .noResponse: .silence
        case nil: .response(storageFailure(request, call, core.disk?.lastError), call)
        }
    }
}

/// An API that always responds at once.
protocol AnsweringHandler: StateHandler {
    /// The response to a request. Called under the cluster's lock.
    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> Request.Response
}

extension AnsweringHandler {
    static func handle(
        _ request: Request, _ call: Call, _ state: inout ClusterState
    ) -> APIAnswer<Request.Response> {
        .answered(answer(request, call, &state))
    }
}

extension WireWriter {
    /// Appends the response header for `call`: the correlation id, then an empty tag section where the API has one.
    mutating func writeResponseHeader<R: KafkaResponse>(_ type: R.Type, _ call: Call) {
        writeInteger(call.correlationID)
        if R.headerVersion(call.version) >= 1 { writeUnsignedVarint(0) }
    }
}
