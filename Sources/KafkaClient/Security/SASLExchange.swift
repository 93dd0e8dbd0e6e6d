// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaSASL

/// The client's side of one authentication: tokens in, tokens out. A plain value.
struct SASLExchange: Sendable {
    private enum State: Sendable {
        case plain(username: String, password: Secret)
        case oauthBearer(OAuthBearerToken)
        /// The broker refused the token, with this text; it ends the exchange after one more message.
        case refused(String)
        #if SCRAM
        case scram(SCRAMClient)
        #endif
        case ended
    }

    /// Kafka's name of the mechanism.
    let mechanism: String
    /// Name of the user, for errors; nil if it is not known.
    let user: String?
    private var state: State

    /// An exchange before its first token. `token` is the bearer token, for OAUTHBEARER only.
    init(_ credentials: SASLCredentials, token: OAuthBearerToken?) throws {
        mechanism = credentials.mechanism
        switch credentials.kind {
        case .plain(let username, let password):
            user = username
            state = .plain(username: username, password: password)
        case .oauthBearer:
            guard let token else {
                throw KafkaError(.authenticationFailed, "there is no token for \(credentials.mechanism)")
            }
            user = token.principal
            state = .oauthBearer(token)
        #if SCRAM
        case .scramSHA256(let username, let password):
            user = username
            state = .scram(SCRAMClient(.sha256, username: username, password: password.revealed))
        case .scramSHA512(let username, let password):
            user = username
            state = .scram(SCRAMClient(.sha512, username: username, password: password.revealed))
        #else
        case .scramSHA256, .scramSHA512:
            user = nil
            state = .ended
            try credentials.validate()
        #endif
        }
    }

    /// The first token. `nonce`: printable ASCII without commas, different in every exchange.
    ///
    /// - Throws: `KafkaError.authenticationFailed`, without the password.
    mutating func begin(nonce: @autoclosure () -> String) throws -> ByteSlice {
        switch state {
        case .plain(let username, let password):
            do throws(WireError) {
                return try SASLPlainMessage(username: username, password: password.revealed).encoded
            } catch {
                throw failure("the user name or password cannot be sent: \(error)", error)
            }
        case .oauthBearer(let token):
            do throws(OAuthBearerMessage.Malformed) {
                return try OAuthBearerMessage(token: token.token.revealed, extensions: token.extensions).encoded
            } catch {
                throw failure("the token cannot be sent: \(error)", error)
            }
        #if SCRAM
        case .scram(var client):
            do throws(SCRAMClient.Failure) {
                let first = try client.begin(nonce: nonce())
                state = .scram(client)
                return first
            } catch {
                throw failure("\(error)", error)
            }
        #endif
        case .refused, .ended: throw failure("the exchange has ended", nil)
        }
    }

    /// The token that answers the broker's; nil when the broker has accepted the client.
    ///
    /// - Throws: `KafkaError.authenticationFailed`.
    mutating func answer(_ challenge: ByteSlice) throws -> ByteSlice? {
        switch state {
        case .plain:
            state = .ended
            return nil
        case .oauthBearer:
            if challenge.isEmpty {
                state = .ended
                return nil
            }
            state = .refused(challenge.string)
            return OAuthBearerMessage.surrender
        case .refused(let text): throw failure("the broker refused the token: \(text)", nil)
        #if SCRAM
        case .scram(var client):
            do throws(SCRAMClient.Failure) {
                let next = try client.answer(challenge)
                state = next == nil ? .ended : .scram(client)
                return next
            } catch {
                throw failure("\(error)", error)
            }
        #endif
        case .ended: throw failure("the broker sent a token after the end of the exchange", nil)
        }
    }

    /// The broker's text of a refused bearer token; nil if there is none.
    var refusal: String? { if case .refused(let text) = state { text } else { nil } }

    private func failure(_ reason: String, _ error: (any Error)?) -> KafkaError {
        KafkaError(.authenticationFailed, "\(mechanism): \(reason)", underlyingError: error)
    }
}
