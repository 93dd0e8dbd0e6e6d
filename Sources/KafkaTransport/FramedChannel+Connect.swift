// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

extension FramedChannel {
    /// Connects to `address`, trying all IP addresses of its host in turn. The channel reads nothing before
    /// `start(handler:)`.
    ///
    /// - Parameters:
    ///   - address: the peer.
    ///   - loop: the loop that the channel belongs to.
    ///   - options: settings of the channel and its socket.
    ///   - timeout: for name resolution and all IP addresses together.
    /// - Throws: `TransportError` `.unresolvable`, `.connectFailed`, `.timedOut`, `.cancelled` or `.shutdown`, with the
    ///   address.
    package static func connect(
        to address: SocketAddress, on loop: EventLoop, options: ChannelOptions = ChannelOptions(), timeout: Duration
    ) async throws(TransportError) -> FramedChannel {
        let attempt = ConnectAttempt(address: address, loop: loop, options: options)
        let cancelled = TransportError(.cancelled, peer: address.description, "connecting was cancelled")
        await withTaskCancellationHandler {
            await withCheckedContinuation { attempt.begin(timeout: timeout, $0) }
        } onCancel: {
            attempt.finish(.failure(cancelled))
        }
        return try (attempt.result ?? .failure(cancelled)).get()
    }
}

/// One attempt to connect. The first of these ends it: a connection, the failure of the last address, the timeout,
/// cancellation, the loop's end.
// `@unchecked Sendable`: a Mutex guards `ending`; only the loop's thread touches the properties marked "loop only".
private final class ConnectAttempt: @unchecked Sendable, PollHandler {
    private enum Ending {
        case open
        case waiting(CheckedContinuation<Void, Never>)
        case ended(Result<FramedChannel, TransportError>)
    }

    private let address: SocketAddress
    private let loop: EventLoop
    private let options: ChannelOptions
    private let ending = Mutex(Ending.open)

    // Loop only.
    private var candidates: [ResolvedAddress] = []
    private var descriptor: Int32 = -1
    private var timer: EventLoop.Timer?

    init(address: SocketAddress, loop: EventLoop, options: ChannelOptions) {
        self.address = address
        self.loop = loop
        self.options = options
    }

    /// The result; nil until the attempt ends. The continuation does not carry it, because the thread sanitizer reports
    /// a race for a value that a continuation is resumed with before its task waits.
    var result: Result<FramedChannel, TransportError>? {
        ending.withLock { if case .ended(let result) = $0 { result } else { nil } }
    }

    func begin(timeout: Duration, _ continuation: CheckedContinuation<Void, Never>) {
        // The task may have been cancelled already.
        let isOver = ending.withLock { state in
            if case .ended = state { return true }
            state = .waiting(continuation)
            return false
        }
        if isOver { return continuation.resume() }
        let late = TransportError(
            .timedOut, peer: address.description,
            "no connection within \(timeout): check that the address is right and reachable"
        )
        let timer = loop.schedule(after: timeout) { [self] in finish(.failure(late)) }
        loop.execute { [self] in self.timer = timer }
        do throws(TransportError) {
            // Resolving blocks, so it has a thread of its own.
            try System.startThread { [self] in resolve() }
        } catch {
            finish(.failure(error))
        }
    }

    private func resolve() {
        do throws(TransportError) {
            let found = try address.resolve()
            loop.execute { [self] in
                candidates = found.reversed()
                tryNext(nil)
            }
        } catch {
            finish(.failure(error))
        }
    }

    func finish(_ result: Result<FramedChannel, TransportError>) {
        let continuation = ending.withLock { state -> CheckedContinuation<Void, Never>? in
            switch state {
            case .open:
                state = .ended(result)
                return nil
            case .waiting(let continuation):
                state = .ended(result)
                return continuation
            case .ended: return nil
            }
        }
        guard let continuation else { return }
        continuation.resume()
        loop.execute { [self] in
            timer?.cancel()
            timer = nil
            candidates = []
            abandon()
        }
    }

    private func abandon() {
        guard descriptor >= 0 else { return }
        loop.unregister(descriptor)
        System.close(descriptor)
        descriptor = -1
    }

    private var isOver: Bool {
        ending.withLock { if case .waiting = $0 { false } else { true } }
    }

    private func tryNext(_ last: TransportError?) {
        abandon()
        if isOver { return }
        guard let candidate = candidates.popLast() else {
            return finish(.failure(last ?? failed("getaddrinfo", 0)))
        }
        #if canImport(Glibc)
        descriptor = socket(candidate.family, Int32(SOCK_STREAM.rawValue), 0)
        #else
        descriptor = socket(candidate.family, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else {
            return tryNext(System.failure("cannot open a socket", "socket", errno, peer: address.description))
        }
        System.setNonBlocking(descriptor)
        let result = unsafe candidate.bytes.withUnsafeBytes { raw in
            unsafe Self.connect(descriptor, raw)
        }
        if result == 0 { return connected() }
        guard result == EINPROGRESS || result == EINTR else { return tryNext(failed("connect", result)) }
        guard loop.register(descriptor, self) else { return loopEnds() }
        loop.setInterest(descriptor, readable: false, writable: true)
    }

    /// Connects. Returns 0, or the error number.
    private static func connect(_ descriptor: Int32, _ raw: UnsafeRawBufferPointer) -> Int32 {
        guard let base = raw.baseAddress else { return EINVAL }
        // `raw` holds a sockaddr that getaddrinfo wrote, in its full length.
        let address = unsafe base.assumingMemoryBound(to: sockaddr.self)
        #if canImport(Glibc)
        return unsafe Glibc.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        #elseif canImport(Musl)
        return unsafe Musl.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        #else
        return unsafe Darwin.connect(descriptor, address, socklen_t(raw.count)) == 0 ? 0 : errno
        #endif
    }

    private func failed(_ call: String, _ number: Int32) -> TransportError {
        TransportError(
            .connectFailed, peer: address.description, call: call, errno: number,
            "cannot connect: check that a broker listens on this address")
    }

    private func connected() {
        loop.unregister(descriptor)
        var stream: any ByteStream = SocketStream(descriptor: descriptor, options: options)
        descriptor = -1
        if let security = options.security {
            do throws(TransportError) {
                stream = try security.secure(stream, address.host)
            } catch {
                stream.close()
                return finish(.failure(error))
            }
        }
        finish(.success(FramedChannel(stream: stream, remoteAddress: address, loop: loop, options: options)))
    }

    func ready(readable: Bool, writable: Bool) {
        var number: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        if unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) != 0 { number = errno }
        if number == 0 { connected() } else { tryNext(failed("connect", number)) }
    }

    func loopEnds() {
        finish(.failure(TransportError(.shutdown, peer: address.description, "the event loop was shut down")))
    }
}
