// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// One client's connection to one broker. Requests are served one by one, in the order of arrival, as in Kafka.
///
/// Frames that arrive meanwhile wait in a queue; reading stops while it is full.
final class BrokerConnection: FrameHandler {
    private struct State {
        var queue: [ByteSlice] = []
        var isBusy = false
        /// Whether `serve` is running for the current request.
        var isDispatching = false
        var isPaused = false
        var isClosed = false
        /// The reply that the current request waits for.
        var deferred: DeferredReply?
        /// A frame that a script delays until after the next one.
        var swapped: [OutgoingBytes]?
        /// Number of scripts that stop reading.
        var stops = 0
    }

    /// Maximum number of queued frames; reading stops at this number.
    private static let maxQueuedFrames = 64
    /// Maximum number of unsent bytes; more close the connection.
    private static let maxUnreadBytes = 2 << 30

    private let core: ClusterCore
    private let channel: FramedChannel
    let broker: Int32
    private let caller: Caller
    /// Tells it from the cluster's others.
    var id: UInt64 { caller.connection }
    private let state = Mutex(State())
    private let onClose: @Sendable (BrokerConnection) -> Void

    init(
        _ channel: FramedChannel, broker: Int32, listener: Int, core: ClusterCore,
        onClose: @escaping @Sendable (BrokerConnection) -> Void
    ) {
        self.channel = channel
        self.broker = broker
        self.core = core
        caller = Caller(
            connection: core.makeConnectionID(), listener: listener, host: channel.remoteAddress.host,
            session: SASLSession(core.configuration.listener(listener).sasl))
        self.onClose = onClose
    }

    func close() { channel.close() }

    func received(frame: UnsafeMutableRawBufferPointer) {
        // The frame now belongs to this slice, which frees it with its last copy.
        let bytes = unsafe ByteSlice(ByteBlock(adopting: frame))
        let pauses = state.withLock { state in
            state.queue.append(bytes)
            guard state.queue.count >= Self.maxQueuedFrames, !state.isPaused else { return false }
            state.isPaused = true
            return true
        }
        if pauses { channel.pauseReading() }
        serveQueue()
    }

    func closed(error: TransportError?) {
        let deferred = state.withLock { state in
            state.isClosed = true
            state.queue = []
            defer { state.deferred = nil }
            return state.deferred
        }
        deferred?.cancel()
        onClose(self)
    }

    /// Serves queued frames until one waits or the queue is empty.
    private func serveQueue() {
        while true {
            let (frame, resumes) = state.withLock { state -> (ByteSlice?, Bool) in
                guard !state.isBusy, !state.isClosed, !state.queue.isEmpty else { return (nil, false) }
                state.isBusy = true
                let frame = state.queue.removeFirst()
                let resumes = state.isPaused && state.queue.count < Self.maxQueuedFrames / 2
                if resumes { state.isPaused = false }
                return (frame, resumes && state.stops == 0)
            }
            if resumes { channel.resumeReading() }
            guard let frame else { return }
            serve(frame)
        }
    }

    private func serve(_ frame: ByteSlice) {
        let dispatch = RequestDispatch(core: core, broker: broker, caller: caller)
        state.withLock { $0.isDispatching = true }
        defer { state.withLock { $0.isDispatching = false } }
        do throws(WireError) {
            try dispatch.serve(frame) { [self] reply in
                let isLate = state.withLock { !$0.isDispatching }
                finish(reply)
                // The loop in `serveQueue` has ended if a script held this request back, so continue here.
                if isLate { serveQueue() }
            }
        } catch {
            // Kafka closes the connection of a client whose request it cannot read. Other connections are not affected.
            finish(.close)
        }
    }

    /// Sends the reply to the current request and makes room for the next one.
    private func finish(_ reply: Reply) {
        switch reply {
        case .frame(let pieces): send(pieces.map(\.outgoing))
        case .special(let pieces, let delivery): return send(pieces, delivery)
        case .lastFrame(let pieces):
            state.withLock { $0.isClosed = true }
            channel.send(pieces.map(\.outgoing))
            channel.closeWhenSent()
        case .silence: break
        case .close:
            state.withLock { $0.isClosed = true }
            channel.close()
        case .later(let deferred):
            let isClosed = state.withLock { state in
                if !state.isClosed { state.deferred = deferred }
                return state.isClosed
            }
            if isClosed { return deferred.cancel() }
            deferred.whenGiven { [weak self] reply in
                self?.state.withLock { $0.deferred = nil }
                self?.finish(reply)
                self?.serveQueue()
            }
            return
        }
        state.withLock { $0.isBusy = false }
    }

    private func send(_ frame: [OutgoingBytes]) {
        channel.send(frame)
        let swapped = state.withLock { state in
            defer { state.swapped = nil }
            return state.swapped
        }
        if let swapped { channel.send(swapped) }
        if channel.pendingWriteBytes > Self.maxUnreadBytes { channel.close() }
    }

    // MARK: Faults

    private func send(_ pieces: [ResponsePiece], _ delivery: Delivery) {
        let frame = pieces.map(\.outgoing)
        switch delivery {
        case .cutOff(let count):
            state.withLock { $0.isClosed = true }
            let bytes = Self.framed(pieces)
            channel.sendBytes(bytes[0..<min(max(count, 0), bytes.count)].outgoing)
            channel.closeWhenSent()
        case .trickle(let count, let interval):
            return trickle(Self.framed(pieces), max(count, 1), max(interval.inMilliseconds, 0))
        case .twice:
            send(frame)
            send(frame)
        case .afterNext:
            let before = state.withLock { state in
                defer { state.swapped = frame }
                return state.swapped
            }
            if let before { channel.send(before) }
        case .unreadUntil(let gate):
            state.withLock { $0.stops += 1 }
            channel.pauseReading()
            send(frame)
            gate.pass { [weak self] in self?.readOn() }
        }
        state.withLock { $0.isBusy = false }
    }

    /// A frame with its length prefix.
    private static func framed(_ pieces: [ResponsePiece]) -> ByteSlice {
        let body = pieces.joined()
        var writer = WireWriter(capacity: body.count + 4)
        writer.writeInteger(Int32(clamping: body.count))
        writer.writeRaw(body)
        return writer.finish()
    }

    /// Sends the next part, and schedules the rest. The connection's next request waits for the last part.
    private func trickle(_ bytes: ByteSlice, _ count: Int, _ interval: Int64) {
        guard !state.withLock({ $0.isClosed }) else { return }
        let part = min(count, bytes.count)
        // Schedule before sending: a test that has seen the part may advance the clock.
        if part < bytes.count {
            _ = core.clock.schedule(at: core.clock.now + interval, on: core.loop) { [weak self] in
                self?.trickle(bytes[part..<bytes.count], count, interval)
            }
        }
        channel.sendBytes(bytes[0..<part].outgoing)
        guard part == bytes.count else { return }
        state.withLock { $0.isBusy = false }
        serveQueue()
    }

    /// Resumes reading unless another script stops it.
    private func readOn() {
        let resumes = state.withLock { state in
            state.stops -= 1
            return state.stops == 0 && !state.isPaused
        }
        if resumes { channel.resumeReading() }
    }
}

extension ByteSlice {
    /// The bytes for sending, without a copy.
    var outgoing: OutgoingBytes {
        // Safe: the slice's owner keeps its bytes at this address.
        unsafe OutgoingBytes(owner: owner, base: unsafeBaseAddress, count: count)
    }
}
