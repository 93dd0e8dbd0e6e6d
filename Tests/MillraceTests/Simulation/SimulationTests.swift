// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import MillraceTesting
import Synchronization
import TestSupport
import Testing

/// Histories of kills, power cuts, drivers that hang, broken disks and clocks that are set.
///
/// `MILLRACE_HISTORIES` is the number per job, and `MILLRACE_SEED` another seed.
@Suite(.timeLimit(.minutes(30))) struct SimulationTests {
    static let histories = ProcessInfo.processInfo.environment["MILLRACE_HISTORIES"].flatMap { Int($0) } ?? 400
    static let simulation = Simulation(
        seed: ProcessInfo.processInfo.environment["MILLRACE_SEED"].flatMap { UInt64($0) } ?? 1)
    /// Faults of jobs that use no Kafka.
    static let faults: Set<SimulatedFault> = [.kill, .powerCut, .hang, .fullDisk, .failedSync, .failedCall, .clockJump]

    private func expectAllFaults(_ report: SimulationReport, _ faults: Set<SimulatedFault>) {
        print("\(report)")
        #expect(report.histories == Self.histories && report.drivers > 2 * Self.histories)
        for fault in faults.subtracting([.clockJump]) {
            #expect(report.faults[fault, default: 0] > Self.histories / 50, "\(fault)")
        }
    }

    /// A state, and files that appear complete or not at all.
    @Test func filesHaveEachElementExactlyOnce() async throws {
        let report = try await Self.simulation.run(histories: Self.histories) { world in
            try await world.run(batches: CountingJob.batches) { job, driver in
                CountingJob.counts(job).write(to: driver.fileSink(prefix: "/out/n", format: .text()))
            }
            let rows = world.textFiles("/out/n-").values.flatMap { $0 }.compactMap { line in
                let parts = line.split(separator: "x").compactMap { Int($0) }
                return parts.count == 2 ? SimulatedTable.Row(number: parts[0], count: parts[1]) : nil
            }
            try CountingJob.expectExactly(rows.sorted())
        }
        expectAllFaults(report, Self.faults)
    }

    /// A state, and another system's transactions.
    @Test func aTransactionalSinkHasEachElementExactlyOnce() async throws {
        let report = try await Self.simulation.run(histories: Self.histories) { world in
            let table = SimulatedTable()
            try await world.run(batches: CountingJob.batches) { job, driver in
                CountingJob.counts(job).write(to: driver.sink(SimulatedTable.Output(table)))
            }
            try CountingJob.expectExactly(table.rows)
        }
        expectAllFaults(report, Self.faults.union([.lostAnswer]))
    }

    /// A state, a window of it, and output that may come again.
    @Test func outputOfAWindowIsThereAtLeastOnce() async throws {
        let report = try await Self.simulation.run(histories: Self.histories) { world in
            let windows = Mutex<[[SimulatedTable.Row]]>([])
            try await world.run(batches: CountingJob.batches) { job, driver in
                CountingJob.counts(job).window(.seconds(3)).foreachRDD { rdd, _ in
                    let rows = try await rdd.collect().sorted()
                    try await driver.call("publish") { windows.withLock { $0.append(rows) } }
                }
            }
            let all = windows.withLock { $0 }
            for rows in all {
                let numbers = rows.map(\.number)
                guard let first = numbers.first else { continue }
                if numbers != Array(first..<first + numbers.count) { throw TestFailure("a window has gaps: \(rows)") }
            }
            try CountingJob.expectAtLeastOnce(all.flatMap { $0 })
        }
        expectAllFaults(report, Self.faults.union([.lostAnswer]))
    }

    /// A source that sends again what it was not told to forget, and a receiver with a log.
    @Test func aReliableReceiverLosesNothing() async throws {
        let report = try await Self.simulation.run(histories: Self.histories) { world in
            let source = ReplayedSource(count: 20)
            let outputs = Mutex<Set<Int>>([])
            try await world.run(batches: CountingJob.batches, configuration: ReplayedSource.configuration) {
                job, driver in
                source.stream(job, driver).foreachRDD { rdd, _ in
                    let numbers = try await rdd.collect()
                    try await driver.call("publish") { outputs.withLock { $0.formUnion(numbers) } }
                }
            }
            let missing = Set(0..<20).subtracting(outputs.withLock { $0 }).sorted()
            if !missing.isEmpty { throw TestFailure("\(missing) are lost") }
        }
        expectAllFaults(report, Self.faults.union([.lostAnswer]))
    }

    @Test func aFailureSaysHowToRepeatIt() async throws {
        struct Wrong: Error {}
        let history: @Sendable (SimulatedWorld) async throws -> Void = { world in
            try await world.run { job, driver in
                CountingJob.numbers(job).foreachRDD { rdd, _ in
                    _ = try await rdd.collect()
                    try await driver.step("output")
                }
            }
            if world.events.contains(where: { $0.contains("powerCut") }) { throw Wrong() }
        }
        let found = await #expect(throws: SimulationFailure.self) {
            try await Self.simulation.run(histories: 50, history)
        }
        let failure = try #require(found)
        let seed = try #require(failure.seed)
        #expect("\(failure)".contains("Simulation(seed: \(seed)).run") && "\(failure)".contains("powerCut"))
        let again = await #expect(throws: SimulationFailure.self) { try await Simulation(seed: seed).run(history) }
        #expect(again?.seed == seed)
    }

    @Test func aJobThatFailsWithoutFaultsIsTold() async throws {
        let found = await #expect(throws: SimulationFailure.self) {
            try await Self.simulation.run { world in
                try await world.run { job, _ in CountingJob.numbers(job).foreachRDD { _, _ in throw Boom() } }
            }
        }
        #expect(found?.seed == nil && "\(found as Any)".contains("without any fault"))
        let empty = await #expect(throws: SimulationFailure.self) { try await Self.simulation.run { _ in } }
        #expect("\(empty as Any)".contains("SimulatedWorld.run"))
    }
}
