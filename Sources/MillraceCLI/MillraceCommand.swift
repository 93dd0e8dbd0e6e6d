// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command-line tool.
@main
struct MillraceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "millrace",
        abstract: "Streaming jobs over Kafka.",
        subcommands: [
            WordCountCommand.self, DemoCommand.self, BrokerCommand.self, CaptureCommand.self, DecodeCommand.self,
        ])
}
