// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Certificates or a private key in PEM format (`-----BEGIN …`). Source: RFC 7468, KIP-651.
public enum PEM: Hashable, Sendable {
    /// The path of a file, which is read when the client is made.
    case file(String)
    /// The text itself.
    case text(Secret)
}
