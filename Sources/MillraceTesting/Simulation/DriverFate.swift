// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import MachineSimulation
private import Synchronization

/// Decides about each operation of a driver as its plan says, and ends the driver or lets it hang.
package final class DriverFate: Sendable {
    /// The way in which an operation goes.
    package enum Verdict: Sendable {
        case proceed
        /// The driver ends in this operation: call `end()`.
        case end
        /// The driver has ended.
        case isOver
        case fail(SimulatedFault)
    }

    private struct State {
        var operations: [SimulatedOperation] = []
        var isOver = false
        var isHanging = false
        /// Whether it has hung and goes on.
        var hasWoken = false
        var failures: [DriverPlan.Failure]
        /// Resume whoever waits until the driver goes on.
        var sleepers: [@Sendable () -> Void] = []
        var onEnd: [@Sendable () -> Void] = []
    }

    /// Number of the driver in its history, from 1.
    let number: Int
    let plan: DriverPlan
    private let machine: SimulatedMachine
    private let state: Mutex<State>
    /// Called when the driver begins to hang, and when it ends by a fault.
    private let note: @Sendable (DriverFate, SimulatedFault, String) -> Void

    init(
        number: Int, plan: DriverPlan, machine: SimulatedMachine,
        note: @escaping @Sendable (DriverFate, SimulatedFault, String) -> Void
    ) {
        self.number = number
        self.plan = plan
        self.machine = machine
        self.note = note
        state = Mutex(State(failures: plan.failures))
    }

    /// Operations so far, in order.
    var operations: [SimulatedOperation] { state.withLock { $0.operations } }
    var operationCount: Int { state.withLock { $0.operations.count } }
    var isOver: Bool { state.withLock { $0.isOver } }
    package var isHanging: Bool { state.withLock { $0.isHanging } }
    /// Whether a call or request that the driver dies in takes effect.
    package var appliesLastCall: Bool { plan.appliesLastCall }

    // MARK: Operations

    /// Counts an operation; blocks its thread while the driver hangs.
    func admit(_ operation: SimulatedOperation) -> Verdict {
        if let verdict = decide(operation) { return verdict }
        return waitWhileHanging() ? .proceed : .isOver
    }

    /// As `admit`, but suspends.
    package func admitAsync(_ operation: SimulatedOperation) async -> Verdict {
        if let verdict = decide(operation) { return verdict }
        await withCheckedContinuation { continuation in sleep { continuation.resume() } }
        return isOver ? .isOver : .proceed
    }

    /// The verdict; nil while the driver hangs.
    package func decide(_ operation: SimulatedOperation) -> Verdict? {
        let (verdict, fault, number) = state.withLock { state -> (Verdict?, SimulatedFault?, Int) in
            if state.isOver { return (.isOver, nil, 0) }
            if state.isHanging { return (nil, nil, 0) }
            state.operations.append(operation)
            let number = state.operations.count
            if !state.hasWoken {
                switch plan.end {
                case .kill(number):
                    state.isOver = true
                    return (.end, .kill, number)
                case .powerCut(number):
                    state.isOver = true
                    return (.end, .powerCut, number)
                case .hang(number, _):
                    state.isHanging = true
                    return (nil, .hang, number)
                default: break
                }
            }
            guard let index = state.failures.firstIndex(where: { $0.fits(operation, number) }) else {
                return (.proceed, nil, number)
            }
            state.failures[index].count -= 1
            return (.fail(state.failures[index].fault), state.failures[index].fault, number)
        }
        if let fault { note(self, fault, "operation \(number), \(operation)") }
        return verdict
    }

    /// Blocks the thread while the driver hangs. Returns false once it has ended.
    func waitWhileHanging() -> Bool {
        if isHanging { machine.block { resume in sleep(resume) } }
        return !isOver
    }

    /// Calls `body` once the driver goes on or has ended.
    package func sleep(_ body: @escaping @Sendable () -> Void) {
        let isAwake = state.withLock { state in
            if state.isHanging { state.sleepers.append(body) }
            return !state.isHanging
        }
        if isAwake { body() }
    }

    // MARK: Ends

    /// Lets the driver go on where it hangs.
    func wake() { release { $0.hasWoken = true } }

    /// Ends the driver: whatever it does from now on has no effect. Idempotent.
    package func end() {
        release { $0.isOver = true }
        let actions = state.withLock { state in
            defer { state.onEnd = [] }
            return state.onEnd
        }
        for action in actions { action() }
    }

    private func release(_ change: (inout State) -> Void) {
        let sleepers = state.withLock { state in
            change(&state)
            state.isHanging = false
            defer { state.sleepers = [] }
            return state.sleepers
        }
        for resume in sleepers { resume() }
    }

    /// Calls `action` when the driver ends, or now if it has ended.
    package func onEnd(_ action: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if !state.isOver { state.onEnd.append(action) }
            return state.isOver
        }
        if isOver { action() }
    }
}
