// Millrace
// SPDX-License-Identifier: Apache-2.0

private import MachineSimulation
internal import Millrace

/// Runs a streaming job through histories of faults that are drawn from a seed: kills, power cuts, drivers that hang
/// and wake up after their successor has started, disks that fail or fill up, clocks that are set, calls of other
/// systems that fail. Own design.
///
///     try await Simulation(seed: 7).run(histories: 1000) { world in
///         let totals = Table()
///         try await world.run(batches: 8) { job, driver in
///             let orders = job.queueStream(of: Order.self)
///             for batch in batches { orders.push(batch) }
///             total(orders).foreachRDD { rdd, batch in
///                 let rows = try await rdd.collect()
///                 try await driver.call("upsert") { totals.upsert(rows, of: batch.id) }
///             }
///         }
///         guard totals.rows == expected else { throw WrongTotals(totals.rows) }
///     }
///
/// **Histories.** Each begins with an empty disk. One to `maxDrivers` drivers run after each other, a few batches each,
/// and end by a fault or in order; each goes on from the checkpoint that is left. Then the last one runs without faults
/// to the end of the input, and the closure checks the outputs. An error that it throws ends the simulation with a
/// `SimulationFailure`, which has the seed of the history and the list of its faults.
///
/// **Places.** Every change of the disk and every `SimulatedDriver.call` is an operation. A fault comes at an operation
/// of a number that is drawn; a first run without faults tells how many there are.
///
/// **What a seed repeats.** All of it: the tasks of a history run on one thread, step by step, in an order that the
/// seed draws, and clocks move only when nothing can run. That holds from process to process if the environment
/// variable `SWIFT_DETERMINISTIC_HASHING` is set, without which sets and dictionaries have another order each time. A
/// job that leaves the simulation (`Task.sleep`, `Task.yield`, the main actor, threads of its own, random numbers
/// without a seed, real clocks and sockets) still runs, but a seed does not repeat each of its steps.
///
/// **Limits.** A directory is on the disk once it is made. What a job does outside of its `SimulatedDriver`, such as a
/// variable that it shares with other drivers, does not fail and does not die.
public struct Simulation: Sendable {
    /// Seed of the first history; the next ones have the numbers after it.
    public var seed: UInt64
    /// Kinds of faults to draw; default: all.
    public var faults: Set<SimulatedFault>
    /// Maximum number of drivers before the last one, at least 1; default 4.
    public var maxDrivers: Int
    /// Number of histories that run at a time; default 4. They share nothing.
    public var concurrency: Int

    /// A simulation; nothing runs yet.
    public init(
        seed: UInt64, faults: Set<SimulatedFault> = Set(SimulatedFault.allCases), maxDrivers: Int = 4,
        concurrency: Int = 4
    ) {
        self.seed = seed
        self.faults = faults
        self.maxDrivers = maxDrivers
        self.concurrency = concurrency
    }

    /// Runs histories, until one fails.
    ///
    /// - Parameters:
    ///   - histories: Number of histories; default 1.
    ///   - history: Calls `SimulatedWorld.run` and checks the outputs. Called once more, for a world without faults.
    /// - Returns: Numbers of drivers, operations and faults. See that the faults that matter have come.
    /// - Throws: `SimulationFailure`; `CancellationError`.
    @discardableResult
    public func run(
        histories: Int = 1, _ history: @escaping @Sendable (SimulatedWorld) async throws -> Void
    ) async throws -> SimulationReport {
        let profile = try await measure(history)
        return try await withThrowingTaskGroup(of: (Int, SimulatedWorld, (any Error)?).self) { group in
            var report = SimulationReport()
            var (next, failures) = (0, [SimulationFailure]())
            func add() {
                let number = next
                next += 1
                let seed = seed &+ UInt64(number)
                group.addTask { [faults, maxDrivers] in
                    try await SimulatedMachine.runHistory(seed: seed) { machine in
                        let world = SimulatedWorld(
                            seed: seed, faults: faults, maxDrivers: maxDrivers, profile: profile, machine: machine)
                        do { try await history(world) } catch { return (number, world, error) }
                        return (number, world, nil)
                    }
                }
            }
            while next < min(histories, max(1, concurrency)) { add() }
            while let (number, world, error) = try await group.next() {
                if let error {
                    failures.append(
                        SimulationFailure(
                            seed: world.seed, history: number, events: world.events, underlyingError: error))
                }
                report.add(world.report)
                try Task.checkCancellation()
                if failures.isEmpty, next < histories { add() }
            }
            if let first = failures.min(by: { $0.history < $1.history }) { throw first }
            return report
        }
    }

    /// Runs the history without faults.
    private func measure(
        _ history: @escaping @Sendable (SimulatedWorld) async throws -> Void
    ) async throws -> DriverPlan.Profile {
        try await SimulatedMachine.runHistory(seed: seed) { [seed] machine in
            let world = SimulatedWorld(seed: seed, faults: [], maxDrivers: 0, profile: nil, machine: machine)
            do {
                try await history(world)
            } catch let error where !Task.isCancelled {
                throw SimulationFailure(seed: nil, history: 0, events: world.events, underlyingError: error)
            }
            guard let profile = world.measured else {
                let error = SimulationError(description: "the history did not call SimulatedWorld.run")
                throw SimulationFailure(seed: nil, history: 0, events: [], underlyingError: error)
            }
            return profile
        }
    }
}

extension SimulatedMachine: TaskHost {
    /// Runs `body` on a machine whose engines have no threads.
    fileprivate static func runHistory<Value: Sendable>(
        seed: UInt64, _ body: @escaping @Sendable (SimulatedMachine) async throws -> Value
    ) async throws -> Value {
        // Jobs may wait for threads of their own, and take as many steps as they need.
        try await run(seed: seed, idleness: .waits, maxSteps: .max) { machine in
            try await TaskThread.$host.withValue(machine) { try await body(machine) }
        }
    }
}
