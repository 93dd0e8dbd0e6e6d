// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaTransport

/// Reads topics as a member of a share group, and prints their records. What is printed is accepted; records that came
/// with the last one that was asked for are released.
struct ShareConsumption: Sendable {
    let command: ConsumeCommand
    let consumer: ShareConsumerConfiguration
    let client: ClusterClient

    /// Reads until the number of records that the command names, or cancellation; then leaves the group.
    ///
    /// - Throws: `ToolError`, `KafkaError`, `OutputClosed`; `CancellationError`.
    func run(_ output: OutputBuffer) async throws -> OutputBuffer {
        try await RecordPrinter.with(output, of: command) { try await read($0) }
    }

    private func read(_ printer: RecordPrinter) async throws {
        let selection = try TopicArguments(command.topics)
        var configuration = consumer
        configuration.topics = try await selection.names(client)
        configuration.acknowledgementFailed = { partition, error in
            Note.print("\(partition): printed records will be delivered again: \(error)")
        }
        let consumer = try ShareConsumer(client: client, configuration: configuration)
        do {
            while try await print(try await consumer.poll(), of: consumer, printer) {}
        } catch {
            await consumer.close()
            throw error
        }
        let failures = try await consumer.commit()
        await consumer.close()
        if let (partition, error) = failures.first {
            throw ToolError("\(partition): printed records will be delivered again: \(error)")
        }
    }

    /// Prints records and acknowledges them. Returns false once all that were asked for are printed.
    private func print(
        _ records: [ShareRecord], of consumer: ShareConsumer, _ printer: RecordPrinter
    ) async throws -> Bool {
        if records.isEmpty { return true }
        let printed = try await printer.print(records) { partition in client.knownLeader(of: partition) ?? -1 }
        for (index, record) in records.enumerated() {
            do {
                try consumer.acknowledge(record, as: index < printed.count ? .accept : .release)
            } catch let error as KafkaError {
                // Its lock ended while the output was blocked: another member gets it, too.
                Note.print("\(record.topicPartition) at \(record.offset) is delivered again: \(error)")
            }
        }
        return printed.goesOn
    }
}
