// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import TestSupport

/// Producers, with and without transactions.
extension FaultyHistory {
    func send(process: Int) async throws {
        var random = SplitMix64(seed: seed &+ UInt64(process))
        var writer = try startWriter()
        for _ in 0..<Self.steps {
            if writer.program.isDead { writer = try startWriter() }
            mayDie(writer, oneIn: 30, &random)
            var deliveries: [(HistoryOperation.Write, Delivery)] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let write = HistoryOperation.Write(partition(&random), values.increment())
                do {
                    deliveries.append((write, try await writer.producer.enqueue(record(write))))
                } catch {
                    guard writer.program.isDead else { throw error }
                    history.add(process, .send([write], .failed))
                }
            }
            for (write, delivery) in deliveries { await note(process, write, delivery) }
            await faults.disturb()
        }
        try await end(writer)
    }

    func record(_ write: HistoryOperation.Write) -> ProducerRecord {
        ProducerRecord(
            topic: write.partition.topic, partition: write.partition.partition, value: ByteSlice("\(write.value)"),
            timestamp: world.timestamp())
    }

    private func note(_ process: Int, _ write: HistoryOperation.Write, _ delivery: Delivery) async {
        var write = write
        do {
            write.offset = try await delivery.value.offset
            history.add(process, .send([write], .ok))
        } catch {
            history.add(process, .send([write], .unknown))
        }
    }

    // MARK: Programs

    private typealias Writer = (program: HistoryProgram, producer: KafkaProducer)

    private func startWriter(transactionalID: String? = nil) throws -> Writer {
        let program = try startProgram()
        var configuration = patientProducer
        configuration.transactionalID = transactionalID
        return (program, try KafkaProducer(client: program.client, configuration: configuration))
    }

    private func mayDie(_ writer: Writer, oneIn count: Int, _ random: inout SplitMix64) {
        writer.program.mayDie(oneIn: count, within: .milliseconds(100), &random) {
            burials.add(
                Task {
                    // Its records have no outcome any more.
                    try? await writer.producer.close(timeout: .zero)
                    await writer.program.end()
                })
        }
    }

    private func end(_ writer: Writer) async throws {
        do {
            try await writer.producer.close()
        } catch {
            if !writer.program.isDead { throw error }
        }
        await writer.program.end()
    }

    // MARK: Transactions

    /// The program's own reason to abort.
    private struct Abort: Error {}

    func transact(process: Int) async throws {
        var random = SplitMix64(seed: seed &+ UInt64(process))
        let id = "writer-\(process)"
        let starts = FirstRequests(of: id, to: .initProducerID, on: cluster) { request in
            guard let request = request as? InitProducerIDRequest else { return false }
            return request.transactionalID == id && request.producerID < 0
        }
        var writer = try startWriter(transactionalID: id)
        starts.began()
        for _ in 0..<Self.steps / 2 {
            if writer.program.isDead {
                writer = try startWriter(transactionalID: id)
                starts.began()
            }
            mayDie(writer, oneIn: 15, &random)
            var writes: [HistoryOperation.Write] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                writes.append(HistoryOperation.Write(partition(&random), values.increment()))
            }
            let aborts = Int.random(in: 0..<5, using: &random) == 0
            let pause = Int.random(in: 0...400, using: &random)
            let outcome = try await transact(&writes, with: writer, abortsAfter: aborts ? pause : nil)
            history.add(process, .transaction(writes, outcome ?? .unknown))
            if outcome == nil, !writer.program.isDead {
                try starts.expectMore()
                // The broker has aborted its open transaction, so an error of the close tells nothing more.
                try? await writer.producer.close()
                await writer.program.end()
                writer = try startWriter(transactionalID: id)
                starts.began()
            }
            await faults.disturb()
        }
        try await end(writer)
    }

    /// Writes in a transaction. Returns nil if the producer was fenced, or was killed when it may have committed.
    ///
    /// - Parameter abortsAfter: a pause that ends in an abort; nil to commit.
    private func transact(
        _ writes: inout [HistoryOperation.Write], with writer: Writer, abortsAfter: Int?
    ) async throws -> HistoryOperation.Outcome? {
        let records = writes.map(record)
        let mayCommit = Counter()
        do {
            let deliveries = try await writer.producer.withTransaction { transaction in
                let deliveries = try await transaction.enqueue(contentsOf: records)
                if let abortsAfter {
                    // Long enough for some of the records to be written.
                    try await world.pause(abortsAfter)
                    throw Abort()
                }
                // The dead do not commit.
                if writer.program.isDead { throw Abort() }
                mayCommit.increment()
                return deliveries
            }
            for (index, delivery) in deliveries.enumerated() { writes[index].offset = try await delivery.value.offset }
            return .ok
        } catch {
            if writer.program.isDead { return mayCommit.value == 0 ? .failed : nil }
            if error is Abort { return .failed }
            switch (error as? KafkaError)?.code {
            case .transactionAborted: return .failed
            case .transactionOutcomeUnknown: return .unknown
            case .producerFenced: return nil
            default: throw error
            }
        }
    }
}
