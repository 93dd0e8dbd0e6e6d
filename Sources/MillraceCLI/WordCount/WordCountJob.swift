// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import Logging
import Millrace
import MillraceKafka
import UnixSignals

/// The word count of both commands: a direct stream, word counts per batch, and totals at the end.
struct WordCountJob {
    var client: ClusterClient
    var topic: String
    var stream: DirectStreamConfiguration
    var batchInterval: Duration
    var threads: Int
    var logger: Logger

    private static let memoryLimit = 16 << 20

    /// Runs until the end of the stream, or until SIGINT or SIGTERM stops it gracefully, then prints the totals; also
    /// those of a stream that failed, because its offsets are committed.
    func run() async throws {
        var configuration = EngineConfiguration(appName: "wordcount", master: .local(threads: threads))
        // Tables of large batches go to disk: beside the totals they would take most of the memory.
        configuration.memoryLimit = Self.memoryLimit
        let engine = MillraceContext(configuration, logger: logger)
        let streaming = try StreamingContext(engine, batchDuration: batchInterval)
        let input = try streaming.kafkaDirectStream(client, topics: [topic], configuration: stream) { $1.value }

        let totals = WordTotals()
        input
            .flatMap { (value: ByteSlice?, emit: (ShortBytes) throws -> Void) in
                try emit(WordTotals.record)
                for word in (value ?? .empty).fields(as: ShortBytes.self) { try emit(word) }
            }
            .map { ($0, 1) }
            .reduceByKey(+)
            .foreachRDD(name: "add to totals") { counts, _ in
                // All partitions first, as a batch that fails must add nothing.
                for block in try await WordTotals.packed(counts).collect() { try totals.add(block) }
            }
        streaming.addListener(BatchPrinter(streaming: streaming) { input.isAtEnd })

        try await streaming.start()
        do {
            try await awaitEnd(of: streaming)
        } catch {
            Console.print(totals.report(top: 10))
            throw error
        }
        Console.print(totals.report(top: 10))
    }

    private func awaitEnd(of streaming: StreamingContext) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await streaming.awaitTermination() }
            group.addTask {
                for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                    Console.print("\(signal): finishing the running and queued batches")
                    streaming.requestStop(gracefully: true)
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }
}
