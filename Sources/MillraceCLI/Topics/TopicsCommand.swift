// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `millrace topics`: its subcommands list and change topics.
struct TopicsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "topics", abstract: "List, describe, create, change and delete topics.",
        subcommands: [
            TopicsListCommand.self, TopicsDescribeCommand.self, TopicsCreateCommand.self,
            TopicsAddPartitionsCommand.self, TopicsDeleteRecordsCommand.self, TopicsDeleteCommand.self,
        ],
        defaultSubcommand: TopicsListCommand.self)
}
