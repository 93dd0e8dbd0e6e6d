// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Millrace

/// Waits until the task is cancelled.
func untilCancelled() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    for await _ in stream {}
    continuation.finish()
}

/// Streams of receivers, without a log.
@Suite(.timeLimit(.minutes(10))) struct ReceiverTests {
    private struct Batch: Sendable {
        var elements: [Int]
        var partitions: Int
    }

    private func output(_ stream: DStream<Int>) -> Inbox<Batch> {
        let batches = Inbox<Batch>()
        stream.foreachRDD { batches.add(Batch(elements: try await $0.collect(), partitions: $0.partitionCount)) }
        return batches
    }

    @Test func everyBlockIsAPartitionOfTheNextBatch() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let stored = Event()
        let input = stream.receiverStream(of: Int.self) { context in
            try await context.store(block: [1, 2])
            try await context.store(block: [3])
            for number in 4...6 { try await context.store(number) }
            try await context.flush()
            stored.signal()
            await untilCancelled()
        }
        let batches = output(input)
        try await stream.start()
        await stored.wait()
        clock.advance(by: .seconds(1))
        let first = await batches.next()
        #expect(first.elements == [1, 2, 3, 4, 5, 6] && first.partitions == 3)
        clock.advance(by: .seconds(1))
        let second = await batches.next()
        #expect(second.elements == [] && second.partitions == 0)
        #expect(input.receiverInfo?.state == .active)
        await stream.stop()
        #expect(input.receiverInfo?.state == .stopped)
    }

    @Test func severalReceiversMakeOneStream() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let stored = [Event(), Event()]
        let inputs: [DStream<Int>] = stored.enumerated().map { index, event in
            stream.receiverStream(of: Int.self) { context in
                try await context.store(block: [index])
                event.signal()
                await untilCancelled()
            }
        }
        let batches = output(stream.union(inputs))
        try await stream.start()
        for event in stored { await event.wait() }
        clock.advance(by: .seconds(1))
        #expect(await batches.next().elements == [0, 1])
        await stream.stop()
    }

    /// The states that a listener hears of.
    private final class States: StreamingListener {
        let log = Log<String>()
        let failed = Event()

        func receiverStarted(_ receiver: ReceiverInfo) { log.add("started \(receiver.attempt)") }
        func receiverError(_ receiver: ReceiverInfo, error: any Error) {
            log.add("error \(receiver.attempt) \(error)")
            failed.signal()
        }
        func receiverStopped(_ receiver: ReceiverInfo) { log.add("stopped \(receiver.attempt)") }
    }

    @Test func aReceiverThatFailsBeginsAgainAfterThePause() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let states = States()
        stream.addListener(states)
        let again = Event()
        let batches = output(
            stream.receiverStream(of: Int.self) { context in
                if context.attempt == 0 {
                    try await context.store(1)
                    throw Boom(number: 7)
                }
                try await context.store(block: [2])
                again.signal()
                await untilCancelled()
            })
        try await stream.start()
        await states.failed.wait()
        // Elements that were added before the failure are stored.
        clock.advance(by: .seconds(1))
        #expect(await batches.next().elements == [1])
        #expect(states.log.entries == ["started 0", "error 0 Boom(number: 7)"], "the pause is 2 s")
        clock.advance(by: .seconds(1))
        await again.wait()
        // The block may have come before this tick or after it.
        let second = await batches.next().elements
        clock.advance(by: .seconds(1))
        #expect(await second + batches.next().elements == [2])
        await stream.stop()
        #expect(states.log.entries.suffix(2) == ["started 1", "stopped 1"])
    }

    @Test func aReceiverThatReturnsHasEnded() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let batches = output(stream.receiverStream(of: Int.self) { try await $0.store(1) })
        try await stream.start()
        var seen: [Int] = []
        while seen.isEmpty {
            clock.advance(by: .seconds(1))
            seen = await batches.next().elements
        }
        clock.advance(by: .seconds(1))
        #expect(await batches.next().elements == [])
        await stream.stop()
        #expect(seen == [1])
    }

    @Test func aGracefulStopLosesNothing() async throws {
        let (stream, _) = try makeStream(now: 0, interval: .seconds(1))
        let started = Event()
        let batches = output(
            stream.receiverStream(of: Int.self) { context in
                for number in 0..<100 { try await context.store(number) }
                started.signal()
                await untilCancelled()
                // Its last elements, after it was told to end.
                try await context.store(contentsOf: [100, 101])
                try await context.store(block: [102])
            })
        try await stream.start()
        await started.wait()
        // No tick comes: what is there becomes one more batch.
        await stream.stop(gracefully: true)
        #expect(await batches.next().elements.sorted() == Array(0...102))
    }

    @Test func aReceiverThatBlocksItsThreadHoldsUpNeitherBatchesNorTheEnd() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let isBlocked = Event()
        let lock = DispatchSemaphore(value: 0)
        let batches = output(
            stream.receiverStream(of: Int.self) { context in
                try await context.store(block: [1])
                isBlocked.signal()
                lock.wait()
            })
        try await stream.start()
        await isBlocked.wait()
        clock.advance(by: .seconds(1))
        #expect(await batches.next().elements == [1])
        let isOver = Mutex(false)
        let end = Task {
            await stream.stop(gracefully: false)
            isOver.withLock { $0 = true }
        }
        while !isOver.withLock({ $0 }) {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }
        await end.value
        lock.signal()
    }

    @Test func blocksAreFreedOnceNoWindowNeedsThem() async throws {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let next = Inbox<Int>()
        let stored = Inbox<Void>()
        let input = stream.receiverStream(of: Int.self) { context in
            while !Task.isCancelled {
                let number = await next.next()
                if number < 0 { return }
                try await context.store(block: [number])
                stored.add(())
            }
        }
        let done = Inbox<Int>()
        input.window(.seconds(3)).foreachRDD { done.add(try await $0.collect().reduce(0, +)) }
        try await stream.start()
        var sums: [Int] = []
        for number in [1, 10, 100, 1000, 10_000, 100_000] {
            next.add(number)
            await stored.next()
            clock.advance(by: .seconds(1))
            sums.append(await done.next())
        }
        #expect(sums == [1, 11, 111, 1110, 11_100, 111_000])
        next.add(-1)
        await stream.stop()
        #expect(stream.engine.blocks.blocks.isEmpty)
    }

    @Test func theRateIsTheLowerOneOfMaximumAndBackpressure() async throws {
        var configuration = StreamingConfiguration(backpressure: Backpressure(initialRate: 1000))
        configuration.receivers.maxRate = 50
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1), configuration: configuration)
        let isDone = Mutex(false)
        let input = stream.receiverStream(of: Int.self) { context in
            for number in 0..<200 { try await context.store(number) }
            isDone.withLock { $0 = true }
        }
        input.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        while !isDone.withLock({ $0 }) {
            clock.advance(by: .milliseconds(100))
            await Task.yield()
        }
        #expect(clock.uptime >= .milliseconds(3700))
        await stream.stop()
    }

    @Test func settingsOutOfRangeAreNamed() throws {
        func check(_ name: String, _ change: (inout ReceiverConfiguration) -> Void) {
            var configuration = StreamingConfiguration()
            change(&configuration.receivers)
            let error = #expect(throws: StreamingError.self) { _ = try makeStream(configuration: configuration) }
            #expect(error?.message.contains(name) == true)
        }
        check("blockInterval") { $0.blockInterval = .zero }
        check("blockQueueSize") { $0.blockQueueSize = 0 }
        check("restartDelay") { $0.restartDelay = .seconds(-1) }
        check("maxRate") { $0.maxRate = .nan }
    }

    @Test func aBlockThatHasNoRoomIsAnError() async throws {
        let engine = makeEngine(configure: { $0.memoryLimit = 1 << 10 })
        let clock = ManualClock()
        let stream = try StreamingContext(engine, batchDuration: .seconds(1), clock: clock)
        let failure = Inbox<any Error>()
        stream.receiverStream(of: Int.self, level: .memoryOnly) { context in
            do {
                try await context.store(block: Array(0..<10_000))
            } catch {
                failure.add(error)
            }
        }.foreachRDD { _ = try await $0.count() }
        try await stream.start()
        let error = await failure.next() as? StreamingError
        #expect(error?.code == .storageFailed && error?.message.contains("memoryLimit") == true)
        await stream.stop()
    }
}
