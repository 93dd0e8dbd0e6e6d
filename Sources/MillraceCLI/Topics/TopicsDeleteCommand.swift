// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace topics delete`.
struct TopicsDeleteCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete topics with all their records.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Topics to delete.", valueName: "topic"))
    var topics: [String]

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let results = try await client.deleteTopics(topics)
        try ItemFailures.report(topics, results, to: &output) { topic, _ in "deleted \(topic)" }
    }
}
