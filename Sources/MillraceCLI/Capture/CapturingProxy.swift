// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// A proxy in front of a Kafka cluster that records every frame unchanged.
///
/// Each broker that a response names gets a listener of its own. The response that the client receives has the
/// listener's address in place of the broker's, so that clients stay on the proxy. The recording has the broker's own
/// bytes. Everything runs on one loop.
final class CapturingProxy: Sendable {
    private struct State {
        /// By the broker's address.
        var listeners: [SocketAddress: Listener] = [:]
        var connections: [Int: ProxyConnection] = [:]
        var lastConnection = 0
        var isStopping = false
        var failed = false
    }

    /// Maximum number of brokers proxied; responses that name more are rejected.
    private static let maxListeners = 1_000

    let loop: EventLoop
    private let host: String
    private let writer: CaptureWriter
    private let logger: Logger
    private let onFailure: @Sendable () -> Void
    private let onListen: @Sendable (_ own: SocketAddress, _ broker: SocketAddress) -> Void
    private let state = Mutex(State())

    /// Listens, after a trial connection to `upstream`.
    ///
    /// - Parameters:
    ///   - listen: An IPv4 address and a port, 0 for any free port. Listeners for other brokers have the same address
    ///     and any free port.
    ///   - upstream: A broker of the cluster.
    ///   - writer: The recording. The caller finishes it after `stop()`.
    ///   - logger: Log of connections that fail.
    ///   - onListen: Called for each listener, the first one too, with its own address and its broker's.
    ///   - onFailure: Called once if the recording cannot be written; no frame passes after that.
    /// - Returns: The proxy, which accepts connections.
    /// - Throws: `TransportError` if the upstream cannot be reached, or `listen` is not available.
    static func start(
        listen: SocketAddress, upstream: SocketAddress, writer: CaptureWriter, logger: Logger,
        onListen: @escaping @Sendable (_ own: SocketAddress, _ broker: SocketAddress) -> Void = { _, _ in },
        onFailure: @escaping @Sendable () -> Void = {}
    ) async throws -> CapturingProxy {
        let loop = try EventLoop(name: "capture")
        let proxy = CapturingProxy(
            loop: loop, host: listen.host, writer: writer, logger: logger, onListen: onListen, onFailure: onFailure)
        do {
            try await FramedChannel.connect(to: upstream, on: loop, timeout: .seconds(10)).close()
            _ = try proxy.listen(for: upstream, port: listen.port)
        } catch {
            await proxy.stop()
            throw error
        }
        return proxy
    }

    private init(
        loop: EventLoop, host: String, writer: CaptureWriter, logger: Logger,
        onListen: @escaping @Sendable (SocketAddress, SocketAddress) -> Void, onFailure: @escaping @Sendable () -> Void
    ) {
        self.loop = loop
        self.host = host
        self.writer = writer
        self.logger = logger
        self.onListen = onListen
        self.onFailure = onFailure
    }

    /// Number of clients that have connected so far.
    var connectionCount: Int { state.withLock { $0.lastConnection } }

    /// Address of the listener for `broker`; starts the listener if there is none.
    ///
    /// - Throws: `TransportError` if a new listener is impossible.
    func address(for broker: SocketAddress) throws -> SocketAddress {
        if let listener = state.withLock({ $0.listeners[broker] }) {
            return SocketAddress(host: host, port: listener.port)
        }
        return try listen(for: broker, port: 0)
    }

    /// Closes all listeners and connections. Received frames are recorded. Idempotent.
    func stop() async {
        state.withLock { $0.isStopping = true }
        await loop.shutdown()
    }

    private func listen(for broker: SocketAddress, port: UInt16) throws -> SocketAddress {
        guard state.withLock({ $0.listeners.count < Self.maxListeners }) else {
            throw TransportError(
                .system, peer: broker.description,
                "responses have named \(Self.maxListeners) brokers, the maximum number that the proxy listens for")
        }
        let listener = try Listener.listen(host: host, port: port, on: loop) { [weak self] channel in
            self?.accept(channel, for: broker)
        }
        state.withLock { $0.listeners[broker] = listener }
        let own = SocketAddress(host: host, port: listener.port)
        onListen(own, broker)
        return own
    }

    private func accept(_ channel: FramedChannel, for broker: SocketAddress) {
        let connection = state.withLock { state in
            state.lastConnection += 1
            let connection = ProxyConnection(channel, number: state.lastConnection, upstream: broker, proxy: self)
            state.connections[connection.number] = connection
            return connection
        }
        // Ends by itself: connecting has a timeout, and shutting down the loop ends it at once.
        Task { await connection.open() }
    }

    /// Removes a connection that has ended.
    func ended(_ connection: ProxyConnection) {
        state.withLock { $0.connections[connection.number] = nil }
    }

    /// Records a frame. False if the recording has failed; the frame must not be forwarded then.
    func record(_ frame: ByteSlice, connection: Int, _ direction: CaptureFrame.Direction) -> Bool {
        do {
            try writer.record(connection: connection, direction: direction, frame)
            return true
        } catch {
            // `finish()` throws it again.
            let isFirst = state.withLock { state in
                defer { state.failed = true }
                return !state.failed
            }
            if isFirst { onFailure() }
            return false
        }
    }

    /// Logs a failure of a connection, unless the proxy is stopping.
    func warn(_ text: Logger.Message, connection: Int, _ reason: String) {
        if state.withLock({ $0.isStopping }) { return }
        logger.warning(text, metadata: ["connection": "\(connection)", "reason": "\(reason)"])
    }
}
