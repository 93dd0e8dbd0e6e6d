// Millrace
// SPDX-License-Identifier: Apache-2.0

import MillraceTesting
import TestSupport
import Testing

@testable import Millrace

/// Running sums, which count how often a partition's elements are made.
///
/// `@unchecked Sendable`: the stored properties are immutable `Sendable` values, as `DStream` asks.
private final class CountedState: StateStream<String, Int, Int, Never, (String, Int)>, @unchecked Sendable {
    private let parent: DStream<(String, Int)>
    private let made: Counter

    init(_ parent: DStream<(String, Int)>, _ made: Counter) {
        self.parent = parent
        self.made = made
        super.init(
            context: parent.context, slideDuration: parent.slideDuration, parents: [parent], kind: "counted",
            partitions: 1)
    }

    override func pairs(at time: BatchTime) async throws -> RDD<(String, Int)>? { try await parent.rdd(at: time) }

    override func changes(_ groups: [Group], at time: BatchTime, in part: Part) throws -> Part.Changes {
        var changes = Part.Changes()
        for (key, values) in groups {
            let sum = values.reduce(part.value(of: key) ?? 0, +)
            changes.entries.updateValue(StateEntry(value: sum, touched: time), forKey: key)
        }
        return changes
    }

    override func elements(at time: BatchTime, in part: Part, _ emit: ((String, Int)) throws -> Void) throws {
        made.increment()
        for element in try part.values(after: time) { try emit(element) }
    }
}

/// The cost of states that no output reads.
@Suite(.timeLimit(.minutes(10))) struct StateAdvanceTests {
    private func run(isCached: Bool) async throws -> (output: [[String]], made: Int) {
        let made = Counter()
        let output = try await runStream([[("a", 1)], [("a", 2), ("b", 1)], [("a", 4)], []]) { input in
            let state = CountedState(input, made)
            if isCached { state.cache() }
            return state.transform { rdd, time in
                time.milliseconds == 3000 ? rdd : rdd.context.parallelize([], partitions: 1)
            }
        }
        return (output.map { $0.elements.map { "\($0.0)=\($0.1)" }.sorted() }, made.value)
    }

    @Test func elementsAreMadeForOutputsOnly() async throws {
        let (output, made) = try await run(isCached: false)
        #expect(output == [[], [], ["a=7", "b=1"], []])
        #expect(made == 1)
    }

    @Test func elementsThatAreKeptAreMadeWithEachBatch() async throws {
        let (output, made) = try await run(isCached: true)
        #expect(output == [[], [], ["a=7", "b=1"], []])
        #expect(made == 4)
    }
}
