// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Logging
import Millrace
import MillraceKafka

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `millrace demo`: the word count over a file's lines, with the broker in the same process.
struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Count the words of a file through an in-process broker.",
        discussion: """
            Starts a broker on the loopback interface, writes the file's lines to a topic of 4 partitions, and counts \
            its words in about four batches. Needs no other software or cluster.
            """)

    @Option(help: "Text file to read.")
    var file = "LICENSE"

    @Option(help: "Time between batches: a whole number with the unit ms, s or m.")
    var batchInterval = DurationArgument(.milliseconds(500))

    private static let topic = "lines"
    private static let partitions = 4

    func run() async throws {
        ToolLog.start()
        let lines = try Self.lines(of: file)
        let logger = Logger(label: "millrace")
        let cluster = try await TestCluster.start()
        let client = try ClusterClient(
            ClientConfiguration(bootstrapServers: cluster.bootstrapServers), logger: logger)
        do {
            try await client.createTopic(Self.topic, partitions: Self.partitions)
            try await produce(lines, with: client)
            Console.print(
                "\(lines.count) lines of \(file) are in topic \"\(Self.topic)\" at \(cluster.bootstrapServers.joined())"
            )
            try await job(client, lineCount: lines.count, logger: logger).run()
        } catch {
            await client.close()
            await cluster.stop()
            throw error
        }
        await client.close()
        await cluster.stop()
    }

    /// The file's lines without their line feeds. Bytes after the last line feed are a line too.
    private static func lines(of file: String) throws -> [ByteSlice] {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file))
        } catch {
            throw ValidationError("--file \(file): the file cannot be read: \(error)")
        }
        let text = ByteSlice(copying: data)
        var lines: [ByteSlice] = []
        var start = 0
        for index in 0..<text.count where text[index] == 0x0a {
            lines.append(text[start..<index])
            start = index + 1
        }
        if start < text.count { lines.append(text[start..<text.count]) }
        return lines
    }

    private func produce(_ lines: [ByteSlice], with client: ClusterClient) async throws {
        let producer = try KafkaProducer(client: client, configuration: ProducerConfiguration())
        let records = lines.enumerated().map { index, line in
            ProducerRecord(topic: Self.topic, partition: Int32(index % Self.partitions), value: line)
        }
        _ = try await producer.send(contentsOf: records)
        try await producer.close()
    }

    private func job(_ client: ClusterClient, lineCount: Int, logger: Logger) -> WordCountJob {
        // Slow enough for about four batches at any file size, to show batches at work.
        let interval = batchInterval.duration / .seconds(1)
        let rate = (Double(lineCount) / Double(Self.partitions) / 4 / interval).rounded(.up)
        let stream = DirectStreamConfiguration(
            groupID: "demo", startingOffsets: .earliest, untilEnd: true, maxRatePerPartition: max(Int(rate), 1))
        return WordCountJob(
            client: client, topic: Self.topic, stream: stream, batchInterval: batchInterval.duration,
            threads: Platform.processorCount, logger: logger)
    }
}
