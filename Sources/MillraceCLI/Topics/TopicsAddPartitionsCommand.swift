// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace topics add-partitions`.
struct TopicsAddPartitionsCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-partitions",
        abstract: "Give topics more partitions.",
        discussion: "Records that are there stay where they are, so that keys may go to other partitions from then on.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Topics to change.", valueName: "topic"))
    var topics: [String]

    @Option(
        name: [.customShort("p", allowingJoined: true), .long],
        help: "Number of partitions that each topic is to have, more than it has now.")
    var partitions: Int

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let counts = Dictionary(topics.map { ($0, partitions) }) { first, _ in first }
        let results = try await client.createPartitions(counts)
        try ItemFailures.report(topics, results, to: &output) { topic, _ in
            "\(topic) has \(partitions) partitions"
        }
    }
}
