// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace
private import Synchronization

/// One life of a job's driver in a simulation. Whatever the job does outside of its program goes through it: files,
/// calls of other systems, sinks. Own design.
public final class SimulatedDriver: Sendable {
    /// Thrown by everything that a driver does after its end.
    public struct Death: Error, CustomStringConvertible {
        /// One line.
        public let description = "the simulated driver is dead"
    }

    /// A call that failed.
    public struct CallFailure: Error, CustomStringConvertible {
        /// The call, and whether its answer was lost.
        public let description: String
    }

    /// Number of the driver in its history, from 1.
    public let number: Int
    /// The driver's clock; the simulation moves it.
    public let clock: ManualClock
    package let fate: DriverFate
    package let files: any FileSystem
    /// Whether an earlier driver hangs, so that this one must take the checkpoint over.
    package let takesOver: Bool
    let progress: DriverProgress
    /// Faults that are drawn for the driver; none for the last one.
    package let faults: Set<SimulatedFault>
    private let ends = Mutex<[@Sendable () async -> Void]>([])
    private let ticks = Mutex<[@Sendable (Int) async -> Void]>([])
    private let noteFault: @Sendable (SimulatedFault, String) -> Void

    init(
        _ fate: DriverFate, _ disk: SimulatedDisk, clock: ManualClock, takesOver: Bool, progress: DriverProgress,
        faults: Set<SimulatedFault>, note: @escaping @Sendable (SimulatedFault, String) -> Void
    ) {
        self.faults = faults
        noteFault = note
        self.fate = fate
        number = fate.number
        files = SimulatedFiles(disk, fate)
        self.clock = clock
        self.takesOver = takesOver
        self.progress = progress
    }

    /// Whether the driver lives. Nobody need ask: all that a dead driver does fails.
    public var isAlive: Bool { !fate.isOver }

    /// Place of the job's checkpoints on the simulated disk. `SimulatedWorld.run` has set it before it builds the job.
    public var checkpoint: CheckpointLocation {
        CheckpointLocation(
            store: DirectoryCheckpointStore(directory: "/checkpoint", takesOver: takesOver, files: files))
    }

    /// A call of a system outside of the program, such as an insertion into a table that the test keeps. The driver may
    /// die before it or after it; the call may fail, with effect or without; or it takes effect long after.
    ///
    ///     try await driver.call("insert") { table.insert(rows) }
    ///
    /// - Parameters:
    ///   - name: Name of the call, for the list of faults.
    ///   - body: The effect, all of it or nothing. What the system checks, as an epoch, is checked here.
    /// - Throws: `Death`, `CallFailure`; errors of `body`.
    public func call<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        switch await fate.admitAsync(SimulatedOperation(.call, name)) {
        case .proceed: return try await body()
        case .isOver: throw Death()
        case .end:
            // The caller never hears of the effect, nor of its error.
            if fate.plan.appliesLastCall { _ = try? await body() }
            fate.end()
            throw Death()
        case .fail(.lostAnswer):
            _ = try await body()
            throw CallFailure(description: "the answer to '\(name)' was lost")
        case .fail: throw CallFailure(description: "'\(name)' failed")
        }
    }

    /// A place where the driver may die, hang or fail.
    /// - Throws: `Death`, `CallFailure`.
    public func step(_ name: String) async throws { try await call(name) {} }

    /// A sink that writes to `inner`; each of its steps is a `call`.
    public func sink<Inner: Sink>(_ inner: Inner) -> some Sink<Inner.Element> { SimulatedSink(inner, self) }

    /// A `FileSink` on the simulated disk; `SimulatedWorld.textFiles` reads it.
    public func fileSink<Element: Sendable>(
        prefix: String, suffix: String = "", format: FileFormat<Element>
    ) -> FileSink<Element> {
        FileSink(prefix: prefix, suffix: suffix, format: format, files: files)
    }

    /// Random numbers for further faults of the driver.
    package var random: SplitMix64 { SplitMix64(seed: fate.plan.seed ^ 0x6b61_666b_6121) }

    /// Notes a fault.
    package func note(_ fault: SimulatedFault, _ place: String) { noteFault(fault, place) }

    /// Calls `body` before each tick, with its number from 1.
    package func beforeTick(_ body: @escaping @Sendable (Int) async -> Void) { ticks.withLock { $0.append(body) } }

    func prepareTick(_ number: Int) async { for body in ticks.withLock({ $0 }) { await body(number) } }

    /// Calls `body` after the driver's stream has ended.
    package func afterEnd(_ body: @escaping @Sendable () async -> Void) { ends.withLock { $0.append(body) } }

    func cleanUp() async {
        let bodies = ends.withLock { ends in
            defer { ends = [] }
            return ends
        }
        for body in bodies { await body() }
    }
}
