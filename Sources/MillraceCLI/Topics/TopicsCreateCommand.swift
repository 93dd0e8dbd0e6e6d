// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace topics create`.
struct TopicsCreateCommand: ClientCommand {
    static let configuration = CommandConfiguration(commandName: "create", abstract: "Create topics.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Topics to create.", valueName: "topic"))
    var topics: [String]

    @Option(
        name: [.customShort("p", allowingJoined: true), .long],
        help: "Number of partitions of each topic. Without it: the broker's num.partitions.")
    var partitions: Int?

    @Option(
        name: [.customShort("r", allowingJoined: true), .long],
        help: "Number of brokers that keep each partition. Without it: the broker's default.replication.factor.")
    var replicationFactor: Int?

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Property of the topics, such as cleanup.policy=compact. May be given several times.",
            valueName: "name=value"))
    var config: [PropertyArgument] = []

    func validate() throws {
        if let partitions, partitions < 1 { throw ValidationError("--partitions must be 1 or more") }
        if let replicationFactor, replicationFactor < 1 {
            throw ValidationError("--replication-factor must be 1 or more")
        }
    }

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let configs = Dictionary(config.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        var failures = ItemFailures()
        for topic in topics {
            do {
                let created = try await client.createTopic(
                    topic, partitions: partitions, replicationFactor: replicationFactor, configs: configs)
                output.line("created \(topic) with \(created.partitions.count) partitions")
            } catch let error as KafkaError {
                failures.add(error)
            }
        }
        try failures.check(of: topics.count)
    }
}
