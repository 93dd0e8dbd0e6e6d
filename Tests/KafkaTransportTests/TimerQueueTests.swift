// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing

@testable import KafkaTransport

@Suite struct TimerQueueTests {
    private let start = ContinuousClock.now
    private let cancellations = TimerCancellations()

    private func timer(_ body: @escaping @Sendable () -> Void = {}) -> EventLoop.Timer {
        EventLoop.Timer(cancellations, body)
    }

    /// Each look at a closure inside a mutex wrapped it once more, and calling or freeing it overflowed the stack.
    @Test func timerThatIsLookedAtOftenFires() {
        let fired = Mutex(0)
        var queue = TimerQueue(cancellations)
        let often = timer { fired.withLock { $0 += 1 } }
        let cancelled = timer()
        queue.add(often, at: start + .seconds(600))
        queue.add(cancelled, at: start + .seconds(600))
        var looks = 0
        while looks < 1_000_000, !often.isOver, !cancelled.isOver { looks += 1 }
        #expect(looks == 1_000_000)
        cancelled.cancel()
        for body in queue.due(start + .seconds(601)) { body() }
        #expect(fired.withLock { $0 } == 1)
    }

    @Test func dueTimersComeInTheOrderOfDeadlinesThenOfAddition() {
        let fired = Mutex<[Int]>([])
        var queue = TimerQueue(cancellations)
        for (number, seconds) in [3, 1, 2, 1, 5, 1].enumerated() {
            queue.add(timer { fired.withLock { $0.append(number) } }, at: start + .seconds(seconds))
        }
        for body in queue.due(start + .seconds(3)) { body() }
        #expect(fired.withLock { $0 } == [1, 3, 5, 2, 0])
        #expect(queue.count == 1)
        for body in queue.all() { body() }
        #expect(fired.withLock { $0.last } == 4)
        #expect(queue.count == 0)
    }

    @Test func pollWaitsUntilTheEarliestTimerRoundedUp() {
        var queue = TimerQueue(cancellations)
        #expect(queue.milliseconds(from: start) == -1)
        queue.add(timer(), at: start + .seconds(7200))
        #expect(queue.milliseconds(from: start) == 3_600_000)
        queue.add(timer(), at: start + .nanoseconds(1_000_001))
        #expect(queue.milliseconds(from: start) == 2)
        #expect(queue.milliseconds(from: start + .milliseconds(1)) == 1)
        #expect(queue.milliseconds(from: start + .milliseconds(2)) == 0)
        #expect(queue.milliseconds(from: start + .seconds(1)) == 0)
    }

    /// Each request has a deadline of 30 s, which its response cancels.
    @Test(arguments: [0, 10, 3000])
    func cancelledTimersDoNotPileUp(waiting: Int) {
        var queue = TimerQueue(cancellations)
        for _ in 0..<waiting { queue.add(timer(), at: start + .seconds(30)) }
        var most = 0
        for request in 0..<100_000 {
            let deadline = timer()
            queue.add(deadline, at: start + .seconds(30) + .microseconds(request))
            most = max(most, queue.count)
            deadline.cancel()
            deadline.cancel()
        }
        #expect(most <= max(waiting + TimerQueue.keptCancelled, 2 * waiting) + 2)
        let due = queue.due(start + .seconds(100)).count
        #expect(due == waiting)
        let left = cancellations.count.load(ordering: .relaxed)
        #expect(left == 0)
    }

    @Test func timersThatRanOrWereCancelledBeforeTheyWereAddedAreCountedRight() {
        var queue = TimerQueue(cancellations)
        let ran = timer()
        queue.add(ran, at: start)
        #expect(queue.due(start).count == 1)
        ran.cancel()
        let cancelled = timer()
        cancelled.cancel()
        queue.add(cancelled, at: start)
        #expect(queue.due(start).isEmpty)
        let left = cancellations.count.load(ordering: .relaxed)
        #expect(left == 0)
    }
}
