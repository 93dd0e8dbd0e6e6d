// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import KafkaProtocol
import Logging

/// `millrace produce`: standard input or files to a topic.
struct ProduceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "produce",
        abstract: "Write records to a topic.",
        discussion: """
            Each line of standard input is the value of a record; empty lines are skipped. Files that are named are one \
            record each, or with --lines one record per line. The command ends after the last record is acknowledged; if \
            one cannot be written, it names the record and ends with status 1. Ctrl-C ends the input.

            With the property transactional.id all records are written in one transaction, which Ctrl-C aborts.

            Delimiters have the escapes \\n, \\r, \\t, \\0 and \\xNN.
            """)

    @OptionGroup var connection: ClientOptions

    @Option(name: [.customShort("t", allowingJoined: true), .customLong("topic")], help: "Topic to write to.")
    var topic: String

    @Argument(help: ArgumentHelp("Files to read instead of standard input.", valueName: "file"), completion: .file())
    var files: [String] = []

    @Option(
        name: [.customShort("p", allowingJoined: true), .customLong("partition")], parsing: .unconditional,
        help: "Partition to write to. Without it, or with -1: chosen by the key, or by the producer.")
    var partition: Int32?

    @Option(
        name: [.customShort("D", allowingJoined: true), .customLong("delimiter")], parsing: .unconditional,
        help: "Text between records.")
    var delimiter = "\\n"

    @Option(
        name: [.customShort("K", allowingJoined: true), .customLong("key-delimiter")], parsing: .unconditional,
        help: "Text that ends the key at the start of each record. A record without this text has no key.")
    var keyDelimiter: String?

    @Option(
        name: [.customShort("k", allowingJoined: true), .customLong("key")], parsing: .unconditional,
        help: "Key of records that have none of their own.")
    var key: String?

    @Option(
        name: [.customShort("H", allowingJoined: true), .customLong("header")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Header of each record; without = its value is null. May be given several times.", valueName: "name=value"),
        transform: HeaderArgument.init(parsing:))
    var headers: [HeaderArgument] = []

    @Option(
        name: [.customShort("z", allowingJoined: true), .customLong("compression")],
        help: "Compression of record batches, as the property compression.type.")
    var compression: CompressionArgument?

    @Option(
        name: [.customShort("c", allowingJoined: true), .customLong("count")],
        help: "Number of records to write, after which the command ends.")
    var count: Int?

    @Flag(
        name: [.customShort("Z"), .customLong("null")],
        help: "Write null for empty keys and values of records with a key delimiter.")
    var emptyIsNull = false

    @Flag(name: [.customShort("l"), .customLong("lines")], help: "Write the lines of the one file that is named.")
    var isLines = false

    @Flag(name: [.customShort("q"), .long], help: "Print no notes and no progress on standard error.")
    var quiet = false

    func validate() throws {
        if try EscapedText.bytes(delimiter).isEmpty { throw ValidationError("--delimiter must not be empty") }
        if try keyDelimiter.map({ try EscapedText.bytes($0).isEmpty }) ?? false {
            throw ValidationError("--key-delimiter must not be empty")
        }
        if let count, count < 1 { throw ValidationError("--count must be 1 or more") }
        if let partition, partition < -1 { throw ValidationError("--partition must be 0 or more, or -1 for any") }
        if isLines, files.count != 1 { throw ValidationError("--lines needs one file") }
    }

    /// The way from a message to key and value.
    func parser() throws -> MessageParser {
        MessageParser(
            keyDelimiter: try keyDelimiter.map { try EscapedText.bytes($0) }, fixedKey: key.map { ByteSlice($0) },
            emptyIsNull: emptyIsNull)
    }

    func run() async throws {
        ToolLog.start(quiet: quiet)
        let added = compression.map { ["compression.type": $0.rawValue] } ?? [:]
        let settings = try ProducerConfiguration.read(properties: connection.properties(adding: added))
        let input = files.isEmpty || isLines ? try InputFile(files.first) : nil
        let quiet = quiet
        let stop: @Sendable () -> Void = {
            if !quiet { Note.print("finishing what was read; Ctrl-C again ends at once") }
            input?.stop()
        }
        try await Interruption.run(onSignal: stop) { try await run(settings.client, settings.producer, input) }
    }

    /// Writes all records of `input`, or of the files if it is nil.
    func run(_ client: ClientConfiguration, _ producer: ProducerConfiguration, _ input: InputFile?) async throws {
        let logger = Logger(label: "millrace")
        if let note = ClientOptions.note(on: client.ignoredProperties) { logger.warning("\(note)") }
        let client = try ClusterClient(client, logger: logger)
        do {
            let topics = try await TopicLookup.topics([topic], client)
            if let partition, partition >= 0 { try TopicLookup.checkPartition(partition, of: topics[0]) }
            let producer = try KafkaProducer(client: client, configuration: producer)
            try await Production.run(self, producer, input)
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }
}
