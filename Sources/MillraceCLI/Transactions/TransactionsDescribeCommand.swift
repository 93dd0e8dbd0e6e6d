// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace transactions describe`.
struct TransactionsDescribeCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Print transactional ids with their transactions and partitions.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Transactional ids to describe.", valueName: "id"))
    var ids: [String]

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per transactional id.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let results = try await client.describeTransactions(ids)
        var table = TextTable([
            ("TRANSACTIONAL ID", .text), ("STATE", .text), ("PRODUCER", .number), ("EPOCH", .number),
            ("TIMEOUT MS", .number), ("STARTED MS", .number), ("PARTITIONS", .text),
        ])
        var failures = ItemFailures()
        for id in ids {
            switch results[id] {
            case .success(let found)?:
                if isJSON {
                    output.line(Self.json(found))
                } else {
                    table.add(
                        id, found.state.name, "\(found.producerID)", "\(found.producerEpoch)",
                        "\(Self.milliseconds(found))", Display.number(found.startTime),
                        Display.partitions(found.partitions))
                }
            case .failure(let error)?: failures.add(error)
            case nil: break
            }
        }
        if !isJSON { table.write(to: &output) }
        try failures.check(of: ids.count)
    }

    private static func milliseconds(_ transaction: TransactionDescription) -> Int64 {
        Int64(transaction.timeout / .milliseconds(1))
    }

    private static func json(_ transaction: TransactionDescription) -> JSONValue {
        [
            "transactional_id": .string(transaction.transactionalID), "state": .string(transaction.state.name),
            "producer_id": .number(transaction.producerID), "producer_epoch": .integer(transaction.producerEpoch),
            "timeout_ms": .number(milliseconds(transaction)), "start_time_ms": .integer(transaction.startTime),
            "partitions": .array(
                transaction.partitions.map { ["topic": .string($0.topic), "partition": .integer($0.partition)] }),
        ]
    }
}
