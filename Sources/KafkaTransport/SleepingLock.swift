// Millrace
// SPDX-License-Identifier: Apache-2.0

package import Synchronization

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// A lock for state that one thread uses all the time and another now and then: its threads sleep while they wait.
///
/// `Mutex` first spins for a while, up to a thousand times, which is wasted on a core that the holder needs too: a
/// loop's thread that interrupts a caller inside the lock. Not recursive; who comes first gets it. Own design, after
/// the second mutex of Ulrich Drepper's "Futexes Are Tricky", with a condition variable in place of the futex.
// `@unchecked Sendable`: `mutex` and `condition` are at fixed addresses from init to deinit, and made for any thread.
@safe
package final class SleepingLock: @unchecked Sendable {
    /// 0: free; 1: held; 2: held, and a thread may sleep.
    @usableFromInline package let state = Atomic<UInt32>(0)
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// A free lock.
    package init() {
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Takes the lock; waits while another thread has it.
    @inlinable
    package func lock() {
        if state.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged { return }
        wait()
    }

    /// Gives the lock back. Only the thread that has it may call this.
    @inlinable
    package func unlock() {
        if state.exchange(0, ordering: .releasing) == 2 { wakeOne() }
    }

    /// Number of looks at the lock before a thread sleeps: fewer than a call of the kernel takes.
    private static let looks = 64

    @usableFromInline
    package func wait() {
        for _ in 0..<Self.looks where state.load(ordering: .relaxed) == 0 {
            if state.compareExchange(expected: 0, desired: 1, ordering: .acquiring).exchanged { return }
        }
        unsafe pthread_mutex_lock(mutex)
        // The holder sees the 2, and its `wakeOne` waits for `mutex`, which only the wait below gives up.
        while state.exchange(2, ordering: .acquiring) != 0 { unsafe pthread_cond_wait(condition, mutex) }
        unsafe pthread_mutex_unlock(mutex)
    }

    @usableFromInline
    package func wakeOne() {
        // A thread that has set the 2 is inside the wait once `mutex` is free. Signalled after that, it does not wake
        // up only to wait for `mutex`.
        unsafe pthread_mutex_lock(mutex)
        unsafe pthread_mutex_unlock(mutex)
        unsafe pthread_cond_signal(condition)
    }
}
