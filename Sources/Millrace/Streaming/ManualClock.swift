// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A clock for tests that moves only when told to: `advance(by:)` moves time on, `setWallClock(to:)` sets the wall
/// clock as an administrator or a time server does.
public final class ManualClock: StreamingClock {
    private let state: Mutex<State>

    private struct State {
        var now: BatchTime
        var uptime: Duration = .zero
        var nextID = 0
        var sleepers: [Int: (deadline: Duration, wake: CheckedContinuation<Void, any Error>)] = [:]
        var cancelled: Set<Int> = []
    }

    /// Creates a clock whose wall clock shows `now` and whose uptime is 0.
    public init(now: BatchTime = BatchTime(milliseconds: 0)) { state = Mutex(State(now: now)) }

    /// The time that the wall clock shows.
    public var now: BatchTime { state.withLock { $0.now } }

    /// The sum of all advances.
    public var uptime: Duration { state.withLock { $0.uptime } }

    /// Moves both clocks forward and resumes each `sleep(until:)` whose deadline has come, earliest first.
    public func advance(by duration: Duration) {
        precondition(duration >= .zero, "a clock cannot go back")
        let due = state.withLock { state in
            state.now = state.now + duration
            state.uptime += duration
            let now = state.uptime
            let due = state.sleepers.filter { $0.value.deadline <= now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.deadline < $1.deadline }.map(\.wake)
        }
        for wake in due { wake.resume() }
    }

    /// Sets the wall clock back or forward. The uptime stays, so nobody who sleeps wakes up.
    public func setWallClock(to now: BatchTime) { state.withLock { $0.now = now } }

    /// Waits until the uptime has been advanced to `deadline`.
    public func sleep(until deadline: Duration) async throws {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (wake: CheckedContinuation<Void, any Error>) in
                let answer: Result<Void, any Error>? = state.withLock { state in
                    // The cancellation handler may have run before this closure.
                    if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    if deadline <= state.uptime { return .success(()) }
                    state.sleepers[id] = (deadline, wake)
                    return nil
                }
                if let answer { wake.resume(with: answer) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.wake.resume(throwing: CancellationError())
        }
        _ = state.withLock { $0.cancelled.remove(id) }
    }
}
