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

/// One thread that waits in poll(2) and runs jobs and timers between: the executor of the connections on it.
///
/// After `shutdown()` jobs still run, one after the other, so that no task that is bound to the loop hangs.
// `@unchecked Sendable`: `shared` is behind its Mutex; everything marked "loop only" is touched by the loop's thread alone
// (or, after that ended, by nobody).
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
        /// The thread ended; whoever adds work starts a drain.
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
    private let startThread: ThreadStarter

    // Loop only.
    private var entries: [pollfd] = []
    private var handlers: [(any PollHandler)?] = []
    /// The descriptor of each entry, also while poll skips it.
    private var descriptors: [Int32] = [-1]
    private var slots: [Int32: Int] = [:]
    private var timers = TimerHeap()
    /// What small frames are received into; every channel uses it within one call only. Loop only.
    let scratch: UnsafeMutableRawBufferPointer

    /// Starts the loop's thread.
    ///
    /// - Parameter name: names the loop in messages of programmer errors.
    /// - Throws: `TransportError.system` if the system has no descriptor or no thread left.
    package convenience init(name: String = "millrace-loop") throws(TransportError) {
        try self.init(name: name, startThread: { (body) throws(TransportError) in try System.startThread(body) })
    }

    /// A loop whose threads `startThread` starts: the loop's own, and short-lived ones for work that comes after its
    /// end.
    init(name: String, startThread: @escaping ThreadStarter) throws(TransportError) {
        self.name = name
        self.startThread = startThread
        (wakeRead, wakeWrite) = try System.makePipe()
        unsafe scratch = .allocate(byteCount: 64 << 10, alignment: 16)
        entries = [pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0)]
        handlers = [nil]
        try startThread { [self] in run() }
    }

    deinit {
        System.close(wakeRead)
        System.close(wakeWrite)
        unsafe scratch.deallocate()
    }

    // MARK: Executor

    package func enqueue(_ job: consuming ExecutorJob) { add(.job(UnownedJob(job))) }

    /// Runs `body` on the loop's thread, after everything that was handed in before.
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
        if poke { System.poke(wakeWrite) }
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
        shared.withLock { $0.runner = pthread_self() }
        while true {
            let (work, stopping) = shared.withLock { state -> ([Work], Bool) in
                defer { state.work = [] }
                return (state.work, state.stopping)
            }
            perform(work)
            for fire in timers.due(ContinuousClock.now) { fire() }
            if stopping { break }
            let wait = shared.withLock { state -> Int32 in
                if !state.work.isEmpty || state.stopping { return 0 }
                state.sleeping = true
                return timers.milliseconds(from: ContinuousClock.now)
            }
            System.poll(&entries, milliseconds: wait)
            shared.withLock { $0.sleeping = false }
            dispatch()
        }
        end()
    }

    private func dispatch() {
        if entries[0].revents != 0 { System.drain(wakeRead) }
        // Handlers may unregister themselves or others: the last entry then takes the freed slot and is seen at its new place
        // or, having been passed already, next time (poll is level-triggered).
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

    /// Ends the loop: channels and listeners close, timers fire at once, the thread ends. Safe to call more than once.
    ///
    /// Returns when that is done. Must not be awaited by work on the loop itself.
    package func shutdown() async {
        await withCheckedContinuation { continuation in
            let (done, poke) = shared.withLock { state -> (Bool, Bool) in
                if state.ended { return (true, false) }
                state.stopping = true
                state.waiters.append(continuation)
                defer { state.sleeping = false }
                return (false, state.sleeping)
            }
            if done { continuation.resume() }
            if poke { System.poke(wakeWrite) }
        }
    }

    // MARK: Descriptors (loop only)

    func register(_ descriptor: Int32, _ handler: any PollHandler) -> Bool {
        // A loop that ended polls nothing any more.
        if entries.isEmpty { return false }
        slots[descriptor] = entries.count
        entries.append(pollfd(fd: descriptor, events: 0, revents: 0))
        handlers.append(handler)
        descriptors.append(descriptor)
        return true
    }

    func setInterest(_ descriptor: Int32, readable: Bool, writable: Bool) {
        guard let slot = slots[descriptor] else { return }
        // A negative descriptor is skipped by poll: without it a peer that hung up would wake the loop for ever.
        entries[slot].fd = readable || writable ? descriptor : -1
        entries[slot].events = Int16((readable ? POLLIN : 0) | (writable ? POLLOUT : 0))
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

    /// Something that happens later on the loop unless it is cancelled.
    package final class Timer: Sendable {
        fileprivate let body: Mutex<(@Sendable () -> Void)?>

        fileprivate init(_ body: @escaping @Sendable () -> Void) { self.body = Mutex(body) }

        /// Takes it back. No effect once it fired.
        package func cancel() { body.withLock { $0 = nil } }

        fileprivate var isCancelled: Bool { body.withLock { $0 == nil } }

        fileprivate func take() -> (@Sendable () -> Void)? {
            body.withLock { body in
                defer { body = nil }
                return body
            }
        }
    }

    /// Runs `body` on the loop once `delay` has passed; at once when the loop shuts down before.
    package func schedule(after delay: Duration, _ body: @escaping @Sendable () -> Void) -> Timer {
        let timer = Timer(body)
        let deadline = ContinuousClock.now + delay
        execute { [self] in
            // Added after the loop ended: nobody would look at the heap again.
            if entries.isEmpty { timer.take()?() } else { timers.add(timer, at: deadline) }
        }
        return timer
    }

    /// Timers in a binary heap, earliest first; cancelled ones are dropped when they reach the top or make up the half.
    private struct TimerHeap {
        private var heap: [(deadline: ContinuousClock.Instant, timer: Timer)] = []
        private var nextSweep = 1024

        mutating func add(_ timer: Timer, at deadline: ContinuousClock.Instant) {
            if heap.count >= nextSweep {
                heap.removeAll { $0.timer.isCancelled }
                heap.sort { $0.deadline < $1.deadline }  // A sorted array is a heap.
                nextSweep = max(1024, heap.count * 2)
            }
            heap.append((deadline, timer))
            var child = heap.count - 1
            while child > 0 {
                let parent = (child - 1) / 2
                if heap[parent].deadline <= heap[child].deadline { break }
                heap.swapAt(parent, child)
                child = parent
            }
        }

        private mutating func removeFirst() -> Timer {
            let first = heap[0].timer
            let last = heap.removeLast()
            if heap.isEmpty { return first }
            heap[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2]
                where child < heap.count && heap[child].deadline < heap[least].deadline { least = child }
                if least == parent { return first }
                heap.swapAt(parent, least)
                parent = least
            }
        }

        mutating func due(_ now: ContinuousClock.Instant) -> [@Sendable () -> Void] {
            var bodies: [@Sendable () -> Void] = []
            while let first = heap.first, first.deadline <= now || first.timer.isCancelled {
                if let body = removeFirst().take() { bodies.append(body) }
            }
            return bodies
        }

        mutating func all() -> [@Sendable () -> Void] {
            defer { heap = [] }
            return heap.compactMap { $0.timer.take() }
        }

        /// How long poll may wait, rounded up so that the timer is due when it returns; −1 without timers.
        func milliseconds(from now: ContinuousClock.Instant) -> Int32 {
            guard let first = heap.first else { return -1 }
            let (seconds, attoseconds) = (first.deadline - now).components
            if seconds < 0 || (seconds == 0 && attoseconds <= 0) { return 0 }
            if seconds > 3600 { return 3_600_000 }
            return Int32(seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
        }
    }
}
