// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
internal import Crypto
package import KafkaProtocol

/// The two SCRAM mechanisms of Kafka, and what they compute. Source: RFC 5802 section 3, RFC 7677.
package enum SCRAMMechanism: String, CaseIterable, Sendable {
    case sha256 = "SCRAM-SHA-256"
    case sha512 = "SCRAM-SHA-512"

    /// `SaltedPassword`: the password hashed `iterations` times, at least once. Takes about a microsecond for each.
    package func saltedPassword(_ password: String, salt: ByteSlice, iterations: Int) -> [UInt8] {
        let key = SymmetricKey(data: Array(password.utf8))
        var block = hmac(key, salt.bytes + [0, 0, 0, 1])
        var sum = block
        for _ in 1..<max(iterations, 1) {
            block = hmac(key, block)
            for index in sum.indices { sum[index] ^= block[index] }
        }
        return sum
    }

    func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] { hmac(SymmetricKey(data: key), message) }

    func hash(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sha256: Array(SHA256.hash(data: bytes))
        case .sha512: Array(SHA512.hash(data: bytes))
        }
    }

    private func hmac(_ key: SymmetricKey, _ message: [UInt8]) -> [UInt8] {
        switch self {
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
        }
    }
}

#endif
