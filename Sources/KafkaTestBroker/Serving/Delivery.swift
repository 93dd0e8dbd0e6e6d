// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// How a script has a frame sent. Byte counts include the length prefix.
enum Delivery: Sendable {
    /// Only its first bytes, then the connection is closed.
    case cutOff(afterBytes: Int)
    /// In parts, with time of the cluster's clock between them.
    case trickle(bytes: Int, every: Duration)
    case twice
    /// Behind the connection's next frame.
    case behindNext
    /// As usual, but nothing is read from the connection until the gate is open.
    case unreadUntil(Gate)
}
