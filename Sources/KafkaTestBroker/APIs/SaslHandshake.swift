// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// SaslHandshake, versions 0-1. After version 0, tokens come in frames without headers. Source: KIP-43.
enum SaslHandshake: AnsweringHandler {
    typealias Request = SaslHandshakeRequest
    static let versions: ClosedRange<Int16> = 0...1

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> SaslHandshakeResponse {
        let (code, mechanisms) = call.caller.session.begin(request.mechanism, version: call.version)
        return SaslHandshakeResponse(errorCode: code.rawValue, mechanisms: mechanisms)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> SaslHandshakeResponse {
        SaslHandshakeResponse(errorCode: code.rawValue)
    }

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        handled(request, call, core).last(if: call.caller.session.isRefused)
    }
}
