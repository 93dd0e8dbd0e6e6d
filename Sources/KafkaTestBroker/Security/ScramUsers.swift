// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The SCRAM credentials that administrators stored. Source: KIP-554, RFC 5802.
struct ScramUsers: Sendable {
    /// Mechanisms, numbered as in AlterUserScramCredentials.
    enum Mechanism: Int8, CaseIterable, Sendable {
        case sha256 = 1
        case sha512 = 2
    }

    struct Credential: Equatable, Sendable {
        var iterations: Int32
        var salt: ByteSlice
        var saltedPassword: ByteSlice
    }

    static let iterations: ClosedRange<Int32> = 4096...16384
    static let maxUsers = 100_000

    private(set) var credentials: [String: [Mechanism: Credential]] = [:] { didSet { changes += 1 } }
    /// Number of changes.
    private(set) var changes: Int64 = 0

    /// Stores a credential, replacing an earlier one. Returns false if there is no room.
    mutating func set(_ credential: Credential, _ mechanism: Mechanism, of user: String) -> Bool {
        guard credentials[user] != nil || credentials.count < Self.maxUsers else { return false }
        credentials[user, default: [:]][mechanism] = credential
        return true
    }

    /// Deletes a credential. Returns false if it does not exist.
    mutating func remove(_ mechanism: Mechanism, of user: String) -> Bool {
        guard credentials[user]?.removeValue(forKey: mechanism) != nil else { return false }
        if credentials[user]?.isEmpty == true { credentials[user] = nil }
        return true
    }
}
