// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The conversation that makes a connection ready: API versions, then SASL; and later SASL again, before the session
/// ends. A plain value: answers in, next steps out.
///
///     idle ──▶ negotiating ──▶ [fetching a token] ──▶ choosing ──▶ authenticating ──▶ ready
///                  └── without SASL ─────────────────────────────────────────────────▶ │
///              [fetching a token] ◀── authenticateAgain ───────────────────────────────┘
///
/// TCP and TLS are below it: the first request makes the stream do its handshake. Source: KIP-35, KIP-43, KIP-152,
/// KIP-368, KIP-511.
struct HandshakeStateMachine: Sendable {
    /// The next thing to do.
    enum Action: Equatable, Sendable {
        /// Ask for API versions in this version; `versionsAnswered` takes the response.
        case askVersions(Int16)
        /// Get a bearer token; `tokenFetched` takes it.
        case fetchToken
        /// Send SaslHandshake; `mechanismAnswered` takes the response. No other request may follow until `ready`.
        case chooseMechanism(String, version: Int16)
        /// Send a token, by SaslAuthenticate of this version, or in a frame of its own if nil; `tokenAnswered` takes
        /// the response.
        case sendToken(ByteSlice, version: Int16?)
        /// Requests may be sent, for `sessionLifetime`; nil for ever.
        case ready(sessionLifetime: Duration?)
    }

    private enum State: Sendable {
        case idle
        case negotiating(Int16)
        case fetchingToken
        case choosing(SASLExchange)
        /// Waits for the answer to a mechanism that no broker has, which tells whether SASL is required.
        case asking
        case authenticating(SASLExchange)
        case ready
        case failed
    }

    private let credentials: SASLCredentials?
    private let asksForSASL: Bool
    private let broker: String
    private let nonce: @Sendable () -> String
    private var state = State.idle
    /// The broker's versions; nil until it has answered.
    private(set) var versions: NegotiatedVersions?

    /// A conversation before its first request.
    ///
    /// - Parameters:
    ///   - credentials: nil for no authentication.
    ///   - asksForSASL: whether to find out, without credentials, if the broker requires SASL: it closes the connection
    ///     at the first request then, without a word.
    ///   - broker: the broker's address, for errors.
    ///   - nonce: makes the nonce of a SCRAM exchange: printable ASCII without commas, different each time.
    init(
        credentials: SASLCredentials?, asksForSASL: Bool = false, broker: String,
        nonce: @escaping @Sendable () -> String
    ) {
        self.credentials = credentials
        self.asksForSASL = asksForSASL
        self.broker = broker
        self.nonce = nonce
    }

    // MARK: API versions

    /// Begins the conversation.
    mutating func begin() -> Action { ask(ApiVersionsRequest.versions.upperBound) }

    private mutating func ask(_ version: Int16) -> Action {
        state = .negotiating(version)
        return .askVersions(version)
    }

    /// A broker that does not support the version of the request answers in version 0 with UNSUPPORTED_VERSION and,
    /// from Kafka 2.4 on, with the versions of this request that it supports; the highest of them is tried next.
    ///
    /// - Throws: `KafkaError` of the broker's code, `.authenticationFailed`.
    mutating func versionsAnswered(_ response: ApiVersionsResponse) throws -> Action {
        guard case .negotiating(let version) = state else { throw outOfOrder() }
        let code = BrokerErrorCode(rawValue: response.errorCode)
        if code == .unsupportedVersion, version > 0 {
            let listed = NegotiatedVersions(response).range(of: .apiVersions)?.upperBound ?? 0
            // Lower each time, so that the conversation ends whatever the broker lists.
            return ask(max(0, min(listed, version - 1)))
        }
        guard code == .none else {
            state = .failed
            throw KafkaError.broker(code, "ApiVersions to \(broker)")
        }
        versions = NegotiatedVersions(response)
        return try authenticate()
    }

    // MARK: SASL

    /// Begins another authentication of a connection that is ready.
    mutating func authenticateAgain() throws -> Action {
        guard case .ready = state else { throw outOfOrder() }
        return try authenticate()
    }

    private mutating func authenticate() throws -> Action {
        guard let credentials else {
            if asksForSASL, let offered = versions?.range(of: .saslHandshake), offered.upperBound >= 1 {
                state = .asking
                return .chooseMechanism("NONE", version: 1)
            }
            state = .ready
            return .ready(sessionLifetime: nil)
        }
        if case .oauthBearer = credentials.kind {
            state = .fetchingToken
            return .fetchToken
        }
        return try choose(try SASLExchange(credentials, token: nil))
    }

