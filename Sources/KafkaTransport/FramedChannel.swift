// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import DequeModule
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A connection that carries frames, each after its 4-byte big-endian length, as Kafka's connections do.
///
/// A frame is received into one heap block of the size that its prefix gives, after a check against the limit.
// `@unchecked Sendable`: a Mutex guards `outgoing`; only the loop's thread touches the properties marked "loop only".
@safe
package final class FramedChannel: @unchecked Sendable, PollHandler {
    private enum Piece {
        case prefix(UInt32)
        case bytes(OutgoingBytes)

        var count: Int {
            switch self {
            case .prefix: 4
            case .bytes(let bytes): bytes.count
            }
        }
    }

    private struct Outgoing {
        var pieces: Deque<Piece> = []
        /// Bytes of the first piece that were sent already.
        var sent = 0
        var pendingBytes = 0
        /// Bytes that were ever passed to `send`.
        var acceptedBytes = 0
        /// Closures that wait until this many of them are sent, in ascending order.
        var marks: Deque<(position: Int, written: @Sendable (Bool) -> Void)> = []
        var flushScheduled = false
        var closed = false
        /// The connection closes when everything is sent.
        var closesWhenSent = false
    }

    /// The peer.
    package let remoteAddress: SocketAddress
    private let loop: EventLoop
    private let stream: any ByteStream
    private let outgoing = Mutex(Outgoing())

    // Loop only.
    private var handler: (any FrameHandler)?
    private var isOpen = true
    private var isPaused = false
    private var wantsWrite = false
    private var assembler: FrameAssembler
    /// Whether the last frame was large: less is then read ahead of the next one, so that less is copied.
    private var expectsLarge = false
    /// Whether poll waits for more than one byte.
    private var awaitsMany = false

    init(stream: any ByteStream, remoteAddress: SocketAddress, loop: EventLoop, options: ChannelOptions) {
        self.stream = stream
        self.remoteAddress = remoteAddress
        self.loop = loop
        let memory = options.reusesMemory ? loop.frameMemory : nil
        assembler = FrameAssembler(maxFrameBytes: options.maxFrameBytes, memory: memory)
    }

    deinit {
        // A channel that was never started is not registered with the loop, which would close it.
        if isOpen { stream.close() }
    }

    // MARK: Any thread

    /// Begins to read. The channel and the loop hold `handler` until the connection ends.
    package func start(handler: any FrameHandler) {
        onLoop { [self] in
            guard isOpen else { return handler.closed(error: nil) }
            self.handler = handler
            guard loop.register(stream.descriptor, self) else {
                return close(TransportError(.shutdown, peer: peer, "the event loop was shut down"))
            }
            updateInterest()
            flush()
            receiveHeldBytes()
        }
    }

    /// Sends one frame after its length. Frames leave in the order of the calls.
    ///
    /// No effect after the connection has ended; the handler's `closed` was called then.
    package func send(_ frame: [OutgoingBytes]) {
        let count = frame.reduce(0) { $0 + $1.count }
        enqueue([.prefix(UInt32(clamping: count))] + frame.map { .bytes($0) })
    }

    /// Sends one frame as `send(_:)`, and calls `written` on the loop's thread: with true when the kernel has taken all
    /// of it, with false if the connection has ended or ends before.
    package func send(_ frame: [OutgoingBytes], written: @escaping @Sendable (Bool) -> Void) {
        let count = frame.reduce(0) { $0 + $1.count }
        enqueue([.prefix(UInt32(clamping: count))] + frame.map { .bytes($0) }, written: written)
    }

    /// Sends bytes without a length: a part of a frame whose first part holds its length. Otherwise as `send`.
    package func sendBytes(_ bytes: OutgoingBytes) { enqueue([.bytes(bytes)]) }

    private func enqueue(_ pieces: [Piece], written: (@Sendable (Bool) -> Void)? = nil) {
        let (isClosed, schedule) = outgoing.withLock { state -> (Bool, Bool) in
            if state.closed { return (true, false) }
            for piece in pieces where piece.count > 0 {
                state.pieces.append(piece)
                state.pendingBytes += piece.count
                state.acceptedBytes += piece.count
            }
            if let written { state.marks.append((state.acceptedBytes, written)) }
            defer { state.flushScheduled = true }
            return (false, !state.flushScheduled)
        }
        if isClosed, let written { onLoop { written(false) } }
        if schedule { onLoop { [self] in flush() } }
    }

    /// Bytes that were passed to `send` and that the kernel has not taken yet.
    package var pendingWriteBytes: Int { outgoing.withLock { $0.pendingBytes } }

    /// Stops reading: the peer has to wait when the kernel's buffers are full.
    package func pauseReading() {
        onLoop { [self] in
            isPaused = true
            updateInterest()
        }
    }

    /// Reads again after `pauseReading()`.
    package func resumeReading() {
        onLoop { [self] in
            isPaused = false
            updateInterest()
            receiveHeldBytes()
        }
    }

    /// Closes the connection and drops unsent bytes. The handler's `closed` follows, without an error.
    package func close() { onLoop { [self] in close(nil) } }

    /// Closes the connection when everything that was passed to `send` is sent; bytes received until then are dropped.
    package func closeWhenSent() {
        outgoing.withLock { $0.closesWhenSent = true }
        onLoop { [self] in
            isPaused = true
            // Nothing is read any more: a peer that sends and does not read would wake the loop again and again.
            updateInterest()
            flush()
        }
    }

    private func onLoop(_ body: @escaping @Sendable () -> Void) {
        if loop.isOnLoop { body() } else { loop.execute(body) }
    }

    // MARK: Loop only

    private var peer: String { remoteAddress.description }

    func loopEnds() { close(TransportError(.shutdown, peer: peer, "the event loop was shut down")) }

    func ready(readable: Bool, writable: Bool) {
        if writable { flush() }
        if readable && isOpen && !isPaused { receive() }
        if isOpen && !wantsWrite && stream.holdsUnsentBytes { flush() }
    }

    private func updateInterest() {
        guard isOpen, handler != nil else { return }
        loop.setInterest(stream.descriptor, readable: !isPaused, writable: wantsWrite)
    }

    private func close(_ error: TransportError?) {
        guard isOpen else { return }
        isOpen = false
        let marks = outgoing.withLock { state in
            state.closed = true
            state.pieces = []
            state.pendingBytes = 0
            defer { state.marks = [] }
            return state.marks
        }
        for mark in marks { mark.written(false) }
        loop.unregister(stream.descriptor)
        stream.close()
        assembler = FrameAssembler(maxFrameBytes: 0)  // Frees the memory of an incomplete frame.
        let handler = handler
        self.handler = nil
        handler?.closed(error: error)
    }

    // MARK: Receiving

    /// Continues with bytes that the stream has received and poll does not report.
    private func receiveHeldBytes() {
        guard isOpen, handler != nil, !isPaused, stream.holdsReceivedBytes else { return }
        loop.execute { [self] in if isOpen && !isPaused { ready(readable: true, writable: false) } }
    }

    /// Receives all available bytes, but not more than a few MiB, so that other channels get their turn.
    private func receive() {
        var budget = 4 << 20
        while budget > 0 && isOpen && !isPaused {
            let result: IOResult
            if let room = unsafe assembler.room {
                result = unsafe stream.receive(into: room)
                if case .bytes(let count) = result {
                    budget -= count
                    if let frame = unsafe assembler.filled(count) {
                        awaitMissing(0)
                        unsafe deliver(frame)
                        // After a large response the kernel has no more, as a rule; poll tells if it has.
                        if expectsLarge, !stream.holdsReceivedBytes { return }
                    } else if !stream.holdsReceivedBytes {
                        // Fewer bytes than fit: the kernel has no more.
                        return awaitMissing(room.count - count)
                    }
                    continue
                }
            } else {
                let ahead = unsafe UnsafeMutableRawBufferPointer(
                    rebasing: loop.scratch[..<(expectsLarge ? 4096 : loop.scratch.count)])
                result = unsafe stream.receive(into: ahead)
                if case .bytes(let count) = result {
                    budget -= count
                    unsafe split(UnsafeRawBufferPointer(rebasing: ahead[..<count]))
                    // Fewer bytes than fit: the kernel has no more.
                    if unsafe assembler.room == nil && count < ahead.count { return }
                    continue
                }
            }
            switch result {
            case .bytes, .wouldBlock: return
            case .refused(let reason): return close(TransportError(.insecure, peer: peer, reason))
            case .endOfStream:
                return close(
                    assembler.isInsideFrame
                        ? TransportError(.connectionLost, peer: peer, "the peer closed the connection inside a frame")
                        : nil)
            case .failed(let number):
                return close(
                    TransportError(
                        .connectionLost, peer: peer, call: "recv", errno: number, "the connection was lost"))
            }
        }
        receiveHeldBytes()
    }

    /// Has poll wait for most of the `count` bytes that a frame lacks, so that a large frame takes few calls.
    private func awaitMissing(_ count: Int) {
        let isMany = count >= 128 << 10
        guard isMany || awaitsMany else { return }
        awaitsMany = isMany
        stream.awaitBytes(isMany ? min(count, 512 << 10) : 1)
    }

    /// Delivers the frames in received bytes; the last frame may continue in later bytes.
    private func split(_ input: UnsafeRawBufferPointer) {
        var next = 0
        do throws(FrameAssembler.InvalidLength) {
            while isOpen, let frame = unsafe try assembler.next(in: input, from: &next) { unsafe deliver(frame) }
        } catch {
            // An alert or handshake record of TLS, version 3.x, in place of a length.
            if [0x1503, 0x1603].contains(error.announced >> 16) {
                return close(
                    TransportError(
                        .insecure, peer: peer,
                        "the peer speaks TLS, and this connection does not: use security.protocol SSL or SASL_SSL"))
            }
            close(
                TransportError(
                    .invalidFrame, peer: peer,
                    "the peer announced a frame of \(error.announced) bytes, but 0 to \(error.limit) are allowed: check "
                        + "that the port is right and does not expect TLS, or raise the limit"))
        }
    }

    private func deliver(_ frame: UnsafeMutableRawBufferPointer) {
        expectsLarge = frame.count > 32 << 10
        guard let handler else { return unsafe assembler.free(frame) }
        unsafe handler.received(frame: frame)
    }

    // MARK: Sending

    private static let vectorCount = 64

    private func flush() {
        outgoing.withLock { $0.flushScheduled = false }
        guard isOpen, handler != nil else { return }
        while true {
            guard let result = outgoing.withLock({ state in write(&state) }) ?? stream.flush() else {
                if outgoing.withLock({ $0.closesWhenSent }) { return close(nil) }
                if wantsWrite {
                    wantsWrite = false
                    updateInterest()
                }
                return reportWritten()
            }
            switch result {
            case .bytes: continue
            case .refused(let reason): return close(TransportError(.insecure, peer: peer, reason))
            case .wouldBlock, .endOfStream:
                if !wantsWrite {
                    wantsWrite = true
                    updateInterest()
                }
                return reportWritten()
            case .failed(let number):
                // The peer's last words say more than the failure to send: an alert of TLS, or an error response.
                if !isPaused { receive() }
                return close(
                    TransportError(
                        .connectionLost, peer: peer, call: "sendmsg", errno: number, "the connection was lost"))
            }
        }
    }

    /// Calls the closures of the frames that are sent.
    private func reportWritten() {
        while let mark = outgoing.withLock({ state -> (@Sendable (Bool) -> Void)? in
            guard let first = state.marks.first, first.position <= state.acceptedBytes - state.pendingBytes else {
                return nil
            }
            return state.marks.removeFirst().written
        }) {
            mark(true)
        }
    }

    /// Sends the first pieces with one call of sendmsg; nil if there is nothing to send.
    private func write(_ state: inout Outgoing) -> IOResult? {
        guard !state.pieces.isEmpty else { return nil }
        let count = min(state.pieces.count, Self.vectorCount)
        // The vectors point into the owners of the pieces, which `state.pieces` keeps alive during the call, and into
        // `prefixes`, which outlives it.
        let result = unsafe withUnsafeTemporaryAllocation(of: iovec.self, capacity: count) { vectors in
            unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: count) { prefixes in
                for index in 0..<count {
                    let skip = index == 0 ? state.sent : 0
                    switch state.pieces[index] {
                    case .prefix(let length):
                        unsafe prefixes[index] = length.bigEndian
                        let base = unsafe UnsafeMutableRawPointer(prefixes.baseAddress.unsafelyUnwrapped + index)
                        unsafe vectors[index] = iovec(iov_base: base + skip, iov_len: 4 - skip)
                    case .bytes(let bytes):
                        let base = unsafe UnsafeMutableRawPointer(mutating: bytes.base) + skip
                        unsafe vectors[index] = iovec(iov_base: base, iov_len: bytes.count - skip)
                    }
                }
                return unsafe stream.send(vectors)
            }
        }
        if case .bytes(var moved) = result {
            state.pendingBytes -= moved
            while let first = state.pieces.first {
                let rest = first.count - state.sent
                if moved < rest {
                    state.sent += moved
                    break
                }
                moved -= rest
                state.sent = 0
                state.pieces.removeFirst()
            }
        }
        return result
    }
}
