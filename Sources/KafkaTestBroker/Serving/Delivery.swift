// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// A scripted way to send a frame. Byte counts include the length prefix.
enum Delivery: Sendable {
    /// Sends only the first bytes, then closes the connection.
    case cutOff(afterBytes: Int)
    /// Sends parts with pauses on the cluster's clock.
    case trickle(bytes: Int, every: Duration)
    case twice
    /// Sends the frame after the connection's next one.
    case afterNext
    /// Sends the frame, but reads nothing from the connection until the gate is open.
    case unreadUntil(Gate)
}
