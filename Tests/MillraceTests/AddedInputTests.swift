// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import StreamTestSupport
import TestSupport
import Testing

/// A program that has one input more than its checkpoint, whose windows reach back before that.
@Suite(.timeLimit(.minutes(10))) struct AddedInputTests {
    enum Shape: CaseIterable { case window, union, join, state, inverse }

    private func makeContext(_ files: FaultyFileSystem, now: Int64) throws -> (StreamingContext, ManualClock) {
        let (context, clock) = try makeStream(now: now, interval: .seconds(1))
        try context.checkpoint(
            CheckpointLocation(store: DirectoryCheckpointStore(directory: "/job", takesOver: true, files: files)))
        return (context, clock)
    }

    /// Two elements per batch of 0, 1, 2, …: three batches, and two more with the new input.
    private func run(_ shape: Shape) async throws -> [String] {
        let files = FaultyFileSystem()
        let (first, clock) = try makeContext(files, now: 10_000)
        let old = NumbersInput(context: first).id("old")
        old.window(.seconds(3)).foreachRDD { _ = try await $0.count() }
        #expect(await first.run(batches: 3, clock) == nil)
        let (second, later) = try makeContext(files, now: clock.now.milliseconds)
        let (kept, added) = (NumbersInput(context: second).id("old"), NumbersInput(context: second).id("added"))
        kept.window(.seconds(3)).foreachRDD { _ = try await $0.count() }
        let output = Log<String>()
        func collect<Element>(_ stream: DStream<Element>, _ text: @escaping @Sendable ([Element]) -> String) {
            stream.foreachRDD { output.add(text(try await $0.collect())) }
        }
        let pairs = added.map { ($0 % 2, 1) }
        switch shape {
        case .window: collect(added.window(.seconds(3))) { "\($0.sorted())" }
        case .union: collect(kept.union(added).window(.seconds(3))) { "\($0.sorted())" }
        case .join:
            let joined = kept.map { ($0 % 2, $0) }.leftOuterJoin(pairs)
            collect(joined.window(.seconds(3))) { "\($0.map { "\($0.1.0) \($0.1.1 ?? 0)" }.sorted())" }
        case .state:
            let counted = pairs.mapWithState(
                StateSpec<Int, Int, Int, Int> { _, value, state in
                    try state.update((state.value ?? 0) + (value ?? 0))
                    return state.value
                })
            collect(counted.window(.seconds(3))) { "\($0.sorted())" }
        case .inverse:
            collect(pairs.reduceByKeyAndWindow(.seconds(3), inverse: -, +)) { "\($0.map { $0.1 })" }
        }
        #expect(await second.run(batches: 2, later) == nil)
        return Array(output.entries.prefix(2))
    }

    @Test(arguments: Shape.allCases) func aWindowOfANewInputBeginsWithIt(_ shape: Shape) async throws {
        let expected =
            switch shape {
            case .window: ["[0, 1]", "[0, 1, 2, 3]"]
            case .union: ["[0, 1, 2, 3, 4, 5, 6, 7]", "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"]
            case .join:
                [
                    #"["2 0", "3 0", "4 0", "5 0", "6 1", "7 1"]"#, #"["4 0", "5 0", "6 1", "7 1", "8 1", "9 1"]"#,
                ]
            case .state: ["[1, 1]", "[1, 1, 2, 2]"]
            case .inverse: ["[1, 1]", "[2, 2]"]
            }
        #expect(try await run(shape) == expected)
    }
}
