// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTransport

/// The work of `millrace produce`, on a thread of its own, because reading the input blocks.
actor Production {
    /// Number of records that are handed to the producer at once, at most.
    private static let chunkRecords = 1024

    private let loop: EventLoop
    private let producer: KafkaProducer
    private let meter: ProgressMeter
    private let parser: MessageParser
    /// A record with everything but key and value.
    private let template: ProducerRecord
    private let maxMessageBytes: Int
    /// Number of records still to write; nil for no limit.
    private var left: Int?
    private let deliveries = DeliveryQueue()
    /// The transaction that all records are in; nil for none.
    private var transaction: ProducerTransaction?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe loop.asUnownedSerialExecutor() }

    private init(
        _ command: ProduceCommand, _ producer: KafkaProducer, _ meter: ProgressMeter, _ loop: EventLoop
    ) throws {
        self.producer = producer
        self.meter = meter
        self.loop = loop
        parser = try command.parser()
        let partition = command.partition.flatMap { $0 < 0 ? nil : $0 }
        template = ProducerRecord(
            topic: command.topic, partition: partition, value: nil, headers: command.headers.map(\.header))
        maxMessageBytes = producer.configuration.maxRequestBytes
        left = command.count
    }

    /// Writes all records of `input`, or of the command's files if it is nil, and closes the producer. With a
    /// transactional id all records are in one transaction, which is aborted if the input is stopped.
    ///
    /// - Throws: `ToolError`, `KafkaError`.
    static func run(_ command: ProduceCommand, _ producer: KafkaProducer, _ input: InputFile?) async throws {
        let loop = try EventLoop(name: "input")
        let meter = ProgressMeter("sent")
        let isShown = ProgressMeter.isShown(quiet: command.quiet, besides: Descriptor.input)
        do {
            let production = try Production(command, producer, meter, loop)
            try await meter.showing(isShown) {
                if producer.configuration.transactionalID != nil {
                    try await producer.withTransaction { transaction in
                        try await production.send(command, input, in: transaction)
                        if input?.isStopped ?? false { throw ToolError("interrupted: the transaction is aborted") }
                    }
                } else {
                    try await production.send(command, input, in: nil)
                }
                try await production.finish()
            }
        } catch {
            await loop.shutdown()
            throw error
        }
        await loop.shutdown()
    }

    // MARK: Input

    private func send(_ command: ProduceCommand, _ input: InputFile?, in transaction: ProducerTransaction?) async throws
    {
        self.transaction = transaction
        if let input {
            try await sendMessages(of: input, delimiter: try EscapedText.bytes(command.delimiter))
        } else {
            try await send(files: command.files)
        }
    }

    private func sendMessages(of input: InputFile, delimiter: [UInt8]) async throws {
        var splitter = MessageSplitter(delimiter: delimiter)
        var rest = ByteSlice.empty
        var isLast = false
        while !isLast, left != 0 {
            let next = try input.read(after: rest)
            isLast = next == nil
            let block = next ?? rest
            var records: [ProducerRecord] = []
            let used = splitter.split(block, isLast: isLast) { message in
                records.append(record(message))
                return records.count != left
            }
            try await send(records)
            rest = block[used..<block.count]
            if rest.count > maxMessageBytes {
                throw ToolError(
                    """
                    record \(deliveries.added + 1) has more than \(maxMessageBytes) bytes (max.request.size): \
                    give the delimiter that the input has, or raise the property
                    """)
            }
        }
    }

    private func send(files: [String]) async throws {
        for path in files where left != 0 {
            var record = template
            record.key = parser.fixedKey
            let value = try InputFile.contents(of: path, limit: maxMessageBytes)
            if value.isEmpty { continue }
            record.value = value
            try await send([record])
        }
    }

    private func record(_ message: ByteSlice) -> ProducerRecord {
        var record = template
        (record.key, record.value) = parser.parse(message)
        return record
    }

    // MARK: Sending

    private func send(_ records: [ProducerRecord]) async throws {
        var start = 0
        while start < records.count {
            let end = min(start + Self.chunkRecords, records.count)
            let chunk = Array(records[start..<end])
            deliveries.add(try await enqueue(chunk))
            let bytes = chunk.reduce(0) { $0 + ($1.key?.count ?? 0) + ($1.value?.count ?? 0) }
            meter.add(records: chunk.count, bytes: bytes)
            try await deliveries.removeFinished()
            start = end
        }
        if let left { self.left = left - records.count }
    }

    private func enqueue(_ chunk: [ProducerRecord]) async throws -> Deliveries {
        if let transaction { return try await transaction.enqueue(contentsOf: chunk) }
        do {
            return try await producer.enqueue(contentsOf: chunk)
        } catch let error as KafkaError {
            // The records before are worth having.
            try await producer.close()
            try await deliveries.removeAll()
            throw error
        }
    }

    private func finish() async throws {
        try await producer.close()
        try await deliveries.removeAll()
    }
}
