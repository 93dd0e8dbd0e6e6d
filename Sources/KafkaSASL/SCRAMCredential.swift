// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
internal import Crypto
package import KafkaProtocol

/// What a server keeps of a user's password: enough to check a client, not enough to be one. Source: RFC 5802 section 3.
package struct SCRAMCredential: Sendable {
    package let salt: ByteSlice
    package let iterations: Int32
    let storedKey: [UInt8]
    let serverKey: [UInt8]

    /// The keys of a password that was salted and hashed with `salt` and `iterations`.
    package init(_ mechanism: SCRAMMechanism, saltedPassword: [UInt8], salt: ByteSlice, iterations: Int32) {
        self.salt = salt
        self.iterations = iterations
        storedKey = mechanism.hash(mechanism.hmac(saltedPassword, Array("Client Key".utf8)))
        serverKey = mechanism.hmac(saltedPassword, Array("Server Key".utf8))
    }
}
#endif
