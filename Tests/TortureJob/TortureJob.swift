// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import Logging
import Millrace
import MillraceKafka

/// A streaming job to be killed: it reads the topic "in", counts each key's records in a state, and writes every record
/// with its count to two outputs, and those of the last batches to a third.
///
///     TortureJob --bootstrap ADDRESS --folder FOLDER --total RECORDS [--topic TOPIC] [--crash PLACE --hit NUMBER]
///         [--after MS]
///
/// With a topic it writes the records there, exactly once, in place of the files.
/// It ends with status 0 once it has read `total` records in all its lives together.
@main
package struct TortureJob {
    /// Time between batches, and length of the window, in milliseconds.
    package static let interval: Int64 = 20
    package static let window: Int64 = 100

    package static func main() async throws {
        var options: [String: String] = [:]
        var arguments = CommandLine.arguments.dropFirst()
        while let name = arguments.popFirst(), let value = arguments.popFirst() { options[name] = value }
        guard let bootstrap = options["--bootstrap"], let folder = options["--folder"],
            let total = options["--total"].flatMap(Int64.init)
        else { exit(64) }
        if let delay = options["--after"].flatMap(UInt32.init) {
            Thread.detachNewThread {
                usleep(delay * 1000)
                Crash.now()
            }
        }
        let crash = Crash(point: options["--crash"], hit: options["--hit"].flatMap(Int.init) ?? 1)
        try await run(bootstrap, folder, total, options["--topic"], crash)
    }

    private static func run(
        _ bootstrap: String, _ folder: String, _ total: Int64, _ topic: String?, _ crash: Crash
    ) async throws {
        var logger = Logger(label: "torture") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let client = try ClusterClient(ClientConfiguration(bootstrapServers: [bootstrap]), logger: logger)
        let files = CrashingFileSystem(crash: crash)
        var log = WriteAheadLog.Settings()
        log.rollingBytes = 400
        var location = CheckpointLocation(
            store: DirectoryCheckpointStore(directory: folder + "/checkpoints", logSettings: log, files: files))
        location.keptGenerations = 3
        let output = try TortureOutput(folder: folder + "/output", files: files)
        let job = StreamingJob(
            "torture", checkpoint: location, batchDuration: .milliseconds(interval),
            engine: EngineConfiguration(appName: "torture", master: .local(threads: 2)), logger: logger
        ) { job in
            let counts = try counts(job, client)
            if let topic { counts.toKafka(topic, .exactlyOnce) } else { write(counts, to: output) }
            job.addListener(CrashingListener(crash: crash, total: total, stream: job))
        }
        try await job.run()
        await client.close()
    }

    /// Each record with its number among those of its key. A record's value is "PARTITION-NUMBER-KEY".
    private static func counts(_ job: StreamingContext, _ client: ClusterClient) throws -> DStream<String> {
        let input = try job.kafkaDirectStream(
            client, topics: ["in"],
            configuration: DirectStreamConfiguration(
                groupID: "torture", maxRatePerPartition: Int(4 * 1000 / interval), finalCommitTimeout: .seconds(600))
        ) { (partition: $0.partition, value: $1.value?.string ?? "") }
        return input.id("in").map { record -> (String, String) in
            (String(record.value.prefix { $0 != "-" }) + String(record.value.suffix(1)), record.value)
        }.mapWithState(
            StateSpec<String, String, Int, String> { _, value, state in
                let count = (state.value ?? 0) + 1
                try state.update(count)
                return "\(value ?? "") \(count)"
            }
        ).id("counts")
    }

    private static func write(_ counts: DStream<String>, to output: TortureOutput) {
        counts.foreachRDD(name: "append") { rdd, _ in try output.append(try await rdd.collect()) }
        counts.foreachRDD(name: "replace") { rdd, batch in
            let ranges = batch.offsetRanges.map { "\($0.partition):\($0.fromOffset)-\($0.untilOffset)" }
            let lines = try await rdd.collect()
            try output.replace("output-\(batch.time.milliseconds)", [ranges.joined(separator: " ")] + lines)
        }
        counts.window(.milliseconds(window)).foreachRDD(name: "window") { rdd, batch in
            try output.replace("window-\(batch.time.milliseconds)", try await rdd.collect().sorted())
        }
    }
}

/// Passes the places of the driver, and stops the stream once everything is read.
private struct CrashingListener: StreamingListener {
    let crash: Crash
    let total: Int64
    let stream: StreamingContext

    func batchSubmitted(_ batch: BatchInfo) { crash.pass("batch.planned") }
    func batchStarted(_ batch: BatchInfo) { crash.pass("batch.started") }
    func outputOperationStarted(_ operation: OutputOperationInfo, batch: BatchTime) { crash.pass("output.started") }
    func outputOperationCompleted(_ operation: OutputOperationInfo, batch: BatchTime) { crash.pass("output.done") }

    func batchCompleted(_ batch: BatchInfo) {
        crash.pass("batch.done")
        let ends = batch.inputs.flatMap { $0.metadata as? [OffsetRange] ?? [] }.map(\.untilOffset)
        if batch.failureReason == nil, ends.reduce(0, +) == total { stream.requestStop() }
    }
}
