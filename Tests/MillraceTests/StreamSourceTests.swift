// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import TestSupport
import Testing

/// Inputs other than queues and Kafka.
@Suite(.timeLimit(.minutes(10))) struct StreamSourceTests {
    /// Runs batches until `count` elements have come.
    private func collect<Element: Sendable>(
        _ count: Int, configuration: StreamingConfiguration = StreamingConfiguration(),
        _ build: (StreamingContext) throws -> DStream<Element>, after start: () async throws -> Void = {}
    ) async throws -> [[Element]] {
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1), configuration: configuration)
        let batches = Inbox<[Element]>()
        try build(stream).foreachRDD { batches.add(try await $0.collect()) }
        try await stream.start()
        try await start()
        var result: [[Element]] = []
        while result.reduce(0, { $0 + $1.count }) < count {
            clock.advance(by: .seconds(1))
            result.append(await batches.next())
            await Task.yield()
        }
        await stream.stop()
        return result.filter { !$0.isEmpty }
    }

    @Test func anAsyncSequenceIsReadInOrderAndNotFasterThanTheBatches() async throws {
        let (sequence, continuation) = AsyncStream.makeStream(of: Int.self)
        for number in 0..<50 { continuation.yield(number) }
        continuation.finish()
        let batches = try await collect(50) { $0.stream(of: sequence, capacity: 20) }
        #expect(batches.flatMap { $0 } == Array(0..<50))
        #expect(batches.allSatisfy { $0.count <= 20 })
    }

    @Test func aSequenceThatThrowsFailsTheStreamOnceItsElementsAreTaken() async throws {
        let sequence = AsyncThrowingStream<Int, any Error> { continuation in
            continuation.yield(1)
            continuation.finish(throwing: Boom())
        }
        let (stream, clock) = try makeStream(now: 0, interval: .seconds(1))
        let recorder = Recorder()
        stream.addListener(recorder)
        let seen = Log<[Int]>()
        stream.stream(of: sequence).foreachRDD { seen.add(try await $0.collect()) }
        try await stream.start()
        let end = Task { try await stream.awaitTermination() }
        // Not longer, as the clock also limits the stop.
        while recorder.generationFailures.entries.isEmpty {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }
        await #expect { try await end.value } throws: { ($0 as? StreamingError)?.underlyingError is Boom }
        #expect(seen.entries.flatMap { $0 } == [1])
    }

    @Test func aRateStreamCountsOn() async throws {
        let batches = try await collect(25) { $0.rateStream(perSecond: 8, partitions: 2) }
        #expect(batches == [Array(0..<8), Array(8..<16), Array(16..<24), Array(24..<32)])
    }

    @Test func filesAreReadOnceWhenTheyAppear() async throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("old\n".utf8, "old.txt")
        let path = URL(filePath: try folder.write("x".utf8, "_hidden")).deletingLastPathComponent().path
        let batches = try await collect(3) { stream in
            stream.textFileStream(path)
        } after: {
            _ = try folder.write("one\r\ntwo".utf8, "b.txt")
            _ = try folder.write("zero\n".utf8, "a.txt")
            _ = try folder.write("partial".utf8, "c.tmp")
        }
        #expect(batches == [["zero", "one", "two"]])
    }

    @Test func aMissingDirectoryIsNamed() async throws {
        let (stream, _) = try makeStream()
        stream.textFileStream("/no/such/place").print { _ in }
        let error = await #expect(throws: StreamingError.self) { try await stream.start() }
        #expect(error?.message.contains("/no/such/place") == true)
    }

    @Test func linesAreCutAtLineEndsAcrossBlocks() {
        var splitter = LineSplitter()
        var lines: [String] = []
        for block in ["a", "b\nc\r", "\n\n", "d"] { splitter.add(Array(block.utf8)[...]) { lines.append($0) } }
        #expect(lines == ["ab", "c", ""])
        splitter.finish { lines.append($0) }
        splitter.finish { lines.append($0) }
        #expect(lines == ["ab", "c", "", "d"])
    }

    @Test func aTextSocketReadsLinesAndConnectsAgain() async throws {
        let server = try LineServer(lines: [["a", "b"], ["c"]])
        var configuration = StreamingConfiguration()
        configuration.receivers.restartDelay = .zero
        let batches = try await collect(3, configuration: configuration) { stream in
            stream.socketTextStream(host: "127.0.0.1", port: server.port)
        }
        #expect(batches.flatMap { $0 } == ["a", "b", "c"])
    }
}
