// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

extension FramedChannel {
    /// Connects to `address`: to the first of its host's IP addresses that accepts. The channel reads nothing before
    /// `start(handler:)`.
    ///
    /// All addresses are tried, of both families in turn, each after a head start of `options.attemptDelay` for the one
    /// before it, or at once when one fails. Source: RFC 8305.
    /// - Parameters:
    ///   - address: the peer.
    ///   - loop: the loop that the channel belongs to.
    ///   - options: settings of the channel and its socket.
    ///   - timeout: for name resolution and all IP addresses together.
    /// - Throws: `TransportError` `.unresolvable`, `.connectFailed`, `.timedOut`, `.cancelled`, `.insecure` or
    ///   `.shutdown`, with the address, and the reason of each IP address that was tried.
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

/// One call of `FramedChannel.connect`. The first of these ends it: a connection, the failure of all addresses, the
/// timeout, cancellation, the loop's end.
// `@unchecked Sendable`: a Mutex guards `ending`; only the loop's thread touches the properties marked "loop only".
private final class ConnectAttempt: @unchecked Sendable {
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
    private var race: DialRace?
    private var candidates: [Int: Candidate] = [:]
    private var timeout: EventLoop.Timer?
    private var headStart: EventLoop.Timer?

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

    func begin(timeout limit: Duration, _ continuation: CheckedContinuation<Void, Never>) {
        // The task may have been cancelled already.
        let isOver = ending.withLock { state in
            if case .ended = state { return true }
            state = .waiting(continuation)
            return false
        }
        if isOver { return continuation.resume() }
        let timer = loop.schedule(after: limit) { [self] in finish(.failure(late(limit))) }
        loop.execute { [self] in
            if isOver { timer.cancel() } else { timeout = timer }
        }
        options.dialer.resolve(address, on: loop) { [self] found in
            switch found {
            case .success(let addresses): loop.execute { [self] in start(addresses) }
            case .failure(let error): finish(.failure(error))
            }
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
            timeout?.cancel()
            timeout = nil
            stop()
        }
    }

    // MARK: Loop only

    private var isOver: Bool {
        ending.withLock { if case .waiting = $0 { false } else { true } }
    }

    private func start(_ addresses: [ResolvedAddress]) {
        if isOver { return }
        race = DialRace(addresses)
        proceed()
    }

    private func proceed() {
        if let step = race?.proceed() { perform(step) }
    }

    private func perform(_ step: DialRace.Step) {
        headStart?.cancel()
        headStart = nil
        switch step {
        case .wait: return
        case .giveUp: finish(.failure(allFailed()))
        case .attempt(let index, let others):
            guard let target = race?.addresses[index] else { return }
            let descriptor: Int32
            do throws(TransportError) {
                descriptor = try options.dialer.connect(to: target)
            } catch {
                return failed(index, error)
            }
            let candidate = Candidate(descriptor: descriptor, index: index, owner: self)
            guard loop.register(descriptor, candidate) else {
                System.close(descriptor)
                return loopEnds()
            }
            candidates[index] = candidate
            loop.setInterest(descriptor, readable: false, writable: true)
            if others {
                headStart = loop.schedule(after: options.attemptDelay) { [self] in if !isOver { proceed() } }
            }
        }
    }

    func ready(_ candidate: Candidate) {
        guard candidates.removeValue(forKey: candidate.index) != nil else { return }
        loop.unregister(candidate.descriptor)
        let number = System.pendingError(of: candidate.descriptor)
        if number == 0 { return connected(candidate.descriptor) }
        System.close(candidate.descriptor)
        failed(
            candidate.index,
            TransportError(.connectFailed, peer: peer, call: "connect", errno: number, "cannot connect"))
    }

    private func failed(_ index: Int, _ error: TransportError) {
        if isOver { return }
        if let step = race?.failed(index, error) { perform(step) }
    }

    private func connected(_ descriptor: Int32) {
        var stream: any ByteStream = SocketStream(descriptor: descriptor, options: options)
        if let security = options.security {
            do throws(TransportError) {
                stream = try security.secure(stream, address.host)
            } catch {
                stream.close()
                return finish(.failure(error))
            }
        }
        // A connection that comes too late closes with its channel.
        finish(.success(FramedChannel(stream: stream, remoteAddress: address, loop: loop, options: options)))
    }

    /// Closes all attempts under way.
    private func stop() {
        headStart?.cancel()
        headStart = nil
        for candidate in candidates.values {
            loop.unregister(candidate.descriptor)
            System.close(candidate.descriptor)
        }
        candidates = [:]
        race = nil
    }

    func loopEnds() {
        finish(.failure(TransportError(.shutdown, peer: peer, "the event loop was shut down")))
    }

    // MARK: Errors

    private var peer: String { address.description }

    private func allFailed() -> TransportError {
        guard let last = race?.lastFailure else {
            return TransportError(.unresolvable, peer: peer, "the host has no addresses: check the name")
        }
        // The reason itself if there is one address, and no list.
        let reason = race.map { $0.addresses.count == 1 ? last.reason : $0.report } ?? last.reason
        return TransportError(last.code, peer: peer, "\(reason): check that a broker listens on this address")
    }

    private func late(_ limit: Duration) -> TransportError {
        let tried = race.map { " (\($0.report))" } ?? " (the name is still being looked up)"
        return TransportError(
            .timedOut, peer: peer,
            "no connection within \(limit): check that the address is right and reachable\(tried)")
    }
}

/// A socket that is connecting.
private final class Candidate: PollHandler {
    let descriptor: Int32
    let index: Int
    private let owner: ConnectAttempt

    init(descriptor: Int32, index: Int, owner: ConnectAttempt) {
        self.descriptor = descriptor
        self.index = index
        self.owner = owner
    }

    func ready(readable: Bool, writable: Bool) { owner.ready(self) }

    func loopEnds() { owner.loopEnds() }
}
