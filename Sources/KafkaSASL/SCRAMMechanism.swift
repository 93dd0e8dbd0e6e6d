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
    ///   - password: The password as it is, without SASLprep, as Kafka does.
    ///   - salt: The user's salt.
    ///   - iterations: Number of rounds; less than 1 counts as 1. Blocks the thread for well under a microsecond per round.
    /// - Returns: as many bytes as the hash has: 32 or 64.
    package func saltedPassword(_ password: String, salt: ByteSlice, iterations: Int) -> [UInt8] {
        let function: KDF.Insecure.PBKDF2.HashFunction
        let byteCount: Int
        switch self {
        case .sha256: (function, byteCount) = (.sha256, SHA256.byteCount)
        case .sha512: (function, byteCount) = (.sha512, SHA512.byteCount)
        }
        do {
            // Unchecked, because Kafka's default of 4096 rounds is less than the library calls secure for storing passwords.
            let key = try KDF.Insecure.PBKDF2.deriveKey(
                from: Array(password.utf8), salt: salt.bytes, using: function, outputByteCount: byteCount,
                unsafeUncheckedRounds: max(iterations, 1))
            return unsafe key.withUnsafeBytes { unsafe Array($0) }
        } catch {
            // The count of rounds and the length are valid, so only memory can be missing; no input leads here.
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
