// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import Logging
import Millrace
import MillraceKafka

/// `millrace wordcount`: counts the words of a topic of any Kafka cluster.
struct WordCountCommand: AsyncParsableCommand {
    enum Start: String, CaseIterable, Decodable, ExpressibleByArgument { case earliest, latest, committed }

    static let configuration = CommandConfiguration(
        commandName: "wordcount",
        abstract: "Count the words of a topic, batch by batch.",
        discussion: """
            Prints a line per batch and, at the end, the most frequent words and the totals. Words are separated by \
            ASCII white space and compared byte by byte. Ctrl-C finishes the running and queued batches, then prints the \
            totals.

            While brokers are down the job waits and says so on standard error.

            TLS and authentication are set by properties: security.protocol, sasl.* and ssl.*.
            """)

    @OptionGroup var connection: ClientOptions

    @Option(name: [.customShort("t", allowingJoined: true), .customLong("topic")], help: "Topic to read.")
    var topic: String

    @Option(
        help: """
            Consumer group to which offsets are committed when a batch's output is done. Without it: the property \
            group.id, if it is given. The property enable.auto.commit=false turns commits off.
            """)
    var group: String?

    @Option(
        help: ArgumentHelp(
            """
            First offset to read. Without it: committed with a group, else as the property auto.offset.reset says, or \
            earliest. Partitions without a committed offset start as that property says, or at earliest.
            """, valueName: "offset")
    )
    var from: Start?

    @Flag(help: "Stop at the last record that each partition had at the start.")
    var untilEnd = false

    @Flag(
        help: """
            Go on at the first record left, and count the lost ones, when records were deleted before they were read. \
            Without it that is an error.
            """)
    var skipLostRecords = false

    @Option(help: "Time between batches: a whole number with the unit ms, s or m.")
    var batchInterval = DurationArgument(.milliseconds(500))

    @Option(help: "Maximum number of records per second and partition. Without it: no limit.")
    var maxRatePerPartition: Int?

    @Option(help: "Number of task threads. Without it: one per processor.")
    var threads: Int?

    func validate() throws {
        if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more") }
        if let maxRatePerPartition, maxRatePerPartition < 1 {
            throw ValidationError("--max-rate-per-partition must be 1 or more; leave it out for no limit")
        }
    }

    func run() async throws {
        ToolLog.start()
        let logger = Logger(label: "millrace")
        let settings = try WordCountSettings(self)
        for note in settings.notes { logger.warning("\(note)") }
        let client = try ClusterClient(settings.client, logger: logger)
        let job = WordCountJob(
            client: client, topic: topic, stream: settings.stream, batchInterval: batchInterval.duration,
            threads: threads ?? Platform.processorCount, logger: logger)
        do {
            try await job.run()
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}
