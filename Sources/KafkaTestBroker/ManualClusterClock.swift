// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTransport
internal import Synchronization

/// A clock that a test advances. Work that becomes due runs in the order of the deadlines, each at its own time: the
/// same advance gives the same events in the same order.
///
/// Own design.
public final class ManualClusterClock: Sendable {
    private struct Entry {
        var deadline: Int64
        var id: UInt64
        var loop: EventLoop
        var body: @Sendable () -> Void
    }

    private struct State {
        var now: Int64
        var nextID: UInt64 = 0
        /// Sorted by deadline, then by id.
        var entries: [Entry] = []
    }

    private let state: Mutex<State>

    /// A clock at `now`, in milliseconds since 1970 UTC; default 2023-11-14.
    public init(now: Int64 = 1_700_000_000_000) { state = Mutex(State(now: now)) }

    /// Milliseconds since 1970 UTC.
    public var now: Int64 { state.withLock { $0.now } }

    /// The earliest deadline; nil if nothing is scheduled.
    public var nextDeadline: Int64? { state.withLock { $0.entries.first?.deadline } }

    /// Advances the time by the whole milliseconds of `duration`. Returns when everything that became due has run and
    /// its replies were handed to their connections.
    ///
    /// One advance at a time. Traps if `duration` is negative.
    public func advance(by duration: Duration) async {
        precondition(duration >= .zero)
        let target = now + duration.inMilliseconds
        var loop: EventLoop?
        while let next = due(target) {
            loop = next.loop
            await withCheckedContinuation { continuation in
                next.loop.execute {
                    next.body()
                    continuation.resume()
                }
            }
        }
        state.withLock { $0.now = max($0.now, target) }
        // Replies are later in the loop's queue.
        if let loop { await withCheckedContinuation { continuation in loop.execute { continuation.resume() } } }
    }

    /// Removes the first entry that is due at `target` and moves the time to its deadline.
    private func due(_ target: Int64) -> Entry? {
        state.withLock { state in
            guard let first = state.entries.first, first.deadline <= target else { return nil }
            state.now = max(state.now, first.deadline)
            return state.entries.removeFirst()
        }
    }

    func schedule(at deadline: Int64, on loop: EventLoop, _ body: @escaping @Sendable () -> Void) -> ClusterTimer {
        let (id, isDue) = state.withLock { state -> (UInt64, Bool) in
            let id = state.nextID
            state.nextID += 1
            if deadline <= state.now { return (id, true) }
            let place = state.entries.firstIndex { $0.deadline > deadline } ?? state.entries.count
            state.entries.insert(Entry(deadline: deadline, id: id, loop: loop, body: body), at: place)
            return (id, false)
        }
        // Already due, and the clock may never advance again.
        if isDue { loop.execute(body) }
        return ClusterTimer { [weak self] in self?.cancel(id) }
    }

    private func cancel(_ id: UInt64) { state.withLock { $0.entries.removeAll { $0.id == id } } }
}
