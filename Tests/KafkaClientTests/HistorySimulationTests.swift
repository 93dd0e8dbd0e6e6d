// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import MachineSimulation
import Synchronization
import TestSupport
import Testing

/// The histories of `HistoryFaultTests` on simulated machines: in no time, in many more orders, and with slow disks,
/// clients that stand still or are killed, answers that get lost, and requests that arrive twice, or after those of the
/// next connection.
///
/// `MILLRACE_SIMULATIONS=1000` runs so many, 20 without it; `MILLRACE_SEED` is the seed of the first one, and repeats
/// it exactly if `SWIFT_DETERMINISTIC_HASHING` is set in both runs.
@Suite(.timeLimit(.minutes(60))) struct HistorySimulationTests {
    private static let count = Simulations.count
    private static let isDeterministic = ProcessInfo.processInfo.environment["SWIFT_DETERMINISTIC_HASHING"] != nil

    private struct Outcome: Sendable {
        var history: FaultyHistory.Outcome
        var trace: UInt64
        var facts: Facts
    }

    /// Counts of one history or of all.
    private struct Facts: Sendable {
        var histories = 1
        /// Histories whose group has the protocol in which the broker assigns partitions.
        var withConsumerProtocol: Int
        var operations: Int
        var answersLost: Int
        var requestsLate: Int
        var requestsRepeated: Int
        var programsKilled: Int
        var brokersCutOff: Int
        var steps: Int
        var time: Duration

        init(_ history: FaultyHistory.Outcome, _ machine: SimulatedMachine) {
            withConsumerProtocol = history.groupProtocol == .consumer ? 1 : 0
            operations = history.entries.count
            (answersLost, requestsLate) = machine.network.broken
            requestsRepeated = machine.network.repeated
            programsKilled = machine.network.killed
            brokersCutOff = history.cuts
            (steps, time) = (machine.steps, machine.elapsed)
        }

        mutating func add(_ other: Facts) {
            histories += other.histories
            withConsumerProtocol += other.withConsumerProtocol
            operations += other.operations
            answersLost += other.answersLost
            requestsLate += other.requestsLate
            requestsRepeated += other.requestsRepeated
            programsKilled += other.programsKilled
            brokersCutOff += other.brokersCutOff
            steps += other.steps
            time += other.time
        }

        /// Whether everything that may happen has happened.
        var hasEverything: Bool {
            withConsumerProtocol > 0 && withConsumerProtocol < histories
                && min(answersLost, requestsLate, requestsRepeated, programsKilled, brokersCutOff) > 0
        }
    }

    private static func run(_ seed: UInt64) async throws -> Outcome {
        try await SimulatedMachine.run(seed: seed) { machine in
            var world = FaultyHistory.World()
            world.clock = .simulated { machine.milliseconds }
            world.configure = { machine.configure(&$0) }
            world.pause = { try await machine.sleep(.microseconds($0 * 50)) }
            world.makeProcess = { machine.makeProcess() }
            world.sendAgain = { machine.network.sendAgain($0.bytes, to: $1) }
            world.timestamp = { machine.milliseconds }
            world.calmDown = { machine.hasFaults = false }
            world.faults = [.produce: [.delay(.milliseconds(200))], .fetch: [.delay(.milliseconds(50))]]
            machine.hasFaults = true
            let history = try await FaultyHistory.run(seed: seed, in: world)
            return Outcome(history: history, trace: machine.trace, facts: Facts(history, machine))
        }
    }

    @Test(.enabled(if: count > 0, "MILLRACE_SIMULATIONS is 0"))
    func faultsLoseRepeatAndReorderNothing() async throws {
        let total = Mutex<Facts?>(nil)
        await Simulations.forEach(Self.count) { number in
            let seed = TestSeed.value &+ UInt64(number)
            do {
                let outcome = try await Self.run(seed)
                #expect(
                    outcome.history.contradictions.isEmpty,
                    "MILLRACE_SEED=\(seed): \(outcome.history.contradictions.joined(separator: "\n"))")
                total.withLock { total in
                    if total == nil { total = outcome.facts } else { total?.add(outcome.facts) }
                }
            } catch {
                Issue.record("MILLRACE_SEED=\(seed): \(error)")
            }
        }
        let facts = try #require(total.withLock { $0 })
        print(facts)
        #expect(facts.hasEverything || Self.count < 20)
    }

    /// The same steps at the same times, and so the same history.
    @Test(.enabled(if: isDeterministic, "SWIFT_DETERMINISTIC_HASHING is not set"))
    func aSeedRepeatsItsHistory() async throws {
        let differing = Mutex<[UInt64]>([])
        let count = min(Self.count, 50)
        await Simulations.forEach(count) { number in
            let seed = TestSeed.value &+ UInt64(number)
            do {
                let first = try await Self.run(seed)
                let second = try await Self.run(seed)
                if first.history.entries != second.history.entries || first.trace != second.trace {
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
