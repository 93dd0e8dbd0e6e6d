// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import MachineSimulation
import Synchronization
import TestSupport

@testable import KafkaClient

/// A producer with acks 1 and two readers of a partition whose only broker stops again and again and comes back without
/// its last records, on a simulated machine.
///
/// Acknowledged records may be lost then, and readers may have read them. But a reader that has read one must learn of
/// the loss before it gets what took its place or what follows, and must leave out nothing that stayed.
struct LossyHistory: Sendable {
    /// Something that a reader saw.
    enum Event: Sendable, Equatable {
        case read(HistoryOperation.Read)
        /// The log was truncated.
        case told
    }

    /// The end of a history.
    struct Outcome: Sendable {
        /// One line for each.
        var contradictions: [String] = []
        /// Number of acknowledged records that were lost.
        var lost = 0
        /// Number of losses that readers were told of.
        var told = 0
    }

    private static let partition = TopicPartition(topic: "u", partition: 0)
    /// The last value; written when the broker loses nothing any more.
    private static let last = 1_000_000

    private let seed: UInt64
    private let cluster: TestCluster
    private let machine: SimulatedMachine
    private let acknowledged = Log<HistoryOperation.Read>()
    /// The offsets from which on the log was lost.
    private let cuts = Log<Int64>()

    static func run(seed: UInt64, on machine: SimulatedMachine) async throws -> Outcome {
        let clock = ClusterClock.simulated { machine.milliseconds }
        return try await TestCluster.with(ClusterConfiguration(brokers: 2, seed: seed, clock: clock)) { cluster in
            try cluster.createTopic(partition.topic)
            machine.hasFaults = true
            return try await LossyHistory(seed: seed, cluster: cluster, machine: machine).run()
        }
    }

    private init(seed: UInt64, cluster: TestCluster, machine: SimulatedMachine) {
        self.seed = seed
        self.cluster = cluster
        self.machine = machine
    }

    private func run() async throws -> Outcome {
        async let first = readPartition()
        async let second = readWithConsumer()
        let client = try ClusterClient(client)
        var configuration = ProducerConfiguration()
        configuration.acks = .leader
        configuration.idempotence = false
        configuration.linger = .zero
        let producer = try KafkaProducer(client: client, configuration: configuration)
        async let losses: Void = loseRecords()
        for value in 0..<150 { try await send(value, producer) }
        try await losses
        machine.hasFaults = false
        try await send(Self.last, producer)
        try await producer.close()
        await client.close()
        return judge(try await [first, second], final: try await readLog())
    }

    private var client: ClientConfiguration {
        var client = ClientConfiguration.patient(cluster.bootstrapServers)
        client.retry.initialBackoff = .milliseconds(5)
        client.retry.maxBackoff = .milliseconds(100)
        machine.configure(&client)
        return client
    }

    // MARK: Writing and losing

    private func send(_ value: Int, _ producer: KafkaProducer) async throws {
        let receipt = try await producer.send(
            ProducerRecord(
                topic: Self.partition.topic, partition: Self.partition.partition, value: ByteSlice("\(value)"),
                timestamp: machine.milliseconds))
        acknowledged.add(HistoryOperation.Read(value, at: receipt.offset))
    }

    private func loseRecords() async throws {
        var random = SplitMix64(seed: seed &+ 1)
        for _ in 0..<6 {
            try await machine.sleep(.milliseconds(Int.random(in: 1...60, using: &random)))
            let broker = try cluster.leader(of: Self.partition.topic, 0).broker
            await cluster.stopBroker(broker)
            let log = try cluster.offsets(of: Self.partition.topic, 0)
            let cut = max(log.lowerBound, log.upperBound - Int64.random(in: 1...5, using: &random))
            try cluster.truncate(Self.partition.topic, 0, to: cut)
            cuts.add(cut)
            try await machine.sleep(.milliseconds(Int.random(in: 0...20, using: &random)))
            try cluster.restartBroker(broker)
        }
    }

    // MARK: Reading

    private static func read(_ record: Record) -> HistoryOperation.Read {
        HistoryOperation.Read(Int(record.value?.string ?? "") ?? -1, at: record.offset)
    }

    private func readPartition() async throws -> [Event] {
        let client = try ClusterClient(client)
        var events: [Event] = []
        var reader = PartitionReader(client: client, partition: Self.partition, from: 0)
        while !events.contains(where: Self.isLast) {
            do {
                guard let chunk = try await reader.next() else { break }
                events += try chunk.records().map { .read(Self.read($0)) }
            } catch let error as KafkaError where error.code == .logTruncated {
                guard let end = (error.underlyingError as? LogDivergence)?.end else { throw error }
                events.append(.told)
                reader = PartitionReader(
                    client: client, partition: Self.partition, from: end.offset, leaderEpoch: end.epoch)
            }
        }
        await client.close()
        return events
    }

    /// A consumer goes back to the offset from which on the log differs.
    private func readWithConsumer() async throws -> [Event] {
        let consumer = try KafkaConsumer(ConsumerConfiguration(client: client, offsetReset: .earliest))
        try consumer.assign([Self.partition])
        var events: [Event] = []
        var end: Int64 = 0
        for try await batch in consumer.batches {
            for record in try batch.records.records() {
                if record.offset < end { events.append(.told) }
                events.append(.read(Self.read(record)))
                end = record.offset + 1
            }
            if events.contains(where: Self.isLast) { break }
        }
        await consumer.close()
        return events
    }

    private static func isLast(_ event: Event) -> Bool {
        if case .read(let read) = event { read.value == last } else { false }
    }

    /// The values up to the last one. A request that was sent again may come after it.
    private func readLog() async throws -> [Int64: Int] {
        let client = try ClusterClient(client)
        let end = try cluster.offsets(of: Self.partition.topic, 0).upperBound
        let reader = PartitionReader(client: client, partition: Self.partition, from: 0, until: end)
        var log: [Int64: Int] = [:]
        while let chunk = try await reader.next() {
            for read in try chunk.records().map(Self.read) where !log.values.contains(Self.last) {
                log[read.offset] = read.value
            }
        }
        await client.close()
        return log
    }

    // MARK: Judging

    private func judge(_ readers: [[Event]], final log: [Int64: Int]) -> Outcome {
        var outcome = Outcome()
        let firstCut = cuts.entries.min() ?? .max
        for write in acknowledged.entries where log[write.offset] != write.value {
            outcome.lost += 1
            if write.offset < firstCut { outcome.contradictions.append("lostWrite(\(write))") }
        }
        for (number, events) in readers.enumerated() {
            outcome.contradictions += Self.contradictions(of: events, final: log).map { "reader \(number): \($0)" }
            outcome.told += events.count { $0 == .told }
        }
        return outcome
    }

    /// The contradictions between what a reader saw and the log in the end.
    static func contradictions(of events: [Event], final log: [Int64: Int]) -> [String] {
        var found: [String] = []
        var read: Set<Int64> = []
        /// A record that is gone, and that the reader has read since it was last told.
        var gone: HistoryOperation.Read?
        var end: Int64?
        for event in events {
            guard case .read(let next) = event else {
                (gone, end) = (nil, nil)
                continue
            }
            if let end, next.offset < end { found.append("nonmonotonicPoll(to: \(next), end: \(end))") }
            if log[next.offset] != next.value {
                gone = next
            } else {
                if let gone { found.append("hiddenLoss(of: \(gone), before: \(next))") }
                read.insert(next.offset)
            }
            end = next.offset + 1
        }
        for offset in log.keys.sorted() where !read.contains(offset) { found.append("leftOut(offset: \(offset))") }
        return found
    }
}
