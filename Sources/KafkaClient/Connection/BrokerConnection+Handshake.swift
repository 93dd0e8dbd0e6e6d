// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// The way of a connection from its address to the first request, and its authentications after that: what
/// `HandshakeStateMachine` asks for is done here.
extension BrokerConnection {
    /// Connects, asks for the broker's versions and authenticates, all within `connectionSetupTimeout`.
    ///
    /// - Throws: `KafkaError.connectionFailed`, `.timedOut`, `.unsupportedVersion`, `.invalidResponse`;
    ///   `.authenticationFailed` if one side refuses the other, which further attempts do not change; `.closed`;
    ///   `CancellationError`.
    nonisolated static func connect(
        to address: SocketAddress, on loop: EventLoop, configuration: ClientConfiguration
    ) async throws -> BrokerConnection {
        let options = try configuration.channelOptions()
        let end = loop.now + configuration.connectionSetupTimeout
        let channel: FramedChannel
        do throws(TransportError) {
            channel = try await FramedChannel.connect(
                to: address, on: loop, options: options, timeout: configuration.connectionSetupTimeout)
        } catch {
            switch error.code {
            case .cancelled: throw CancellationError()
            case .insecure:
                throw KafkaError(
                    .authenticationFailed, "the connection to \(address) cannot be secured: \(error)",
                    underlyingError: error)
            default:
                throw KafkaError(.connectionFailed, "\(address): \(error.reason)", underlyingError: error)
            }
        }
        let connection = BrokerConnection(
            channel: channel, address: address, loop: loop, configuration: configuration)
        channel.start(handler: connection)
        do {
            try await connection.shakeHands(options, until: end)
        } catch {
            connection.close()
            throw error
        }
        connection.countAsOpen()
        return connection
    }

    /// The first conversation.
    private nonisolated func shakeHands(_ options: ChannelOptions, until end: ContinuousClock.Instant) async throws {
        let context = configuration.security.context
        var machine = HandshakeStateMachine(
            credentials: configuration.security.sasl, asksForSASL: context.isSuspect(address), broker: "\(address)",
            nonce: Self.makeNonce)
        let first = machine.begin()
        do {
            let lifetime = try await run(&machine, first, until: end)
            scheduleAuthentication(after: lifetime, machine)
            context.setSuspect(address, false)
        } catch let error as KafkaError
            where error.code == .connectionLost && machine.versions == nil
        {
            throw await explained(error, options)
        }
    }

    /// Does what the machine asks for until the connection is ready. Returns the time until it must authenticate again.
    ///
    /// `end` bounds all of it; without one each request has the request timeout.
    private nonisolated func run(
        _ machine: inout HandshakeStateMachine, _ first: HandshakeStateMachine.Action,
        until end: ContinuousClock.Instant? = nil
    ) async throws -> Duration? {
        var action = first
        while true {
            let left = end.map { max($0 - loop.now, .milliseconds(1)) }
            let timeout = min(configuration.requestTimeout, left ?? configuration.requestTimeout)
            switch action {
            case .askVersions(let version):
                action = try machine.versionsAnswered(try await askForVersions(version, timeout))
                if let versions = machine.versions { setVersions(versions) }
            case .fetchToken:
                guard case .oauthBearer(let provider)? = configuration.security.sasl?.kind else { return nil }
                let token = try await Deadline.limit(timeout, clock: .continuous) {
                    try await configuration.security.context.token(from: provider)
                }
                action = try machine.tokenFetched(token)
            case .chooseMechanism(let mechanism, let version):
                // From here to the end of the exchange the broker takes nothing else.
                await hold()
                let request = SaslHandshakeRequest(mechanism: mechanism)
                action = try machine.mechanismAnswered(
                    try await exchange(request, version: version, await waitBeforeAnswer(timeout)))
            case .sendToken(let token, let version):
                action = try await sendToken(token, version, timeout, &machine)
            case .ready(let lifetime):
                onLoop { $0.setAuthenticating(false) }
                return lifetime
            }
        }
    }

    private func hold() { setAuthenticating(true) }

    /// The time limit of a request that is sent now: the broker answers those before it first.
    private func waitBeforeAnswer(_ timeout: Duration) -> Duration { max(timeout, patience ?? timeout) }

    private nonisolated func sendToken(
        _ token: ByteSlice, _ version: Int16?, _ timeout: Duration, _ machine: inout HandshakeStateMachine
    ) async throws -> HandshakeStateMachine.Action {
        do {
            guard let version else { return try machine.tokenAnswered(try await exchangeRaw(token, timeout)) }
            let request = SaslAuthenticateRequest(authBytes: token)
            return try machine.tokenAnswered(try await exchange(request, version: version, timeout))
        } catch let error as KafkaError where error.code == .authenticationFailed {
            // The next attempt asks for another token.
            configuration.security.context.forgetToken()
            throw error
        }
    }

    private nonisolated func exchange<R: KafkaRequest>(
        _ request: R, version: Int16, _ timeout: Duration
    ) async throws -> R.Response {
        let response = PendingResponse()
        try start(request, version: version, timeout: timeout, isHandshake: true) { result in
            response.complete(result.mapError { $0 })
        }
        return try decode(R.self, version: version, from: await response.value())
    }

