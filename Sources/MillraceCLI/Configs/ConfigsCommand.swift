// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `millrace configs`: its subcommands show and change configs of topics, brokers and groups.
struct ConfigsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configs", abstract: "Print and change configs of topics, brokers and groups.",
        subcommands: [ConfigsDescribeCommand.self, ConfigsAlterCommand.self],
        defaultSubcommand: ConfigsDescribeCommand.self)
}
