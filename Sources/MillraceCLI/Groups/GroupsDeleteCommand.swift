// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace groups delete`.
struct GroupsDeleteCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete groups without members, with their offsets.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: ArgumentHelp("Groups to delete.", valueName: "group"))
    var groups: [String]

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let results = try await client.deleteGroups(groups)
        try ItemFailures.report(groups, results, to: &output) { group, _ in "deleted \(group)" }
    }
}
