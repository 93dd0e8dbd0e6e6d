// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A gate at which a script holds requests until the test opens it: no sleeping, no guessing.
public final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var held: [@Sendable () -> Void] = []
        var arrivals = 0
        var observers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    /// A closed gate.
    public init() {}

    /// Number of requests that have reached the gate, including those released.
    public var arrivals: Int { state.withLock { $0.arrivals } }

    /// Releases all held requests, in the order of arrival, and lets later ones pass.
    public func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = [] }
            return state.held
        }
        for resume in held { resume() }
    }

    /// Waits until at least `count` requests have reached the gate. Ignores cancellation of the task.
    public func waitForArrivals(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.arrivals >= count { return true }
                state.observers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// Calls `resume` when the gate is open: now, or from `open()`.
    func pass(_ resume: @escaping @Sendable () -> Void) {
        let (isOpen, ready) = state.withLock { state in
            state.arrivals += 1
            if !state.isOpen { state.held.append(resume) }
            let ready = state.observers.filter { $0.count <= state.arrivals }.map(\.continuation)
            let arrivals = state.arrivals
            state.observers.removeAll { $0.count <= arrivals }
            return (state.isOpen, ready)
        }
        for continuation in ready { continuation.resume() }
        if isOpen { resume() }
    }
}
