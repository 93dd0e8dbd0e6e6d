// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace transactions list`.
struct TransactionsListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the transactional ids with their states.")

    @OptionGroup var connection: ClientOptions

    @Option(help: "State to print, such as Ongoing. May be given several times. Without it: all.")
    var state: [String] = []

    @Option(help: "Print transactions that have been open for longer: a whole number with the unit ms, s or m.")
    var openFor: DurationArgument?

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per transactional id.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let filter = TransactionFilter(states: Set(state.map { TransactionState($0) }), openFor: openFor?.duration)
        let transactions = try await client.listTransactions(filter)
        var table = TextTable([
            ("TRANSACTIONAL ID", .text), ("STATE", .text), ("PRODUCER", .number), ("COORDINATOR", .number),
        ])
        for transaction in transactions.elements {
            if isJSON {
                output.line([
                    "transactional_id": .string(transaction.transactionalID), "state": .string(transaction.state.name),
                    "producer_id": .number(transaction.producerID), "coordinator": .integer(transaction.coordinator),
                ])
            } else {
                table.add(
                    transaction.transactionalID, transaction.state.name, "\(transaction.producerID)",
                    "\(transaction.coordinator)")
            }
        }
        if !isJSON { table.write(to: &output) }
        try transactions.checkBrokers()
    }
}
