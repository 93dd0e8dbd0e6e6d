// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace topics describe`.
struct TopicsDescribeCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Print the partitions of topics with their offsets and replicas.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Topics to describe. Without them: all.", valueName: "topic"))
    var topics: [String] = []

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per partition.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let described = try await described(client)
        let partitions = described.flatMap { topic in
            topic.partitions.map { TopicPartition(topic: topic.name, partition: $0.number) }
        }
        let first = try await client.offsets(Dictionary(uniqueKeysWithValues: partitions.map { ($0, .earliest) }))
        let end = try await client.offsets(Dictionary(uniqueKeysWithValues: partitions.map { ($0, .latest) }))
        var table = TextTable([
            ("TOPIC", .text), ("PARTITION", .number), ("LEADER", .number), ("FIRST", .number), ("END", .number),
            ("REPLICAS", .text), ("IN SYNC", .text),
        ])
        for topic in described {
            for partition in topic.partitions {
                let place = TopicPartition(topic: topic.name, partition: partition.number)
                let offsets = (try? first[place]?.get().offset, try? end[place]?.get().offset)
                if isJSON {
                    output.line(Self.json(topic, partition, offsets))
                } else {
                    table.add(
                        topic.name, "\(partition.number)", Display.number(partition.leader),
                        Display.number(offsets.0), Display.number(offsets.1), Display.list(partition.replicas),
                        Display.list(partition.inSyncReplicas))
                }
            }
        }
        if !isJSON { table.write(to: &output) }
    }

    private func described(_ client: ClusterClient) async throws -> [ClusterMetadata.Topic] {
        if !topics.isEmpty { return try await TopicLookup.topics(topics, client) }
        return try await client.metadata(topics: nil).topics.values.filter { !$0.isInternal }
            .sorted { $0.name < $1.name }
    }

    private static func json(
        _ topic: ClusterMetadata.Topic, _ partition: ClusterMetadata.Partition, _ offsets: (Int64?, Int64?)
    ) -> JSONValue {
        [
            "topic": .string(topic.name), "partition": .integer(partition.number), "leader": .integer(partition.leader),
            "first": .integer(offsets.0), "end": .integer(offsets.1),
            "replicas": .array(partition.replicas.map { .integer($0) }),
            "isrs": .array(partition.inSyncReplicas.map { .integer($0) }),
        ]
    }
}
