// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// SaslAuthenticate, versions 0-2: one token of the exchange that SaslHandshake began. A refusal closes the connection.
/// Source: KIP-152, KIP-368.
enum SaslAuthenticate: AnsweringHandler {
    typealias Request = SaslAuthenticateRequest
    static let versions: ClosedRange<Int16> = 0...2

    static func answer(_ request: Request, _ call: Call, _ state: inout ClusterState) -> SaslAuthenticateResponse {
        let outcome = call.caller.session.take(
            request.authBytes, now: call.now, nonce: state.random.makeNonce(), users: state.security.scramUsers)
        guard let outcome else {
            return SaslAuthenticateResponse(
                errorCode: BrokerErrorCode.illegalSaslState.rawValue,
                errorMessage: "SaslAuthenticate request received after successful authentication")
        }
        if let refusal = outcome.refusal {
            return SaslAuthenticateResponse(
                errorCode: BrokerErrorCode.saslAuthenticationFailed.rawValue, errorMessage: refusal)
        }
        return SaslAuthenticateResponse(
            errorMessage: nil, authBytes: outcome.token, sessionLifetimeMs: outcome.lifetime)
    }

    static func failure(_ request: Request, _ code: BrokerErrorCode, _ call: Call) -> SaslAuthenticateResponse {
        SaslAuthenticateResponse(errorCode: code.rawValue, errorMessage: nil)
    }

    static func reply(_ request: Request, _ call: Call, _ core: ClusterCore) -> Reply {
        handled(request, call, core).last(if: call.caller.session.isRefused)
    }

    /// Responds to a token without a header. A refusal has no message and closes the connection.
    static func answerRaw(_ token: ByteSlice, _ session: SASLSession, _ core: ClusterCore) -> Reply {
        let now = core.clock.now
        let outcome = core.update { state in
            session.take(token, now: now, nonce: state.random.makeNonce(), users: state.security.scramUsers)
        }
        guard let outcome, outcome.refusal == nil else { return .close }
        return .frame([.fields(outcome.token)])
    }
}
