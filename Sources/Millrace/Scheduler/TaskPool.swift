// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// The threads that run tasks: a `TaskExecutor` on POSIX threads of its own, first in, first out.
///
/// User code in tasks may compute or block for long; it must not take threads from Swift's shared pool.
/// Threads are detached. They end after `close()` once the queue is empty; a job that arrives later still
/// runs, on a thread made for it, since a job that never runs would hang whoever awaits it. Own design.
final class TaskPool: TaskExecutor {
    private let queue = JobQueue()

    /// Starts `threads` threads.
    init(threads: Int) {
        for _ in 0..<threads { startThread { pool in pool.work() } }
    }

    /// Puts a job at the end of the queue.
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        guard !queue.push(job) else { return }
        startThread { pool in unsafe job.runSynchronously(on: pool.asUnownedTaskExecutor()) }
    }

    /// Lets the threads end when the queue is empty. Idempotent.
    func close() { queue.close() }

    private func work() {
        while let job = queue.pop() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }

    private func startThread(_ body: @escaping @Sendable (TaskPool) -> Void) {
        let start = ThreadStart { [self] in body(self) }
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // Deep lineages and user code get the same room on every thread.
        unsafe pthread_attr_setstacksize(&attributes, 8 << 20)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let argument = unsafe Unmanaged.passRetained(start).toOpaque()
        let code = unsafe pthread_create(&thread, &attributes, threadEntry, argument)
        unsafe pthread_attr_destroy(&attributes)
        precondition(code == 0, "the system refuses a task thread: error \(code) of pthread_create")
    }
}

private final class ThreadStart: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

#if canImport(Darwin)
private func threadEntry(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
#else
private func threadEntry(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument = unsafe argument {
        unsafe Unmanaged<ThreadStart>.fromOpaque(argument).takeRetainedValue().body()
    }
    return nil
}
#endif

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
