// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

/// The histories of `HistoryFaultTests` on simulated machines: in no time, in many more orders, and with slow disks,
/// clients that stand still, answers that get lost, and requests that arrive after those of the next connection.
///
/// `MILLRACE_SIMULATIONS=1000` runs so many, 20 without it; `MILLRACE_SEED` is the seed of the first one, and repeats
/// it exactly if `SWIFT_DETERMINISTIC_HASHING` is set in both runs.
@Suite(.timeLimit(.minutes(60))) struct HistorySimulationTests {
    private static let count = Int(ProcessInfo.processInfo.environment["MILLRACE_SIMULATIONS"] ?? "") ?? 20
    private static let isDeterministic = ProcessInfo.processInfo.environment["SWIFT_DETERMINISTIC_HASHING"] != nil

    private struct Outcome: Sendable {
        var contradictions: [String]
        var entries: [History.Entry]
        var trace: UInt64
        var steps: Int
        var time: Duration
        var broken: Int
    }

    private static func run(_ seed: UInt64) async throws -> Outcome {
        try await SimulatedMachine.run(seed: seed) { machine in
            var world = FaultyHistory.World()
            world.clock = .simulated { machine.milliseconds }
            world.configure = { machine.configure(&$0) }
            world.pause = { try await machine.sleep(.microseconds($0 * 50)) }
            world.timestamp = { machine.milliseconds }
            world.calmDown = { machine.hasFaults = false }
            world.faults = [.produce: [.delay(.milliseconds(200))], .fetch: [.delay(.milliseconds(50))]]
            machine.hasFaults = true
            let (contradictions, entries) = try await FaultyHistory.run(seed: seed, in: world)
            return Outcome(
                contradictions: contradictions, entries: entries, trace: machine.trace, steps: machine.steps,
                time: machine.elapsed, broken: machine.network.broken.answersLost + machine.network.broken.requestsLate)
        }
    }

    /// Runs `body` for the numbers below `count`, as many at once as there are processors.
    private static func forEach(_ count: Int, _ body: @escaping @Sendable (Int) async -> Void) async {
        let started = Counter()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    while true {
                        let number = started.increment() - 1
                        guard number < count else { return }
                        await body(number)
                    }
                }
            }
        }
    }

    @Test(.enabled(if: count > 0, "MILLRACE_SIMULATIONS is 0"))
    func faultsLoseRepeatAndReorderNothing() async throws {
        let total = Mutex((entries: 0, broken: 0, steps: 0, time: Duration.zero))
        await Self.forEach(Self.count) { number in
            let seed = TestSeed.value &+ UInt64(number)
            do {
                let outcome = try await Self.run(seed)
                #expect(
                    outcome.contradictions.isEmpty,
                    "MILLRACE_SEED=\(seed): \(outcome.contradictions.joined(separator: "\n"))")
                total.withLock { total in
                    total.entries += outcome.entries.count
                    total.broken += outcome.broken
                    total.steps += outcome.steps
                    total.time += outcome.time
                }
            } catch {
                Issue.record("MILLRACE_SEED=\(seed): \(error)")
            }
        }
        let (entries, broken, steps, time) = total.withLock { $0 }
        print("\(Self.count) histories: \(entries) operations, \(broken) broken connections, \(steps) steps, \(time)")
        #expect(broken > 0 || Self.count < 5)
    }

    /// The same steps at the same times, and so the same history.
    @Test(.enabled(if: isDeterministic, "SWIFT_DETERMINISTIC_HASHING is not set"))
    func aSeedRepeatsItsHistory() async throws {
        let differing = Mutex<[UInt64]>([])
        let count = min(Self.count, 50)
        await Self.forEach(count) { number in
            let seed = TestSeed.value &+ UInt64(number)
            do {
                let first = try await Self.run(seed)
                let second = try await Self.run(seed)
                if first.entries != second.entries || first.trace != second.trace {
                    differing.withLock { $0.append(seed) }
                }
            } catch {
                Issue.record("MILLRACE_SEED=\(seed): \(error)")
            }
        }
        let seeds = differing.withLock { $0 }
        #expect(seeds.isEmpty, "\(seeds.count) of \(count) differ")
    }
}
