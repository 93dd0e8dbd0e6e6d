// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
package import KafkaProtocol

/// Client side of one SCRAM exchange. Pure: the caller provides the nonce. Source: RFC 5802 section 5.
package struct SCRAMClient: Sendable {
    /// Reason for a failed exchange.
    package enum Failure: Error, Sendable {
        /// A message that cannot be parsed, or a user name that cannot be encoded.
        case malformed(WireError)
        /// A response that an honest server does not send.
        case untrustworthy(String)
        /// The server rejected the user, with this text.
        case refused(String)
        /// An unexpected message.
        case outOfOrder
    }

    private enum State: Sendable {
        case begun
        case sentFirst(SCRAMMessage.ClientFirst)
        case sentFinal(signature: [UInt8])
        case authenticated
        case failed
    }

    /// From the minimum of RFC 7677 to a maximum that protects the client from a hostile number.
    private static let iterations: ClosedRange<Int32> = 4096...10_000_000

    private let mechanism: SCRAMMechanism
    private let username: String
    private let password: String
    private var state = State.begun

    /// An exchange before its first message.
    package init(_ mechanism: SCRAMMechanism, username: String, password: String) {
        self.mechanism = mechanism
        self.username = username
        self.password = password
    }

    /// Whether the exchange is complete: the server has proved that it knows the user.
    package var isAuthenticated: Bool { if case .authenticated = state { true } else { false } }

    /// Begins the exchange and returns the client's first message.
    ///
    /// - Parameter nonce: Printable ASCII without commas, different in every exchange.
    package mutating func begin(nonce: String) throws(Failure) -> ByteSlice {
        guard case .begun = state else { throw .outOfOrder }
        let (username, before) = (username, nonce)
        let first = try Self.reading { () throws(WireError) in
            try SCRAMMessage.ClientFirst(username: username, nonce: before)
        }
        state = .sentFirst(first)
        return first.encoded
    }

    /// Answers a message of the server. Nil after its last message, which completes the exchange.
    package mutating func answer(_ message: ByteSlice) throws(Failure) -> ByteSlice? {
        let before = state
        state = .failed
        switch before {
        case .sentFirst(let first): return try answerChallenge(message, first)
        case .sentFinal(let signature):
            let final = try Self.reading { () throws(WireError) in try SCRAMMessage.ServerFinal(parsing: message) }
            switch final.outcome {
            case .error(let text): throw .refused(text)
            case .verifier(let verifier):
                guard SCRAMSignatures.areEqual(verifier.bytes, signature) else {
                    throw .untrustworthy(
                        "the server's signature is wrong: it does not know the user's keys and may be an impostor")
                }
            }
            state = .authenticated
            return nil
        case .begun, .authenticated, .failed: throw .outOfOrder
        }
    }

    private mutating func answerChallenge(
        _ message: ByteSlice, _ first: SCRAMMessage.ClientFirst
    ) throws(Failure) -> ByteSlice {
        let challenge = try Self.reading { () throws(WireError) in try SCRAMMessage.ServerFirst(parsing: message) }
        guard challenge.nonce.hasPrefix(first.nonce), challenge.nonce != first.nonce else {
            throw .untrustworthy("the server's nonce does not start with the client's")
        }
        guard Self.iterations.contains(challenge.iterations) else {
            throw .untrustworthy(
                "the server asks for \(challenge.iterations) iterations, accepted are \(Self.iterations)")
        }
        let salted = mechanism.saltedPassword(
            password, salt: challenge.salt, iterations: Int(challenge.iterations))
        let credential = SCRAMCredential(
            mechanism, saltedPassword: salted, salt: challenge.salt, iterations: challenge.iterations)
        let clientKey = SCRAMCredential.clientKey(mechanism, saltedPassword: salted)
        let channelBinding = ByteSlice(utf8: first.gs2Header)
        func final(_ proof: [UInt8]) throws(Failure) -> SCRAMMessage.ClientFinal {
            try Self.reading { () throws(WireError) in
                try SCRAMMessage.ClientFinal(
                    channelBinding: channelBinding, nonce: challenge.nonce, proof: ByteSlice(copying: proof))
            }
        }
        let signatures = SCRAMSignatures(
            mechanism, credential, first: first, challenge: challenge, final: try final(clientKey))
        let message = try final(signatures.masked(clientKey))
        state = .sentFinal(signature: signatures.server)
        return message.encoded
    }

    private static func reading<R>(_ body: () throws(WireError) -> R) throws(Failure) -> R {
        try readingSCRAM({ Failure.malformed($0) }, body)
    }
}

extension SCRAMClient.Failure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .malformed(let error): "a SCRAM message cannot be parsed or encoded: \(error)"
        case .untrustworthy(let why): why
        case .refused(let text): "the server rejected the user: \(text)"
        case .outOfOrder: "a SCRAM message arrived out of order"
        }
    }
}
#endif
