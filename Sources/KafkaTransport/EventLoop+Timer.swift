// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

extension EventLoop {
    /// A closure that runs later on the loop, once, unless it is cancelled first.
    package final class Timer: Sendable {
        /// A struct around the closure: an access to a mutex whose value is a closure wraps it in a thunk each time,
        /// until calling or freeing it overflows the stack.
        private struct Body {
            var run: @Sendable () -> Void
        }

        private let body: Mutex<Body?>
        private let cancellations: TimerCancellations

        init(_ cancellations: TimerCancellations, _ body: @escaping @Sendable () -> Void) {
            self.cancellations = cancellations
            self.body = Mutex(Body(run: body))
        }

        /// Keeps the closure from running and releases it. No effect once it ran. Any thread, constant time.
        package func cancel() {
            if take() != nil { cancellations.count.add(1, ordering: .relaxed) }
        }

        /// Whether the closure was taken, by `cancel()` or to run it.
        var isOver: Bool { body.withLock { $0 == nil } }

        /// The closure, once; nil after that.
        func take() -> (@Sendable () -> Void)? {
            body.withLock { body in
                defer { body = nil }
                return body?.run
            }
        }
    }
}
