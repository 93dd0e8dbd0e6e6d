// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The reply to a request that waits: given once, or cancelled when the connection closes.
final class DeferredReply: Sendable {
    private enum State {
        case waiting(observer: (@Sendable (Reply) -> Void)?)
        /// Given before the observer was set.
        case given(Reply)
        /// Passed to the observer, or cancelled.
        case over
    }

    private let state = Mutex(State.waiting(observer: nil))
    private let onCancel: @Sendable () -> Void

    /// - Parameter onCancel: called once if the reply is cancelled before it is given.
    init(onCancel: @escaping @Sendable () -> Void = {}) { self.onCancel = onCancel }

    /// Passes the reply to the observer, on the caller's thread. No effect after the first call and after `cancel`.
    func give(_ reply: Reply) {
        let observer = state.withLock { state -> (@Sendable (Reply) -> Void)? in
            guard case .waiting(let observer) = state else { return nil }
            state = observer == nil ? .given(reply) : .over
            return observer
        }
        observer?(reply)
    }

    /// Calls `observer` once with the reply, at once if it was already given. There is one observer.
    func whenGiven(_ observer: @escaping @Sendable (Reply) -> Void) {
        let reply = state.withLock { state -> Reply? in
            switch state {
            case .waiting:
                state = .waiting(observer: observer)
                return nil
            case .given(let reply):
                state = .over
                return reply
            case .over: return nil
            }
        }
        if let reply { observer(reply) }
    }

    /// Drops the reply; the observer is not called.
    func cancel() {
        let wasWaiting = state.withLock { state in
            defer { state = .over }
            if case .waiting = state { return true }
            return false
        }
        if wasWaiting { onCancel() }
    }

    /// The reply changed by `transform`. Replaces this one for observing and cancelling.
    func map(_ transform: @escaping @Sendable (Reply) -> Reply) -> DeferredReply {
        let mapped = DeferredReply { [self] in cancel() }
        whenGiven { mapped.give(transform($0)) }
        return mapped
    }
}
