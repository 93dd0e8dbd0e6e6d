// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace topics list`.
struct TopicsListCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Print the names of all topics.")

    @OptionGroup var connection: ClientOptions

    @Flag(help: "Print the topics of the cluster's own use too, such as __consumer_offsets.")
    var internalTopics = false

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per topic.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let topics = try await client.metadata(topics: nil).topics.values.sorted { $0.name < $1.name }
        for topic in topics where internalTopics || !topic.isInternal {
            if isJSON {
                output.line([
                    "topic": .string(topic.name), "partitions": .integer(topic.partitions.count),
                    "replicas": .integer(topic.partitions.first?.replicas.count ?? 0),
                    "internal": .bool(topic.isInternal),
                ])
            } else {
                output.line(topic.name)
            }
        }
    }
}
