// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace transactions producers`.
struct TransactionsProducersCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "producers",
        abstract: "Print the producers that the leaders of a topic's partitions remember.",
        discussion: "The first offset of an open transaction holds back readers of committed records.")

    @OptionGroup var connection: ClientOptions

    @Option(name: [.customShort("t", allowingJoined: true), .long], help: "Topic that the producers write to.")
    var topic: String

    @Option(name: [.customShort("p", allowingJoined: true), .long], help: "Partition. Without it: all.")
    var partition: Int32?

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per producer.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let partitions = try await TopicLookup.partitions([topic], partition, client)
        let results = try await client.describeProducers(partitions)
        var table = TextTable([
            ("PARTITION", .number), ("PRODUCER", .number), ("EPOCH", .number), ("LAST SEQUENCE", .number),
            ("LAST TIME MS", .number), ("COORDINATOR EPOCH", .number), ("OPEN FROM", .number),
        ])
        var failures = ItemFailures()
        for partition in partitions {
            switch results[partition] {
            case .success(let producers)?:
                for producer in producers {
                    if isJSON {
                        output.line(Self.json(producer, partition))
                    } else {
                        table.add(
                            "\(partition.partition)", "\(producer.producerID)", "\(producer.producerEpoch)",
                            "\(producer.lastSequence)", Display.number(producer.lastTimestamp),
                            Display.number(producer.coordinatorEpoch), Display.number(producer.transactionStartOffset))
                    }
                }
            case .failure(let error)?: failures.add(error)
            case nil: break
            }
        }
        if !isJSON { table.write(to: &output) }
        try failures.check(of: partitions.count)
    }

    private static func json(_ producer: ActiveProducer, _ partition: TopicPartition) -> JSONValue {
        [
            "topic": .string(partition.topic), "partition": .integer(partition.partition),
            "producer_id": .number(producer.producerID), "producer_epoch": .integer(producer.producerEpoch),
            "last_sequence": .integer(producer.lastSequence), "last_time_ms": .integer(producer.lastTimestamp),
            "coordinator_epoch": .integer(producer.coordinatorEpoch),
            "open_from": .integer(producer.transactionStartOffset),
        ]
    }
}
