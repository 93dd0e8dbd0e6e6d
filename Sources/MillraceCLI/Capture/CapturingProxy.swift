// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// A proxy in front of a Kafka cluster that records every frame as it came, and stands for every broker of the cluster.
///
/// A listener of its own stands for each broker that a response names: clients are told its address in place of the
/// broker's, so that they come back through the proxy. The recording holds the broker's own bytes. Everything happens
/// on one loop.
final class CapturingProxy: Sendable {
    private struct State {
        /// By the broker's address.
        var listeners: [SocketAddress: Listener] = [:]
        var connections: [Int: ProxyConnection] = [:]
        var lastConnection = 0
        var isStopping = false
        var failed = false
    }

    /// The most brokers that are stood for: what names more is no cluster.
    private static let maxListeners = 1_000

    let loop: EventLoop
    private let host: String
    private let writer: CaptureWriter
    private let logger: Logger
    private let onFailure: @Sendable () -> Void
    private let onListen: @Sendable (_ own: SocketAddress, _ broker: SocketAddress) -> Void
    private let state = Mutex(State())

    /// Listens, and connects to `upstream` once to see that it is there.
    ///
    /// - Parameters:
    ///   - listen: an IPv4 address, and a port, 0 for any. The listeners for further brokers are at the same address,
    ///     at any ports.
    ///   - upstream: a broker of the cluster.
    ///   - writer: what frames are written to. The caller finishes it after `stop()`.
    ///   - logger: is told of connections that end badly.
    ///   - onListen: is told of each listener, the first one too, with the broker that it stands for.
    ///   - onFailure: is called once if the recording cannot be written; nothing passes any more then.
    /// - Returns: The proxy, which takes connections.
    /// - Throws: `TransportError` for an upstream that cannot be reached, or an address that cannot be listened on.
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

    /// How many clients have connected so far.
    var connectionCount: Int { state.withLock { $0.lastConnection } }

    /// Where clients find what stands for `broker`, which is listened on from now on.
    ///
    /// - Throws: `TransportError` if nothing can be listened on any more.
    func address(for broker: SocketAddress) throws -> SocketAddress {
        if let listener = state.withLock({ $0.listeners[broker] }) {
            return SocketAddress(host: host, port: listener.port)
        }
        return try listen(for: broker, port: 0)
    }

    /// Closes all listeners and connections. What was received is recorded. Idempotent.
    func stop() async {
        state.withLock { $0.isStopping = true }
        await loop.shutdown()
    }

    private func listen(for broker: SocketAddress, port: UInt16) throws -> SocketAddress {
        guard state.withLock({ $0.listeners.count < Self.maxListeners }) else {
            throw TransportError(
                .system, peer: broker.description,
                "responses have named \(Self.maxListeners) brokers; no more are stood for")
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
        // Ends by itself: connecting has a timeout, and the loop's end cuts it short.
        Task { await connection.open() }
    }

    /// Called by a connection when it is over.
    func ended(_ connection: ProxyConnection) {
        state.withLock { $0.connections[connection.number] = nil }
    }

    /// Records a frame. False if that is not possible any more; the frame must not pass then.
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

    /// Logs what went wrong with a connection, unless it is the proxy that ends.
    func warn(_ text: Logger.Message, connection: Int, _ reason: String) {
        if state.withLock({ $0.isStopping }) { return }
        logger.warning(text, metadata: ["connection": "\(connection)", "reason": "\(reason)"])
    }
}
