// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A change of a user's credentials for SCRAM. Source: AlterUserScramCredentials, KIP-554.
public enum SCRAMUserChange: Hashable, Sendable {
    /// Sets the password for a kind of credential. `iterations` is 4096 to 16384.
    case set(SCRAMCredentialKind, password: Secret, iterations: Int = 4096)
    /// Removes a kind of credential.
    case remove(SCRAMCredentialKind)
}
