// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
package import KafkaProtocol

/// Stored credential of a user: enough to verify a client, not enough to log in as one.
///
/// Source: RFC 5802 section 3.
package struct SCRAMCredential: Sendable {
    package let salt: ByteSlice
    package let iterations: Int32
    let storedKey: [UInt8]
    let serverKey: [UInt8]

    /// Derives the keys from a password that was hashed with `salt` and `iterations`.
    package init(_ mechanism: SCRAMMechanism, saltedPassword: [UInt8], salt: ByteSlice, iterations: Int32) {
        self.salt = salt
        self.iterations = iterations
        storedKey = mechanism.hash(Self.clientKey(mechanism, saltedPassword: saltedPassword))
        serverKey = mechanism.hmac(saltedPassword, Array("Server Key".utf8))
    }

    /// `ClientKey`: the secret of the client. `storedKey` is its hash.
    static func clientKey(_ mechanism: SCRAMMechanism, saltedPassword: [UInt8]) -> [UInt8] {
        mechanism.hmac(saltedPassword, Array("Client Key".utf8))
    }
}
#endif
