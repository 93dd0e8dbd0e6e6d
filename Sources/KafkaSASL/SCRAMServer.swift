// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
package import KafkaProtocol

/// Server side of one SCRAM exchange. Pure: the caller provides credentials and nonces. Source: RFC 5802 section 5.
package struct SCRAMServer: Sendable {
    /// Reason for a failed exchange, for the server's log only. The client is only told that it failed.
    package enum Failure: Error, Sendable {
        /// A message that cannot be parsed.
        case malformed(WireError)
        /// The client requires a feature that is not supported.
        case unsupported(String)
        /// The user does not exist.
        case unknownUser(String)
        /// The proof does not match the user's password.
        case wrongProof(String)
        /// A message after the end of the exchange.
        case ended
    }

    /// The server's answer to a message.
    package enum Answer: Sendable {
        /// The server's first message. The client's final message follows.
        case challenge(ByteSlice)
        /// The server's final message. The client is authenticated as this user.
        case success(ByteSlice, username: String)
    }

    private struct Exchange: Sendable {
        var first: SCRAMMessage.ClientFirst
        var challenge: SCRAMMessage.ServerFirst
        var credential: SCRAMCredential
    }

    private enum State: Sendable {
        case waitsForFirst
        case waitsForFinal(Exchange)
        case ended
    }

    private let mechanism: SCRAMMechanism
    private var state = State.waitsForFirst

    /// An exchange before the client's first message.
    package init(_ mechanism: SCRAMMechanism) { self.mechanism = mechanism }

    /// Answers a message of the client. A failure ends the exchange.
    ///
    /// - Parameters:
    ///   - nonce: Server's part of the nonce: printable ASCII without commas, different in every exchange.
    ///   - credential: Stored credential of a user, nil for a user that does not exist.
    package mutating func answer(
        _ message: ByteSlice, nonce: @autoclosure () -> String, credential: (String) -> SCRAMCredential?
    ) throws(Failure) -> Answer {
        let before = state
        state = .ended
        switch before {
        case .waitsForFirst: return try answerFirst(message, nonce(), credential)
        case .waitsForFinal(let exchange): return try answerFinal(message, exchange)
        case .ended: throw .ended
        }
    }

    private mutating func answerFirst(
        _ message: ByteSlice, _ nonce: String, _ credential: (String) -> SCRAMCredential?
    ) throws(Failure) -> Answer {
        let first = try Self.reading { () throws(WireError) in try SCRAMMessage.ClientFirst(parsing: message) }
        if case .required(let binding) = first.channelBinding { throw .unsupported("channel binding \(binding)") }
        if let identity = first.authorizationID, identity != first.username {
            throw .unsupported("\(first.username) acting as \(identity)")
        }
        // Kafka's delegation tokens (KIP-48) are the only extension that changes whose credential is meant.
        if first.extensions.contains(where: { $0.name == "tokenauth" && $0.value == "true" }) {
            throw .unsupported("delegation tokens")
        }
        guard let keys = credential(first.username) else { throw .unknownUser(first.username) }
        let challenge = try Self.reading { () throws(WireError) in
            try SCRAMMessage.ServerFirst(nonce: first.nonce + nonce, salt: keys.salt, iterations: keys.iterations)
        }
        state = .waitsForFinal(Exchange(first: first, challenge: challenge, credential: keys))
        return .challenge(challenge.encoded)
    }

    private func answerFinal(_ message: ByteSlice, _ exchange: Exchange) throws(Failure) -> Answer {
        let final = try Self.reading { () throws(WireError) in try SCRAMMessage.ClientFinal(parsing: message) }
        let username = exchange.first.username
        // librdkafka up to 2.5 sends its own nonce once more before this one, and Kafka accepts that.
        guard final.nonce.hasSuffix(exchange.challenge.nonce) else { throw .wrongProof(username) }
        guard final.channelBinding.bytes == Array(exchange.first.gs2Header.utf8) else {
            throw .unsupported("a channel binding that was not announced")
        }
        let signatures = SCRAMSignatures(
            mechanism, exchange.credential, first: exchange.first, challenge: exchange.challenge, final: final)
        let clientKey = signatures.masked(final.proof.bytes)
        guard final.proof.count == signatures.client.count,
            SCRAMSignatures.areEqual(mechanism.hash(clientKey), exchange.credential.storedKey)
        else { throw .wrongProof(username) }
        let verifier = ByteSlice(copying: signatures.server)
        let answer = try Self.reading { () throws(WireError) in try SCRAMMessage.ServerFinal(.verifier(verifier)) }
        return .success(answer.encoded, username: username)
    }

    private static func reading<R>(_ body: () throws(WireError) -> R) throws(Failure) -> R {
        try readingSCRAM({ Failure.malformed($0) }, body)
    }
}

extension SCRAMServer.Failure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let error): "the client's message cannot be parsed: \(error)"
        case .unsupported(let what): "not supported: \(what)"
        case .unknownUser(let name): "unknown user \(name)"
        case .wrongProof(let name): "wrong password for \(name)"
        case .ended: "the exchange has ended"
        }
    }
}
#endif
