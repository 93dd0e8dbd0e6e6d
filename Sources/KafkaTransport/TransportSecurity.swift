// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The protection of connections, such as TLS; `KafkaTLS` makes it.
public struct TransportSecurity: Sendable {
    /// Makes the protected stream over a connected one to the peer `host`. Called on the loop.
    package let secure: @Sendable (any ByteStream, _ host: String) throws(TransportError) -> any ByteStream

    package init(
        _ secure: @escaping @Sendable (any ByteStream, _ host: String) throws(TransportError) -> any ByteStream
    ) {
        self.secure = secure
    }
}
