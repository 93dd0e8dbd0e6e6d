// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaTransport

/// Reads partitions without a group, each with its own reader, and prints their records.
struct PartitionConsumption: Sendable {
    let command: ConsumeCommand
    let consumer: ConsumerConfiguration
    let client: ClusterClient

    /// Reads until the end that the command names, or cancellation.
    ///
    /// - Throws: `ToolError`, `KafkaError`, `OutputClosed`; `CancellationError`.
    func run(_ output: OutputBuffer) async throws -> OutputBuffer {
        let plan = try command.plan(isGroup: false)
        if plan.start == .stored { throw ToolError("-o stored needs a group: give --group NAME") }
        let topics = try await TopicArguments(command.topics).names(client)
        let partitions = try await TopicLookup.partitions(topics, command.partition, client)
        let ranges = try await plan.ranges(of: partitions, isolation: consumer.fetch.isolation, client)
        return try await RecordPrinter.with(output, of: command) {
            try await read(ranges, endTime: plan.endTime, $0)
        }
    }

    // MARK: Reading

    private func read(_ ranges: [PartitionRange], endTime: Int64?, _ printer: RecordPrinter) async throws {
        try await withThrowingTaskGroup(of: RecordPrinter.Verdict.self) { group in
            for range in ranges { group.addTask { try await read(range, endTime: endTime, printer) } }
            for try await verdict in group where verdict == .allEnd { break }
            group.cancelAll()
        }
    }

    private func read(
        _ range: PartitionRange, endTime: Int64?, _ printer: RecordPrinter
    ) async throws -> RecordPrinter.Verdict {
        let source = RecordSource(range.partition)
        let reader = PartitionReader(
            client: client, partition: range.partition, from: range.from, until: range.until,
            configuration: consumer.fetch)
        do {
            while let chunk = try await reader.next() {
                let broker = client.knownLeader(of: range.partition) ?? -1
                let verdict = try await printer.print(chunk, of: source, broker: broker, before: endTime).verdict
                if verdict != .goOn {
                    if verdict == .partitionEnds { note("reached the end time in \(range.partition)") }
                    return verdict
                }
            }
        } catch let error as KafkaError where error.code == .offsetOutOfRange {
            throw ToolError("\(error): start at another offset, such as -o beginning or -o end")
        }
        note("reached the end of \(range.partition) at offset \(max(range.from, range.until ?? 0))")
        return .partitionEnds
    }

    private func note(_ text: String) { if !command.quiet { Note.print(text) } }
}
