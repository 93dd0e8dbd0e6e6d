// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Settings of a channel and its socket.
package struct ChannelOptions: Sendable {
    /// The largest frame to receive, in bytes without the length prefix. Default 100,000,000, as librdkafka's
    /// `receive.message.max.bytes`.
    package var maxFrameBytes = 100_000_000
    /// Whether large frames come in memory of the loop's `frameMemory`, to which the handler gives it back.
    package var reusesMemory = false
    /// The kernel's send buffer in bytes; nil for the system's default. Property `send.buffer.bytes`.
    package var sendBufferBytes: Int?
    /// The kernel's receive buffer in bytes; nil for the system's default. Property `receive.buffer.bytes`.
    package var receiveBufferBytes: Int?
    /// Whether small frames are sent at once (TCP_NODELAY). Default true.
    package var noDelay = true
    /// The protection of the connection; nil for plain TCP.
    package var security: TransportSecurity?
    /// Whether the kernel probes idle connections. Default true.
    package var keepAlive = true
    /// The lookup and the opening of sockets. Default: the system's.
    package var dialer: any Dialer = SystemDialer()
    /// The head start of an attempt to connect before the next address of the host is tried too. Default 250 ms.
    /// Source: RFC 8305 section 5, "Connection Attempt Delay".
    package var attemptDelay = Duration.milliseconds(250)

    package init() {}
}
