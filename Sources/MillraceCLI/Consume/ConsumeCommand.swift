// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import Logging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// `millrace consume`: records to standard output.
struct ConsumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "consume",
        abstract: "Print the records of topics.",
        discussion: """
            Each record's value is printed, followed by a line end; keys, values and headers are printed byte by byte. \
            Reading starts at the first record and waits for new ones, until Ctrl-C or as the options say. Records of a \
            partition are printed in their order.

            With --group the command is a member of a consumer group: partitions are shared with the other members, and \
            the offsets of printed records are committed, unless the property enable.auto.commit is false. The first time \
            a group reads a partition it starts at the first record, unless the property auto.offset.reset says otherwise.

            With --share-group the command is a member of a share group: every record goes to one of the members, whatever \
            its partition, and counts as processed once it is printed. A new share group starts at new records, unless \
            its config share.auto.offset.reset says otherwise.

            A topic may be a regular expression, which begins with ^, as for kcat: with --group also topics that are made \
            later.

            Formats have these placeholders: %s value, %S its length (-1 for null), %R its length in four bytes, %k key, \
            %K its length, %t topic, %p partition, %o offset, %T timestamp in milliseconds, %h headers, %% percent sign. \
            Formats and delimiters have the escapes \\n, \\r, \\t, \\0 and \\xNN.
            """)

    @OptionGroup var connection: ClientOptions

    @Option(
        name: [.customShort("t", allowingJoined: true), .customLong("topic")],
        help: "Topic to read. May be given several times.")
    var topicOptions: [String] = []

    @Argument(help: ArgumentHelp("More topics to read.", valueName: "topic"))
    var topicArguments: [String] = []

    @Option(
        name: [.customShort("p", allowingJoined: true), .customLong("partition")], parsing: .unconditional,
        help: "Partition to read. Without it: all.")
    var partition: Int32?

    @Option(
        name: [.customShort("G", allowingJoined: true), .customLong("group")],
        help: "Consumer group to join. Without it: the property group.id, unless --partition is given.")
    var group: String?

    @Option(name: .customLong("share-group"), help: "Share group to join (Kafka 4.1).")
    var shareGroup: String?

    @Option(
        help: ArgumentHelp(
            """
            Assignor of the group: range, roundrobin, sticky or cooperative-sticky, as the property \
            partition.assignment.strategy; with --group-protocol consumer that of the broker, as group.remote.assignor.
            """, valueName: "name"))
    var assignor: String?

    @Option(help: "Protocol of the group: classic or consumer, as the property group.protocol.")
    var groupProtocol: GroupProtocolArgument?

    @Option(
        name: [.customShort("o", allowingJoined: true), .customLong("offset")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            """
            Start of reading in each partition: beginning, end, stored (the group's offset), an offset, -N for the last \
            N records, or s@TIME for records from that time on, in milliseconds since 1970 UTC. e@TIME ends reading \
            before records of that time or later. Without a start: beginning, or stored with a group.
            """, valueName: "offset"),
        transform: OffsetArgument.init(parsing:))
    var offsets: [OffsetArgument] = []

    @Flag(name: [.customShort("e"), .long], help: "Stop at the last record that each partition had at the start.")
    var exitAtEnd = false

    @Option(
        name: [.customShort("c", allowingJoined: true), .customLong("count")],
        help: "Number of records to print, after which the command ends.")
    var count: Int?

    @Option(
        name: [.customShort("f", allowingJoined: true), .customLong("format")], parsing: .unconditional,
        help: "Format of a record, as in '%t-%p %o %k=%s\\n'. Replaces --delimiter and --key-delimiter.")
    var format: String?

    @Option(
        name: [.customShort("D", allowingJoined: true), .customLong("delimiter")], parsing: .unconditional,
        help: "Text after each record.")
    var delimiter = "\\n"

    @Option(
        name: [.customShort("K", allowingJoined: true), .customLong("key-delimiter")], parsing: .unconditional,
        help: "Print the key and this text before each value.")
    var keyDelimiter: String?

    @Flag(
        name: [.customShort("Z"), .customLong("null")],
        help: "Print NULL instead of nothing for keys and values that are null or empty.")
    var showsNull = false

    @Flag(
        name: [.customShort("J"), .customLong("json")],
        help: """
            Print each record as a JSON object on a line of its own, with the fields of kcat. Keys, values and headers \
            that are not UTF-8 are in base64, which the fields key_encoding, payload_encoding and headers_encoding say.
            """)
    var isJSON = false

    @Flag(name: [.customShort("q"), .long], help: "Print no notes and no progress on standard error.")
    var quiet = false

    var topics: [String] { topicOptions + topicArguments }

    func validate() throws {
        if topics.isEmpty { throw ValidationError("no topic is named: give --topic NAME") }
        if let count, count < 1 { throw ValidationError("--count must be 1 or more") }
        if isJSON, format != nil { throw ValidationError("--format and --json exclude each other") }
        if group != nil, partition != nil { throw ValidationError("--group and --partition exclude each other") }
        if shareGroup != nil {
            if group != nil { throw ValidationError("--group and --share-group exclude each other") }
            if partition != nil || !offsets.isEmpty || exitAtEnd || assignor != nil || groupProtocol != nil {
                throw ValidationError(
                    "--share-group has no partitions and offsets of its own: leave out -p, -o, -e, --assignor and "
                        + "--group-protocol")
            }
        }
        _ = try style()
        _ = try plan(isGroup: group != nil)
    }

    /// The form of the records.
    func style() throws -> RecordStyle {
        if let format { return .format(try RecordFormat(parsing: format, showsNull: showsNull)) }
        let delimiter = try EscapedText.bytes(delimiter)
        if isJSON { return .json(delimiter: delimiter) }
        let keyDelimiter = try keyDelimiter.map { try EscapedText.bytes($0) }
        return .format(RecordFormat(keyDelimiter: keyDelimiter, delimiter: delimiter, showsNull: showsNull))
    }

    /// Where reading starts and ends, as a member of a group or not.
    func plan(isGroup: Bool) throws -> OffsetPlan {
        let plan = try OffsetPlan(offsets, initial: isGroup ? .stored : .beginning, exitsAtEnd: exitAtEnd)
        if isGroup, plan.endTime != nil { throw ValidationError("-o e@TIME cannot be used with a group") }
        return plan
    }

    /// The properties of the consumer.
    func properties(environment: [String: String] = ProcessInfo.processInfo.environment) throws -> [String: String] {
        var added: [String: String] = [:]
        added["group.id"] = group
        added["group.protocol"] = groupProtocol?.rawValue
        var properties = try connection.properties(adding: added, environment: environment)
        if let assignor {
            let isServer = properties["group.protocol"]?.lowercased() == "consumer"
            properties[isServer ? "group.remote.assignor" : "partition.assignment.strategy"] = assignor
        }
        // A partition that is named is read alone.
        if partition != nil { properties["group.id"] = nil }
        if properties["auto.offset.reset"] == nil { properties["auto.offset.reset"] = "earliest" }
        return properties
    }

    /// The properties of a member of a share group.
    func shareProperties(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> [String: String] {
        var properties = try connection.properties(
            adding: shareGroup.map { ["group.id": $0] } ?? [:], environment: environment)
        // Records are accepted one by one, once they are printed.
        properties["share.acknowledgement.mode"] = "explicit"
        return properties
    }

    func run() async throws {
        ToolLog.start(quiet: quiet)
        if shareGroup != nil { return try await runInShareGroup() }
        let consumer = try ConsumerConfiguration(properties: properties())
        let output = OutputBuffer.standard(environment: ProcessInfo.processInfo.environment)
        try await Interruption.cancelling {
            do { _ = try await run(consumer, output) } catch is OutputClosed {}
        }
    }

    private func runInShareGroup() async throws {
        let consumer = try ShareConsumerConfiguration(properties: shareProperties(), topics: topics)
        let output = OutputBuffer.standard(environment: ProcessInfo.processInfo.environment)
        try await Interruption.cancelling {
            do { _ = try await runInShareGroup(consumer, output) } catch is OutputClosed {}
        }
    }

    /// Reads as a member of a share group and prints until the end that the options name.
    ///
    /// - Returns: the output, all of which is written unless it has no descriptor.
    func runInShareGroup(_ consumer: ShareConsumerConfiguration, _ output: OutputBuffer) async throws -> OutputBuffer {
        try await withClient(consumer.client) { client in
            try await ShareConsumption(command: self, consumer: consumer, client: client).run(output)
        }
    }

    /// Reads and prints until the end that the options name.
    ///
    /// - Returns: the output, all of which is written unless it has no descriptor.
    func run(_ consumer: ConsumerConfiguration, _ output: OutputBuffer) async throws -> OutputBuffer {
        try await withClient(consumer.client) { client in
            if consumer.groupID != nil {
                try await GroupConsumption(command: self, consumer: consumer, client: client).run(output)
            } else {
                try await PartitionConsumption(command: self, consumer: consumer, client: client).run(output)
            }
        }
    }

    /// Runs `body` with a client, which it closes.
    private func withClient(
        _ configuration: ClientConfiguration, _ body: (ClusterClient) async throws -> OutputBuffer
    ) async throws -> OutputBuffer {
        let logger = Logger(label: "millrace")
        if let note = ClientOptions.note(on: configuration.ignoredProperties) { logger.warning("\(note)") }
        let client = try ClusterClient(configuration, logger: logger)
        do {
            let printed = try await body(client)
            await client.close()
            return printed
        } catch {
            await client.close()
            throw error
        }
    }
}
