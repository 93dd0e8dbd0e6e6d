// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Millrace

/// Which batch gets which received block, without logs.
@Suite struct ReceiverTrackerTests {
    private let first = BatchTime(milliseconds: 1000)
    private let second = BatchTime(milliseconds: 2000)
    private let third = BatchTime(milliseconds: 3000)

    private func block(_ number: Int, stamp: Int64 = 0) -> ReceivedBlock {
        ReceivedBlock(owner: "input-0-run", number: number, recordCount: 1, stamp: stamp)
    }

    /// Takes all blocks that wait, as a batch does.
    private func take(_ machine: inout ReceiverTrackerStateMachine, _ time: BatchTime) -> [Int] {
        let blocks = machine.blocks(of: "a", at: time)
        machine.allocate(blocks, of: "a", at: time)
        return blocks.map(\.number)
    }

    @Test func aBatchGetsWhatWaitsOnceAndKeepsIt() {
        var machine = ReceiverTrackerStateMachine()
        for number in 1...2 { machine.add(block(number), stream: "a") }
        machine.add(block(9), stream: "b")
        #expect(take(&machine, first) == [1, 2])
        machine.add(block(3), stream: "a")
        #expect(take(&machine, first) == [1, 2], "the same batch again has the same blocks")
        #expect(take(&machine, second) == [3])
        #expect(take(&machine, third) == [])
        #expect(machine.hasWaiting("b") && !machine.hasWaiting("a"))
        #expect(machine.forget(first, of: "a").map(\.number) == [1, 2])
        #expect(machine.forget(first, of: "a") == [])
    }

    @Test func aBlockThatIsLoggedTwiceComesOnce() {
        var machine = ReceiverTrackerStateMachine()
        for _ in 1...2 { machine.apply(.added(stream: "a", block(1))) }
        #expect(take(&machine, first) == [1])
        machine.apply(.added(stream: "a", block(1)))
        #expect(take(&machine, second) == [])
    }

    @Test func whatIsNeededReachesBackToTheOldestBlockInUse() {
        var machine = ReceiverTrackerStateMachine()
        #expect(machine.begin(block(1).id, now: 10) == 10)
        #expect(machine.begin(block(2).id, now: 5) == 10, "a wall clock that is set back changes no order")
        machine.add(block(2, stamp: 10), stream: "a")
        #expect(machine.begin(block(3).id, now: 20) == 20)
        #expect(machine.oldestNeeded == 10, "a block that is being stored counts")
        machine.abandon(block(1).id)
        machine.add(block(3, stamp: 20), stream: "a")
        _ = take(&machine, first)
        #expect(machine.oldestNeeded == 10)
        machine.add(block(4, stamp: 30), stream: "a")
        _ = machine.forget(first, of: "a")
        #expect(machine.oldestNeeded == 30)
        _ = take(&machine, second)
        _ = machine.forget(second, of: "a")
        #expect(machine.oldestNeeded == machine.lastStamp)
    }

    /// The blocks of batches, and those that wait, after a restart.
    private func restart(
        _ events: [ReceivedBlockEvent], lastTime: BatchTime?, remembered: Set<BatchTime>
    ) -> ReceiverTrackerStateMachine {
        var machine = ReceiverTrackerStateMachine()
        for event in events { machine.apply(event) }
        _ = machine.settle(after: lastTime, remembered: remembered, streams: ["a"])
        return machine
    }

    @Test func theCheckpointDecidesWhichBatchesThereWere() {
        let events: [ReceivedBlockEvent] = [
            .added(stream: "a", block(1)), .allocated(stream: "a", first, [block(1)]), .added(stream: "a", block(2)),
            .added(stream: "a", block(3)), .allocated(stream: "a", second, [block(2), block(3)]),
            .added(stream: "a", block(4)), .added(stream: "gone", block(9)),
        ]
        // The second batch is pending.
        var machine = restart(events, lastTime: second, remembered: [second])
        #expect(machine.needed == ["a": [block(2), block(3), block(4)]])
        #expect(machine.blocks(of: "a", at: second).map(\.number) == [2, 3])
        #expect(take(&machine, third) == [4])
        // Its plan was not stored, so it never ran.
        machine = restart(events, lastTime: first, remembered: [first])
        #expect(take(&machine, third) == [2, 3, 4])
        // Nothing was ever stored.
        machine = restart(events, lastTime: nil, remembered: [])
        #expect(take(&machine, first) == [1, 2, 3, 4])
        // The second batch is done and forgotten.
        machine = restart(events, lastTime: third, remembered: [third])
        #expect(take(&machine, BatchTime(milliseconds: 4000)) == [4])
    }

    @Test func batchesThatAnOlderCheckpointMayHaveAreTold() {
        var machine = ReceiverTrackerStateMachine()
        for number in 1...3 { machine.apply(.added(stream: "a", block(number))) }
        machine.apply(.allocated(stream: "a", first, [block(1), block(2)]))
        machine.apply(.allocated(stream: "a", second, [block(3)]))
        let dropped = machine.settle(after: second, remembered: [second], streams: ["a"])
        #expect(dropped.mapValues { $0.map(\.time) } == ["a": [first]])
        #expect(dropped["a"]?.first?.oldest == block(1).stamp)
    }

    @Test func blocksOfABatchThatNeverRanAreNotThereTwice() {
        let events: [ReceivedBlockEvent] = [
            .added(stream: "a", block(1)), .allocated(stream: "a", first, [block(1)]),
            // The next run gave it to another batch, and ended before its plan was stored too.
            .allocated(stream: "a", second, [block(1)]),
        ]
        var machine = restart(events, lastTime: nil, remembered: [])
        #expect(take(&machine, third) == [1])
        machine = restart(events, lastTime: second, remembered: [second])
        #expect(machine.blocks(of: "a", at: second).map(\.number) == [1])
        #expect(take(&machine, third) == [])
    }

    @Test func cleanedBatchesAreGone() {
        let machine = restart(
            [
                .added(stream: "a", block(1)), .allocated(stream: "a", first, [block(1)]),
                .cleaned(stream: "a", [first]),
                // The log's beginning was removed, with the addition of this block.
                .allocated(stream: "a", second, [block(2)]),
            ], lastTime: second, remembered: [first, second])
        #expect(machine.needed["a"]?.isEmpty == true)
    }

    @Test func eventsAreStored() throws {
        let events: [ReceivedBlockEvent] = [
            .added(stream: "a", block(1)), .allocated(stream: "b", first, [block(1), block(2)]),
            .cleaned(stream: "c", [first, second]),
        ]
        var writer = StoreWriter()
        try writer.write(events)
        var reader = StoreReader(writer.finish())
        #expect(try reader.read([ReceivedBlockEvent].self) == events)
        var wrong = StoreWriter()
        wrong.writeInteger(UInt8(7))
        wrong.writeString("a")
        let bytes = wrong.finish()
        #expect(throws: StorableError.self) {
            var reader = StoreReader(bytes)
            _ = try ReceivedBlockEvent(from: &reader, version: 1)
        }
    }
}
