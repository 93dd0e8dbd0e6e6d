// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `millrace transactions`: its subcommands look at transactions, and end those that hang.
struct TransactionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transactions", abstract: "List and describe transactions and producers, and abort hanging ones.",
        subcommands: [
            TransactionsListCommand.self, TransactionsDescribeCommand.self, TransactionsProducersCommand.self,
            TransactionsAbortCommand.self,
        ], defaultSubcommand: TransactionsListCommand.self)
}
