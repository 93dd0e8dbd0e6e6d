// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TestSupport
import Testing

@testable import Millrace

/// Blocks of a receiver, and its rate, under a manual clock.
@Suite(.timeLimit(.minutes(10))) struct BlockGeneratorTests {
    private struct Rig {
        let clock = ManualClock()
        let blocks = Inbox<[Int]>()
        /// The tries that each block may take.
        let tries = Log<Int>()
        let generator: BlockGenerator<Int>
        let running: Task<Void, Never>

        init(
            queueSize: Int = 10, rate: Double? = nil,
            before: @escaping @Sendable ([Int]) async throws -> Void = { _ in }
        ) {
            var configuration = ReceiverConfiguration()
            configuration.blockQueueSize = queueSize
            let (blocks, allowed) = (blocks, tries)
            let number = Counter()
            let generator = BlockGenerator<Int>(configuration, clock: clock, rate: { rate }) { elements, tries in
                allowed.add(tries)
                try await before(elements)
                blocks.add(elements)
                return ReceivedBlock(
                    owner: "test", number: number.increment(), recordCount: elements.count, stamp: 0)
            }
            self.generator = generator
            running = Task { await generator.run() }
        }

        func end() async {
            generator.finish()
            await running.value
        }
    }

    @Test func aBlockEndsOneIntervalAfterItsFirstElement() async throws {
        let rig = Rig()
        try await rig.generator.add([1], whenStored: nil)
        rig.clock.advance(by: .milliseconds(199))
        try await rig.generator.add([2, 3], whenStored: nil)
        rig.clock.advance(by: .milliseconds(1))
        #expect(await rig.blocks.next() == [1, 2, 3])
        // Nothing comes for a long time, so there is no block.
        rig.clock.advance(by: .seconds(10))
        try await rig.generator.add([4], whenStored: nil)
        rig.clock.advance(by: .milliseconds(200))
        #expect(await rig.blocks.next() == [4])
        await rig.end()
    }

    @Test func aFullQueueMakesTheReceiverWait() async throws {
        let goOn = Event()
        let log = Log<String>()
        let rig = Rig(queueSize: 1) { elements in
            if elements == [1] {
                await goOn.wait()
                log.add("stored 1")
            }
        }
        try await rig.generator.add([1], whenStored: nil)
        rig.clock.advance(by: .milliseconds(200))
        while rig.generator.isIdle { await Task.yield() }
        try await rig.generator.add([2], whenStored: nil)
        rig.clock.advance(by: .milliseconds(200))
        while rig.generator.queuedBlocks < 1 { await Task.yield() }
        let third = Task {
            try await rig.generator.add([3], whenStored: nil)
            log.add("added 3")
        }
        for _ in 0..<100 { await Task.yield() }
        #expect(log.entries.isEmpty)
        goOn.signal()
        try await third.value
        #expect(log.entries == ["stored 1", "added 3"])
        await rig.end()
        #expect(await [rig.blocks.next(), rig.blocks.next(), rig.blocks.next()] == [[1], [2], [3]])
    }

    @Test func callsFollowTheirBlocksInOrder() async throws {
        let log = Log<String>()
        let rig = Rig { log.add("store \($0)") }
        for number in 1...4 {
            try await rig.generator.add([number], whenStored: { log.add("\(number) in \($0.number)") })
            if number == 2 { try await rig.generator.flush() }
        }
        #expect(log.entries == ["store [1, 2]", "1 in 1", "2 in 1"])
        await rig.end()
        #expect(log.entries.suffix(3) == ["store [3, 4]", "3 in 2", "4 in 2"])
        await #expect(throws: StreamingError.self) { try await rig.generator.add([5], whenStored: nil) }
    }

    @Test func whatWasAddedIsTriedFourTimesAndABlockOfTheReceiversOwnOnce() async throws {
        let rig = Rig()
        try await rig.generator.add([1], whenStored: nil)
        try await rig.generator.flush()
        try await rig.generator.store(block: [2])
        #expect(rig.tries.entries == [4, 1])
        await rig.end()
    }

    @Test func afterABlockThatCouldNotBeStoredNothingIs() async throws {
        let called = Counter()
        let rig = Rig { _ in throw Boom() }
        try await rig.generator.add([1], whenStored: { _ in called.increment() })
        await #expect(throws: Boom.self) { try await rig.generator.flush() }
        await #expect(throws: Boom.self) { try await rig.generator.add([2], whenStored: { _ in called.increment() }) }
        await #expect(throws: Boom.self) { try await rig.generator.store(block: [3]) }
        await rig.running.value
        #expect(rig.tries.entries == [4] && called.value == 0)
        #expect(rig.generator.failure is Boom)
    }

    @Test func elementsComeNoFasterThanTheRate() async throws {
        let rig = Rig(rate: 100)
        let isDone = Mutex(false)
        let adding = Task {
            for number in 0..<1000 { try await rig.generator.add([number], whenStored: nil) }
            isDone.withLock { $0 = true }
        }
        while !isDone.withLock({ $0 }) {
            rig.clock.advance(by: .milliseconds(50))
            await Task.yield()
        }
        try await adding.value
        // 20 of the unused time before, 1 that is ahead of time.
        #expect(rig.clock.uptime >= .milliseconds(9700))
        await rig.end()
    }

    @Test func aBucketLetsThroughWhatTheRateAllows() {
        var bucket = TokenBucket(burst: .milliseconds(200))
        var now = Duration.seconds(1)
        var count = 0
        while now < .seconds(11) {
            if let moment = bucket.take(1, rate: 1000, now: now) { now = moment } else { count += 1 }
        }
        #expect((9990...10_220).contains(count))
        for rate in [nil, 0, -1] as [Double?] { #expect(bucket.take(1_000_000, rate: rate, now: now) == nil) }
        // Many at once are paid for afterwards, a rate near zero included.
        #expect(bucket.take(5000, rate: 1000, now: now) == nil)
        #expect(bucket.take(1, rate: 1000, now: now) == now + .seconds(5))
        var slow = TokenBucket(burst: .zero)
        #expect(slow.take(1, rate: .leastNonzeroMagnitude, now: .zero) == nil)
        #expect(slow.take(1, rate: 1, now: .zero) == .seconds(1e9))
    }
}