    /// Takes the bearer token.
    mutating func tokenFetched(_ token: OAuthBearerToken) throws -> Action {
        guard case .fetchingToken = state, let credentials else { throw outOfOrder() }
        return try choose(try SASLExchange(credentials, token: token))
    }

    private mutating func choose(_ exchange: SASLExchange) throws -> Action {
        guard let offered = versions?.range(of: .saslHandshake) else {
            throw failure(
                "broker \(broker) offers no SASL: check the port, or use security.protocol PLAINTEXT or SSL")
        }
        state = .choosing(exchange)
        // In version 1 the tokens travel in SaslAuthenticate requests.
        let version: Int16 = versions?.range(of: .saslAuthenticate) == nil ? 0 : 1
        return .chooseMechanism(exchange.mechanism, version: min(version, offered.upperBound))
    }

    /// The version of SaslAuthenticate; nil if tokens go without it, because the broker is older than Kafka 1.0.
    private var tokenVersion: Int16? {
        guard let offered = versions?.range(of: .saslAuthenticate),
            versions?.range(of: .saslHandshake)?.upperBound ?? 0 >= 1
        else { return nil }
        return min(offered.upperBound, SaslAuthenticateRequest.versions.upperBound)
    }

    /// Takes the broker's answer to the choice of mechanism.
    ///
    /// - Throws: `KafkaError.authenticationFailed`.
    mutating func mechanismAnswered(_ response: SaslHandshakeResponse) throws -> Action {
        let code = BrokerErrorCode(rawValue: response.errorCode)
        if case .asking = state {
            guard code != .unsupportedSaslMechanism else {
                throw failure(
                    "broker \(broker) requires SASL (\(response.mechanisms.joined(separator: ", "))), and this client has "
                        + "no credentials: use security.protocol SASL_PLAINTEXT or SASL_SSL", code)
            }
            state = .ready
            return .ready(sessionLifetime: nil)
        }
        guard case .choosing(var exchange) = state else { throw outOfOrder() }
        switch code {
        case .none: break
        case .unsupportedSaslMechanism:
            let offered = response.mechanisms.isEmpty ? "none" : response.mechanisms.joined(separator: ", ")
            throw failure(
                "broker \(broker) does not offer the SASL mechanism \(exchange.mechanism), but: \(offered) "
                    + "(sasl.mechanism)", code)
        case .illegalSaslState:
            throw failure(
                "broker \(broker) takes no SASL on this port: use security.protocol PLAINTEXT or SSL", code)
        default:
            state = .failed
            throw KafkaError.broker(code, "SaslHandshake to \(broker)")
        }
        let nonce = nonce
        let first = try exchange.begin(nonce: nonce())
        state = .authenticating(exchange)
        return .sendToken(first, version: tokenVersion)
    }

    /// Takes the broker's answer to a token.
    ///
    /// - Throws: `KafkaError.authenticationFailed`.
    mutating func tokenAnswered(_ response: SaslAuthenticateResponse) throws -> Action {
        guard case .authenticating(var exchange) = state else { throw outOfOrder() }
        let code = BrokerErrorCode(rawValue: response.errorCode)
        switch code {
        case .none: break
        case .saslAuthenticationFailed, .illegalSaslState, .unsupportedSaslMechanism:
            let reason = response.errorMessage ?? exchange.refusal ?? code.text ?? "no reason given"
            throw failure(
                "broker \(broker) refused the credentials\(exchange.user.map { " of \($0)" } ?? "") for "
                    + "\(exchange.mechanism): \(reason)"
                    + (exchange.refusal.map { $0 == reason ? "" : " (\($0))" } ?? ""), code)
        default:
            state = .failed
            throw KafkaError.broker(code, "SaslAuthenticate to \(broker)", text: response.errorMessage)
        }
        do {
            guard let next = try exchange.answer(response.authBytes) else {
                state = .ready
                let lifetime = response.sessionLifetimeMs
                return .ready(sessionLifetime: lifetime > 0 ? .milliseconds(lifetime) : nil)
            }
            state = .authenticating(exchange)
            return .sendToken(next, version: tokenVersion)
        } catch {
            state = .failed
            throw error
        }
    }

    // MARK: Errors

    private mutating func failure(_ message: String, _ code: BrokerErrorCode? = nil) -> KafkaError {
        state = .failed
        return KafkaError(.authenticationFailed, message, brokerError: code)
    }

    private mutating func outOfOrder() -> KafkaError {
        state = .failed
        return KafkaError(.invalidResponse, "broker \(broker) answered out of order during the handshake")
    }
}
