// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace configs alter`.
struct ConfigsAlterCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "alter", abstract: "Change configs. Those that are not named keep their values.")

    @OptionGroup var connection: ClientOptions

    @OptionGroup var things: ConfigResourceOptions

    @Option(
        name: .customLong("set"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Config to set. May be given several times.", valueName: "name=value"))
    var values: [PropertyArgument] = []

    @Option(help: ArgumentHelp("Config to set back to its default. May be given several times.", valueName: "name"))
    var remove: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Items to add to a list. May be given several times.", valueName: "name=items"))
    var append: [PropertyArgument] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Items to remove from a list. May be given several times.", valueName: "name=items"))
    var subtract: [PropertyArgument] = []

    @Flag(help: "Check the change without making it.")
    var dryRun = false

    var changes: [ConfigChange] {
        values.map { .set($0.name, to: $0.value) } + remove.map { .remove($0) }
            + append.map { .append($0.name, $0.value) } + subtract.map { .subtract($0.name, $0.value) }
    }

    func validate() throws {
        if changes.isEmpty { throw ValidationError("nothing to change: give --set, --remove, --append or --subtract") }
    }

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let resources = things.resources
        let all = Dictionary(resources.map { ($0, changes) }) { $1 }
        let results = try await client.alterConfigs(all, validatesOnly: dryRun)
        try ItemFailures.report(resources, results, to: &output) { resource, _ in
            dryRun ? "valid for \(resource)" : "changed \(resource)"
        }
    }
}
