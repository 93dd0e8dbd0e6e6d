// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaSASL
import TestSupport
import Testing

@testable import KafkaTestBroker

#if SCRAM
/// Authentication by the broker, request by request.
struct SASLTests {
    private let clock = ManualClusterClock()

    private func configuration(_ sasl: SASLConfiguration?) -> ClusterConfiguration {
        ClusterConfiguration(sasl: sasl, clock: .manual(clock))
    }

    private func handshake(_ c: LoopbackSocket, _ mechanism: String, _ version: Int16 = 1) throws
        -> SaslHandshakeResponse
    {
        try c.send(SaslHandshakeRequest(mechanism: mechanism), version)
    }

    private func authenticate(_ c: LoopbackSocket, _ token: String, _ version: Int16 = 2) throws
        -> SaslAuthenticateResponse
    {
        try c.send(SaslAuthenticateRequest(authBytes: ByteSlice(utf8: token)), version)
    }

    private func scram(
        _ c: LoopbackSocket, _ mechanism: SCRAMMechanism, _ user: String, _ password: String
    ) throws -> SaslAuthenticateResponse {
        var client = SCRAMClient(mechanism, username: user, password: password)
        let first = try client.begin(nonce: "abc")
        let challenge = try c.send(SaslAuthenticateRequest(authBytes: first), 2)
        guard challenge.errorCode == 0, let final = try client.answer(challenge.authBytes) else { return challenge }
        let answer = try c.send(SaslAuthenticateRequest(authBytes: final), 2)
        if answer.errorCode == 0 {
            #expect(try client.answer(answer.authBytes) == nil)
            #expect(client.isAuthenticated)
        }
        return answer
    }

    private static let users = SASLConfiguration(users: ["ann": "secret", "bob": "p,=w"])

    // MARK: Who gets in

    @Test func plainAcceptsTheRightPassword() async throws {
        try await TestCluster.with(configuration(Self.users)) { cluster in
            let c = try LoopbackSocket(cluster)
            #expect(try c.send(ApiVersionsRequest(), 3).errorCode == 0)
            let offered = try handshake(c, "PLAIN")
            #expect(offered.errorCode == 0)
            #expect(offered.mechanisms == ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
            #expect(try authenticate(c, "\0ann\0secret").errorCode == 0)
            #expect(try c.send(MetadataRequest(), 9).brokers.count == 1)
            for token in ["\0ann\0wrong", "\0nobody\0secret", "ann\0secret", "bob\0ann\0secret", "\0ann\0secret\0"] {
                let c = try LoopbackSocket(cluster)
                _ = try handshake(c, "PLAIN")
                let answer = try authenticate(c, token)
                #expect(answer.errorCode == BrokerErrorCode.saslAuthenticationFailed.rawValue, "\(token)")
                #expect(answer.errorMessage?.isEmpty == false)
                #expect(c.isClosedByPeer)
            }
        }
    }

    @Test(arguments: SCRAMMechanism.allCases)
    func scramAcceptsTheRightPassword(_ mechanism: SCRAMMechanism) async throws {
        try await TestCluster.with(configuration(Self.users)) { cluster in
            for (user, password) in [("ann", "secret"), ("bob", "p,=w")] {
                let c = try LoopbackSocket(cluster)
                _ = try handshake(c, mechanism.rawValue)
                #expect(try scram(c, mechanism, user, password).errorCode == 0)
                #expect(try c.send(MetadataRequest(), 9).brokers.count == 1)
            }
            for (user, password) in [("ann", "p,=w"), ("nobody", "secret")] {
                let c = try LoopbackSocket(cluster)
                _ = try handshake(c, mechanism.rawValue)
                let answer = try scram(c, mechanism, user, password)
                #expect(answer.errorCode == BrokerErrorCode.saslAuthenticationFailed.rawValue)
                #expect(answer.errorMessage?.contains(mechanism.rawValue) == true)
                #expect(c.isClosedByPeer)
            }
        }
    }

    @Test func usersThatAdministratorsAddCanAuthenticate() async throws {
        try await TestCluster.with(configuration(Self.users)) { cluster in
            let admin = try LoopbackSocket(cluster)
            _ = try handshake(admin, "PLAIN")
            _ = try authenticate(admin, "\0ann\0secret")
            let salt = ByteSlice(utf8: "salty")
            let salted = SCRAMMechanism.sha512.saltedPassword("new", salt: salt, iterations: 5000)
            let alter = AlterUserScramCredentialsRequest(upsertions: [
                .init(
                    name: "eve", mechanism: 2, iterations: 5000, salt: salt, saltedPassword: ByteSlice(copying: salted))
            ])
            #expect(try admin.send(alter, 0).results.map(\.errorCode) == [0])
            let c = try LoopbackSocket(cluster)
            _ = try handshake(c, "SCRAM-SHA-512")
            #expect(try scram(c, .sha512, "eve", "new").errorCode == 0)
            // Only the stored hash is accepted, not the other one.
            let other = try LoopbackSocket(cluster)
            _ = try handshake(other, "SCRAM-SHA-256")
            #expect(try scram(other, .sha256, "eve", "new").errorCode != 0)
        }
    }

