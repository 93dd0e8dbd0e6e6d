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

/// TLS over another stream: a handler of swift-nio-ssl in a channel that has no socket, between the socket's stream and the frames.
// `@unchecked Sendable`: as a byte stream it is used by the loop's thread alone. The embedded channel, which insists on one
// thread, is made by the first of those calls and dropped by `close`.
@safe
final class TLSStream: ByteStream, @unchecked Sendable {
    /// Plaintext that is encrypted at once.
    private static let maxSendBytes = 256 << 10
    /// Ciphertext that is received at once: four TLS records.
    private static let receiveBytes = 64 << 10

    private let base: any ByteStream
    private let address: NIOCore.SocketAddress?
    private let makeHandler: () throws -> any ChannelHandler
    private var channel: EmbeddedChannel?
    /// Plaintext that was not asked for yet.
    private var received = CircularBuffer<ByteBuffer>()
    /// Ciphertext that the socket did not take yet.
    private var unsent = CircularBuffer<ByteBuffer>()
    /// How the connection ended; nothing can be done with it any more.
    private var ending: IOResult?

    init(
        over base: any ByteStream, address: NIOCore.SocketAddress? = nil,
        handler: @escaping () throws -> any ChannelHandler
    ) {
        self.base = base
        self.address = address
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
        // What was encrypted before goes first, so that no more than one call's bytes are held back.
        if let result = flush(), !unsent.isEmpty {
            // Bytes that `flush` moved are ciphertext of earlier calls; of this one's nothing was taken.
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
            // The vector points into the buffer, which `first` holds during the call.
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
            // Says goodbye to the peer if the socket takes it at once, and does not wait for the peer's: the channel's own time
            // passes its limit for that.
            channel.close(promise: nil)
            drain(channel)
            _ = flush()
            channel.embeddedEventLoop.advanceTime(by: .hours(1))
            if !channel.isActive { _ = try? channel.finish(acceptAlreadyClosed: true) }
            self.channel = nil
        }
        base.close()
    }

    /// The channel, with its handshake begun; nil if there is none any more.
    private func started() -> EmbeddedChannel? {
        if let channel { return channel }
        guard ending == nil else { return nil }
        let channel = EmbeddedChannel()
        self.channel = channel
        channel.remoteAddress = address
        attempt {
            try channel.pipeline.syncOperations.addHandler(makeHandler())
            channel.connect(to: try address ?? NIOCore.SocketAddress(ipAddress: "127.0.0.1", port: 0), promise: nil)
            try channel.throwIfErrorCaught()
        }
        drain(channel)
        return channel
    }

    /// Does something with the channel; an error ends the connection.
    private func attempt(_ body: () throws -> Void) {
        do {
            try body()
        } catch NIOSSLError.uncleanShutdown {
            ending = .endOfStream
        } catch {
            ending = .refused(
                "TLS failed: does the peer speak TLS, does it trust the other's certificate, and does that name its host? (\(error))"
            )
        }
    }

    /// Takes what the channel made of what it was given.
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
