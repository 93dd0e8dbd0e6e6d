// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace configs describe`.
struct ConfigsDescribeCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "describe", abstract: "Print the configs that were set, or all.")

    @OptionGroup var connection: ClientOptions

    @OptionGroup var things: ConfigResourceOptions

    @Argument(help: ArgumentHelp("Configs to print, whether they were set or not.", valueName: "name"))
    var names: [String] = []

    @Flag(name: [.customShort("a"), .long], help: "Print the configs that were not set too, with their defaults.")
    var all = false

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per config.")
    var isJSON = false

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let resources = things.resources
        let results = try await client.describeConfigs(resources, names: names.isEmpty ? nil : names)
        var table = TextTable([("OF", .text), ("NAME", .text), ("VALUE", .text), ("FROM", .text)])
        var failures = ItemFailures()
        for resource in resources {
            switch results[resource] {
            case .success(let entries)?:
                for entry in entries.values.sorted(by: { $0.name < $1.name }) where isShown(entry) {
                    if isJSON {
                        output.line(Self.json(entry, of: resource))
                    } else {
                        let value = entry.isSensitive ? "(secret)" : Display.text(entry.value)
                        table.add("\(resource)", entry.name, value, Self.place(entry))
                    }
                }
            case .failure(let error)?: failures.add(error)
            case nil: break
            }
        }
        if !isJSON { table.write(to: &output) }
        try failures.check(of: resources.count)
    }

    private func isShown(_ entry: ConfigEntry) -> Bool {
        if all || !names.isEmpty { return true }
        return !entry.isDefault && entry.source != .file
    }

    /// The place where a value was set.
    private static func place(_ entry: ConfigEntry) -> String {
        switch entry.source {
        case .topic: "topic"
        case .broker: "broker"
        case .allBrokers: "all brokers"
        case .file: "file"
        case .byDefault: "default"
        case .logger: "logger"
        case .clientMetrics: "client metrics"
        case .group: "group"
        case .unknown: "-"
        }
    }

    private static func json(_ entry: ConfigEntry, of resource: ConfigResource) -> JSONValue {
        [
            "of": .string("\(resource)"), "name": .string(entry.name), "value": .text(entry.value),
            "from": .string(place(entry)), "secret": .bool(entry.isSensitive), "read_only": .bool(entry.isReadOnly),
        ]
    }
}