    /// Sends a token without a header, to a broker older than Kafka 1.0, which closes the connection as a refusal.
    private nonisolated func exchangeRaw(
        _ token: ByteSlice, _ timeout: Duration
    ) async throws -> SaslAuthenticateResponse {
        let response = PendingResponse()
        onLoop { connection in
            connection.exchangeRaw(token) { result in response.complete(result.mapError { $0 }) }
        }
        let timer = loop.schedule(after: timeout) { [address] in
            response.complete(
                .failure(KafkaError(.timedOut, "no answer to a SASL token from \(address) within \(timeout)")))
        }
        defer { timer.cancel() }
        do {
            return SaslAuthenticateResponse(errorMessage: nil, authBytes: try await response.value())
        } catch let error as KafkaError where error.code == .connectionLost {
            throw KafkaError(
                .authenticationFailed,
                "broker \(address) closed the connection during the authentication: check user name and password "
                    + "(brokers before Kafka 1.0 give no reason)", underlyingError: error)
        }
    }

    /// A nonce of 24 characters with 144 random bits.
    private static let makeNonce: @Sendable () -> String = {
        var random = SystemRandomNumberGenerator()
        return Base64.encode(ByteSlice(copying: (0..<18).map { _ in UInt8.random(in: 0...255, using: &random) }))
    }

    // MARK: ApiVersions

    private nonisolated func askForVersions(_ version: Int16, _ timeout: Duration) async throws -> ApiVersionsResponse {
        let request = ApiVersionsRequest(clientSoftwareName: "millrace", clientSoftwareVersion: Self.softwareVersion)
        let frame = try await start(
            version >= 3 ? request : ApiVersionsRequest(), version: version, timeout: timeout
        ).value()
        // The error code follows the correlation id: 35 means that the body is in version 0, whatever was requested.
        guard frame.count >= 6, frame[4] == 0, frame[5] == 35 else {
            return try decode(ApiVersionsRequest.self, version: version, from: frame)
        }
        do throws(WireError) {
            return try ApiVersionsResponse(decoding: frame[4..<frame.count], version: 0)
        } catch {
            // librdkafka's mock cluster sends a body that no version has. The error code is enough: it makes the client
            // ask in version 0.
            return ApiVersionsResponse(errorCode: BrokerErrorCode.unsupportedVersion.rawValue)
        }
    }

    /// The error of a connection that the peer closed before it said anything.
    private nonisolated func explained(_ error: KafkaError, _ options: ChannelOptions) async -> KafkaError {
        let finding = await PortProbe.probe(address, on: loop, options: options)
        switch (finding, options.security == nil) {
        case (.tls, true):
            return KafkaError(
                .authenticationFailed,
                "\(address) speaks TLS, and this client does not: use security.protocol SSL or SASL_SSL",
                underlyingError: error)
        case (.plaintext, false):
            return KafkaError(
                .authenticationFailed,
                "\(address) speaks Kafka without TLS, and this client uses TLS: use security.protocol PLAINTEXT or "
                    + "SASL_PLAINTEXT, or the port of another listener", underlyingError: error)
        default:
            let expected = options.security == nil ? "does not expect TLS or SASL" : "expects TLS"
            return KafkaError(
                .connectionFailed,
                "\(address) closed the connection when asked for its API versions: check that it is a Kafka broker, not "
                    + "older than 0.10, and that this port \(expected) (\(error.message))", underlyingError: error)
        }
    }

    private static let softwareVersion = "0.1.0"

    // MARK: Authenticating again

    /// Plans the next authentication, before the session ends: at a random moment, so that the connections of a client
    /// do not all come at once. Source: KIP-368.
    private nonisolated func scheduleAuthentication(after lifetime: Duration?, _ machine: HandshakeStateMachine) {
        guard let lifetime else { return }
        let share = 0.85 + 0.1 * min(max(configuration.retry.random(), 0), 1)
        onLoop { connection in
            guard connection.isOpen else { return }
            connection.sessionTimer = connection.loop.schedule(after: lifetime * share) { [weak connection] in
                guard let connection, connection.isOpen else { return }
                Task { await connection.authenticateAgain(machine) }
            }
        }
    }

    private nonisolated func authenticateAgain(_ machine: HandshakeStateMachine) async {
        var machine = machine
        do {
            let first = try machine.authenticateAgain()
            scheduleAuthentication(after: try await run(&machine, first), machine)
        } catch let error as KafkaError where error.code == .authenticationFailed {
            close(because: error)
        } catch {
            close(
                because: KafkaError(
                    .connectionLost, "the connection to \(address) could not authenticate again: \(error)",
                    underlyingError: error))
        }
    }
}

/// The memory of a response is free when nothing refers to its records any more.
extension FrameMemory: BlockMemory {}

extension ClientConfiguration {
    /// The options of the client's sockets.
    ///
    /// - Throws: `KafkaError.invalidConfiguration` for TLS settings that cannot be used.
    func channelOptions() throws -> ChannelOptions {
        var options = ChannelOptions()
        options.maxFrameBytes = maxFrameBytes
        options.reusesMemory = true
        options.sendBufferBytes = sendBufferBytes
        options.receiveBufferBytes = receiveBufferBytes
        options.security = try security.context.transport(security.tls)
        options.dialer = dialer
        return options
    }
}
