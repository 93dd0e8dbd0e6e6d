// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Logging
import Synchronization

/// A client's connection to the proxy, paired with one to a broker. Frames of each are recorded and forwarded to the
/// other.
///
/// Only the loop's thread uses the state, except while connecting, so the lock is never contended.
final class ProxyConnection: Sendable {
    private struct State {
        var broker: FramedChannel?
        var clientIsOpen = true
        var brokerIsOpen = false
        /// Pending requests whose responses contain addresses, by correlation id.
        var asked: [Int32: (api: APIKey, version: Int16)] = [:]
    }

    /// Unread bytes of one side at which the other is no longer read.
    private static let maxUnreadBytes = 32 << 20
    /// Maximum number of requests in `asked`; above it they are forgotten, and their responses pass unchanged.
    private static let maxAsked = 100_000
    private static let connectTimeout = Duration.seconds(10)
    /// Interval of the checks of a slow reader, and their maximum number once the other side is closed.
    private static let pollInterval = Duration.milliseconds(10)
    private static let maxDrainPolls = 500

    /// The connection's number in the recording.
    let number: Int
    private let client: FramedChannel
    private let upstream: SocketAddress
    private let proxy: CapturingProxy
    private let state = Mutex(State())

    init(_ client: FramedChannel, number: Int, upstream: SocketAddress, proxy: CapturingProxy) {
        self.client = client
        self.number = number
        self.upstream = upstream
        self.proxy = proxy
    }

    /// Connects to the broker and starts forwarding. If the broker cannot be reached, closes the client's connection.
    func open() async {
        do throws(TransportError) {
            let broker = try await FramedChannel.connect(to: upstream, on: proxy.loop, timeout: Self.connectTimeout)
            state.withLock { state in
                state.broker = broker
                state.brokerIsOpen = true
            }
            broker.start(handler: Side(connection: self, isClient: false))
            client.start(handler: Side(connection: self, isClient: true))
        } catch {
            proxy.warn("the broker cannot be reached", connection: number, "\(error)")
            state.withLock { $0.clientIsOpen = false }
            client.close()
            proxy.ended(self)
        }
    }

    fileprivate func received(_ frame: ByteSlice, fromClient: Bool) {
        guard proxy.record(frame, connection: number, fromClient ? .request : .response) else { return }
        guard let broker = state.withLock({ $0.broker }) else { return }
        if fromClient {
            remember(frame)
            send(frame, to: broker, from: client)
        } else {
            do {
                send(try rewritten(frame), to: client, from: broker)
            } catch {
                proxy.warn(
                    "the proxy cannot listen for a broker; the connection is closed", connection: number, "\(error)")
                client.close()
            }
        }
    }

    private func remember(_ frame: ByteSlice) {
        var reader = WireReader(frame)
        // A frame too short for a header is a SASL token, or invalid; the broker decides. Its response has no
        // addresses.
        guard let key = try? reader.readInt16(), let version = try? reader.readInt16(), let id = try? reader.readInt32()
        else { return }
        let api = APIKey(rawValue: key)
        guard AddressRewriter.concerns(api), !(api == .produce && isUnanswered(frame, version)) else { return }
        state.withLock { state in
            if state.asked.count >= Self.maxAsked { state.asked = [:] }
            state.asked[id] = (api, version)
        }
    }

    /// Whether a produce request gets no response (acks 0), or cannot be read.
    private func isUnanswered(_ frame: ByteSlice, _ version: Int16) -> Bool {
        guard ProduceRequest.versions.contains(version) else { return true }
        var reader = WireReader(frame)
        // An unreadable request is the broker's to reject, so the error does not matter here.
        guard (try? RequestHeader(from: &reader, version: ProduceRequest.headerVersion(version))) != nil,
            let request = try? ProduceRequest(from: &reader, version: version)
        else { return true }
        return request.acks == 0
    }

    /// The response with the proxy's addresses in place of the brokers'.
    private func rewritten(_ frame: ByteSlice) throws -> ByteSlice {
        var reader = WireReader(frame)
        guard let id = try? reader.readInt32() else { return frame }  // Too short: a SASL token.
        guard let request = state.withLock({ $0.asked.removeValue(forKey: id) }) else { return frame }
        do {
            return try AddressRewriter.rewrite(frame, api: request.api, version: request.version, proxy.address(for:))
                ?? frame
        } catch let error as WireError {
            proxy.warn(
                "a response cannot be read and is forwarded unchanged", connection: number,
                "\(request.api) v\(request.version): \(error)")
            return frame
        }
    }

    private func send(_ frame: ByteSlice, to target: FramedChannel, from source: FramedChannel) {
        // The slice's owner keeps its bytes at a fixed address.
        target.send([unsafe OutgoingBytes(owner: frame.owner, base: frame.unsafeBaseAddress, count: frame.count)])
        guard target.pendingWriteBytes > Self.maxUnreadBytes else { return }
        source.pauseReading()
        resume(source, after: target)
    }

    /// Resumes reading from `source` once `target`'s pending bytes are at half the maximum. A closed channel has none.
    private func resume(_ source: FramedChannel, after target: FramedChannel) {
        _ = proxy.loop.schedule(after: Self.pollInterval) { [self] in
            if target.pendingWriteBytes <= Self.maxUnreadBytes / 2 {
                source.resumeReading()
            } else {
                resume(source, after: target)
            }
        }
    }

    fileprivate func closed(_ error: TransportError?, fromClient: Bool) {
        if let error { proxy.warn("a connection was lost", connection: number, "\(error)") }
        let (other, isOver) = state.withLock { state -> (FramedChannel?, Bool) in
            if fromClient { state.clientIsOpen = false } else { state.brokerIsOpen = false }
            return (fromClient ? state.broker : client, !state.clientIsOpen && !state.brokerIsOpen)
        }
        if let other { closeOnceSent(other, polls: 0) }
        if isOver { proxy.ended(self) }
    }

    /// Closes a channel when everything is sent, or when its peer reads too slowly.
    private func closeOnceSent(_ channel: FramedChannel, polls: Int) {
        if channel.pendingWriteBytes == 0 || polls >= Self.maxDrainPolls { return channel.close() }
        _ = proxy.loop.schedule(after: Self.pollInterval) { [self] in closeOnceSent(channel, polls: polls + 1) }
    }
}

/// Receiver of the frames of one of the two channels.
private final class Side: FrameHandler {
    private let connection: ProxyConnection
    private let isClient: Bool

    init(connection: ProxyConnection, isClient: Bool) {
        self.connection = connection
        self.isClient = isClient
    }

    func received(frame: UnsafeMutableRawBufferPointer) {
        // The block takes over the frame, which is freed with its last slice.
        connection.received(unsafe ByteSlice(ByteBlock(adopting: frame)), fromClient: isClient)
    }

    func closed(error: TransportError?) { connection.closed(error, fromClient: isClient) }
}
