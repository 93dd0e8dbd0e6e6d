// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// A real client against a broker whose answers are damaged. Each operation ends, with an error or with the values of
/// the damaged bytes if they are still well formed; the client does not trap or hang.
@Suite(.serialized, .timeLimit(.minutes(15))) struct MutatedAnswerTests {
    /// Damages one answer in two with a seeded generator. The random numbers of an answer depend only on its number.
    private final class Damage: Sendable {
        let seed: UInt64
        private let count = Mutex<UInt64>(0)
        let damaged = Mutex(0)

        init(seed: UInt64) { self.seed = seed }

        func apply(_ bytes: [UInt8]) -> [UInt8] {
            let number = count.withLock { count -> UInt64 in
                count += 1
                return count
            }
            var random = SplitMix64(seed: seed &+ number &* 0x9E37_79B9_7F4A_7C15)
            guard random.next() & 1 == 0, bytes.count > 4 else { return bytes }
            damaged.withLock { $0 += 1 }
            var bytes = bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                // One time in eight the correlation id may be damaged too.
                let first = random.next() & 7 == 0 ? 0 : 4
                guard bytes.count > first else { continue }
                let index = Int.random(in: first..<bytes.count, using: &random)
                switch Int.random(in: 0..<8, using: &random) {
                case 0: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                case 1: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 2, 3: bytes[index] = [0x00, 0x7f, 0x80, 0xff].randomElement(using: &random) ?? 0
                case 4:
                    for place in index..<min(index + 8, bytes.count) { bytes[place] = place == index ? 0x7f : 0xff }
                case 5: bytes.removeLast(min(bytes.count - first, Int.random(in: 1...16, using: &random)))
                case 6: bytes.insert(UInt8.random(in: 0...255, using: &random), at: index)
                default: bytes.remove(at: index)
                }
            }
            return bytes
        }
    }

    private static let apis: [APIKey] = [
        .apiVersions, .metadata, .fetch, .listOffsets, .produce, .findCoordinator, .offsetFetch, .offsetCommit,
        .createTopics,
    ]

    @Test(arguments: apis)
    func everyOperationEnds(_ api: APIKey) async throws {
        let rounds = 25
        print("MutatedAnswerTests \(api): seed \(TestSeed.value) (MILLRACE_SEED)")
        var outcomes = (good: 0, failed: 0, damaged: 0)
        for round in 0..<rounds {
            let damage = Damage(seed: TestSeed.value &+ UInt64(round) &* 1_000_003)
            let outcome = try await self.round(api, damage)
            outcomes.good += outcome.good
            outcomes.failed += outcome.failed
            outcomes.damaged += damage.damaged.withLock { $0 }
        }
        print("MutatedAnswerTests \(api): \(outcomes)")
        #expect(outcomes.damaged > 0)
    }

    /// Runs each operation of a client once; each must end before its deadline.
    private func round(_ api: APIKey, _ damage: Damage) async throws -> (good: Int, failed: Int) {
        let cluster = try await TestCluster.start(brokers: 2)
        try cluster.createTopic("t", partitions: 2)
        for partition in [0, 1] as [Int32] {
            try cluster.appendAsIs(batch(["a", "b"]), to: "t", partition)
            try cluster.appendAsIs(batch(["c"], baseOffset: 2, compression: .gzip), to: "t", partition)
        }
        cluster.add(Script(api, .corrupt { damage.apply($0) }))
        var configuration = ClientConfiguration(bootstrapServers: cluster.bootstrapServers)
        // Damage can change a correlation id or broker id: the operation then waits for this timeout.
        configuration.requestTimeout = .milliseconds(400)
        configuration.connectionSetupTimeout = .milliseconds(400)
        configuration.apiTimeout = .milliseconds(1000)
        configuration.retry = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(5))
        let client = try ClusterClient(configuration)
        let producer = try KafkaProducer(
            client: client, configuration: ProducerConfiguration(linger: .zero, deliveryTimeout: .seconds(1)))
        let zero = TopicPartition(topic: "t", partition: 0)
        var fetch = FetchConfiguration(
            maxWait: .milliseconds(10), maxRetries: 3, leaderRefreshBackoff: .milliseconds(1))
        fetch.limits.maxDecompressedBytes = 1 << 20
        let reading = fetch
        let operations: [(String, @Sendable () async throws -> Void)] = [
            ("metadata", { _ = try await client.metadata(topics: ["t"]) }),
            ("partitions", { _ = try await client.partitions(of: ["t"]) }),
            ("offsets", { _ = try await client.listOffsets([zero: .earliest]) }),
            ("offsets by time", { _ = try await client.listOffsets([zero: .timestamp(1 << 50)]) }),
            (
                "read",
                {
                    let reader = PartitionReader(
                        client: client, partition: zero, from: 0, until: 3, configuration: reading)
                    while let chunk = try await reader.next() {
                        _ = try chunk.count()
                        for record in try chunk.records() { _ = (record.key, record.value, record.headers.count) }
                    }
                }
            ),
            ("send", { _ = try await producer.send(ProducerRecord(topic: "t", value: ByteSlice(utf8: "x"))) }),
            (
                "send many",
                {
                    let records = (0..<5).map {
                        ProducerRecord(topic: "t", key: ByteSlice(utf8: "\($0)"), value: ByteSlice(utf8: "x"))
                    }
                    _ = try await producer.send(contentsOf: records)
                }
            ),
            ("commit", { try await client.commitOffsets(group: "g", [zero: 2]) }),
            ("committed", { _ = try await client.committedOffsets(group: "g", partitions: [zero]) }),
            ("create", { try await client.createTopic("u", partitions: 2) }),
        ]
        var outcome = (good: 0, failed: 0)
        for (name, operation) in operations {
            switch await ending(operation) {
            case .success: outcome.good += 1
            case .failure(let error as KafkaError):
                outcome.failed += 1
                #expect(!error.message.isEmpty)
            case .failure(let error):
                Issue.record("\(name) with \(api) damaged, seed \(damage.seed): \(error)")
            }
        }
        await client.close()
        await cluster.stop()
        return outcome
    }

    private struct Hang: Error {}

    /// The result of `operation`; `Hang` if it does not end in a time far above all timeouts and retries together, even
    /// if other tests keep all threads busy for a minute.
    private func ending(_ operation: @escaping @Sendable () async throws -> Void) async -> Result<Void, any Error> {
        await withTaskGroup(of: Result<Void, any Error>.self) { group in
            group.addTask {
                do { return .success(try await operation()) } catch { return .failure(error) }
            }
            group.addTask {
                // Cancelled as soon as the operation ends: this is a deadline, not a wait.
                do { try await Task.sleep(for: .seconds(300)) } catch { return .failure(error) }
                return .failure(Hang())
            }
            let first = await group.next() ?? .failure(Hang())
            group.cancelAll()
            return first
        }
    }
}
