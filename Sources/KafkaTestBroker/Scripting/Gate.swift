// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Where a script holds requests until the test lets them go: no sleeping, no guessing.
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

    /// How many requests have come to the gate so far, those let go included.
    public var arrivals: Int { state.withLock { $0.arrivals } }

    /// Lets all held requests go on, in the order they came, and all later ones pass.
    public func open() {
        let held = state.withLock { state in
            state.isOpen = true
            defer { state.held = [] }
            return state.held
        }
        for resume in held { resume() }
    }

    /// Waits until at least `count` requests have come to the gate. Does not end early when the task is cancelled.
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

    /// Calls `resume` once the gate is open: now, or from `open()`.
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
