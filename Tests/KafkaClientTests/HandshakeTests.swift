// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaSASL
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// The conversation that makes a connection ready, without a connection.
@Suite(.timeLimit(.minutes(10))) struct HandshakeTests {
    private static let plain = SASLCredentials.plain(username: "ann", password: "secret")

    private static func machine(_ credentials: SASLCredentials?) -> HandshakeStateMachine {
        HandshakeStateMachine(credentials: credentials, broker: "b:1", nonce: { "nonce" })
    }

    /// The versions that a broker lists: ApiVersions to 3, SASL as given.
    private static func versions(handshake: Int16? = 1, authenticate: Int16? = 2) -> ApiVersionsResponse {
        let all: [(APIKey, Int16?)] = [
            (.apiVersions, 3), (.saslHandshake, handshake), (.saslAuthenticate, authenticate),
        ]
        return ApiVersionsResponse(
            apiKeys: all.compactMap { key, version in
                version.map { .init(apiKey: key.rawValue, minVersion: 0, maxVersion: $0) }
            })
    }

    /// The failure of `body`, which must not be retriable.
    private func refusal(_ body: () throws -> Void) -> KafkaError? {
        do {
            try body()
            Issue.record("no error was thrown")
            return nil
        } catch let error as KafkaError {
            #expect(error.code == .authenticationFailed)
            #expect(!error.isRetriable)
            #expect(!"\(error)".contains("secret"))
            return error
        } catch {
            Issue.record("not a KafkaError: \(error)")
            return nil
        }
    }

    @Test func withoutSASLVersionsAreEnough() throws {
        var machine = Self.machine(nil)
        #expect(machine.begin() == .askVersions(ApiVersionsRequest.versions.upperBound))
        #expect(try machine.versionsAnswered(Self.versions()) == .ready(sessionLifetime: nil))
        #expect(machine.versions?.range(of: .apiVersions) == 0...3)
    }

    @Test func versionsGoDownUntilTheBrokerAgrees() throws {
        var machine = Self.machine(nil)
        _ = machine.begin()
        let listed = ApiVersionsResponse(errorCode: 35, apiKeys: [.init(apiKey: 18, minVersion: 0, maxVersion: 2)])
        #expect(try machine.versionsAnswered(listed) == .askVersions(2))
        // The broker insists: each attempt is lower all the same.
        #expect(try machine.versionsAnswered(listed) == .askVersions(1))
        #expect(try machine.versionsAnswered(ApiVersionsResponse(errorCode: 35)) == .askVersions(0))
        #expect(throws: KafkaError.self) { try machine.versionsAnswered(ApiVersionsResponse(errorCode: 35)) }
    }

    @Test func plainTakesOneToken() throws {
        var machine = Self.machine(Self.plain)
        _ = machine.begin()
        #expect(try machine.versionsAnswered(Self.versions()) == .chooseMechanism("PLAIN", version: 1))
        #expect(
            try machine.mechanismAnswered(SaslHandshakeResponse())
                == .sendToken(ByteSlice(utf8: "\0ann\0secret"), version: 2))
        let answer = SaslAuthenticateResponse(errorMessage: nil, sessionLifetimeMs: 5000)
        #expect(try machine.tokenAnswered(answer) == .ready(sessionLifetime: .seconds(5)))
        // And once more before the session ends.
        #expect(try machine.authenticateAgain() == .chooseMechanism("PLAIN", version: 1))
        _ = try machine.mechanismAnswered(SaslHandshakeResponse())
        #expect(
            try machine.tokenAnswered(SaslAuthenticateResponse(errorMessage: nil)) == .ready(sessionLifetime: nil))
    }

    @Test func brokersBeforeKafka1TakeTokensWithoutHeaders() throws {
        for (handshake, authenticate) in [(0, nil), (1, nil), (0, 1)] as [(Int16, Int16?)] {
            var machine = Self.machine(Self.plain)
            _ = machine.begin()
            let versions = Self.versions(handshake: handshake, authenticate: authenticate)
            #expect(try machine.versionsAnswered(versions) == .chooseMechanism("PLAIN", version: 0))
            #expect(
                try machine.mechanismAnswered(SaslHandshakeResponse())
                    == .sendToken(ByteSlice(utf8: "\0ann\0secret"), version: nil))
        }
    }

    @Test func anUnknownMechanismNamesThoseOnOffer() throws {
        var machine = Self.machine(Self.plain)
        _ = machine.begin()
        _ = try machine.versionsAnswered(Self.versions())
        let error = refusal {
            _ = try machine.mechanismAnswered(
                SaslHandshakeResponse(errorCode: 33, mechanisms: ["GSSAPI", "SCRAM-SHA-512"]))
        }
        #expect(error?.message.contains("GSSAPI, SCRAM-SHA-512") == true)
        #expect(error?.message.contains("PLAIN") == true)
        #expect(error?.brokerError == .unsupportedSaslMechanism)
    }

    @Test func aListenerWithoutSASLIsExplained() throws {
        var machine = Self.machine(Self.plain)
        _ = machine.begin()
        _ = try machine.versionsAnswered(Self.versions())
        let error = refusal { _ = try machine.mechanismAnswered(SaslHandshakeResponse(errorCode: 34)) }
        #expect(error?.message.contains("takes no SASL") == true)
        var other = Self.machine(Self.plain)
        _ = other.begin()
        let none = refusal { _ = try other.versionsAnswered(Self.versions(handshake: nil)) }
        #expect(none?.message.contains("offers no SASL") == true)
    }

    @Test func aSuspectedBrokerIsAskedWhetherItRequiresSASL() throws {
        for (code, isRequired) in [(33, true), (34, false), (0, false)] as [(Int16, Bool)] {
            var machine = HandshakeStateMachine(
                credentials: nil, asksForSASL: true, broker: "b:1", nonce: { "nonce" })
            _ = machine.begin()
            #expect(try machine.versionsAnswered(Self.versions()) == .chooseMechanism("NONE", version: 1))
            let answer = SaslHandshakeResponse(errorCode: code, mechanisms: isRequired ? ["PLAIN"] : [])
            if isRequired {
                let error = refusal { _ = try machine.mechanismAnswered(answer) }
                #expect(error?.message.contains("requires SASL (PLAIN)") == true)
            } else {
                #expect(try machine.mechanismAnswered(answer) == .ready(sessionLifetime: nil))
            }
        }
    }

    @Test func aRefusalCarriesTheBrokersReason() throws {
        var machine = Self.machine(Self.plain)
        _ = machine.begin()
        _ = try machine.versionsAnswered(Self.versions())
        _ = try machine.mechanismAnswered(SaslHandshakeResponse())
        let error = refusal {
            _ = try machine.tokenAnswered(SaslAuthenticateResponse(errorCode: 58, errorMessage: "bad credentials"))
        }
        #expect(error?.message.contains("bad credentials") == true)
        #expect(error?.brokerError == .saslAuthenticationFailed)
    }

    @Test func aBearerTokenIsFetchedBeforeTheMechanismIsChosen() throws {
        var machine = Self.machine(.oauthBearer { OAuthBearerToken("unused") })
        _ = machine.begin()
        #expect(try machine.versionsAnswered(Self.versions()) == .fetchToken)
        let token = OAuthBearerToken("abc", extensions: ["logicalCluster": "lkc-1"])
        #expect(try machine.tokenFetched(token) == .chooseMechanism("OAUTHBEARER", version: 1))
        #expect(
            try machine.mechanismAnswered(SaslHandshakeResponse())
                == .sendToken(
                    ByteSlice(utf8: "n,,\u{1}auth=Bearer abc\u{1}logicalCluster=lkc-1\u{1}\u{1}"), version: 2))
        // A refusal comes as a text, which has to be answered before the broker ends the exchange.
        let challenge = SaslAuthenticateResponse(errorMessage: nil, authBytes: ByteSlice(utf8: "{\"status\":\"x\"}"))
        #expect(try machine.tokenAnswered(challenge) == .sendToken(ByteSlice(copying: [1]), version: 2))
        let error = refusal { _ = try machine.tokenAnswered(SaslAuthenticateResponse(errorCode: 58)) }
        #expect(error?.message.contains("{\"status\":\"x\"}") == true)
    }

    @Test func answersOutOfOrderEndTheConversation() throws {
        var machine = Self.machine(Self.plain)
        #expect(throws: KafkaError.self) { try machine.mechanismAnswered(SaslHandshakeResponse()) }
        #expect(throws: KafkaError.self) { try machine.tokenAnswered(SaslAuthenticateResponse()) }
        #expect(throws: KafkaError.self) { try machine.tokenFetched(OAuthBearerToken("x")) }
        #expect(throws: KafkaError.self) { try machine.authenticateAgain() }
    }

    #if SCRAM
    @Test func scramChecksTheBrokerToo() throws {
        var machine = Self.machine(.scramSHA256(username: "ann", password: "secret"))
        _ = machine.begin()
        _ = try machine.versionsAnswered(Self.versions())
        guard case .sendToken(let first, _) = try machine.mechanismAnswered(SaslHandshakeResponse()) else {
            Issue.record("no token")
            return
        }
        var server = SCRAMServer(.sha256)
        let salt = ByteSlice(utf8: "salt")
        let salted = SCRAMMechanism.sha256.saltedPassword("secret", salt: salt, iterations: 4096)
        let challenge = try server.answer(first, nonce: "server") { _ in
            SCRAMCredential(.sha256, saltedPassword: salted, salt: salt, iterations: 4096)
        }
        guard case .challenge(let text) = challenge else {
            Issue.record("no challenge")
            return
        }
        _ = try machine.tokenAnswered(SaslAuthenticateResponse(errorMessage: nil, authBytes: text))
        // An impostor cannot sign the end of the exchange.
        let error = refusal {
            _ = try machine.tokenAnswered(
                SaslAuthenticateResponse(errorMessage: nil, authBytes: ByteSlice(utf8: "v=AAAA")))
        }
        #expect(error?.message.contains("impostor") == true)
    }
    #endif

    // MARK: Connections

    @Test func tokensWithoutHeadersAuthenticate() async throws {
        let isTold = Mutex(false)
        try await withPeer(
            .plain(username: "ann", password: "secret"),
            { header, bytes, peer in
                if isTold.withLock({ $0 }) {
                    #expect(bytes.string == "\0ann\0secret")
                    isTold.withLock { $0 = false }
                    return peer.send(.empty)
                }
                switch header.requestApiKey {
                case 18: peer.respondVersions(header, [.apiVersions, .saslHandshake, .metadata])
                case 17:
                    isTold.withLock { $0 = true }
                    peer.respond(
                        SaslHandshakeResponse(mechanisms: ["PLAIN"]), id: header.correlationID,
                        version: header.requestApiVersion)
                default: peer.respond(MetadataResponse(controllerID: 5), id: header.correlationID, version: 3)
                }
            }
        ) { connection in
            let response = try await connection().send(MetadataRequest(), version: 3)
            #expect(response.controllerID == 5)
        }
    }

    @Test func aBrokerBefore1ThatClosesRefuses() async throws {
        let isTold = Mutex(false)
        try await withPeer(
            .plain(username: "ann", password: "secret"),
            { header, _, peer in
                if isTold.withLock({ $0 }) { return peer.channel.close() }
                if header.requestApiKey == 18 {
                    peer.respondVersions(header, [.apiVersions, .saslHandshake])
                } else {
                    isTold.withLock { $0 = true }
                    peer.respond(
                        SaslHandshakeResponse(mechanisms: ["PLAIN"]), id: header.correlationID,
                        version: header.requestApiVersion)
                }
            }
        ) { connection in
            let error = await kafkaError { _ = try await connection() }
            #expect(error?.code == .authenticationFailed)
        }
    }

    @Test func aSilentBrokerAndASilentCallbackEndTheHandshakeInTime() async throws {
        let never = Promise<OAuthBearerToken>()
        for credentials in [Self.plain, SASLCredentials.oauthBearer { try await never.value() }] {
            try await withPeer(
                credentials, setupTimeout: .seconds(2),
                { header, _, peer in
                    guard header.requestApiKey == 18 else { return }
                    peer.respondVersions(header, [.apiVersions, .saslHandshake, .saslAuthenticate])
                }
            ) { connection in
                let error = await kafkaError { _ = try await connection() }
                // A machine that needs the time for less than that fails earlier on the way.
                #expect(error?.code == .timedOut || error?.code == .connectionFailed, "\(error?.message ?? "")")
                #expect(error?.isRetriable == true)
            }
        }
        never.complete(.failure(CancellationError()))
    }

    @Test func requestsWaitWhileTheConnectionAuthenticatesAgain() async throws {
        // Keys of the requests in the order of their arrival.
        let arrived = Mutex<[Int16]>([])
        let second = Promise<(FakePeer.Connection, RequestHeader)>()
        try await withPeer(
            .plain(username: "ann", password: "secret"),
            { header, _, peer in
                let handshakes = arrived.withLock { keys -> Int in
                    keys.append(header.requestApiKey)
                    return keys.filter { $0 == 17 }.count
                }
                switch header.requestApiKey {
                case 18: peer.respondVersions(header, [.apiVersions, .saslHandshake, .saslAuthenticate, .metadata])
                case 17:
                    // The second handshake is answered by the test.
                    if handshakes == 2 { return _ = second.complete(.success((peer, header))) }
                    peer.respond(SaslHandshakeResponse(), id: header.correlationID, version: header.requestApiVersion)
                case 36:
                    peer.respond(
                        SaslAuthenticateResponse(errorMessage: nil, sessionLifetimeMs: handshakes == 1 ? 100 : 0),
                        id: header.correlationID, version: header.requestApiVersion)
                default: peer.respond(MetadataResponse(controllerID: 5), id: header.correlationID, version: 3)
                }
            }
        ) { connection in
            let connection = try await connection()
            let (peer, header) = try await second.value()
            let waiting = try (0..<10).map { _ in try connection.start(MetadataRequest(), version: 3) }
            // All work of the loop so far is done: the requests would have been sent.
            await withCheckedContinuation { done in connection.loop.execute { done.resume() } }
            #expect(arrived.withLock { $0 } == [18, 17, 36, 17])
            peer.respond(SaslHandshakeResponse(), id: header.correlationID, version: header.requestApiVersion)
            for frame in waiting {
                #expect(
                    try connection.decode(MetadataRequest.self, version: 3, from: try await frame.value()).controllerID
                        == 5)
            }
            #expect(arrived.withLock { $0 } == [18, 17, 36, 17, 36] + Array(repeating: 3, count: 10))
        }
    }

    @Test func aHeldRequestThatTimesOutLeavesTheConnectionOpen() async throws {
        try await withConnection { header, _, peer in
            if header.requestApiKey == 18 { return peer.respondVersions(header) }
            peer.respond(MetadataResponse(controllerID: 5), id: header.correlationID, version: 3)
        } _: { connection in
            connection.throttle(for: .seconds(3600))
            let error = await kafkaError {
                _ = try await connection.send(MetadataRequest(), version: 3, timeout: .milliseconds(10))
            }
            #expect(error?.code == .timedOut)
            #expect(error?.message.contains("throttled") == true, "\(error?.message ?? "")")
            #expect(connection.isOpen)
            #expect(connection.requestsUnderway == 0)
        }
    }

    /// Runs `body` with a function that connects to a fake peer.
    private func withPeer(
        _ credentials: SASLCredentials?, setupTimeout: Duration = .seconds(600),
        _ handler: @escaping FakePeer.Handler,
        _ body: (() async throws -> BrokerConnection) async throws -> Void
    ) async throws {
        let peer = try FakePeer(handler)
        let loop = try EventLoop(name: "client")
        var configuration = ClientConfiguration.patient(["\(peer.address)"])
        configuration.security.sasl = credentials
        configuration.connectionSetupTimeout = setupTimeout
        let settings = configuration
        do {
            try await body { try await BrokerConnection.connect(to: peer.address, on: loop, configuration: settings) }
        } catch {
            await loop.shutdown()
            await peer.stop()
            throw error
        }
        await loop.shutdown()
        await peer.stop()
    }
}
