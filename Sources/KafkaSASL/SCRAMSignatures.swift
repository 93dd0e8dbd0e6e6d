// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
internal import KafkaProtocol

/// The signatures of one exchange, which client and server both compute from its messages.
///
/// Source: RFC 5802 section 3, `ClientSignature` and `ServerSignature`.
struct SCRAMSignatures {
    /// `ClientSignature`: the proof is this xor the client's key.
    let client: [UInt8]
    /// `ServerSignature`: proves that the server knows the user's keys.
    let server: [UInt8]

    /// Computes the signatures over the client's first message, the server's challenge and the client's final message.
    ///
    /// The proof of `final` is not part of the signed bytes.
    init(
        _ mechanism: SCRAMMechanism, _ credential: SCRAMCredential, first: SCRAMMessage.ClientFirst,
        challenge: SCRAMMessage.ServerFirst, final: SCRAMMessage.ClientFinal
    ) {
        let signed = Array("\(first.bare),\(challenge.text),\(final.withoutProof)".utf8)
        client = mechanism.hmac(credential.storedKey, signed)
        server = mechanism.hmac(credential.serverKey, signed)
    }

    /// `bytes` xor `client`: converts the client's key to its proof and back. `bytes` must have the length of the hash.
    func masked(_ bytes: [UInt8]) -> [UInt8] { zip(bytes, client).map { $0 ^ $1 } }

    /// Whether both hold the same bytes. Compares all of them, so that the time taken does not reveal the first
    /// difference.
    static func areEqual(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        a.count == b.count && zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}

/// Runs `body` and converts its `WireError` to the caller's error type.
func readingSCRAM<R, E: Error>(
    _ malformed: (WireError) -> E, _ body: () throws(WireError) -> R
) throws(E) -> R {
    do throws(WireError) { return try body() } catch { throw malformed(error) }
}
#endif
