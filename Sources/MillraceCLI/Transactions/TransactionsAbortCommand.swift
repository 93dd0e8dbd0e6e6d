// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace transactions abort`.
struct TransactionsAbortCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "abort",
        abstract: "Abort a transaction that hangs in a partition.",
        discussion: """
            Only for a transaction whose coordinator has lost it, so that it holds back readers for longer than its \
            timeout; `millrace transactions producers` prints it. Others end by themselves.
            """)

    @OptionGroup var connection: ClientOptions

    @Option(name: [.customShort("t", allowingJoined: true), .long], help: "Topic of the transaction.")
    var topic: String

    @Option(name: [.customShort("p", allowingJoined: true), .long], help: "Partition of the transaction.")
    var partition: Int32

    @Option(help: "Id of the producer.")
    var producerID: Int64

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let place = try await TopicLookup.partitions([topic], partition, client)[0]
        let producers = try await client.describeProducers([place])[place]?.get() ?? []
        guard let producer = producers.first(where: { $0.producerID == producerID }),
            let start = producer.transactionStartOffset
        else {
            throw ToolError(
                "producer \(producerID) has no open transaction in \(place): `millrace transactions producers` prints them"
            )
        }
        try await client.abortTransaction(of: producer, in: place)
        output.line("aborted the transaction of producer \(producerID) in \(place) from offset \(start) on")
    }
}
