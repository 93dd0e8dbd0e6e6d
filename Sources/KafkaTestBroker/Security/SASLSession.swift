// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaSASL
internal import KafkaTransport
internal import Synchronization

/// The state of one connection's authentication. Source: KIP-43, KIP-152, KIP-368.
final class SASLSession: Sendable {
    /// The result of a client's token.
    struct Outcome {
        var token = ByteSlice.empty
        /// The reason for a refusal; nil if the client may continue.
        var refusal: String?
        /// Milliseconds until the client must authenticate again; 0 for never.
        var lifetime: Int64 = 0
    }

    private enum Exchange {
        case plain
        case scram(SCRAMExchange)
        case bearer
        /// A token was refused, and the client has been told; its next message ends the exchange.
        case refusedBearer(String)
    }

    private struct Handshake {
        var mechanism: SASLConfiguration.Mechanism
        var exchange: Exchange
        /// Whether tokens follow in frames without headers: version 0 of the handshake.
        var takesRawTokens: Bool
    }

    private struct State {
        var handshake: Handshake?
        /// The authenticated user.
        var user: String?
        /// The mechanism of the authentication.
        var mechanism: SASLConfiguration.Mechanism?
        /// The time on the cluster's clock when it must authenticate again.
        var expiry: Int64?
        /// Whether the connection closes after the current response.
        var isRefused = false
    }

    /// Nil if the cluster requires no authentication.
    private let configuration: SASLConfiguration?
    private let state = Mutex(State())

    init(_ configuration: SASLConfiguration?) { self.configuration = configuration }

    /// The client's principal. Source: `KafkaPrincipal`.
    var principal: String { state.withLock { "User:" + ($0.user ?? "ANONYMOUS") } }

    /// Whether the connection closes after the current response.
    var isRefused: Bool { state.withLock { $0.isRefused } }

    /// Whether the next frame is a token without a header.
    var takesRawTokens: Bool { state.withLock { $0.handshake?.takesRawTokens == true } }

    /// Whether a request may be served. A refused one closes the connection, as in Kafka.
    func allows(_ key: Int16, now: Int64) -> Bool {
        guard configuration != nil else { return true }
        return state.withLock { state in
            if state.handshake != nil { return key == APIKey.saslAuthenticate.rawValue }
            if state.user == nil {
                return key == APIKey.apiVersions.rawValue || key == APIKey.saslHandshake.rawValue
            }
            guard let expiry = state.expiry, now >= expiry else { return true }
            return key == APIKey.apiVersions.rawValue || key == APIKey.saslHandshake.rawValue
        }
    }

    /// Chooses a mechanism. Returns an error code and the mechanisms to choose from.
    func begin(_ name: String, version: Int16) -> (code: BrokerErrorCode, mechanisms: [String]) {
        guard let configuration else { return (.illegalSaslState, []) }
        let names = configuration.mechanisms.map(\.rawValue)
        return state.withLock { state in
            // Without a lifetime there is no reason to authenticate again.
            guard state.user == nil || state.expiry != nil else { return (.illegalSaslState, names) }
            guard let mechanism = configuration.mechanisms.first(where: { $0.rawValue == name }) else {
                state.isRefused = true
                return (.unsupportedSaslMechanism, names)
            }
            let exchange: Exchange =
                mechanism == .oauthBearer ? .bearer : SCRAMExchange(mechanism).map { .scram($0) } ?? .plain
            state.handshake = Handshake(mechanism: mechanism, exchange: exchange, takesRawTokens: version == 0)
            return (.none, names)
        }
    }

    /// Processes a token of the current exchange; nil if none has begun.
    func take(
        _ token: ByteSlice, now: Int64, nonce: @autoclosure () -> String, users: ScramUsers
    ) -> Outcome? {
        guard let configuration else { return nil }
        return state.withLock { state in
            guard var handshake = state.handshake else { return nil }
            do throws(Refusal) {
                let answer: ByteSlice
                let user: String?
                var expiry: Int64?
                switch handshake.exchange {
                case .plain: (answer, user) = (.empty, try Self.plainUser(token, configuration))
                case .scram(var exchange):
                    (answer, user) = try exchange.step(token, nonce(), users)
                    handshake.exchange = .scram(exchange)
                case .bearer:
                    switch Self.bearer(token, now, configuration) {
                    case .accepted(let name, let end): (answer, user, expiry) = (.empty, name, end)
                    case .refused(let reason):
                        // The client answers this text before it hears that it is refused. Source: RFC 7628.
                        let text = #"{"status":"invalid_token"}"#
                        (answer, user) = (ByteSlice(utf8: text), nil)
                        handshake.exchange = .refusedBearer("\(text): \(reason)")
                    }
                case .refusedBearer(let reason): throw Refusal(message: "Authentication failed: \(reason)")
                }
                state.handshake = handshake
                guard let user else { return Outcome(token: answer) }
                return try Self.accept(user, answer, now, expiry, configuration, &state)
            } catch {
                state.handshake = nil
                state.isRefused = true
                return Outcome(refusal: error.message)
            }
        }
    }

    // MARK: Tokens

    /// A refused token, with a message for the client.
    struct Refusal: Error {
        var message: String
    }

    private static func plainUser(_ token: ByteSlice, _ configuration: SASLConfiguration) throws(Refusal) -> String {
        // The client is told only that its token is malformed, as by Kafka.
        guard let message = try? SASLPlainMessage(parsing: token) else {
            throw Refusal(message: "Invalid SASL/PLAIN response")
        }
        if let other = message.authorizationID, other != message.username {
            throw Refusal(
                message: "Authentication failed: Client requested an authorization id that is different from username")
        }
        guard let password = configuration.users[message.username], password == message.password else {
            throw Refusal(message: "Authentication failed: Invalid username or password")
        }
        return message.username
    }

    private static func bearer(
        _ token: ByteSlice, _ now: Int64, _ configuration: SASLConfiguration
    ) -> BearerVerdict {
        do throws(OAuthBearerMessage.Malformed) {
            let message = try OAuthBearerMessage(parsing: token)
            let verdict = configuration.validateToken(message.token, message.extensions, now)
            if case .accepted(let user, _) = verdict, let other = message.authorizationID, other != user {
                return .refused("the authorization id is not the token's user")
            }
            return verdict
        } catch {
            return .refused("\(error)")
        }
    }

    private static func accept(
        _ user: String, _ token: ByteSlice, _ now: Int64, _ credentialExpiry: Int64?,
        _ configuration: SASLConfiguration, _ state: inout State
    ) throws(Refusal) -> Outcome {
        if let before = state.user, before != user {
            throw Refusal(
                message: "Cannot change principals during re-authentication from User:\(before) to User:\(user)")
        }
        if let before = state.mechanism, before != state.handshake?.mechanism {
            throw Refusal(
                message: "SASL mechanism cannot be changed during re-authentication from \(before.rawValue)")
        }
        let limits = [
            configuration.sessionLifetime.map { max(1, $0.inMilliseconds) },
            credentialExpiry.map { max(1, $0 - now) },
        ].compactMap { $0 }
        let lifetime = limits.min() ?? 0
        state.user = user
        state.mechanism = state.handshake?.mechanism
        state.expiry = limits.isEmpty ? nil : now + lifetime
        state.handshake = nil
        return Outcome(token: token, lifetime: lifetime)
    }
}
