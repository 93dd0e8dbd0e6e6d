// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization

/// One connection to a broker. Requests are pipelined; the correlation id finds the request of a response.
///
/// The actor runs on the event loop's thread and only keeps the table of outstanding requests; the caller's task
/// encodes the request and decodes the response. Every request has a deadline. A late response closes the connection,
/// because Kafka answers in order, so that all later responses are late too. Source: Kafka protocol guide, KIP-35.
actor BrokerConnection: FrameHandler {
    /// A pending response: the frame after its length prefix.
    typealias PendingResponse = Promise<ByteSlice>

    /// Receives the outcome of a request once, on the loop's thread.
    typealias Completion = @Sendable (Result<ByteSlice, KafkaError>) -> Void

    private struct Exchange {
        var api: APIKey
        var completion: Completion
        var deadline: EventLoop.Timer
    }

    /// The broker's address.
    nonisolated let address: SocketAddress
    private nonisolated let loop: EventLoop
    private nonisolated let channel: FramedChannel
    private nonisolated let clientID: String
    private nonisolated let requestTimeout: Duration
    private nonisolated let nextCorrelationID = Atomic<Int32>(0)
    private nonisolated let handshake = Mutex<NegotiatedVersions?>(nil)
    /// The reason why the connection takes no more requests; nil while it is open.
    private nonisolated let ending = Mutex<KafkaError?>(nil)
    private nonisolated let underway = Atomic<Int>(0)
    private var exchanges: [Int32: Exchange] = [:]

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    private init(
        channel: FramedChannel, address: SocketAddress, loop: EventLoop, clientID: String, requestTimeout: Duration
    ) {
        self.channel = channel
        self.address = address
        self.loop = loop
        self.clientID = clientID
        self.requestTimeout = requestTimeout
    }

    /// Connects and asks for the broker's versions.
    ///
    /// - Throws: `KafkaError.connectionFailed`, `.timedOut`, `.unsupportedVersion`, `.invalidResponse`;
    ///   `CancellationError`.
    nonisolated static func connect(
        to address: SocketAddress, on loop: EventLoop, configuration: ClientConfiguration
    ) async throws -> BrokerConnection {
        let channel: FramedChannel
        do throws(TransportError) {
            channel = try await FramedChannel.connect(
                to: address, on: loop,
                options: configuration.channelOptions,
                timeout: configuration.connectionSetupTimeout)
        } catch {
            if error.code == .cancelled { throw CancellationError() }
            throw KafkaError(
                .connectionFailed, "cannot connect to \(address): \(error)", underlyingError: error)
        }
        let connection = BrokerConnection(
            channel: channel, address: address, loop: loop, clientID: configuration.clientID,
            requestTimeout: configuration.requestTimeout)
        channel.start(handler: connection)
        do {
            try await connection.negotiate(
                timeout: min(configuration.requestTimeout, configuration.connectionSetupTimeout))
        } catch {
            connection.close()
            throw error
        }
        return connection
    }

    // MARK: Any thread

    /// Whether the connection takes requests.
    nonisolated var isOpen: Bool { ending.withLock { $0 == nil } }

    /// Number of requests without a response yet.
    nonisolated var requestsUnderway: Int { underway.load(ordering: .relaxed) }

    /// The versions that the broker supports. Empty until `connect` returns.
    nonisolated var versions: NegotiatedVersions {
        handshake.withLock { $0 } ?? NegotiatedVersions(ApiVersionsResponse())
    }

    /// The version to use for an API. Throws `KafkaError.unsupportedVersion`.
    nonisolated func version<R: KafkaRequest>(for type: R.Type, cap: Int16 = .max) throws -> Int16 {
        try versions.version(for: type, cap: cap, broker: "\(address)")
    }

    /// Sends a request and waits for its response. Cancelling the task ends the wait and drops the response.
    ///
    /// - Throws: `KafkaError.timedOut`, `.connectionLost`, `.invalidRequest`, `.invalidResponse`; `CancellationError`.
    nonisolated func send<R: KafkaRequest>(
        _ request: R, version: Int16, timeout: Duration? = nil
    ) async throws -> R.Response {
        try decode(R.self, version: version, from: await start(request, version: version, timeout: timeout).value())
    }

    /// Sends a request without waiting. The returned promise gets the bytes of the response, which `decode` reads.
    nonisolated func start<R: KafkaRequest>(
        _ request: R, version: Int16, timeout: Duration? = nil
    ) throws -> PendingResponse {
        let response = PendingResponse()
        try start(request, version: version, timeout: timeout) { result in
            response.complete(result.mapError { $0 })
        }
        return response
    }

    /// Sends a request without waiting, and without a task: `completion` gets the bytes of the response, which `decode`
    /// reads, or the failure.
    ///
    /// - Throws: `KafkaError.invalidRequest` if the request cannot be encoded; `completion` is not called then.
    nonisolated func start<R: KafkaRequest>(
        _ request: R, version: Int16, timeout: Duration? = nil, completion: @escaping Completion
    ) throws {
        let (frame, correlationID) = try encode(request, version: version)
        let timeout = timeout ?? requestTimeout
        underway.add(1, ordering: .relaxed)
        onLoop { $0.begin(frame, correlationID, api: R.apiKey, completion: completion, timeout: timeout) }
    }

    /// Runs `body` on the loop's thread: at once if the caller is on it, else after the work that it has already.
    private nonisolated func onLoop(_ body: @escaping @Sendable (isolated BrokerConnection) -> Void) {
        if loop.isOnLoop { return assumeIsolated(body) }
        loop.execute { self.assumeIsolated(body) }
    }

    /// Sends a request that the broker does not answer: Produce with `acks` 0.
    ///
    /// `completion` is called on the loop's thread: with true when the kernel has taken the request, with false if the
    /// connection ends before.
    nonisolated func sendWithoutResponse<R: KafkaRequest>(
        _ request: R, version: Int16, completion: @escaping @Sendable (Bool) -> Void
    ) throws {
        let (frame, _) = try encode(request, version: version)
        if let error = ending.withLock({ $0 }) { throw error }
        channel.send(frame.map(\.outgoing), written: completion)
    }

    /// Decodes a response. A malformed one closes the connection.
    nonisolated func decode<R: KafkaRequest>(
        _ type: R.Type, version: Int16, from frame: ByteSlice
    ) throws -> R.Response {
        do {
            var reader = WireReader(frame)
            _ = try ResponseHeader(from: &reader, version: R.Response.headerVersion(version))
            // Bytes after the last field are ignored, as in the Java client: librdkafka's mock cluster sends one after
            // Metadata v13.
            return try R.Response(from: &reader, version: version)
        } catch {
            let failure = KafkaError(
                .invalidResponse, "broker \(address) sent a malformed \(R.apiKey) response: \(error)",
                underlyingError: error)
            close(because: failure)
            throw failure
        }
    }

    /// Closes the connection; outstanding requests fail with `KafkaError.closed`.
    nonisolated func close() {
        close(because: KafkaError(.closed, "the connection to \(address) was closed by its owner"))
    }

    private nonisolated func close(because error: KafkaError) {
        ending.withLock { $0 = $0 ?? error }
        channel.close()
    }

    private nonisolated func encode<R: KafkaRequest>(
        _ request: R, version: Int16
    ) throws -> (frame: [ByteSlice], correlationID: Int32) {
        let correlationID = nextCorrelationID.wrappingAdd(1, ordering: .relaxed).oldValue & Int32.max
        do {
            var writer = WireWriter(referencingFrom: Self.referencedBytes)
            let header = RequestHeader(
                requestApiKey: R.apiKey.rawValue, requestApiVersion: version, correlationID: correlationID,
                clientID: clientID)
            try header.encode(into: &writer, version: R.headerVersion(version))
            try request.encode(into: &writer, version: version)
            return (writer.finishSlices(), correlationID)
        } catch {
            throw KafkaError(
                .invalidRequest, "\(R.apiKey) cannot be sent as version \(version) to \(address): \(error)",
                underlyingError: error)
        }
    }

    // MARK: The loop's thread

    private func begin(
        _ frame: [ByteSlice], _ correlationID: Int32, api: APIKey, completion: @escaping Completion, timeout: Duration
    ) {
        if let error = ending.withLock({ $0 }) {
            underway.subtract(1, ordering: .relaxed)
            completion(.failure(error))
            return
        }
        let deadline = loop.schedule(after: timeout) {
            self.assumeIsolated { $0.expire(correlationID, after: timeout) }
        }
        exchanges[correlationID] = Exchange(api: api, completion: completion, deadline: deadline)
        channel.send(frame.map(\.outgoing))
    }

    private func expire(_ correlationID: Int32, after timeout: Duration) {
        guard let late = exchanges.removeValue(forKey: correlationID) else { return }
        underway.subtract(1, ordering: .relaxed)
        let message = "no response to \(late.api) from \(address) within \(timeout.inMilliseconds) ms"
        late.completion(.failure(KafkaError(.timedOut, message)))
        close(
            because: KafkaError(.connectionLost, "the connection to \(address) was closed: \(message)"))
    }

    nonisolated func received(frame: UnsafeMutableRawBufferPointer) {
        let bytes = unsafe ByteSlice(ByteBlock(adopting: frame))
        assumeIsolated { $0.deliver(bytes) }
    }

    private func deliver(_ frame: ByteSlice) {
        var reader = WireReader(frame)
        // All versions of the response header begin with the correlation id. The error of a frame that is too short for
        // it says less than the message below.
        guard let correlationID = try? reader.readInt32() else {
            return close(
                because: KafkaError(
                    .invalidResponse,
                    "broker \(address) sent a response of \(frame.count) bytes: too short for a header")
            )
        }
        guard let exchange = exchanges.removeValue(forKey: correlationID) else {
            return close(
                because: KafkaError(
                    .invalidResponse,
                    "broker \(address) sent a response to no request (correlation id \(correlationID))"))
        }
        exchange.deadline.cancel()
        underway.subtract(1, ordering: .relaxed)
        exchange.completion(.success(frame))
    }

    nonisolated func closed(error: TransportError?) {
        assumeIsolated { $0.fail(error) }
    }

    private func fail(_ error: TransportError?) {
        let reason = error.map { "\($0)" } ?? "the broker closed the connection"
        let failure = ending.withLock { ending in
            let failure = ending ?? Self.lost(address, reason, error)
            ending = failure
            return failure
        }
        let failed = exchanges
        exchanges = [:]
        for exchange in failed.values {
            exchange.deadline.cancel()
            underway.subtract(1, ordering: .relaxed)
            var failure = failure
            failure.message += " (while \(exchange.api) was outstanding)"
            exchange.completion(.failure(failure))
        }
    }

    private static func lost(_ address: SocketAddress, _ reason: String, _ error: TransportError?) -> KafkaError {
        // The peer, not the network, causes an invalid frame: a retry would give the same.
        let code: KafkaError.Code = error?.code == .invalidFrame ? .invalidResponse : .connectionLost
        return KafkaError(code, "the connection to \(address) was lost: \(reason)", underlyingError: error)
    }

    // MARK: ApiVersions

    /// Asks the broker for the versions that it supports.
    ///
    /// A broker that does not support the version of this request answers in version 0 with UNSUPPORTED_VERSION and,
    /// from Kafka 2.4 on, with the versions of this request that it supports; the highest of them is tried next.
    /// Source: KIP-511.
    private nonisolated func negotiate(timeout: Duration) async throws {
        var version = ApiVersionsRequest.versions.upperBound
        while true {
            let response = try await askForVersions(version, timeout: timeout)
            let code = BrokerErrorCode(rawValue: response.errorCode)
            if code == .none {
                handshake.withLock { $0 = NegotiatedVersions(response) }
                return
            }
            guard code == .unsupportedVersion, version > 0 else {
                throw KafkaError.broker(code, "ApiVersions to \(address)")
            }
            let listed = NegotiatedVersions(response).range(of: .apiVersions)?.upperBound ?? 0
            // Lower each time, so that the loop ends whatever the broker lists.
            version = max(0, min(listed, version - 1))
        }
    }

    private nonisolated func askForVersions(_ version: Int16, timeout: Duration) async throws -> ApiVersionsResponse {
        let request = ApiVersionsRequest(clientSoftwareName: "millrace", clientSoftwareVersion: Self.softwareVersion)
        let frame: ByteSlice
        do {
            frame = try await start(version >= 3 ? request : ApiVersionsRequest(), version: version, timeout: timeout)
                .value()
        } catch let error as KafkaError where error.code == .connectionLost {
            throw KafkaError(
                .connectionFailed,
                "\(address) closed the connection when asked for its API versions: check that it is a Kafka broker, not "
                    + "older than 0.10, and that this port does not expect TLS or SASL (\(error.message))",
                underlyingError: error
            )
        }
        // The error code follows the correlation id: 35 means that the body is in version 0, whatever was requested.
        guard frame.count >= 6, frame[4] == 0, frame[5] == 35 else {
            return try decode(ApiVersionsRequest.self, version: version, from: frame)
        }
        do throws(WireError) {
            return try ApiVersionsResponse(decoding: frame[4..<frame.count], version: 0)
        } catch {
            // librdkafka's mock cluster sends a body that no version has. The error code is enough: it makes the caller
            // ask in version 0.
            return ApiVersionsResponse(errorCode: BrokerErrorCode.unsupportedVersion.rawValue)
        }
    }

    private static let softwareVersion = "0.1.0"
    /// Byte slices from this length on go to the kernel from where they lie: a copy of fewer costs less than a vector
    /// of its own.
    private static let referencedBytes = 4096
}

extension ClientConfiguration {
    fileprivate var channelOptions: ChannelOptions {
        var options = ChannelOptions()
        options.maxFrameBytes = maxFrameBytes
        options.sendBufferBytes = sendBufferBytes
        options.receiveBufferBytes = receiveBufferBytes
        return options
    }
}

extension ByteSlice {
    /// These bytes for the channel, which keeps their block alive while it sends them.
    fileprivate var outgoing: OutgoingBytes {
        unsafe OutgoingBytes(owner: owner, base: unsafeBaseAddress, count: count)
    }
}