    @Test func tokensWithoutHeadersFollowTheOldHandshake() async throws {
        try await TestCluster.with(configuration(Self.users)) { cluster in
            func raw(_ c: LoopbackSocket, _ token: String) throws { try c.send(frames: Array(token.utf8)) }
            let c = try LoopbackSocket(cluster)
            #expect(try handshake(c, "PLAIN", 0).errorCode == 0)
            try raw(c, "\0ann\0secret")
            #expect(try c.receiveFrame().isEmpty)
            #expect(try c.send(MetadataRequest(), 9).brokers.count == 1)
            let wrong = try LoopbackSocket(cluster)
            _ = try handshake(wrong, "PLAIN", 0)
            try raw(wrong, "\0ann\0wrong")
            #expect(wrong.isClosedByPeer)
        }
    }

    // MARK: Who does not

    @Test func nothingElseIsServedBefore() async throws {
        try await TestCluster.with(configuration(Self.users)) { cluster in
            let metadata = try LoopbackSocket(cluster)
            try metadata.start(MetadataRequest(), 9)
            #expect(metadata.isClosedByPeer)
            let token = try LoopbackSocket(cluster)
            try token.start(SaslAuthenticateRequest(authBytes: ByteSlice(utf8: "\0ann\0secret")), 2)
            #expect(token.isClosedByPeer)
            let between = try LoopbackSocket(cluster)
            _ = try handshake(between, "SCRAM-SHA-256")
            try between.start(MetadataRequest(), 9)
            #expect(between.isClosedByPeer)
        }
    }

    @Test func mechanismsThatAreNotOfferedAreRefused() async throws {
        let sasl = SASLConfiguration(mechanisms: [.scramSHA256], users: ["ann": "secret"])
        try await TestCluster.with(configuration(sasl)) { cluster in
            for name in ["PLAIN", "GSSAPI", ""] {
                let c = try LoopbackSocket(cluster)
                let answer = try handshake(c, name)
                #expect(answer.errorCode == BrokerErrorCode.unsupportedSaslMechanism.rawValue)
                #expect(answer.mechanisms == ["SCRAM-SHA-256"])
                #expect(c.isClosedByPeer)
            }
        }
    }

    @Test func aClusterWithoutUsersKnowsNoHandshake() async throws {
        try await TestCluster.with(configuration(nil)) { cluster in
            let c = try LoopbackSocket(cluster)
            #expect(try handshake(c, "PLAIN").errorCode == BrokerErrorCode.illegalSaslState.rawValue)
            #expect(try authenticate(c, "x").errorCode == BrokerErrorCode.illegalSaslState.rawValue)
            #expect(try c.send(MetadataRequest(), 9).brokers.count == 1)
        }
    }

    // MARK: Again

    @Test func sessionsThatAreNotRenewedEnd() async throws {
        var sasl = Self.users
        sasl.sessionLifetime = .seconds(10)
        try await TestCluster.with(configuration(sasl)) { cluster in
            let c = try LoopbackSocket(cluster)
            _ = try handshake(c, "PLAIN")
            #expect(try authenticate(c, "\0ann\0secret").sessionLifetimeMs == 10_000)
            await clock.advance(by: .seconds(9))
            #expect(try c.send(MetadataRequest(), 9).brokers.count == 1)
            #expect(try handshake(c, "PLAIN").errorCode == 0)
            #expect(try authenticate(c, "\0ann\0secret").errorCode == 0)
            await clock.advance(by: .seconds(9))
            #expect(try c.send(MetadataRequest(), 9).brokers.count == 1)
            await clock.advance(by: .seconds(2))
            try c.start(MetadataRequest(), 9)
            #expect(c.isClosedByPeer)
        }
    }

    @Test func nobodyBecomesSomebodyElse() async throws {
        var sasl = Self.users
        sasl.sessionLifetime = .seconds(10)
        try await TestCluster.with(configuration(sasl)) { cluster in
            let user = try LoopbackSocket(cluster)
            _ = try handshake(user, "PLAIN")
            _ = try authenticate(user, "\0ann\0secret")
            _ = try handshake(user, "PLAIN")
            let answer = try authenticate(user, "\0bob\0p,=w")
            #expect(answer.errorMessage?.contains("Cannot change principals") == true)
            #expect(user.isClosedByPeer)
            let mechanism = try LoopbackSocket(cluster)
            _ = try handshake(mechanism, "PLAIN")
            _ = try authenticate(mechanism, "\0ann\0secret")
            _ = try handshake(mechanism, "SCRAM-SHA-256")
            #expect(try scram(mechanism, .sha256, "ann", "secret").errorCode != 0)
        }
    }
}
#else
struct SASLTests {
    @Test func aMechanismThatThisBuildDoesNotHaveIsRefusedAtTheStart() async throws {
        let sasl = SASLConfiguration(mechanisms: [.plain, .scramSHA256], users: ["ann": "secret"])
        let error = await #expect(throws: TestClusterError.self) {
            _ = try await TestCluster.start(ClusterConfiguration(sasl: sasl))
        }
        #expect(error?.description.contains("trait SCRAM") == true)
        #expect(SASLConfiguration.Mechanism.builtIn == [.plain, .oauthBearer])
    }
}
#endif
