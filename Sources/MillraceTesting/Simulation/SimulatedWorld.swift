// Millrace
// SPDX-License-Identifier: Apache-2.0

package import MachineSimulation
public import Millrace
private import Synchronization

/// The world of one history of a simulation: a disk, clocks, and drivers one after the other, whose faults are drawn
/// from the seed. Own design.
public final class SimulatedWorld: Sendable {
    private struct State {
        var random: SplitMix64
        var events: [String] = []
        var counts: [SimulatedFault: Int] = [:]
        var drivers = 0
        var operations: [SimulatedOperation] = []
        var profile: DriverPlan.Profile?
    }

    /// Seed of the history: the same seed draws the same faults at the same places.
    public let seed: UInt64
    /// Faults that are drawn.
    package let faults: Set<SimulatedFault>
    private let maxDrivers: Int
    /// Measured without faults; nil while that is done.
    private let profile: DriverPlan.Profile?
    private let disk = SimulatedDisk()
    private let state: Mutex<State>
    /// Runs the history.
    package let machine: SimulatedMachine

    init(
        seed: UInt64, faults: Set<SimulatedFault>, maxDrivers: Int, profile: DriverPlan.Profile?,
        machine: SimulatedMachine
    ) {
        self.machine = machine
        self.seed = seed
        self.faults = faults
        self.maxDrivers = maxDrivers
        self.profile = profile
        state = Mutex(State(random: SplitMix64(seed: seed)))
    }

    /// Random numbers for the test's own choices, the same for the same seed.
    public var random: SplitMix64 { SplitMix64(seed: ~seed) }

    /// Faults so far, in the order in which they came.
    public var events: [String] { state.withLock { $0.events } }

    /// The lines of the files on the disk whose paths begin with `prefix`, by path.
    public func textFiles(_ prefix: String) -> [String: [String]] {
        disk.files(prefix).mapValues { bytes in
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    // MARK: Run

    /// Runs a job: several drivers with faults one after the other, then a last one without faults, for `batches`
    /// batches and those that are pending. Check the outputs when it returns.
    ///
    /// `job` builds the streams, once per driver, as the program of a `StreamingJob` does; the checkpoint is set. An
    /// input must give the same elements after a restart: a `queueStream` to which the job pushes all batches does.
    ///
    /// Tasks run on one thread, and waits before retries take no time.
    ///
    /// - Parameters:
    ///   - batches: Number of batches of the last driver, at least 1: enough for the whole input. Default 6.
    ///   - batchDuration: Time between batches; default 1 s.
    ///   - configuration: Settings of the stream.
    ///   - job: Builds the job.
    /// - Throws: `SimulationError` if the last driver fails; `CancellationError`.
    public func run(
        batches: Int = 6, batchDuration: Duration = .seconds(1),
        configuration: StreamingConfiguration = StreamingConfiguration(),
        _ job: @escaping @Sendable (StreamingContext, SimulatedDriver) async throws -> Void
    ) async throws {
        var history = DriverHistory(
            world: self, disk: disk, batchDuration: batchDuration, configuration: configuration, job: job)
        if let profile {
            for _ in 0..<draw({ Int.random(in: 1...max(1, maxDrivers), using: &$0) }) {
                try Task.checkCancellation()
                let plan = draw {
                    DriverPlan(
                        &$0, faults: faults, batches: min(3, batches), batchDuration: batchDuration, profile: profile)
                }
                await history.live(plan)
            }
        }
        try await history.last(batches: max(1, batches))
        // Whatever the job has reported as written is on the disk.
        if profile != nil, faults.contains(.powerCut) { draw { disk.cutPower(&$0) } }
    }

    private func draw<Value>(_ body: (inout SplitMix64) -> Value) -> Value {
        // A copy, as `body` may take long.
        var random = state.withLock { $0.random }
        let value = body(&random)
        state.withLock { $0.random = random }
        return value
    }

    // MARK: Record

    /// Notes a fault.
    package func note(_ fault: SimulatedFault, driver: Int, _ place: String) {
        state.withLock { state in
            state.counts[fault, default: 0] += 1
            state.events.append("driver \(driver): \(fault.rawValue) at \(place)")
        }
    }

    func note(_ event: String) { state.withLock { $0.events.append(event) } }

    /// Counts a driver; returns its number.
    func nextDriver() -> Int {
        state.withLock { state in
            state.drivers += 1
            return state.drivers
        }
    }

    func noteOperations(_ operations: [SimulatedOperation]) { state.withLock { $0.operations += operations } }

    func noteProfile(_ profile: DriverPlan.Profile) { state.withLock { $0.profile = profile } }

    /// Operations of all drivers that have ended, in the order of the drivers.
    package var operations: [SimulatedOperation] { state.withLock { $0.operations } }

    /// The profile of the last driver.
    var measured: DriverPlan.Profile? { state.withLock { $0.profile } }

    var report: SimulationReport {
        state.withLock { state in
            SimulationReport(
                histories: 1, drivers: state.drivers, operations: state.operations.count, faults: state.counts)
        }
    }
}
