// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command-line tool.
@main
struct MillraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "millrace",
        abstract: "Run streaming jobs over Kafka, a Kafka cluster for tests, and a recorder of Kafka traffic.",
        subcommands: [
            WordCountCommand.self, DemoCommand.self, BrokerCommand.self, CaptureCommand.self, DecodeCommand.self,
        ])
}
