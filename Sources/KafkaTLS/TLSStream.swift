// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
internal import KafkaTransport
internal import NIOCore
internal import NIOEmbedded
internal import NIOSSL

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// TLS over another byte stream: a handler of swift-nio-ssl in an embedded channel, which has no socket, between the
/// socket's stream and the frames.
// `@unchecked Sendable`: as a byte stream, only the loop's thread uses it. The embedded channel, which must stay on one
// thread, is created by the first call on that thread and released by `close`.
@safe
final class TLSStream: ByteStream, @unchecked Sendable {
    /// Maximum plaintext encrypted per call, in bytes.
    private static let maxSendBytes = 256 << 10
    /// Maximum ciphertext received per call, in bytes: four TLS records.
    private static let receiveBytes = 64 << 10

    private let base: any ByteStream
    private let address: NIOCore.SocketAddress?
    private let renewalFailure: TLSError?
    private let makeHandler: () throws -> any ChannelHandler
    private var channel: EmbeddedChannel?
    /// The TLS handler in the channel.
    private var handler: NIOSSLHandler?
    /// Decrypted bytes that the caller has not received yet.
    private var received = CircularBuffer<ByteBuffer>()
    /// Encrypted bytes that the socket has not accepted yet.
    private var unsent = CircularBuffer<ByteBuffer>()
    /// Result that ended the connection; nil while it is usable.
    private var ending: IOResult?

    init(
        over base: any ByteStream, address: NIOCore.SocketAddress? = nil, renewalFailure: TLSError? = nil,
        handler: @escaping () throws -> any ChannelHandler
    ) {
        self.base = base
        self.address = address
        self.renewalFailure = renewalFailure
        makeHandler = handler
    }

    var descriptor: Int32 { base.descriptor }
    var holdsReceivedBytes: Bool { !received.isEmpty }
    var holdsUnsentBytes: Bool { !unsent.isEmpty }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> IOResult {
        while received.isEmpty {
            if let ending { return ending }
            guard let channel = started() else { continue }
            var input = channel.allocator.buffer(capacity: Self.receiveBytes)
            var result = IOResult.wouldBlock
            _ = unsafe input.writeWithUnsafeMutableBytes(minimumWritableBytes: Self.receiveBytes) { room in
                result = unsafe base.receive(into: room)
                if case .bytes(let count) = result { return count }
                return 0
            }
            guard case .bytes = result else {
                if result != .wouldBlock { ending = result }
                return result
            }
            attempt { _ = try channel.writeInbound(input) }
            drain(channel)
        }
        var filled = 0
        while filled < buffer.count, let first = received.first {
            let count = min(first.readableBytes, buffer.count - filled)
            unsafe first.withUnsafeReadableBytes { bytes in
                unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: bytes[..<count]))
            }
            filled += count
            if count == first.readableBytes {
                received.removeFirst()
            } else {
                received[received.startIndex].moveReaderIndex(forwardBy: count)
            }
        }
        return .bytes(filled)
    }

    func send(_ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult {
        // Sends earlier ciphertext first, so that at most one call's bytes are pending.
        if let result = flush(), !unsent.isEmpty {
            // The bytes that `flush` sent belong to earlier calls; this call has accepted none.
            if case .bytes = result { return .wouldBlock }
            return result
        }
        guard let channel = started() else { return ending ?? .wouldBlock }
        var taken = 0
        var plain = channel.allocator.buffer(
            capacity: unsafe min(vectors.reduce(0) { unsafe $0 + $1.iov_len }, Self.maxSendBytes))
        for index in vectors.indices where taken < Self.maxSendBytes {
            let vector = unsafe vectors[index]
            let count = unsafe min(vector.iov_len, Self.maxSendBytes - taken)
            unsafe plain.writeBytes(UnsafeRawBufferPointer(start: vector.iov_base, count: count))
            taken += count
        }
        channel.writeAndFlush(plain, promise: nil)
        attempt { try channel.throwIfErrorCaught() }
        drain(channel)
        _ = flush()
        return ending ?? .bytes(taken)
    }

    func flush() -> IOResult? {
        _ = started()
        var moved = 0
        while let first = unsent.first {
            // The vector points into the buffer, which `first` keeps alive during the call.
            let result = unsafe first.withUnsafeReadableBytes { bytes in
                unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: 1) { vector in
                    unsafe vector[0] = iovec(
                        iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
                    return unsafe base.send(vector)
                }
            }
            guard case .bytes(let count) = result else {
                return moved > 0 && result == .wouldBlock ? .bytes(moved) : result
            }
            moved += count
            if count == first.readableBytes {
                unsent.removeFirst()
            } else {
                unsent[unsent.startIndex].moveReaderIndex(forwardBy: count)
            }
        }
        return moved > 0 ? .bytes(moved) : nil
    }

    func close() {
        if let channel {
            // Sends the close alert if the socket accepts it at once, and does not wait for the peer's: advancing the
            // channel's clock past that timeout ends the wait.
            channel.close(promise: nil)
            drain(channel)
            _ = flush()
            channel.embeddedEventLoop.advanceTime(by: .hours(1))
            if !channel.isActive { _ = try? channel.finish(acceptAlreadyClosed: true) }
            self.channel = nil
            handler = nil
        }
        base.close()
    }

    /// The channel, created with its handshake on first use; nil after the connection has ended.
    private func started() -> EmbeddedChannel? {
        if let channel { return channel }
        guard ending == nil else { return nil }
        let channel = EmbeddedChannel()
        self.channel = channel
        channel.remoteAddress = address
        attempt {
            let handler = try makeHandler()
            self.handler = handler as? NIOSSLHandler
            try channel.pipeline.syncOperations.addHandler(handler)
            channel.connect(to: try address ?? NIOCore.SocketAddress(ipAddress: "127.0.0.1", port: 0), promise: nil)
            try channel.throwIfErrorCaught()
        }
        drain(channel)
        return channel
    }

    /// Runs `body` on the channel; an error ends the connection.
    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch NIOSSLError.uncleanShutdown {
            ending = .endOfStream
        } catch {
            ending = .refused(
                TLSFailure.text(of: error, certificate: handler?.peerCertificate, renewal: renewalFailure))
        }
    }

    /// Collects the plaintext and ciphertext that the channel has produced.
    private func drain(_ channel: EmbeddedChannel) {
        while let buffer = try? channel.readInbound(as: ByteBuffer.self) {
            if buffer.readableBytes > 0 { received.append(buffer) }
        }
        while let buffer = try? channel.readOutbound(as: ByteBuffer.self) {
            if buffer.readableBytes > 0 { unsent.append(buffer) }
        }
    }
}
#endif
