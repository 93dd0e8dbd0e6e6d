// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `millrace groups`: its subcommands look at groups, and change their offsets.
struct GroupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "groups", abstract: "List, describe, reset and delete consumer groups.",
        subcommands: [
            GroupsListCommand.self, GroupsDescribeCommand.self, GroupsResetCommand.self, GroupsDeleteCommand.self,
        ], defaultSubcommand: GroupsListCommand.self)
}
