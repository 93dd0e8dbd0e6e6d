// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

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
    // One copy for all types: a copy for each costs the compiler more than it saves (Benchmarks/BUILD-TIME.md).
    @_semantics("optimize.sil.specialize.generic.never")
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
