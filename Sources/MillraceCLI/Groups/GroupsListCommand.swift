// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace groups list`.
struct GroupsListCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Print the groups of all kinds, with their states.")

    @OptionGroup var connection: ClientOptions

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per group.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let groups = try await client.listGroups()
        var table = TextTable([
            ("GROUP", .text), ("KIND", .text), ("STATE", .text), ("PROTOCOL", .text), ("COORDINATOR", .number),
        ])
        for group in groups.elements {
            if isJSON {
                output.line([
                    "group": .string(group.groupID), "kind": .text(group.kind?.rawValue),
                    "state": .text(group.state?.name), "protocol": .string(group.protocolType),
                    "coordinator": .integer(group.coordinator),
                ])
            } else {
                table.add(
                    group.groupID, Display.text(group.kind?.rawValue), Display.text(group.state?.name),
                    Display.text(group.protocolType), "\(group.coordinator)")
            }
        }
        if !isJSON { table.write(to: &output) }
        try groups.checkBrokers()
    }
}
