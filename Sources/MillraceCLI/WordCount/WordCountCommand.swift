// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import Logging
import MillraceKafka

/// `millrace wordcount`: counts the words of a topic of any Kafka cluster.
struct WordCountCommand: AsyncParsableCommand {
    enum Start: String, CaseIterable, Decodable, ExpressibleByArgument { case earliest, latest, committed }

    static let configuration = CommandConfiguration(
        commandName: "wordcount",
        abstract: "Count the words of a topic, batch by batch.",
        discussion: """
            Prints a line per batch and, at the end, the most frequent words and the totals. Words are what stands between \
            ASCII white space, compared byte by byte. Ctrl-C finishes the batches that were begun, then prints the totals.
            """)

    @Option(help: "Brokers to begin with, as HOST:PORT[,HOST:PORT…].")
    var bootstrapServer: String

    @Option(help: "The topic to read.")
    var topic: String

    @Option(help: "The consumer group that offsets are committed to after each batch's output is done.")
    var group: String?

    @Option(
        help:
            "Where to begin: earliest, latest, or committed, which needs a group (default: committed with a group, else earliest)."
    )
    var from: Start?

    @Flag(help: "End at the last record that each partition had at the start.")
    var untilEnd = false

    @Option(help: "Time between batches, such as 500ms, 2s or 1m.")
    var batchInterval = DurationArgument(.milliseconds(500))

    @Option(help: "The most records per second that are read of one partition (default: no limit).")
    var maxRatePerPartition: Int?

    @Option(help: "Threads that tasks run on (default: one per processor).")
    var threads: Int?

    @Option(help: "A file of Kafka client properties, a line each; --property and --bootstrap-server override it.")
    var commandConfig: String?

    @Option(
        name: .customLong("property"),
        help: "A Kafka client property as NAME=VALUE, such as request.timeout.ms=5000. May be given several times.")
    var properties: [String] = []

    func validate() throws {
        if from == .committed && group == nil { throw ValidationError("--from committed needs --group") }
        if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more") }
        if let maxRatePerPartition, maxRatePerPartition < 1 {
            throw ValidationError("--max-rate-per-partition must be 1 or more; leave it out for no limit")
        }
        for property in properties where !property.contains("=") {
            throw ValidationError("--property \(property): write NAME=VALUE")
        }
    }

    func run() async throws {
        ToolLog.start()
        var named = try commandConfig.map { try PropertyFile.read($0) } ?? [:]
        named["bootstrap.servers"] = bootstrapServer
        for property in properties {
            let parts = property.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            named[String(parts[0])] = String(parts[1])
        }
        let settings = try ConsumerConfiguration(properties: named)
        let logger = Logger(label: "millrace")
        let client = try ClusterClient(settings.client, logger: logger)
        let starting: StartingOffsets =
            switch from {
            case .earliest: .earliest
            case .latest: .latest
            case .committed: .committed
            case nil: group == nil ? .earliest : .committed
            }
        let stream = DirectStreamConfiguration(
            groupID: group ?? settings.groupID, startingOffsets: starting,
            // Where nothing is committed the whole topic is counted, unless the property says otherwise.
            offsetReset: named["auto.offset.reset"] == nil ? .earliest : settings.offsetReset,
            untilEnd: untilEnd, maxRatePerPartition: maxRatePerPartition, fetch: settings.fetch)
        let job = WordCountJob(
            client: client, topic: topic, stream: stream, batchInterval: batchInterval.duration,
            threads: threads ?? Processors.count, logger: logger)
        do {
            try await job.run()
        } catch {
            await client.close()
            throw error
        }
        await client.close()
    }
}
