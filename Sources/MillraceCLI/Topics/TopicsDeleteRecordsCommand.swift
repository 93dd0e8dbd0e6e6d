// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace topics delete-records`.
struct TopicsDeleteRecordsCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete-records", abstract: "Delete the first records of a topic's partitions.")

    @OptionGroup var connection: ClientOptions

    @Option(name: [.customShort("t", allowingJoined: true), .long], help: "Topic whose records are deleted.")
    var topic: String

    @Option(name: [.customShort("p", allowingJoined: true), .long], help: "Partition. Without it: all.")
    var partition: Int32?

    @Option(
        name: [.customShort("o", allowingJoined: true), .long], parsing: .unconditional,
        help: ArgumentHelp(
            "First record to keep, as for consume: an offset, end, -N for the last N records, or s@TIME.",
            valueName: "offset"),
        transform: OffsetArgument.init(parsing:))
    var offset: OffsetArgument

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let plan = try OffsetPlan([offset], initial: .beginning, exitsAtEnd: false)
        let partitions = try await TopicLookup.partitions([topic], partition, client)
        let starts = try await plan.ranges(of: partitions, client).map { ($0.partition, Int64?.some($0.from)) }
        let results = try await client.deleteRecords(before: Dictionary(uniqueKeysWithValues: starts))
        try ItemFailures.report(partitions, results, to: &output) { partition, first in
            "\(partition) begins at offset \(first)"
        }
    }

    func validate() throws {
        if offset == .stored { throw ValidationError("-o stored needs a group") }
        if case .untilTime = offset { throw ValidationError("-o names the first record to keep: give s@TIME") }
    }
}
