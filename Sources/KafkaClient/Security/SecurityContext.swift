// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Synchronization

#if TLS
import KafkaTLS
#endif

/// The parts that the connections of one client share: the TLS settings with their certificates loaded, and the bearer
/// token while it is good.
final class SecurityContext: Sendable {
    private struct State {
        var transport: Result<TransportSecurity, KafkaError>?
        var token: Token?
        /// Addresses that may require SASL although the client has no credentials.
        var suspects: Set<SocketAddress> = []
    }

    private struct Token {
        var promise: Promise<OAuthBearerToken>
        /// The end of the time in which the token is used; nil if it is used once.
        var goodUntil: ContinuousClock.Instant?
    }

    private let state = Mutex(State())

    init() {}

    // MARK: TLS

    /// The protection for new connections; nil without TLS. It reads files that were replaced again.
    ///
    /// - Throws: `KafkaError.invalidConfiguration`.
    func transport(_ options: TLSOptions?) throws -> TransportSecurity? {
        guard let options else { return nil }
        return try state.withLock { state in
            let result = state.transport ?? Self.load(options)
            state.transport = result
            return try result.get()
        }
    }

    private static func load(_ options: TLSOptions) -> Result<TransportSecurity, KafkaError> {
        #if TLS
        do throws(TLSError) {
            let trust: TLSTrust =
                switch options.authorities {
                case nil: .system
                case .file(let path): .file(path)
                case .text(let text): .text(text.revealed)
                }
            let identity = options.identity.map { identity in
                TLSIdentity(
                    certificateChain: identity.certificateChain.source, privateKey: identity.privateKey.source,
                    password: identity.keyPassword?.revealed)
            }
            return .success(
                try .tls(trusting: trust, identity: identity, verifiesHostname: options.verifiesHostname))
        } catch {
            return .failure(
                KafkaError(.invalidConfiguration, "security.tls (ssl.*): \(error)", underlyingError: error))
        }
        #else
        return .failure(
            KafkaError(
                .invalidConfiguration,
                "security.tls: TLS is not built in: build with the package trait TLS, which is on by default"))
        #endif
    }

    // MARK: Brokers that require SASL

    /// Whether the last connection to `address` was lost in a way that a broker which requires SASL shows.
    func isSuspect(_ address: SocketAddress) -> Bool { state.withLock { $0.suspects.contains(address) } }

    func setSuspect(_ address: SocketAddress, _ value: Bool) {
        state.withLock { state in
            if value { state.suspects.insert(address) } else { state.suspects.remove(address) }
        }
    }

    // MARK: The bearer token

    /// A good token: the last one, or another from `provider`. Callers at the same time share one call, which no
    /// caller's cancellation ends.
    ///
    /// - Throws: `KafkaError` of the provider, or `.connectionFailed` with its error; `CancellationError`.
    func token(from provider: @escaping @Sendable () async throws -> OAuthBearerToken) async throws -> OAuthBearerToken
    {
        let (promise, isNew) = state.withLock { state -> (Promise<OAuthBearerToken>, Bool) in
            if let token = state.token {
                if token.promise.result == nil { return (token.promise, false) }
                if let goodUntil = token.goodUntil, goodUntil > .now { return (token.promise, false) }
            }
            let promise = Promise<OAuthBearerToken>()
            state.token = Token(promise: promise)
            return (promise, true)
        }
        // Detached: neither the deadline nor the cancellation of the first caller ends a call that others wait for.
        if isNew { Task.detached { await self.fetch(provider, promise) } }
        return try await promise.value()
    }

    private func fetch(
        _ provider: @Sendable () async throws -> OAuthBearerToken, _ promise: Promise<OAuthBearerToken>
    ) async {
        do {
            let token = try await provider()
            let goodUntil = token.lifetime.map { ContinuousClock.now + $0 * 0.8 }
            state.withLock { if $0.token?.promise === promise { $0.token?.goodUntil = goodUntil } }
            promise.complete(.success(token))
        } catch {
            let failure =
                error as? KafkaError
                ?? KafkaError(.connectionFailed, "the token callback failed: \(error)", underlyingError: error)
            promise.complete(.failure(failure))
        }
    }

    /// Lets the next authentication ask for another token, because a broker refused this one.
    func forgetToken() {
        state.withLock { if $0.token?.promise.result != nil { $0.token = nil } }
    }
}

#if TLS
extension PEM {
    fileprivate var source: PEMSource {
        switch self {
        case .file(let path): .file(path)
        case .text(let text): .text(text.revealed)
        }
    }
}
#endif
