// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaProtocol

/// `millrace metadata`: brokers, topics and partitions, in the form of kcat -L.
struct MetadataCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "metadata", abstract: "Print the brokers of a cluster, its topics and their partitions.")

    @OptionGroup var connection: ClientOptions

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("topic")],
        help: "Topic to print. May be given several times. Without it: all.")
    var topics: [String] = []

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print one JSON object, with the fields of kcat.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let metadata = try await client.metadata(topics: topics.isEmpty ? nil : topics)
        if isJSON { output.line(Self.json(metadata, topics)) } else { Self.print(metadata, topics, to: &output) }
        for name in topics where metadata.topics[name]?.error != nil || metadata.topics[name] == nil {
            throw TopicLookup.failure(name, metadata.topics[name]?.error)
        }
    }

    // MARK: Text

    static func print(_ metadata: ClusterMetadata, _ names: [String], to output: inout OutputBuffer) {
        let subject = names.isEmpty ? "all topics" : names.joined(separator: ", ")
        output.line("Metadata for \(subject) (from cluster \(metadata.clusterID ?? "without an id")):")
        output.line(" \(metadata.brokers.count) brokers:")
        for broker in metadata.brokers {
            let rack = broker.rack.map { ", rack \($0)" } ?? ""
            let role = broker.id == metadata.controllerID ? " (controller)" : ""
            output.line("  broker \(broker.id) at \(broker.host):\(broker.port)\(rack)\(role)")
        }
        output.line(" \(metadata.topics.count) topics:")
        for topic in metadata.topics.values.sorted(by: { $0.name < $1.name }) {
            let error = topic.error.map { " \($0.text ?? "") [\($0)]" } ?? ""
            output.line("  topic \"\(topic.name)\" with \(topic.partitions.count) partitions:\(error)")
            for partition in topic.partitions { output.line("    \(Self.text(partition))") }
        }
    }

    private static func text(_ partition: ClusterMetadata.Partition) -> String {
        let error = partition.error.map { ", \($0.text ?? "") [\($0)]" } ?? ""
        return "partition \(partition.number), leader \(partition.leader ?? -1), "
            + "replicas: \(Display.list(partition.replicas)), isrs: \(Display.list(partition.inSyncReplicas))\(error)"
    }

    // MARK: JSON

    static func json(_ metadata: ClusterMetadata, _ names: [String]) -> JSONValue {
        let topics = metadata.topics.values.sorted { $0.name < $1.name }
        return .object([
            ("clusterid", .text(metadata.clusterID)),
            ("query", ["topic": .string(names.isEmpty ? "*" : names.joined(separator: ","))]),
            ("controllerid", .integer(metadata.controllerID ?? -1)),
            ("brokers", .array(metadata.brokers.map(Self.json))), ("topics", .array(topics.map(Self.json))),
        ])
    }

    private static func json(_ broker: ClusterMetadata.Broker) -> JSONValue {
        var fields: [(name: String, value: JSONValue)] = [
            ("id", .integer(broker.id)), ("name", .string("\(broker.host):\(broker.port)")),
        ]
        if let rack = broker.rack { fields.append(("rack", .string(rack))) }
        return .object(fields)
    }

    private static func json(_ topic: ClusterMetadata.Topic) -> JSONValue {
        var fields: [(name: String, value: JSONValue)] = [("topic", .string(topic.name))]
        if let error = topic.error { fields.append(("error", .string("\(error)"))) }
        fields.append(("partitions", .array(topic.partitions.map(Self.json))))
        return .object(fields)
    }

    private static func json(_ partition: ClusterMetadata.Partition) -> JSONValue {
        func list(_ ids: [Int32]) -> JSONValue { .array(ids.map { ["id": .integer($0)] }) }
        var fields: [(name: String, value: JSONValue)] = [("partition", .integer(partition.number))]
        if let error = partition.error { fields.append(("error", .string("\(error)"))) }
        fields.append(("leader", .integer(partition.leader ?? -1)))
        fields.append(("replicas", list(partition.replicas)))
        fields.append(("isrs", list(partition.inSyncReplicas)))
        return .object(fields)
    }
}
