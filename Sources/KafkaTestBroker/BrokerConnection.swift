// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// One client's connection to one broker: requests are served one by one, in the order they came, as Kafka does.
///
/// Frames that come while one is being served wait in a queue of bounded length; beyond it, reading stops.
final class BrokerConnection: FrameHandler {
    private struct State {
        var queue: [ByteSlice] = []
        var isBusy = false
        var isPaused = false
        var isClosed = false
        /// The reply that the request being served waits for.
        var deferred: DeferredReply?
    }

    /// Frames that may wait before reading stops.
    private static let maxQueuedFrames = 64
    /// Bytes that a client may leave unread before its connection is closed.
    private static let maxUnreadBytes = 2 << 30

    private let core: ClusterCore
    private let channel: FramedChannel
    let broker: Int32
    private let caller: Caller
    private let state = Mutex(State())
    private let onClose: @Sendable (BrokerConnection) -> Void

    init(
        _ channel: FramedChannel, broker: Int32, core: ClusterCore,
        onClose: @escaping @Sendable (BrokerConnection) -> Void
    ) {
        self.channel = channel
        self.broker = broker
        self.core = core
        caller = Caller(connection: core.makeConnectionID(), host: channel.remoteAddress.host)
        self.onClose = onClose
    }

    func close() { channel.close() }

    func received(frame: UnsafeMutableRawBufferPointer) {
        // The frame is ours from here on and is freed with the last slice of it.
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

    /// Serves queued frames until one has to wait.
    private func serveQueue() {
        while true {
            let (frame, resumes) = state.withLock { state -> (ByteSlice?, Bool) in
                guard !state.isBusy, !state.isClosed, !state.queue.isEmpty else { return (nil, false) }
                state.isBusy = true
                let frame = state.queue.removeFirst()
                let resumes = state.isPaused && state.queue.count < Self.maxQueuedFrames / 2
                if resumes { state.isPaused = false }
                return (frame, resumes)
            }
            if resumes { channel.resumeReading() }
            guard let frame else { return }
            serve(frame)
        }
    }

    private func serve(_ frame: ByteSlice) {
        let dispatch = RequestDispatch(core: core, broker: broker, caller: caller)
        do throws(WireError) {
            try dispatch.serve(frame) { [self] reply in finish(reply) }
        } catch {
            // Kafka closes the connection of a client that it cannot understand; others are not concerned.
            finish(.close)
        }
    }

    /// Sends what became of the request being served and makes room for the next.
    private func finish(_ reply: Reply) {
        switch reply {
        case .frame(let bytes):
            channel.send(bytes.map(\.outgoing))
            if channel.pendingWriteBytes > Self.maxUnreadBytes { channel.close() }
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
}
