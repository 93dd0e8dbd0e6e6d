// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Random numbers for several threads.
private final class Dice: Sendable {
    private let random: Mutex<SplitMix64>

    init(seed: UInt64) { random = Mutex(SplitMix64(seed: seed)) }

    func roll(_ sides: UInt64) -> UInt64 { random.withLock { $0.next() % sides } }
}

/// Sequence numbers and epochs of the idempotent producer.
@Suite(.timeLimit(.minutes(10))) struct IdempotenceTests {
    private let quick = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(3))

    private func value(_ number: Int) -> ByteSlice { ByteSlice(utf8: "\(number)") }

    private func values(_ client: ClusterClient, _ cluster: TestCluster, _ partition: Int32 = 0) async throws -> [Int] {
        let end = try cluster.offsets(of: "t", partition).upperBound
        let all = try await readAll(
            PartitionReader(
                client: client, partition: TopicPartition(topic: "t", partition: partition), from: 0, until: end))
        return all.compactMap { Int($0.value) }
    }

    /// The batches of the requests, in the order in which brokers got them.
    private func batches(_ requests: RequestRecorder) throws -> [RecordBatch] {
        try requests.requests.compactMap { $0.request as? ProduceRequest }.flatMap(\.topicData)
            .flatMap(\.partitionData).compactMap(\.records).map { try RecordBatch(decoding: $0) }
    }

    @Test func batchesAreNumberedWithoutGaps() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let requests = cluster.record(.api(.produce))
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 200))
            try await producer.send(contentsOf: (0..<100).map { .init(topic: "t", value: value($0)) })
            let sent = try batches(requests)
            #expect(Set(sent.map(\.producerID)).count == 1)
            #expect(sent.allSatisfy { $0.producerID >= 0 && $0.producerEpoch == 0 })
            var next: Int32 = 0
            for batch in sent {
                #expect(batch.baseSequence == next)
                next += Int32(batch.recordCount)
            }
            #expect(next == 100)
        }
    }

    @Test func lostAnswersWriteNothingTwice() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let count = Counter()
            cluster.add(
                Script(.produce) { _ in count.increment() % 3 == 0 ? .closeConnectionAfterwards : .proceed })
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 150))
            let receipts = try await producer.send(contentsOf: (0..<300).map { .init(topic: "t", value: value($0)) })
            #expect(receipts.map(\.offset) == Array(0..<300))
            let read = try await values(client, cluster)
            #expect(read == Array(0..<300))
        }
    }

    @Test(arguments: 0..<4)
    func everyRecordIsWrittenOnceWhateverHappens(run: Int) async throws {
        let seed = TestSeed.value &+ UInt64(run)
        let dice = Dice(seed: seed)
        try await TestCluster.withClient(brokers: 3, retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 3, replicationFactor: 3)
            cluster.add(
                Script(.produce) { _ in
                    switch dice.roll(20) {
                    case 0: return .fail(.notEnoughReplicas)
                    case 1: return .closeConnection
                    case 2: return .closeConnectionAfterwards
                    case 3: return .fail(.notLeaderOrFollower)
                    case 4:
                        if let leader = try? cluster.leader(of: "t", 0).broker {
                            // Fails only for partitions that do not exist.
                            try? cluster.movePartition("t", 0, to: leader % 3 + 1)
                        }
                        return .proceed
                    default: return .proceed
                    }
                })
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero, batchBytes: 120))
            var deliveries: [Delivery] = []
            for index in 0..<900 {
                deliveries.append(try await producer.enqueue("t", partition: Int32(index % 3), value: value(index)))
                if dice.roll(10) == 0 { await Task.yield() }
            }
            _ = try await deliveries.receipts()
            for partition in 0..<3 {
                let read = try await values(client, cluster, Int32(partition))
                #expect(read == (0..<900).filter { $0 % 3 == partition }, "seed \(seed)")
            }
        }
    }

    @Test func aBatchThatIsRefusedLeavesNoGap() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let requests = cluster.record(.api(.produce))
            let gate = Gate()
            cluster.add(Script(.produce, times: 1, .hold(gate)))
            let refusing = cluster.add(Script(.api(.produce), skip: 1, times: 1, .fail(.invalidRecord)))
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero, batchBytes: 80))
            var deliveries: [Delivery] = []
            for index in 0..<8 {
                deliveries.append(try await producer.enqueue("t", value: ByteSlice(utf8: "\(index)")))
                if index == 0 { await gate.waitForArrivals() }
            }
            gate.open()
            var failed: [Int] = []
            for (index, delivery) in deliveries.enumerated() {
                do {
                    _ = try await delivery.value
                } catch let error as KafkaError {
                    #expect(error.brokerError == .invalidRecord)
                    failed.append(index)
                }
            }
            #expect(refusing.hits == 1)
            #expect(!failed.isEmpty)
            let read = try await values(client, cluster)
            #expect(read == (0..<8).filter { !failed.contains($0) })
            let last = try #require(try batches(requests).last)
            #expect(last.producerEpoch == 1)
        }
    }

    @Test(arguments: [
        BrokerErrorCode.outOfOrderSequenceNumber, .unknownProducerID, .invalidProducerEpoch,
        .invalidProducerIDMapping,
    ])
    func aBrokerThatLostCountGetsANewEpoch(code: BrokerErrorCode) async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero))
            try await producer.send("t", value: "0")
            let requests = cluster.record(.api(.produce))
            cluster.add(Script(.produce, times: 1, .fail(code)))
            let receipt = try await producer.send("t", value: "1")
            #expect(receipt.offset == 1)
            let sent = try batches(requests)
            #expect(sent.map(\.producerEpoch) == [0, 1])
            #expect(sent.map(\.baseSequence) == [1, 0])
            let read = try await values(client, cluster)
            #expect(read == [0, 1])
        }
    }

    @Test func aDuplicateIsWritten() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, times: 1, .fail(.duplicateSequenceNumber)))
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero))
            let receipt = try await producer.send("t", value: "0")
            #expect(receipt.offset == -1)
        }
    }

    @Test func aFencedProducerSaysSo() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, times: 1, .fail(.producerFenced)))
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero))
            let error = await kafkaError { _ = try await producer.send("t", value: "0") }
            #expect(error?.code == .producerFenced)
        }
    }

    @Test func afterABatchThatMayBeWrittenComesANewEpoch() async throws {
        let clock = ManualProducerClock()
        try await TestCluster.withClient(brokers: 1) { cluster, client in
            try cluster.createTopic("t")
            let dropped = cluster.add(Script(.produce, times: 1, .drop))
            let requests = cluster.record(.api(.produce))
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, deliveryTimeout: .seconds(5)), clock: clock.clock)
            let first = try await producer.enqueue("t", value: "0")
            await dropped.waitForHits()
            clock.advance(by: .seconds(5))
            let error = await kafkaError { _ = try await first.value }
            #expect(error?.code == .deliveryTimedOut)
            cluster.closeConnections(of: 1)
            let receipt = try await producer.send("t", value: "1")
            #expect(receipt.offset == 0)
            let sent = try batches(requests)
            #expect(sent.map(\.producerEpoch) == [0, 1])
            #expect(sent.map(\.baseSequence) == [0, 0])
        }
    }

    @Test func olderBrokersAndSettingsGiveNoIdentity() async throws {
        var old = ClusterConfiguration()
        old.imitating = .kafka(0, 11)
        for (cluster, settings) in [
            (old, ProducerConfiguration(idempotence: false)),
            (ClusterConfiguration(), ProducerConfiguration(acks: .leader)),
            (ClusterConfiguration(), ProducerConfiguration(maxInFlightRequests: 6)),
        ] {
            try await TestCluster.with(cluster) { cluster in
                try cluster.createTopic("t")
                let requests = cluster.record(.api(.produce))
                let client = try ClusterClient(.patient(cluster.bootstrapServers))
                let producer = try KafkaProducer(client: client, configuration: settings)
                try await producer.send(contentsOf: (0..<10).map { .init(topic: "t", value: value($0)) })
                #expect(try batches(requests).allSatisfy { $0.producerID == -1 && $0.baseSequence == -1 })
                await client.close()
            }
        }
    }

    @Test func brokersWithoutTheAPIAreServedWithoutIdempotence() async throws {
        for isRequired in [false, true] {
            try await TestCluster.withClient { cluster, client in
                cluster.add(
                    Script(
                        .apiVersions,
                        .modify { response in
                            guard var versions = response as? ApiVersionsResponse else { return nil }
                            versions.apiKeys.removeAll { $0.apiKey == APIKey.initProducerID.rawValue }
                            return versions
                        }))
                try cluster.createTopic("t")
                let requests = cluster.record(.api(.produce))
                let producer = try KafkaProducer(
                    client: client, configuration: .init(idempotence: isRequired ? true : nil))
                if isRequired {
                    let error = await kafkaError { try await producer.send("t", value: "0") }
                    #expect(error?.code == .unsupportedVersion)
                } else {
                    try await producer.send("t", value: "0")
                    #expect(try batches(requests).map(\.producerID) == [-1])
                }
            }
        }
    }

    @Test func retriesKeepTheOrderWithoutIdempotence() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let count = Counter()
            cluster.add(Script(.produce) { _ in count.increment() % 3 == 0 ? .fail(.notEnoughReplicas) : .proceed })
            let producer = try KafkaProducer(
                client: client, configuration: .init(batchBytes: 150, idempotence: false))
            try await producer.send(contentsOf: (0..<300).map { .init(topic: "t", value: value($0)) })
            let read = try await values(client, cluster)
            #expect(read == Array(0..<300))
        }
    }

    @Test func anIdentityIsAskedForAgain() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t")
            let script = cluster.add(Script(.initProducerID, times: 2, .fail(.coordinatorLoadInProgress)))
            let producer = try KafkaProducer(client: client)
            let receipt = try await producer.send("t", value: "0")
            #expect(receipt.offset == 0)
            #expect(script.hits == 2)
            cluster.add(Script(.initProducerID, times: 1, .fail(.clusterAuthorizationFailed)))
            let other = try KafkaProducer(client: client)
            let error = await kafkaError { try await other.send("t", value: "0") }
            #expect(error?.brokerError == .clusterAuthorizationFailed)
        }
    }
}
