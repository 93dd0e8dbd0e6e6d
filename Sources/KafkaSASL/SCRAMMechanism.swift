// Millrace
// SPDX-License-Identifier: Apache-2.0

#if SCRAM
internal import Crypto
internal import CryptoExtras
package import KafkaProtocol

/// The two SCRAM mechanisms of Kafka and their functions. Source: RFC 5802 section 3, RFC 7677.
package enum SCRAMMechanism: String, CaseIterable, Sendable {
    case sha256 = "SCRAM-SHA-256"
    case sha512 = "SCRAM-SHA-512"

    /// `SaltedPassword`: the password hashed by PBKDF2 with the mechanism's hash.
    ///
    /// - Parameters:
    ///   - password: Password, used unchanged and without SASLprep, like in Kafka.
    ///   - salt: Salt of the user.
    ///   - iterations: Number of rounds; less than 1 counts as 1. Each blocks the thread for well under a microsecond.
    /// - Returns: Key with the length of the hash: 32 or 64 bytes.
    package func saltedPassword(_ password: String, salt: ByteSlice, iterations: Int) -> [UInt8] {
        let function: KDF.Insecure.PBKDF2.HashFunction
        let byteCount: Int
        switch self {
        case .sha256: (function, byteCount) = (.sha256, SHA256.byteCount)
        case .sha512: (function, byteCount) = (.sha512, SHA512.byteCount)
        }
        do {
            // Unchecked, because the library rejects Kafka's default of 4096 rounds as insecure for storing passwords.
            let key = try KDF.Insecure.PBKDF2.deriveKey(
                from: Array(password.utf8), salt: salt.bytes, using: function, outputByteCount: byteCount,
                unsafeUncheckedRounds: max(iterations, 1))
            return unsafe key.withUnsafeBytes { unsafe Array($0) }
        } catch {
            // Rounds and length are valid, so this can only fail for lack of memory, whatever the input.
            preconditionFailure("PBKDF2 failed: \(error)")
        }
    }

    func hash(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .sha256: Array(SHA256.hash(data: bytes))
        case .sha512: Array(SHA512.hash(data: bytes))
        }
    }

    func hmac(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        let key = SymmetricKey(data: key)
        return switch self {
        case .sha256: Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        case .sha512: Array(HMAC<SHA512>.authenticationCode(for: message, using: key))
        }
    }
}
#endif
