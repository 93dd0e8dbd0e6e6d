// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTransport

/// Prints records, one chunk after another, on a thread of its own: a slow reader of the output blocks neither the
/// client nor the shared pool.
actor RecordPrinter {
    /// The reader's next step after a chunk.
    enum Verdict: Sendable {
        /// Read on.
        case goOn
        /// The partition's end is reached.
        case partitionEnds
        /// All records that were asked for are printed.
        case allEnd
    }

    /// Ends the iteration of a chunk.
    private struct Stop: Error {
        var verdict: Verdict
    }

    private let loop: EventLoop
    private let style: RecordStyle
    private let meter: ProgressMeter
    /// Number of records still to print; nil for no limit.
    private var left: Int?
    private var output: OutputBuffer

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    /// A printer that runs on `loop`, on which nothing else may run, since writing blocks.
    init(_ output: OutputBuffer, style: RecordStyle, limit: Int?, meter: ProgressMeter, loop: EventLoop) {
        self.output = output
        self.style = style
        self.meter = meter
        self.loop = loop
        left = limit
    }

    /// Runs `read` with a printer and, on a terminal, its progress.
    ///
    /// - Returns: `output`, which the printer had.
    /// - Throws: the error of `read`.
    static func with(
        _ output: OutputBuffer, of command: ConsumeCommand,
        _ read: @escaping @Sendable (RecordPrinter) async throws -> Void
    ) async throws -> OutputBuffer {
        let loop = try EventLoop(name: "output")
        let meter = ProgressMeter("read")
        let isShown = ProgressMeter.isShown(quiet: command.quiet, besides: output.descriptor ?? Descriptor.output)
        let printer: RecordPrinter
        do {
            printer = RecordPrinter(
                output, style: try command.style(), limit: command.count, meter: meter, loop: loop)
            try await meter.showing(isShown) { try await read(printer) }
        } catch {
            await loop.shutdown()
            throw error
        }
        await loop.shutdown()
        return await printer.takeOutput()
    }

    /// Prints the records of a chunk, and writes them out.
    ///
    /// - Parameters:
    ///   - chunk: the records.
    ///   - source: their partition.
    ///   - broker: the broker that they are from; −1 if unknown.
    ///   - endTime: printing ends before a record with this timestamp or a later one.
    /// - Returns: the verdict, and the offset after the last printed record; nil if none was printed.
    /// - Throws: `OutputClosed`; `ToolError`; `KafkaError.corruptBatch`.
    func print(
        _ chunk: FetchedRecords, of source: RecordSource, broker: Int32 = -1, before endTime: Int64? = nil
    ) throws -> (verdict: Verdict, next: Int64?) {
        if left == 0 { return (.allEnd, nil) }
        var printed = 0
        var next: Int64?
        var verdict = Verdict.goOn
        do {
            try chunk.forEachWithTimestampType { record, timestampType in
                if let endTime, record.timestamp >= endTime { throw Stop(verdict: .partitionEnds) }
                switch style {
                case .format(let format): format.write(record, of: source, to: &output)
                case .json(let delimiter):
                    RecordJSON.write(record, timestampType, of: source, broker: broker, to: &output)
                    output.append(delimiter)
                }
                printed += 1
                next = record.offset + 1
                try output.flushIfFull()
                if printed == left { throw Stop(verdict: .allEnd) }
            }
        } catch let stop as Stop {
            verdict = stop.verdict
        }
        if let left { self.left = left - printed }
        meter.add(records: printed, bytes: chunk.sizeInBytes)
        try output.flush()
        return (verdict, next)
    }

    /// Prints records that a share group delivered, and writes them out.
    ///
    /// - Parameters:
    ///   - records: the records, of any partitions.
    ///   - broker: the broker that a partition's records are from; −1 if unknown.
    /// - Returns: the number of printed records, from the first on, and whether more are asked for.
    /// - Throws: `OutputClosed`; `ToolError`.
    func print(
        _ records: [ShareRecord], broker: @Sendable (TopicPartition) -> Int32
    ) throws -> (count: Int, goesOn: Bool) {
        let wanted = records.prefix(left ?? records.count)
        var source: RecordSource?
        var bytes = 0
        for record in wanted {
            let current =
                source.flatMap { $0.topicPartition == record.topicPartition ? $0 : nil }
                ?? RecordSource(record.topicPartition)
            source = current
            switch style {
            case .format(let format): format.write(record.record, of: current, to: &output)
            case .json(let delimiter):
                RecordJSON.write(
                    record.record, record.timestampType, of: current, broker: broker(record.topicPartition),
                    to: &output)
                output.append(delimiter)
            }
            bytes += (record.key?.count ?? 0) + (record.value?.count ?? 0)
            try output.flushIfFull()
        }
        meter.add(records: wanted.count, bytes: bytes)
        try output.flush()
        if let left { self.left = left - wanted.count }
        return (wanted.count, left != 0)
    }

    /// Gives the output back.
    func takeOutput() -> OutputBuffer { output }
}
