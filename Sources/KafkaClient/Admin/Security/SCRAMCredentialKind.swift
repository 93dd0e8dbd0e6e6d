// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A kind of password hash that brokers keep for a user. Source: KIP-554.
public enum SCRAMCredentialKind: Int8, Hashable, Sendable, CaseIterable {
    /// `SCRAM-SHA-256`.
    case sha256 = 1
    /// `SCRAM-SHA-512`.
    case sha512 = 2
}
