// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command-line tool.
@main
struct MillraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "millrace",
        abstract: "Look at Kafka clusters, read and write records, run streaming jobs, test clusters and recordings.",
        discussion: "The exit status is 0 after success, 1 after a failure, and 64 if the arguments are wrong.",
        groupedSubcommands: [
            CommandGroup(
                name: "Records and clusters",
                subcommands: [
                    ConsumeCommand.self, ProduceCommand.self, TopicsCommand.self, GroupsCommand.self, LagCommand.self,
                    ConfigsCommand.self, TransactionsCommand.self, MetadataCommand.self,
                ]),
            CommandGroup(
                name: "Streaming",
                subcommands: [
                    WordCountCommand.self, DemoCommand.self, SuperviseCommand.self, WALCommand.self,
                    CheckpointCommand.self,
                ]),
            CommandGroup(
                name: "Testing", subcommands: [BrokerCommand.self, CaptureCommand.self, DecodeCommand.self]),
        ])
}
