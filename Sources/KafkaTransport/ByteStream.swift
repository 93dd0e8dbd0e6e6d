// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
package import Glibc
#elseif canImport(Musl)
package import Musl
#elseif canImport(Darwin)
package import Darwin
#endif

/// The bytes of one connection, without blocking: what a `FramedChannel` reads and writes, and where TLS can slip in.
///
/// All calls come from the loop's thread.
package protocol ByteStream: AnyObject, Sendable {
    /// What poll waits on.
    var descriptor: Int32 { get }
    /// Receives into `buffer`, which is not empty.
    func receive(into buffer: UnsafeMutableRawBufferPointer) -> IOResult
    /// Sends what `vectors` name, in order, as far as it goes now.
    func send(_ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult
    /// Sends what the stream itself holds back: bytes that `send` took, or its own. nil once nothing is left.
    func flush() -> IOResult?
    /// Whether `receive` has bytes to give that poll knows nothing of.
    var holdsReceivedBytes: Bool { get }
    /// Whether `flush` has something to send.
    var holdsUnsentBytes: Bool { get }
    /// Closes the descriptor. Called once, last.
    func close()
}

extension ByteStream {
    package func flush() -> IOResult? { nil }
    package var holdsReceivedBytes: Bool { false }
    package var holdsUnsentBytes: Bool { false }
}

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

/// A plain TCP connection.
final class SocketStream: ByteStream {
    let descriptor: Int32

    /// Takes over a connected, non-blocking descriptor.
    init(descriptor: Int32, options: ChannelOptions) {
        self.descriptor = descriptor
        if options.noDelay { System.setOption(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1) }
        if options.keepAlive { System.setOption(descriptor, SOL_SOCKET, SO_KEEPALIVE, 1) }
        if let bytes = options.sendBufferBytes {
            System.setOption(descriptor, SOL_SOCKET, SO_SNDBUF, Int32(clamping: bytes))
        }
        if let bytes = options.receiveBufferBytes {
            System.setOption(descriptor, SOL_SOCKET, SO_RCVBUF, Int32(clamping: bytes))
        }
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> IOResult {
        unsafe System.receive(descriptor, into: buffer)
    }

    func send(_ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult { unsafe System.send(descriptor, vectors) }

    func close() { System.close(descriptor) }
}

/// How a channel treats its socket and its peer.
package struct ChannelOptions: Sendable {
    /// The largest frame that is received, in bytes without the length prefix. Default 100,000,000, as librdkafka's
    /// `receive.message.max.bytes`.
    package var maxFrameBytes = 100_000_000
    /// The kernel's send buffer in bytes; nil leaves it to the system. Property `send.buffer.bytes`.
    package var sendBufferBytes: Int?
    /// The kernel's receive buffer in bytes; nil leaves it to the system. Property `receive.buffer.bytes`.
    package var receiveBufferBytes: Int?
    /// Whether small frames are sent at once (TCP_NODELAY). Default true.
    package var noDelay = true
    /// What protects the connection; nil for plain TCP.
    package var security: TransportSecurity?
    /// Whether the kernel probes idle connections. Default true.
    package var keepAlive = true

    package init() {}
}
