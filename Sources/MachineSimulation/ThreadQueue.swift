// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Elements that threads hand to each other. Waiting for some blocks the thread.
// `@unchecked Sendable`: `elements` is read and written under `mutex` only; `mutex` and `condition` are at fixed
// addresses from init to deinit.
@safe
final class ThreadQueue<Element>: @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var elements: [Element] = []

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

    func add(_ element: Element) {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        elements.append(element)
        unsafe pthread_cond_signal(condition)
    }

    /// Takes all elements, in the order in which they came.
    func take() -> [Element] {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        defer { elements = [] }
        return elements
    }

    /// Blocks the thread until there is an element. Takes none.
    func wait() {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        while elements.isEmpty { unsafe pthread_cond_wait(condition, mutex) }
    }
}
