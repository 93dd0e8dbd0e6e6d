// Millrace
// SPDX-License-Identifier: Apache-2.0

import MachineSimulation
import TestSupport
import Testing

@testable import KafkaClient

/// The machine of simulated histories itself.
@Suite(.timeLimit(.minutes(10))) struct SimulatedMachineTests {
    @Test func anHourOfSleepTakesNoTime() async throws {
        let order = try await SimulatedMachine.run(seed: 1) { machine in
            let order = Log<Int>()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for hours in [3, 1, 2] {
                    group.addTask {
                        try await machine.sleep(.seconds(3600 * hours))
                        order.add(hours)
                    }
                }
                try await group.waitForAll()
            }
            #expect(machine.elapsed >= .seconds(3 * 3600) && machine.elapsed < .seconds(3 * 3600 + 1))
            return order.entries
        }
        #expect(order == [1, 2, 3])
    }

    @Test func aCancelledSleepEnds() async throws {
        try await SimulatedMachine.run(seed: 1) { machine in
            let task = Task { try await machine.sleep(.seconds(1000)) }
            try await machine.sleep(.seconds(1))
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            #expect(machine.elapsed < .seconds(2))
        }
    }

    @Test func aMachineOnWhichNothingCanRunIsAnError() async throws {
        let error = await #expect(throws: MachineError.self) {
            try await SimulatedMachine.run(seed: 1) { _ in
                let event = Event()
                await event.wait()
            }
        }
        #expect(error?.description.contains("nothing can run") == true)
    }

    /// Tasks that are ready at the same time run in an order that the seed draws.
    @Test func aSeedDrawsTheOrderOfTasks() async throws {
        func order(_ seed: UInt64) async throws -> [Int] {
            try await SimulatedMachine.run(seed: seed) { _ in
                let order = Log<Int>()
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<10 { group.addTask { order.add(number) } }
                }
                return order.entries
            }
        }
        let first = try await order(1)
        #expect(first.sorted() == Array(0..<10))
        #expect(try await order(1) == first)
        #expect(try await order(2) != first)
    }

    // MARK: Choices of a policy

    @Test func choicesFollowTheRandomSource() {
        let numbers = [0, 0.25, 0.5, 0.75, 1 - 0x1p-53]
        for number in numbers {
            let policy = RetryPolicy(random: { number })
            #expect(policy.shuffle(0..<9).sorted() == Array(0..<9))
            #expect(policy.choose(among: [7, 8, 9]) == [7, 8, 9][Int(number * 3)])
        }
        #expect(RetryPolicy(random: { 0 }).choose(among: [Int]()) == nil)
        #expect(RetryPolicy().makeUUID() != RetryPolicy().makeUUID())
    }
}
