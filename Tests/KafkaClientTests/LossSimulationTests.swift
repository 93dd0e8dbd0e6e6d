// Millrace
// SPDX-License-Identifier: Apache-2.0

import MachineSimulation
import Synchronization
import TestSupport
import Testing

/// Brokers that come back without the records that they had acknowledged last, on simulated machines. A quarter as many
/// histories as `HistorySimulationTests` has.
@Suite(.timeLimit(.minutes(60))) struct LossSimulationTests {
    private typealias Read = HistoryOperation.Read

    private static let count = (Simulations.count + 3) / 4

    @Test(.enabled(if: count > 0, "MILLRACE_SIMULATIONS is 0"))
    func readersAreToldOfWhatIsGone() async throws {
        let total = Mutex(LossyHistory.Outcome())
        await Simulations.forEach(Self.count) { number in
            let seed = TestSeed.value &+ UInt64(number)
            do {
                let outcome = try await SimulatedMachine.run(seed: seed) { machine in
                    try await LossyHistory.run(seed: seed, on: machine)
                }
                #expect(
                    outcome.contradictions.isEmpty,
                    "MILLRACE_SEED=\(seed): \(outcome.contradictions.joined(separator: "\n"))")
                total.withLock { total in
                    total.lost += outcome.lost
                    total.told += outcome.told
                }
            } catch {
                Issue.record("MILLRACE_SEED=\(seed): \(error)")
            }
        }
        let (lost, told) = total.withLock { ($0.lost, $0.told) }
        print("\(Self.count) histories: \(lost) acknowledged records lost, readers told \(told) times")
        #expect(lost > 0 && told > 0 || Self.count < 5)
    }

    @Test func aLossInSilenceIsFound() {
        let log: [Int64: Int] = [0: 1, 1: 5, 2: 6]
        func found(_ events: [LossyHistory.Event]) -> [String] {
            LossyHistory.contradictions(of: events, final: log).map { String($0.prefix { $0 != "(" }) }
        }
        let before: [LossyHistory.Event] = [.read(Read(1, at: 0)), .read(Read(2, at: 1))]
        let after: [LossyHistory.Event] = [.read(Read(5, at: 1)), .read(Read(6, at: 2))]
        #expect(found(before + [.told] + after).isEmpty)
        #expect(found(before + after) == ["nonmonotonicPoll", "hiddenLoss", "hiddenLoss"])
        #expect(found(before + after.suffix(1)) == ["hiddenLoss", "leftOut"])
        #expect(found(before + [.told] + after.suffix(1)) == ["leftOut"])
    }
}
