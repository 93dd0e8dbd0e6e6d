// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization

/// One connection to a broker. Requests are pipelined; the correlation id finds the request of a response.
///
/// The actor runs on the event loop's thread and only keeps the table of outstanding requests; the caller's task
/// encodes the request and decodes the response. Every request has a deadline. A late response closes the connection,
/// because Kafka answers in order, so that all later responses are late too; unless the broker holds back an earlier
/// request on purpose (`RequestPatience`).
///
/// Requests wait while the broker throttles the client, and while the connection authenticates again. Source: Kafka
/// protocol guide, KIP-35, KIP-219, KIP-368.
actor BrokerConnection: FrameHandler {
    /// A pending response: the frame after its length prefix.
    typealias PendingResponse = Promise<ByteSlice>

    /// Receives the outcome of a request once, on the loop's thread.
    typealias Completion = @Sendable (Result<ByteSlice, KafkaError>) -> Void

    private struct Exchange {
        var api: APIKey
        var completion: Completion
        var deadline: EventLoop.Timer
        /// Position in the order in which requests were started.
        var order: UInt64
        /// Whether its response may take longer than the request timeout.
        var isSlow: Bool
        /// Whether it has not been sent yet.
        var isHeld: Bool
        var metric: ClientMetrics.Request?
    }

    /// A request that waits to be sent; without an id if it has no response.
    private struct Held {
        var frame: [ByteSlice]
        var correlationID: Int32?
        /// Told whether the kernel took a frame that gets no response.
        var written: (@Sendable (Bool) -> Void)?
    }

    /// The broker's address.
    nonisolated let address: SocketAddress
    nonisolated let loop: EventLoop
    nonisolated let configuration: ClientConfiguration
    private nonisolated let channel: FramedChannel
    private nonisolated let nextCorrelationID = Atomic<Int32>(0)
    private nonisolated let negotiated = Mutex<NegotiatedVersions?>(nil)
    /// The reason why the connection takes no more requests; nil while it is open.
    private nonisolated let ending = Mutex<KafkaError?>(nil)
    private nonisolated let underway = Atomic<Int>(0)
    /// Whether the metrics count the connection as open.
    private nonisolated let isCounted = Atomic<Bool>(false)

    private var exchanges: [Int32: Exchange] = [:]
    private var lastOrder: UInt64 = 0
    /// Requests that were given up while the broker held back an earlier one; their responses are dropped.
    private var abandoned: Set<Int32> = []
    private var held: [Held] = []
    /// Whether requests wait for the end of an authentication.
    private var isAuthenticating = false
    /// The number of the throttle time that requests wait for; nil for none.
    private var throttle: (number: UInt64, until: Duration)?
    private var lastThrottle: UInt64 = 0
    /// Takes the next frame, which has no header: SASL tokens of brokers before Kafka 1.0.
    private var rawResponse: Completion?
    /// Whether a response other than that to ApiVersions has come.
    private var hasServed = false
    /// Begins the next authentication.
    var sessionTimer: EventLoop.Timer?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    init(channel: FramedChannel, address: SocketAddress, loop: EventLoop, configuration: ClientConfiguration) {
        self.channel = channel
        self.address = address
        self.loop = loop
        self.configuration = configuration
    }

    private nonisolated var metrics: ClientMetrics? { configuration.metrics }

    /// Counts the connection as open, until it closes.
    nonisolated func countAsOpen() {
        isCounted.store(true, ordering: .relaxed)
        metrics?.connectionOpened()
    }

    // MARK: Any thread

    /// Whether the connection takes requests.
    nonisolated var isOpen: Bool { ending.withLock { $0 == nil } }

    /// The reason why the connection takes no more requests; nil while it is open. `authenticationFailed` means that
    /// another attempt would fail too.
    nonisolated var endingError: KafkaError? { ending.withLock { $0 } }

    /// Number of requests without a response yet.
    nonisolated var requestsUnderway: Int { underway.load(ordering: .relaxed) }

    /// The versions that the broker supports. Empty until `connect` returns.
    nonisolated var versions: NegotiatedVersions {
        negotiated.withLock { $0 } ?? NegotiatedVersions(ApiVersionsResponse())
    }

    nonisolated func setVersions(_ versions: NegotiatedVersions) { negotiated.withLock { $0 = versions } }

    /// The version to use for an API. Throws `KafkaError.unsupportedVersion`.
    nonisolated func version<R: KafkaRequest>(for type: R.Type, cap: Int16 = .max) throws -> Int16 {
        try versions.version(for: type, cap: cap, broker: "\(address)")
    }

    /// Sends a request and waits for its response. Cancelling the task ends the wait and drops the response.
    ///
    /// - Throws: `KafkaError.timedOut`, `.connectionLost`, `.invalidRequest`, `.invalidResponse`,
    ///   `.authenticationFailed`; `CancellationError`.
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
    /// - Parameters:
    ///   - request: a request that has a response; Produce with `acks` 0 goes through `sendWithoutResponse`.
    ///   - version: its version.
    ///   - timeout: time limit from now, held back or not; nil for that of the request's kind (`RequestPatience`).
    ///   - completion: called once, on the loop.
    /// - Throws: `KafkaError.invalidRequest` if the request cannot be encoded or has no response; `completion` is not
    ///   called then.
    nonisolated func start<R: KafkaRequest>(
        _ request: R, version: Int16, timeout: Duration? = nil, completion: @escaping Completion
    ) throws {
        guard RequestPatience.isAnswered(request) else {
            throw KafkaError(
                .invalidRequest,
                "Produce with acks 0 has no response to wait for: send records with KafkaProducer, or ask for acks 1 or -1"
            )
        }
        try start(request, version: version, timeout: timeout, isHandshake: false, completion: completion)
    }

    /// As `start`; a request of the handshake is never held back.
    nonisolated func start<R: KafkaRequest>(
        _ request: R, version: Int16, timeout: Duration?, isHandshake: Bool, completion: @escaping Completion
    ) throws {
        let (frame, correlationID) = try encode(request, version: version)
        let timeout = timeout ?? RequestPatience.limit(of: request, usual: configuration.requestTimeout)
        underway.add(1, ordering: .relaxed)
        onLoop {
            $0.begin(
                frame, correlationID, api: R.apiKey, completion: completion, timeout: timeout, isHandshake: isHandshake)
        }
    }

    /// Runs `body` on the loop's thread: at once if the caller is on it, else after the work that it has already.
    nonisolated func onLoop(_ body: @escaping @Sendable (isolated BrokerConnection) -> Void) {
        if loop.isOnLoop { return assumeIsolated(body) }
        loop.execute { self.assumeIsolated(body) }
    }

    /// Sends a request that the broker does not answer: Produce with `acks` 0. It waits its turn like all others.
    ///
    /// `completion` is called on the loop's thread: with true when the kernel has taken the request, with false if the
    /// connection ends before.
    nonisolated func sendWithoutResponse<R: KafkaRequest>(
        _ request: R, version: Int16, completion: @escaping @Sendable (Bool) -> Void
    ) throws {
        let (frame, _) = try encode(request, version: version)
        if let error = ending.withLock({ $0 }) { throw error }
        onLoop { $0.transmit(frame, nil, written: completion) }
    }

    /// Decodes a response. A malformed one closes the connection; one with a throttle time holds back the requests
    /// that follow.
    nonisolated func decode<R: KafkaRequest>(
        _ type: R.Type, version: Int16, from frame: ByteSlice
    ) throws -> R.Response {
        do {
            var reader = WireReader(frame)
            _ = try ResponseHeader(from: &reader, version: R.Response.headerVersion(version))
            // Bytes after the last field are ignored, as in the Java client: librdkafka's mock cluster sends one after
            // Metadata v13.
            let response = try R.Response(from: &reader, version: version)
            if response.throttleTimeMs > 0, Throttling.isForClient(R.apiKey, version: version) {
                metrics?.throttled(.milliseconds(response.throttleTimeMs))
                throttle(for: .milliseconds(response.throttleTimeMs))
            }
            return response
        } catch {
            let failure = KafkaError(
                .invalidResponse, "broker \(address) sent a malformed \(R.apiKey) response: \(error)",
                underlyingError: error)
            close(because: failure)
            throw failure
        }
    }

    /// Holds back all requests for `time`, by the client's clock; at most for the request timeout, whatever the broker
    /// says. `decode` calls it. Source: KIP-219.
    nonisolated func throttle(for time: Duration) {
        let time = min(time, configuration.requestTimeout)
        guard time > .zero else { return }
        onLoop { $0.hold(for: time) }
    }

    /// Closes the connection; outstanding requests fail with `KafkaError.closed`.
    nonisolated func close() {
        close(because: KafkaError(.closed, "the connection to \(address) was closed by its owner"))
    }

    nonisolated func close(because error: KafkaError) {
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
                clientID: configuration.clientID)
            try header.encode(into: &writer, version: R.headerVersion(version))
            try request.encode(into: &writer, version: version)
            return (writer.finishSlices(), correlationID)
        } catch {
            throw KafkaError(
                .invalidRequest, "\(R.apiKey) cannot be sent as version \(version) to \(address): \(error)",
                underlyingError: error)
        }
    }

    // MARK: Sending, on the loop's thread

    private func begin(
        _ frame: [ByteSlice], _ correlationID: Int32, api: APIKey, completion: @escaping Completion, timeout: Duration,
        isHandshake: Bool
    ) {
        if let error = ending.withLock({ $0 }) {
            underway.subtract(1, ordering: .relaxed)
            completion(.failure(error))
            return
        }
        let deadline = loop.schedule(after: timeout) {
            self.assumeIsolated { $0.expire(correlationID, after: timeout) }
        }
        lastOrder += 1
        exchanges[correlationID] = Exchange(
            api: api, completion: completion, deadline: deadline, order: lastOrder,
            isSlow: timeout > configuration.requestTimeout, isHeld: holdsBack && !isHandshake,
            metric: metrics?.sent(api, bytes: frame.reduce(0) { $0 + $1.count }))
        if isHandshake { channel.send(frame.map(\.outgoing)) } else { transmit(frame, correlationID) }
    }

    /// Sends a frame, or keeps it until frames may be sent.
    private func transmit(
        _ frame: [ByteSlice], _ correlationID: Int32?, written: (@Sendable (Bool) -> Void)? = nil
    ) {
        let request = Held(frame: frame, correlationID: correlationID, written: written)
        if ending.withLock({ $0 != nil }) {
            written?(false)
        } else if holdsBack {
            held.append(request)
        } else {
            send(request)
        }
    }

    private func send(_ request: Held) {
        let frame = request.frame.map(\.outgoing)
        if let written = request.written { channel.send(frame, written: written) } else { channel.send(frame) }
    }

    private var holdsBack: Bool { isAuthenticating || throttle != nil }

    /// Sends the frames that were held back, unless there is another reason to hold them back.
    private func release() {
        guard !holdsBack, !held.isEmpty else { return }
        let waiting = held
        held = []
        for request in waiting {
            if let id = request.correlationID {
                // It may have timed out.
                guard exchanges[id] != nil else { continue }
                exchanges[id]?.isHeld = false
            }
            send(request)
        }
    }

    /// Holds requests back during an authentication, or sends them after it.
    func setAuthenticating(_ value: Bool) {
        isAuthenticating = value
        release()
    }

    private func hold(for time: Duration) {
        let clock = configuration.retry.clock
        let until = clock.now() + time
        if let throttle, throttle.until >= until { return }
        lastThrottle += 1
        let number = lastThrottle
        throttle = (number, until)
        Task { [weak self] in
            // An error would mean that the task was cancelled, and nobody cancels it.
            try? await clock.sleep(time)
            self?.onLoop { $0.endThrottle(number) }
        }
    }

    private func endThrottle(_ number: UInt64) {
        guard throttle?.number == number else { return }
        throttle = nil
        release()
    }

    private func expire(_ correlationID: Int32, after timeout: Duration) {
        guard let late = exchanges.removeValue(forKey: correlationID) else { return }
        underway.subtract(1, ordering: .relaxed)
        metrics?.failed(late.metric)
        if late.isHeld {
            held.removeAll { $0.correlationID == correlationID }
            let reason = throttle == nil ? "authenticates again" : "is throttled by the broker"
            let message = "\(late.api) to \(address) was not sent within \(timeout.inMilliseconds) ms: the connection "
            return late.completion(.failure(KafkaError(.timedOut, message + reason)))
        }
        let message = "no response to \(late.api) from \(address) within \(timeout.inMilliseconds) ms"
        late.completion(.failure(KafkaError(.timedOut, message)))
        // After a request that the broker holds back on purpose, a late response does not mean that the broker hangs.
        if exchanges.values.contains(where: { $0.isSlow && $0.order < late.order }) {
            abandoned.insert(correlationID)
            return
        }
        close(
            because: KafkaError(.connectionLost, "the connection to \(address) was closed: \(message)"))
    }

    /// Sends a frame without a header; the next frame from the broker is the response.
    func exchangeRaw(_ frame: ByteSlice, completion: @escaping Completion) {
        if let error = ending.withLock({ $0 }) { return completion(.failure(error)) }
        rawResponse = completion
        channel.send([frame.outgoing])
    }

    /// The time that a request sent now may wait for those before it; nil if the broker holds none of them back.
    var patience: Duration? { exchanges.values.contains { $0.isSlow } ? RequestPatience.longest : nil }

    // MARK: Receiving, on the loop's thread

    nonisolated func received(frame: UnsafeMutableRawBufferPointer) {
        // The options of the client's channels say so.
        let bytes = unsafe ByteSlice(ByteBlock(adopting: frame, returningTo: loop.frameMemory))
        assumeIsolated { $0.deliver(bytes) }
    }

    private func deliver(_ frame: ByteSlice) {
        if let rawResponse {
            self.rawResponse = nil
            return rawResponse(.success(frame))
        }
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
            if abandoned.remove(correlationID) != nil { return }
            return close(
                because: KafkaError(
                    .invalidResponse,
                    "broker \(address) sent a response to no request (correlation id \(correlationID))"))
        }
        exchange.deadline.cancel()
        underway.subtract(1, ordering: .relaxed)
        if exchange.api != .apiVersions { hasServed = true }
        metrics?.received(exchange.metric, bytes: frame.count)
        exchange.completion(.success(frame))
    }

    nonisolated func closed(error: TransportError?) {
        assumeIsolated { $0.fail(error) }
    }

    private func fail(_ error: TransportError?) {
        let failure = ending.withLock { ending in
            let failure = ending ?? lost(error)
            ending = failure
            return failure
        }
        sessionTimer?.cancel()
        sessionTimer = nil
        for request in held { request.written?(false) }
        held = []
        abandoned = []
        if isCounted.exchange(false, ordering: .relaxed) { metrics?.connectionClosed() }
        let failed = exchanges
        exchanges = [:]
        for exchange in failed.values {
            exchange.deadline.cancel()
            underway.subtract(1, ordering: .relaxed)
            metrics?.failed(exchange.metric)
            var failure = failure
            failure.message += " (while \(exchange.api) was outstanding)"
            exchange.completion(.failure(failure))
        }
        if let rawResponse {
            self.rawResponse = nil
            rawResponse(.failure(failure))
        }
    }

    private func lost(_ error: TransportError?) -> KafkaError {
        let reason = error.map { "\($0)" } ?? "the broker closed the connection"
        if error?.code == .insecure {
            return KafkaError(
                .authenticationFailed, "the connection to \(address) cannot be secured: \(reason)",
                underlyingError: error)
        }
        // The peer, not the network, causes an invalid frame: a retry would give the same.
        let code: KafkaError.Code = error?.code == .invalidFrame ? .invalidResponse : .connectionLost
        // Kafka closes the connection of a client that has not authenticated at its first request, without a word. The
        // next connection finds out.
        if code == .connectionLost, !hasServed, configuration.security.sasl == nil,
            exchanges.values.contains(where: { $0.api != .apiVersions })
        {
            configuration.security.context.setSuspect(address, true)
        }
        return KafkaError(code, "the connection to \(address) was lost: \(reason)", underlyingError: error)
    }

    /// Byte slices from this length on go to the kernel from where they lie: a copy of fewer costs less than a vector
    /// of its own.
    private static let referencedBytes = 4096
}

extension ByteSlice {
    /// The bytes for sending, without a copy.
    var outgoing: OutgoingBytes {
        // Safe: the slice's owner keeps its bytes at this address.
        unsafe OutgoingBytes(owner: owner, base: unsafeBaseAddress, count: count)
    }
}
