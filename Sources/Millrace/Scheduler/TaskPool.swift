// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// The task threads: a `TaskExecutor` on POSIX threads of its own, first in, first out. Own design.
///
/// User code in tasks may compute or block for long, so it must not take threads from Swift's shared pool. Threads
/// start with `start()` and end after `close()` once the queue is empty. A job that arrives after `close()` still runs,
/// on a thread made for it: without that its caller would wait forever.
///
/// A pool that is made while `TaskThread.host` is set has no threads: its host runs the jobs.
final class TaskPool: TaskExecutor {
    private let queue = JobQueue()
    private let threads: Int
    private let startThread: TaskThread.Start
    private let host = TaskThread.host
    /// Threads started so far; with a host, turns that it has been asked for.
    private let started = Mutex(0)

    /// A pool of `threads` threads, none of which runs yet.
    init(threads: Int, startThread: @escaping TaskThread.Start) {
        self.threads = threads
        self.startThread = startThread
    }

    /// Starts the threads. Idempotent; after a failure the next call starts the missing ones.
    ///
    /// - Throws: `StreamingError.threadsUnavailable` if the system refuses a thread.
    func start() throws {
        if host != nil { return }
        try started.withLock { started in
            while started < threads {
                let code = startThread { [self] in work() }
                guard code == 0 else {
                    throw StreamingError(
                        code: .threadsUnavailable,
                        message: "the system refuses task thread \(started + 1) of \(threads): "
                            + "\(TaskThread.errorText(code)) (error \(code) of pthread_create); use fewer threads in "
                            + "EngineConfiguration.master, or raise the limit on threads (ulimit -u)")
                }
                started += 1
            }
        }
    }

    /// Puts a job at the end of the queue.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if let host { return pass(job, to: host) }
        // From here on the job may run, and free this pool with it: nothing of it is used any more.
        guard !queue.push(job) else { return }
        let run: @Sendable () -> Void = { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
        // `enqueue` cannot throw: a job that gets no thread runs on the shared pool, where it may block one thread.
        if startThread(run) != 0 { Task.detached { run() } }
    }

    /// Lets the threads end when the queue is empty. Idempotent.
    func close() { queue.close() }

    private func work() {
        while let job = queue.pop() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    // MARK: Turns of a host

    /// Puts a job at the end of the queue, and asks for a turn unless there are as many as threads.
    private func pass(_ job: UnownedJob, to host: any TaskHost) {
        // Keeps the pool, which the job may be the last to need.
        let turn: @Sendable () -> Void = { self.takeTurn(of: host) }
        if queue.push(job) {
            if addTurn() { host.run(turn) }
        } else {
            host.run { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
        withExtendedLifetime(turn) {}
    }

    private func addTurn() -> Bool {
        started.withLock { turns in
            if turns == threads { return false }
            turns += 1
            return true
        }
    }

    /// Runs one job, and asks for the next turn.
    private func takeTurn(of host: any TaskHost) {
        if let job = queue.popNow() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
        // A job that comes after the look at the queue asks for a turn of its own.
        started.withLock { $0 -= 1 }
        if !queue.isEmpty, addTurn() { host.run { self.takeTurn(of: host) } }
    }
}

/// A queue whose `pop` blocks its thread.
///
/// `@unchecked Sendable`: every stored variable is read and written under `mutex` only; `mutex` and `condition` are at
/// fixed addresses from init to deinit.
@safe
private final class JobQueue: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var incoming: [UnownedJob] = []
    private var outgoing: [UnownedJob] = []  // Reversed: the next job is the last element.
    private var isClosed = false

    init() {
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Appends `job`, or returns `false` if the queue is closed.
    func push(_ job: UnownedJob) -> Bool {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        guard !isClosed else { return false }
        incoming.append(job)
        unsafe pthread_cond_signal(condition)
        return true
    }

    /// Waits for a job; `nil` once the queue is closed and empty.
    func pop() -> UnownedJob? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while incoming.isEmpty && outgoing.isEmpty {
            if isClosed { return nil }
            unsafe pthread_cond_wait(condition, mutex)
        }
        return takeFirst()
    }

    /// The next job; `nil` if there is none.
    func popNow() -> UnownedJob? {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return takeFirst()
    }

    var isEmpty: Bool {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return incoming.isEmpty && outgoing.isEmpty
    }

    /// Under `mutex`.
    private func takeFirst() -> UnownedJob? {
        if outgoing.isEmpty {
            outgoing = incoming.reversed()
            incoming.removeAll(keepingCapacity: true)
        }
        return outgoing.popLast()
    }

    func close() {
        unsafe pthread_mutex_lock(mutex)
        isClosed = true
        unsafe pthread_cond_broadcast(condition)
        unsafe pthread_mutex_unlock(mutex)
    }
}
