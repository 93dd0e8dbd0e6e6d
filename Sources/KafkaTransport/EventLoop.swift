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

/// A thread that waits in poll(2) and runs jobs and timers in between: the executor of the connections on it.
///
/// After `shutdown()` jobs still run, one at a time, so that tasks bound to the loop do not hang.
// `@unchecked Sendable`: a Mutex guards `shared`; only the loop's thread touches the properties marked "loop only", and
// after its end only the work that runs in its place.
@safe
package final class EventLoop: SerialExecutor, @unchecked Sendable {
    private enum Work {
        case job(UnownedJob)
        case closure(@Sendable () -> Void)
    }

    private struct Shared {
        var work: [Work] = []
        /// Whether the thread may be inside poll and needs a poke to see new work.
        var sleeping = false
        var stopping = false
        /// The thread has ended: adding work starts a drain.
        var ended = false
        var draining = false
        /// The thread that runs work now.
        var runner: pthread_t?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let shared = Mutex(Shared())
    private let name: String
    private let wakeRead: Int32
    private let wakeWrite: Int32
    private let timerCancellations = TimerCancellations()
    private let startThread: ThreadStarter
    /// Runs this loop in place of a thread; nil outside of simulations.
    let host: (any LoopHost)?
    /// Memory of the frames that channels on this loop receive.
    package let frameMemory = FrameMemory()
    /// Looks up names for the connections of this loop.
    let resolver: Resolver

    // Loop only.
    private var entries: [pollfd] = []
    private var handlers: [(any PollHandler)?] = []
    /// The descriptor of each entry, also while poll skips it.
    private var descriptors: [Int32] = [-1]
    private var slots: [Int32: Int] = [:]
    private var timers: TimerQueue
    /// Receives small frames; a channel uses it within one call only.
    let scratch: UnsafeMutableRawBufferPointer

    /// The host of the loops that this task makes; nil for threads.
    @TaskLocal package static var host: (any LoopHost)?

    /// Starts the loop's thread, or leaves the loop to `EventLoop.host`.
    ///
    /// - Parameter name: names the loop in messages of programmer errors, and its threads.
    /// - Throws: `TransportError.system` if the system has no descriptor or no thread left.
    package convenience init(name: String = "millrace-loop") throws(TransportError) {
        let host = Self.host
        try self.init(name: name, host: host) { (body) throws(TransportError) in
            if let host { host.run(body) } else { try System.startThread(body) }
        }
    }

    /// A loop whose threads `startThread` starts: the loop's own, and short-lived ones for work that comes after its
    /// end.
    init(
        name: String, host: (any LoopHost)? = nil, startThread: @escaping ThreadStarter
    ) throws(TransportError) {
        self.name = name
        self.host = host
        self.startThread = startThread
        resolver = Resolver(name: name, startThread: startThread)
        timers = TimerQueue(timerCancellations)
        (wakeRead, wakeWrite) = try System.makePipe()
        unsafe scratch = .allocate(byteCount: 64 << 10, alignment: 16)
        entries = [pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0)]
        handlers = [nil]
        // A host calls `turn`, and wants to know of work.
        if host == nil { try startThread { [self] in run() } } else { shared.withLock { $0.sleeping = true } }
    }

    deinit {
        System.close(wakeRead)
        System.close(wakeWrite)
        unsafe scratch.deallocate()
    }

    // MARK: Executor

    package func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

    /// Runs `body` on the loop's thread, after all work that was added earlier.
    package func execute(_ body: @escaping @Sendable () -> Void) { add(.closure(body)) }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { unsafe UnownedSerialExecutor(ordinary: self) }

    package func checkIsolated() { precondition(isOnLoop, "\(name): called off the loop's thread") }

    package func isIsolatingCurrentContext() -> Bool? { isOnLoop }

    /// Whether the caller runs on the loop.
    package var isOnLoop: Bool {
        shared.withLock { state in
            guard let runner = state.runner else { return false }
            return pthread_equal(runner, pthread_self()) != 0
        }
    }

    private func add(_ work: Work) {
        let (poke, drain) = shared.withLock { state -> (Bool, Bool) in
            state.work.append(work)
            if state.ended {
                let start = !state.draining
                state.draining = true
                return (false, start)
            }
            defer { state.sleeping = false }
            return (state.sleeping, false)
        }
        if poke { wakeUp() }
        // The loop's thread has ended: a short-lived one takes its place, one at a time, so work stays serial.
        if drain {
            do throws(TransportError) {
                try startThread { [self] in drainAfterEnd() }
            } catch {
                // Without a thread the caller does the work: a task that waits for it would hang otherwise.
                drainAfterEnd()
            }
        }
    }

    private func perform(_ work: [Work]) {
        for item in work {
            switch item {
            case .job(let job): unsafe job.runSynchronously(on: asUnownedSerialExecutor())
            case .closure(let body): body()
            }
        }
    }

    private func drainAfterEnd() {
        while true {
            let work = shared.withLock { state -> [Work] in
                state.runner = state.work.isEmpty ? nil : pthread_self()
                if state.work.isEmpty { state.draining = false }
                defer { state.work = [] }
                return state.work
            }
            if work.isEmpty { return }
            perform(work)
        }
    }

    // MARK: The loop

    private func run() {
        System.nameThread(name)
        shared.withLock { $0.runner = pthread_self() }
        while true {
            let stopping = performDue().stopping
            if stopping { break }
            let wait = shared.withLock { state -> Int32 in
                if !state.work.isEmpty || state.stopping { return 0 }
                state.sleeping = true
                return timers.milliseconds(from: now)
            }
            System.poll(&entries, milliseconds: wait)
            shared.withLock { $0.sleeping = false }
            dispatch()
        }
        end()
    }

    /// Runs the work, and the timers that are due. Returns whether there were any, and whether the loop ends now.
    private func performDue() -> (isBusy: Bool, stopping: Bool) {
        let (work, stopping) = shared.withLock { state -> ([Work], Bool) in
            defer { state.work = [] }
            return (state.work, state.stopping)
        }
        perform(work)
        let due = timers.due(now)
        for fire in due { fire() }
        return (!work.isEmpty || !due.isEmpty, stopping)
    }

    /// One round of a loop that has a host: its sockets' events, its work and the timers that are due. Never waits.
    ///
    /// Returns whether anything happened, and the moment of the next timer.
    package func turn() -> (isBusy: Bool, next: ContinuousClock.Instant?) {
        guard let host, !entries.isEmpty else { return (false, nil) }
        shared.withLock { state in
            state.runner = pthread_self()
            state.sleeping = false
        }
        System.poll(&entries, milliseconds: 0)
        for index in entries.indices where entries[index].revents != 0 {
            if host.holdsBack(entries[index].fd, of: self) { entries[index].revents = 0 }
        }
        let hadEvents = entries.contains { $0.revents != 0 }
        dispatch()
        let (isBusy, stopping) = performDue()
        if stopping {
            end()
            return (true, nil)
        }
        let hasWork = shared.withLock { state in
            state.runner = nil
            state.sleeping = state.work.isEmpty && !state.stopping
            return !state.sleeping
        }
        if hasWork { host.wake(self) }
        return (hadEvents || isBusy, timers.next)
    }

    private func dispatch() {
        if entries[0].revents != 0 { System.drain(wakeRead) }
        // A handler may unregister itself or others, and the last entry then moves to the freed slot. Walking
        // backwards, the loop sees it there, or has handled it already; a missed event is reported again (poll is
        // level-triggered).
        var index = entries.count - 1
        while index > 0 {
            if index < entries.count, entries[index].revents != 0 {
                let events = Int32(entries[index].revents)
                entries[index].revents = 0
                let bad = events & (POLLERR | POLLHUP | POLLNVAL) != 0
                handlers[index]?.ready(readable: bad || events & POLLIN != 0, writable: bad || events & POLLOUT != 0)
            }
            index -= 1
        }
    }

    private func end() {
        resolver.stop()
        let ending = handlers
        entries = []
        handlers = []
        descriptors = []
        slots = [:]
        for handler in ending { handler?.loopEnds() }
        for fire in timers.all() { fire() }
        let (waiters, rest) = shared.withLock { state in
            state.ended = true
            state.runner = nil
            state.draining = !state.work.isEmpty
            defer { state.waiters = [] }
            return (state.waiters, state.draining)
        }
        for waiter in waiters { waiter.resume() }
        if rest { drainAfterEnd() }
    }

    /// Ends the loop: channels and listeners close, timers fire at once, the thread ends. Idempotent.
    ///
    /// Returns when that is done. Work on the loop itself must not await it.
    package func shutdown() async {
        await withCheckedContinuation { continuation in stop(continuation) }
    }

    /// Ends the loop as `shutdown()` does, without waiting: for a `deinit`. Any thread, the loop's own included.
    package func stop() { stop(nil) }

    private func stop(_ waiter: CheckedContinuation<Void, Never>?) {
        let (done, poke) = shared.withLock { state -> (Bool, Bool) in
            if state.ended { return (true, false) }
            state.stopping = true
            if let waiter { state.waiters.append(waiter) }
            defer { state.sleeping = false }
            return (false, state.sleeping)
        }
        if done { waiter?.resume() }
        if poke { wakeUp() }
    }

    private func wakeUp() {
        if let host { host.wake(self) } else { System.poke(wakeWrite) }
    }

    // MARK: Descriptors (loop only)

    func register(_ descriptor: Int32, _ handler: any PollHandler) -> Bool {
        // The loop has ended and does not poll any more.
        if entries.isEmpty { return false }
        slots[descriptor] = entries.count
        entries.append(pollfd(fd: descriptor, events: 0, revents: 0))
        handlers.append(handler)
        descriptors.append(descriptor)
        return true
    }

    func setInterest(_ descriptor: Int32, readable: Bool, writable: Bool) {
        guard let slot = slots[descriptor] else { return }
        // Poll skips negative descriptors; otherwise a peer that hung up would wake the loop forever.
        entries[slot].fd = readable || writable ? descriptor : -1
        entries[slot].events = Int16((readable ? POLLIN : 0) | (writable ? POLLOUT : 0))
    }

    /// The events that poll waits for on a registered descriptor; nil for others. For tests.
    func interest(of descriptor: Int32) -> (readable: Bool, writable: Bool)? {
        guard let slot = slots[descriptor] else { return nil }
        guard entries[slot].fd >= 0 else { return (false, false) }
        let events = Int32(entries[slot].events)
        return (events & POLLIN != 0, events & POLLOUT != 0)
    }

    func unregister(_ descriptor: Int32) {
        guard let slot = slots.removeValue(forKey: descriptor) else { return }
        let last = entries.count - 1
        if slot != last {
            entries[slot] = entries[last]
            handlers[slot] = handlers[last]
            descriptors[slot] = descriptors[last]
            slots[descriptors[slot]] = slot
        }
        entries.removeLast()
        handlers.removeLast()
        descriptors.removeLast()
    }

    // MARK: Timers

    /// Whether the loop has ended. For its host.
    package var hasEnded: Bool { entries.isEmpty }

    /// Whether a host runs the loop, and has its network.
    package var hasHost: Bool { host != nil }

    /// The time by which timers go.
    package var now: ContinuousClock.Instant { host?.now ?? ContinuousClock.now }

    /// Runs `body` on the loop once `delay` has passed, or at once when the loop shuts down earlier.
    package func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> Timer {
        let timer = Timer(timerCancellations, body)
        let deadline = now + delay
        // On the loop at once: work would have it go round again before it waits.
        if isOnLoop, !entries.isEmpty {
            timers.add(timer, at: deadline)
            return timer
        }
        execute { [self] in
            // After the loop's end nothing looks at the queue again.
            if entries.isEmpty { timer.take()?() } else { timers.add(timer, at: deadline) }
        }
        return timer
    }
}
