// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
package import KafkaProtocol

/// The keys that a server stores of a user's password: enough to check a client, not enough to act as one.
///
/// Source: RFC 5802 section 3.
package struct SCRAMCredential: Sendable {
    package let salt: ByteSlice
    package let iterations: Int32
    let storedKey: [UInt8]
    let serverKey: [UInt8]

    /// The keys of a password that was salted and hashed with `salt` and `iterations`.
    package init(_ mechanism: SCRAMMechanism, saltedPassword: [UInt8], salt: ByteSlice, iterations: Int32) {
        self.salt = salt
        self.iterations = iterations
        storedKey = mechanism.hash(Self.clientKey(mechanism, saltedPassword: saltedPassword))
        serverKey = mechanism.hmac(saltedPassword, Array("Server Key".utf8))
    }

    /// `ClientKey`: the client's secret, of which `storedKey` is the hash.
    static func clientKey(_ mechanism: SCRAMMechanism, saltedPassword: [UInt8]) -> [UInt8] {
        mechanism.hmac(saltedPassword, Array("Client Key".utf8))
    }
}
#endif
