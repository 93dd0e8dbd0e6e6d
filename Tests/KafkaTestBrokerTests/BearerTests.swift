// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaSASL
import TestSupport
import Testing

@testable import KafkaTestBroker

/// OAUTHBEARER in the broker, request by request.
@Suite(.timeLimit(.minutes(10))) struct BearerTests {
    // MARK: Tokens

    @Test func unsecuredTokensAreJudged() {
        let token = UnsecuredToken.make(user: "a\"n\\n", expiry: 5500)
        #expect(UnsecuredToken.judge(token, now: 5499) == .accepted(user: "a\"n\\n", expiry: 5500))
        #expect(UnsecuredToken.judge(token, now: 5500) == .refused("the token has expired"))
        // Of Kafka's documentation: {"alg":"none"} and {"sub":"admin","exp":…} with more claims.
        let kafka = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsImlhdCI6MS4wLCJleHAiOjIwMDAwMDAwMDAsIm4iOm51bGx9."
        #expect(UnsecuredToken.judge(kafka, now: 0) == .accepted(user: "admin", expiry: 2_000_000_000_000))
    }

    @Test(arguments: ["", "..", "a.b.c", "eyJhbGciOiJIUzI1NiJ9.e30.", "eyJhbGciOiJub25lIn0.e30.", "e30.e30.", "%.%."])
    func othersAreRefused(_ token: String) {
        guard case .refused = UnsecuredToken.judge(token, now: 0) else {
            Issue.record("accepted \(token)")
            return
        }
    }

    @Test func flatObjectsAreRead() {
        #expect(
            FlatJSON.parse(#" { "a" : "x\n\u0041" , "b":-1.5e3,"c":true } "#)
                == ["a": .text("x\nA"), "b": .number(-1500), "c": .word("true")])
        #expect(FlatJSON.parse("{}") == [:])
        for text in [
            "", "{", "[]", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":\"", "{\"a\":[1]}", "{\"a\":\"\\u12\"}",
        ] {
            #expect(FlatJSON.parse(text) == nil, "\(text)")
        }
    }

    // MARK: The exchange

    private func authenticate(_ socket: LoopbackSocket, _ token: String) throws -> SaslAuthenticateResponse {
        let message = try OAuthBearerMessage(token: token)
        return try socket.send(SaslAuthenticateRequest(authBytes: message.encoded), 2)
    }

    private func choose(_ socket: LoopbackSocket) throws -> SaslHandshakeResponse {
        try socket.send(SaslHandshakeRequest(mechanism: "OAUTHBEARER"), 1)
    }

    @Test func aTokenLetsItsUserInForItsLifetime() async throws {
        let clock = ManualClusterClock()
        let configuration = ClusterConfiguration(
            sasl: SASLConfiguration(mechanisms: [.oauthBearer]), clock: .manual(clock))
        try await TestCluster.withSocket(configuration) { cluster, socket in
            let now = cluster.core.clock.now
            #expect(try choose(socket).mechanisms == ["OAUTHBEARER"])
            let answer = try authenticate(socket, SASLConfiguration.unsecuredToken(user: "ann", expiry: now + 5000))
            #expect(answer.errorCode == 0)
            #expect(answer.sessionLifetimeMs == 5000)
            #expect(try socket.send(MetadataRequest(), 9).brokers.count == 1)
            await clock.advance(by: .seconds(5))
            // The session has ended: another token is needed.
            try socket.start(MetadataRequest(), 9)
            #expect(socket.isClosedByPeer)
        }
    }

    @Test func aRefusalIsToldBeforeTheEnd() async throws {
        let configuration = ClusterConfiguration(sasl: SASLConfiguration(mechanisms: [.oauthBearer]))
        try await TestCluster.withSocket(configuration) { _, socket in
            _ = try choose(socket)
            let challenge = try authenticate(socket, "nonsense")
            #expect(challenge.errorCode == 0)
            #expect(challenge.authBytes.string == #"{"status":"invalid_token"}"#)
            let end = try socket.send(SaslAuthenticateRequest(authBytes: OAuthBearerMessage.surrender), 2)
            #expect(end.errorCode == BrokerErrorCode.saslAuthenticationFailed.rawValue)
            #expect(socket.isClosedByPeer)
        }
    }

    @Test func aValidatorOfOnesOwnSeesTokenAndExtensions() async throws {
        let sasl = SASLConfiguration(mechanisms: [.oauthBearer]) { token, extensions, _ in
            token == "good" && extensions.isEmpty ? .accepted(user: "eve", expiry: nil) : .refused("no")
        }
        try await TestCluster.withSocket(ClusterConfiguration(sasl: sasl)) { _, socket in
            _ = try choose(socket)
            let answer = try authenticate(socket, "good")
            #expect(answer.errorCode == 0)
            #expect(answer.sessionLifetimeMs == 0)
        }
    }
}
