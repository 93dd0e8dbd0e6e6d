// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import Logging
import Millrace
import MillraceKafka
import Synchronization

/// A streaming job to be killed: it reads the topic "in", counts each key's records in a state, and writes every record
/// with its count to two outputs, and those of the last batches to a third.
///
///     TortureJob --bootstrap ADDRESS,… --folder FOLDER --total RECORDS [--name NAME] [--topic TOPIC]
///         [--source receiver] [--rate RECORDS] [--interval MS] [--batches NUMBER] [--crash PLACE --hit NUMBER]
///         [--after MS]
///
/// With a topic it writes the records there, exactly once, in place of the files. With a receiver it reads as a member
/// of a group, with a write-ahead log, so that a record may come twice. It ends with status 0 once it has read `total`
/// records in all its lives together.
///
///     TortureJob --broker FOLDER --port PORT [--after MS]
///
/// is a broker that can be killed.
@main
package struct TortureJob {
    /// Time between batches unless the command line has another, and length of the window, in milliseconds.
    package static let interval: Int64 = 20
    package static let window: Int64 = 100

    package static func main() async throws {
        let pairs = TortureOptions.pairs(CommandLine.arguments.dropFirst())
        if let delay = pairs["--after"].flatMap({ UInt32($0) }) {
            Thread.detachNewThread {
                usleep(delay * 1000)
                Crash.now()
            }
        }
        if let folder = pairs["--broker"], let port = pairs["--port"].flatMap({ UInt16($0) }) {
            return try await TortureBroker.run(folder: folder, port: port)
        }
        guard let options = TortureOptions(pairs) else { exit(64) }
        try await run(options)
    }

    private static func run(_ options: TortureOptions) async throws {
        var logger = Logger(label: "torture") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = .warning
        let client = try ClusterClient(
            ClientConfiguration(bootstrapServers: options.bootstrapServers), logger: logger)
        let files = CrashingFileSystem(crash: options.crash)
        var log = WriteAheadLog.Settings()
        log.rollingBytes = 400
        var location = CheckpointLocation(
            store: DirectoryCheckpointStore(
                directory: options.folder + "/checkpoints", logSettings: log, files: files))
        location.keptGenerations = 3
        // The rate is fixed: backpressure would follow the load of the machine.
        var configuration = StreamingConfiguration(backpressure: nil)
        configuration.receivers.writeAheadLog = options.usesReceiver
        configuration.receivers.blockInterval = .milliseconds(interval / 2)
        configuration.receivers.restartDelay = .milliseconds(interval)
        let output = try TortureOutput(folder: options.folder + "/output", files: files)
        let job = StreamingJob(
            options.name, checkpoint: location, batchDuration: .milliseconds(options.interval),
            engine: EngineConfiguration(appName: options.name, master: .local(threads: 2)),
            configuration: configuration, logger: logger
        ) { job in
            let counts = counts(try input(job, client, options))
            if let topic = options.topic {
                counts.toKafka(topic, .exactlyOnce)
            } else {
                write(counts, to: output, options)
            }
            job.addListener(CrashingListener(options: options, output: output, stream: job))
        }
        try await job.run()
        await client.close()
    }

    private static func input(
        _ job: StreamingContext, _ client: ClusterClient, _ options: TortureOptions
    ) throws -> DStream<String> {
        guard options.usesReceiver else {
            return try job.kafkaDirectStream(
                client, topics: ["in"],
                configuration: DirectStreamConfiguration(
                    groupID: options.name, maxRatePerPartition: options.rate, finalCommitTimeout: .seconds(600))
            ) { $1.value?.string ?? "" }.id("in")
        }
        var consumer = ConsumerConfiguration(
            client: ClientConfiguration(bootstrapServers: options.bootstrapServers), groupID: options.name,
            offsetReset: .earliest)
        // A static member is back at once; the group would wait for the session of one that was killed.
        consumer.groupInstanceID = options.name
        consumer.heartbeatInterval = .milliseconds(100)
        consumer.fetch.maxWait = .milliseconds(interval)
        return try job.kafkaReceiverStream(
            .topics(["in"]), configuration: KafkaReceiverConfiguration(consumer: consumer), client: client
        ) { $1.value?.string ?? "" }.id("in")
    }

    /// Each record with its number among those of its key. A record's value is "PARTITION-NUMBER-KEY".
    private static func counts(_ input: DStream<String>) -> DStream<String> {
        input.map { value -> (String, String) in
            (String(value.prefix { $0 != "-" }) + String(value.suffix(1)), value)
        }.mapWithState(
            StateSpec<String, String, Int, String> { _, value, state in
                let count = (state.value ?? 0) + 1
                try state.update(count)
                return "\(value ?? "") \(count)"
            }
        ).id("counts")
    }

    private static func write(_ counts: DStream<String>, to output: TortureOutput, _ options: TortureOptions) {
        counts.foreachRDD(name: "append") { rdd, _ in try output.append(try await rdd.collect()) }
        counts.foreachRDD(name: "replace") { rdd, batch in
            let ranges =
                options.usesReceiver
                ? [] : batch.offsetRanges.map { "\($0.partition):\($0.fromOffset)-\($0.untilOffset)" }
            let lines = try await rdd.collect()
            try output.replace("output-\(batch.time.milliseconds)", [ranges.joined(separator: " ")] + lines)
        }
        counts.window(.milliseconds(window)).foreachRDD(name: "window") { rdd, batch in
            try output.replace("window-\(batch.time.milliseconds)", try await rdd.collect().sorted())
        }
    }
}

/// Passes the places of the driver, and stops the stream once everything is read, after as many batches as the command
/// line says.
private final class CrashingListener: StreamingListener {
    private let options: TortureOptions
    private let output: TortureOutput
    private let stream: StreamingContext
    private let batchCount = Atomic(0)

    init(options: TortureOptions, output: TortureOutput, stream: StreamingContext) {
        self.options = options
        self.output = output
        self.stream = stream
    }

    func batchSubmitted(_ batch: BatchInfo) { options.crash.pass("batch.planned") }
    func batchStarted(_ batch: BatchInfo) { options.crash.pass("batch.started") }
    func outputOperationStarted(_ operation: OutputOperationInfo, batch: BatchTime) {
        options.crash.pass("output.started")
    }
    func outputOperationCompleted(_ operation: OutputOperationInfo, batch: BatchTime) {
        options.crash.pass("output.done")
    }

    func batchCompleted(_ batch: BatchInfo) {
        options.crash.pass("batch.done")
        let count = batchCount.add(1, ordering: .relaxed).newValue
        if count >= options.batches, batch.failureReason == nil, isEverythingRead(by: batch) { stream.requestStop() }
    }

    private func isEverythingRead(by batch: BatchInfo) -> Bool {
        // Records that come twice do not count.
        if options.usesReceiver { return output.distinctCount == options.total }
        let ends = batch.inputs.flatMap { $0.metadata as? [OffsetRange] ?? [] }.map(\.untilOffset)
        return ends.reduce(0, +) == options.total
    }
}
