// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import HeapModule
internal import Synchronization

/// The timers of one loop, earliest first, in a heap: no clock and no lock; the loop passes the time.
///
/// Cancelling does not search the heap. A cancelled timer is dropped when it is the earliest, or when more than half of
/// the heap is cancelled: a client cancels a deadline of 30 s for every response, so waiting for each deadline would
/// keep millions of them.
struct TimerQueue {
    private struct Entry: Comparable {
        var deadline: ContinuousClock.Instant
        /// Orders timers of one deadline as they were added.
        var number: UInt64
        var timer: EventLoop.Timer

        static func == (a: Entry, b: Entry) -> Bool { a.number == b.number }
        static func < (a: Entry, b: Entry) -> Bool { (a.deadline, a.number) < (b.deadline, b.number) }
    }

    /// Cancelled timers that are kept without a look at their share.
    static let keptCancelled = 512

    private var heap = Heap<Entry>()
    private var nextNumber: UInt64 = 0
    private let cancellations: TimerCancellations

    /// An empty queue. `cancellations` is the one that its timers were made with.
    init(_ cancellations: TimerCancellations) { self.cancellations = cancellations }

    /// Timers held, cancelled ones included: at most twice those that wait, or those and `keptCancelled`.
    var count: Int { heap.count }

    /// Adds a timer that was not added before. Amortized O(log n).
    mutating func add(_ timer: EventLoop.Timer, at deadline: ContinuousClock.Instant) {
        heap.insert(Entry(deadline: deadline, number: nextNumber, timer: timer))
        nextNumber += 1
        let cancelled = cancellations.count.load(ordering: .relaxed)
        if cancelled > Self.keptCancelled, cancelled > heap.count / 2 { dropCancelled() }
    }

    private mutating func dropCancelled() {
        let before = heap.count
        // Rebuilding a heap takes linear time, and at least half of its entries leave.
        heap = Heap(heap.unordered.filter { !$0.timer.isOver })
        cancellations.count.subtract(before - heap.count, ordering: .relaxed)
    }

    /// Takes the closures of the timers that are due at `now`, in the order of their deadlines.
    mutating func due(_ now: ContinuousClock.Instant) -> [@Sendable () -> Void] {
        var bodies: [@Sendable () -> Void] = []
        while let first = heap.min, first.deadline <= now || first.timer.isOver {
            heap.removeMin()
            take(first.timer, into: &bodies)
        }
        return bodies
    }

    /// Takes the closures of all timers, in the order of their deadlines.
    mutating func all() -> [@Sendable () -> Void] {
        var bodies: [@Sendable () -> Void] = []
        while let first = heap.popMin() { take(first.timer, into: &bodies) }
        return bodies
    }

    private func take(_ timer: EventLoop.Timer, into bodies: inout [@Sendable () -> Void]) {
        if let body = timer.take() {
            bodies.append(body)
        } else {
            cancellations.count.subtract(1, ordering: .relaxed)
        }
    }

    /// The earliest deadline, a cancelled timer's included; nil without timers.
    var next: ContinuousClock.Instant? { heap.min?.deadline }

    /// The time that poll may wait, in milliseconds: rounded up, so that the timer is due when poll returns; −1 without
    /// timers; at most an hour.
    func milliseconds(from now: ContinuousClock.Instant) -> Int32 {
        guard let first = heap.min else { return -1 }
        let wait = first.deadline - now
        if wait <= .zero { return 0 }
        return Int32(min(wait + .nanoseconds(999_999), .seconds(3600)).inMilliseconds)
    }
}
