// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A plain TCP connection.
final class SocketStream: ByteStream {
    let descriptor: Int32

    /// Takes ownership of a connected, non-blocking descriptor.
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

    /// The kernel bounds the mark by half of the receive buffer, and reports an ended connection whatever the mark.
    func awaitBytes(_ count: Int) {
        System.setOption(descriptor, SOL_SOCKET, SO_RCVLOWAT, Int32(clamping: count))
    }

    func close() { System.close(descriptor) }
}
