// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// `millrace groups reset`: other offsets for a group.
struct GroupsResetCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "reset",
        abstract: "Move the offsets of a group without members.",
        discussion: "Prints the offsets that the group has and those that it is to have. Only --execute changes them.")

    @OptionGroup var connection: ClientOptions

    @Argument(help: "Group whose offsets are moved.")
    var group: String

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("topic")],
        help: "Topic whose offsets are moved. May be given several times.")
    var topics: [String] = []

    @Option(name: [.customShort("p", allowingJoined: true), .long], help: "Partition. Without it: all.")
    var partition: Int32?

    @Option(
        name: [.customShort("o", allowingJoined: true), .long], parsing: .unconditional,
        help: ArgumentHelp(
            "New offset, as for consume: beginning, end, an offset, -N for the last N records, or s@TIME.",
            valueName: "offset"),
        transform: OffsetArgument.init(parsing:))
    var offset: OffsetArgument

    @Flag(help: "Change the offsets.")
    var execute = false

    @Flag(name: [.customShort("J"), .customLong("json")], help: "Print a JSON object per partition.")
    var isJSON = false

    func validate() throws {
        if topics.isEmpty { throw ValidationError("no topic is named: give --topic NAME") }
        if offset == .stored { throw ValidationError("-o stored changes nothing: give another offset") }
        if case .untilTime = offset { throw ValidationError("-o names the next record to read: give s@TIME") }
    }

    func run(_ client: ClusterClient, _ output: inout OutputBuffer) async throws {
        let plan = try OffsetPlan([offset], initial: .beginning, exitsAtEnd: false)
        let partitions = try await TopicLookup.partitions(topics, partition, client)
        let ranges = try await plan.ranges(of: partitions, client)
        let before = try await client.committedOffsets(group: group, partitions: partitions)
        var table = TextTable([("TOPIC", .text), ("PARTITION", .number), ("BEFORE", .number), ("AFTER", .number)])
        for range in ranges {
            let (partition, old) = (range.partition, before[range.partition])
            if isJSON {
                output.line([
                    "group": .string(group), "topic": .string(partition.topic),
                    "partition": .integer(partition.partition), "before": .integer(old), "after": .number(range.from),
                ])
            } else {
                table.add(partition.topic, "\(partition.partition)", Display.number(old), "\(range.from)")
            }
        }
        if !isJSON { table.write(to: &output) }
        guard execute else { return Note.print("nothing is changed yet: add --execute") }
        let offsets = ranges.map { ($0.partition, CommittedOffset(offset: $0.from)) }
        let results = try await client.commit(group: group, Dictionary(uniqueKeysWithValues: offsets))
        var failures = ItemFailures()
        for partition in partitions {
            if case .failure(let error)? = results[partition] { failures.add(error) }
        }
        try failures.check(of: partitions.count)
    }
}
