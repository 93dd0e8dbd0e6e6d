// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

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
