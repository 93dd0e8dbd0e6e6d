// Millrace
// SPDX-License-Identifier: Apache-2.0

/// How the bytes of connections are protected. `KafkaTLS` makes the values; without one, they are not.
public struct TransportSecurity: Sendable {
    /// A stream over a connected one, for the peer of that host name. Called on the loop.
    package let secure: @Sendable (any ByteStream, _ host: String) throws(TransportError) -> any ByteStream

    package init(
        _ secure: @escaping @Sendable (any ByteStream, _ host: String) throws(TransportError) -> any ByteStream
    ) {
        self.secure = secure
    }
}
