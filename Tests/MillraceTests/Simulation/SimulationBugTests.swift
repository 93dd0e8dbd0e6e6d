// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import MillraceTesting
import Synchronization
import TestSupport
import Testing

/// Bugs that users make, and bugs that the engine could have: a simulation finds each.
@Suite(.timeLimit(.minutes(30))) struct SimulationBugTests {
    /// Number of histories in which each must be found.
    private static let limit = 200

    /// Runs a wrong job until a history fails. Returns the failure.
    @discardableResult
    private func find(
        _ bug: String, faults: Set<SimulatedFault> = Set(SimulatedFault.allCases),
        _ history: @escaping @Sendable (SimulatedWorld) async throws -> Void
    ) async throws -> SimulationFailure {
        do {
            try await Simulation(seed: 1, faults: faults).run(histories: Self.limit, history)
        } catch let failure as SimulationFailure {
            print("\(bug): found by history \(failure.history): \(failure.underlyingError)")
            #expect(failure.seed != nil, "without any fault the job is right: \(failure)")
            return failure
        }
        throw TestFailure("\(bug): not found in \(Self.limit) histories")
    }

    private func findInTable(
        _ bug: String, faults: Set<SimulatedFault> = Set(SimulatedFault.allCases),
        _ build: @escaping @Sendable (StreamingContext, SimulatedDriver, SimulatedTable) throws -> Void
    ) async throws {
        try await find(bug, faults: faults) { world in
            let table = SimulatedTable()
            try await world.run(batches: CountingJob.batches) { job, driver in try build(job, driver, table) }
            try CountingJob.expectExactly(table.rows)
        }
    }

    @Test func outputThatComesAgain() async throws {
        try await findInTable("rows are inserted without a transaction") { job, driver, table in
            CountingJob.counts(job).foreachRDD { rdd, _ in
                let rows = try await rdd.collect()
                try await driver.call("insert") { table.insert(rows) }
            }
        }
    }

    @Test func aSinkThatDoesNotKnowItsBatches() async throws {
        try await findInTable("the sink does not remember the last batch") { job, driver, table in
            CountingJob.counts(job).write(to: driver.sink(SimulatedTable.Output(table, lacking: .batch)))
        }
    }

    @Test func aSinkWithoutFencing() async throws {
        // A driver must hang right before its commit, as the engine itself compares epochs before it calls the sink.
        try await findInTable("the sink does not compare epochs", faults: [.hang]) { job, driver, table in
            CountingJob.counts(job).write(to: driver.sink(SimulatedTable.Output(table, lacking: .epoch)))
        }
    }

    @Test func aPositionThatIsCommittedBeforeTheOutput() async throws {
        try await find("commit before output") { world in
            let table = SimulatedTable()
            let position = Mutex(-1)
            try await world.run(batches: CountingJob.batches) { job, driver in
                CountingJob.counts(job).foreachRDD { rdd, _ in
                    let rows = try await rdd.collect().sorted()
                    guard let last = rows.last, last.number > position.withLock({ $0 }) else { return }
                    try await driver.call("commit") { position.withLock { $0 = last.number } }
                    try await driver.call("insert") { table.insert(rows) }
                }
            }
            try CountingJob.expectAtLeastOnce(table.rows)
        }
    }

    @Test func aStateThatIsKeptInAVariable() async throws {
        try await findInTable("state outside of the checkpoint") { job, driver, table in
            let counts = Mutex<[Int: Int]>([:])
            CountingJob.numbers(job).map { number in
                let count = counts.withLock { counts in
                    counts[number % 3, default: 0] += 1
                    return counts[number % 3] ?? 0
                }
                return SimulatedTable.Row(number: number, count: count)
            }.write(to: driver.sink(SimulatedTable.Output(table)))
        }
    }

    @Test(arguments: [CarelessFiles.Omission.syncOfFiles, .syncOfDirectories])
    func filesThatAreNotSynced(_ omission: CarelessFiles.Omission) async throws {
        try await find("\(omission) is left out") { world in
            try await world.run(batches: CountingJob.batches) { job, driver in
                let files = CarelessFiles(files: driver.files, omission: omission)
                CountingJob.counts(job).map(\.number)
                    .write(to: FileSink(prefix: "/out/n", format: .text(), files: files))
            }
            let numbers = world.textFiles("/out/n-").values.flatMap { $0 }.sorted()
            let expected = CountingJob.expected.map { "\($0.number)" }.sorted()
            if numbers != expected { throw TestFailure("expected \(expected), found \(numbers)") }
        }
    }

    @Test(arguments: [CarelessFiles.Omission.syncOfFiles, .syncOfDirectories])
    func aCheckpointThatIsNotSynced(_ omission: CarelessFiles.Omission) async throws {
        try await findInTable("\(omission) of the checkpoint is left out") { job, driver, table in
            let files = CarelessFiles(files: driver.files, omission: omission)
            try job.checkpoint(
                CheckpointLocation(
                    store: DirectoryCheckpointStore(
                        directory: "/checkpoint", takesOver: driver.takesOver, files: files)))
            CountingJob.counts(job).write(to: driver.sink(SimulatedTable.Output(table)))
        }
    }

    @Test func aCheckpointWithoutFencing() async throws {
        let bug = "the checkpoint does not compare epochs, nor does the sink"
        try await findInTable(bug, faults: [.hang]) { job, driver, table in
            let store = DirectoryCheckpointStore(
                directory: "/checkpoint", takesOver: driver.takesOver, files: driver.files)
            try job.checkpoint(CheckpointLocation(store: CarelessStore(store: store, files: driver.files)))
            CountingJob.counts(job).write(to: driver.sink(SimulatedTable.Output(table, lacking: .epoch)))
        }
    }
}
