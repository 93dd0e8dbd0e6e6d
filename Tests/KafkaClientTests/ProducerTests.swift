// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

@Suite(.timeLimit(.minutes(10))) struct ProducerTests {
    private let partition = TopicPartition(topic: "t", partition: 0)

    private func record(_ value: String, key: String? = nil, partition: Int32? = nil) -> ProducerRecord {
        ProducerRecord(
            topic: "t", partition: partition, key: key.map { ByteSlice(utf8: $0) }, value: ByteSlice(utf8: value))
    }

    private func values(_ client: ClusterClient, _ cluster: TestCluster, _ number: Int32 = 0) async throws -> [String] {
        let end = try cluster.offsets(of: "t", number).upperBound
        return try await readAll(
            PartitionReader(
                client: client, partition: TopicPartition(topic: "t", partition: number), from: 0, until: end)
        ).map(\.value)
    }

    @Test(arguments: Compression.allCases.filter(\.isBuiltIn))
    func everyCodecIsWritten(compression: Compression) async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client, configuration: .init(compression: compression))
            let written = try await producer.send(contentsOf: (0..<2000).map { record("value \($0)") })
            #expect(written.map(\.offset) == Array(0..<2000))
            let read = try await values(client, cluster)
            #expect(read == (0..<2000).map { "value \($0)" })
        }
    }

    @Test func recordsShareBatchesUpToTheirSize() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let sizes = Mutex<[Int]>([])
            cluster.add(
                Script(.produce) { received in
                    if let produce = received.request as? ProduceRequest {
                        let records = produce.topicData.first?.partitionData.first?.records
                        sizes.withLock { $0.append(records?.count ?? 0) }
                    }
                    return .proceed
                })
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 1000))
            try await producer.send(contentsOf: (0..<100).map { record("\($0)" + String(repeating: "x", count: 90)) })
            let all = sizes.withLock { $0 }
            #expect(all.allSatisfy { $0 <= 1000 })
            #expect(all.count >= 10 && all.count < 20, "\(all)")
            let read = try await values(client, cluster)
            #expect(read.count == 100)
        }
    }

    /// Records without a key go to the open batch without a look at the partition; those with one do not.
    @Test func recordsWithAndWithoutKeysShareBatchesUpToTheirSize() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let sizes = Mutex<[Int]>([])
            cluster.add(
                Script(.produce) { received in
                    if let produce = received.request as? ProduceRequest {
                        let records = produce.topicData.first?.partitionData.first?.records
                        sizes.withLock { $0.append(records?.count ?? 0) }
                    }
                    return .proceed
                })
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 1000))
            var deliveries: [Delivery] = []
            for index in 0..<100 {
                let value = ByteSlice(utf8: "\(index)" + String(repeating: "x", count: 90))
                deliveries.append(try await producer.enqueue("t", key: index % 3 == 0 ? "k" : nil, value: value))
            }
            try await producer.flush()
            let offsets = try await deliveries.receipts().map(\.offset)
            #expect(offsets == Array(0..<100))
            #expect(sizes.withLock { $0.allSatisfy { $0 <= 1000 } }, "\(sizes.withLock { $0 })")
            let read = try await values(client, cluster)
            #expect(read == (0..<100).map { "\($0)" + String(repeating: "x", count: 90) })
        }
    }

    /// A closed producer takes no record, also by the short way.
    @Test func aClosedProducerRefusesTheNextRecord() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .seconds(60)))
            let delivery = try await producer.enqueue("t", value: "1")
            try await producer.close()
            #expect(try await delivery.value.offset == 0)
            await #expect(throws: KafkaError.self) { try await producer.enqueue("t", value: "2") }
        }
    }

    @Test func lingeringRecordsShareABatch() async throws {
        let clock = ManualProducerClock()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let batches = Mutex(0)
            cluster.add(
                Script(.produce) { _ in
                    batches.withLock { $0 += 1 }
                    return .proceed
                })
            let producer = try KafkaProducer(client: client, configuration: .init(), clock: clock.clock)
            var deliveries: [Delivery] = []
            for index in 0..<10 { deliveries.append(try await producer.enqueue(record("\(index)"))) }
            #expect(producer.unsentRecordCount == 10)
            clock.advance(by: .milliseconds(5))
            let offsets = try await deliveries.receipts().map(\.offset)
            #expect(offsets == Array(0..<10))
            #expect(batches.withLock { $0 } == 1)
        }
    }

    @Test func keysDecideThePartitionAsInJava() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 5)
            let producer = try KafkaProducer(client: client)
            for key in ["21", "foobar", "abc"] {
                let written = try await producer.send(record("v", key: key))
                #expect(
                    written.topicPartition.partition == Partitioner.partition(forKey: ByteSlice(utf8: key), count: 5))
            }
            let chosen = try await producer.send(record("v", key: "abc", partition: 4))
            #expect(chosen.topicPartition.partition == 4)
        }
    }

    @Test func recordsWithoutKeyStayTogetherAndThenGoElsewhere() async throws {
        let next = Mutex(0.0)
        let random: @Sendable () -> Double = {
            next.withLock { value in
                value = (value + 0.3).truncatingRemainder(dividingBy: 1)
                return value
            }
        }
        try await TestCluster.withClient(retry: RetryPolicy(random: random)) { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 1000))
            // Batches that are not full do not change the partition.
            var one: [DeliveryReceipt] = []
            for index in 0..<10 { one += try await producer.send(contentsOf: [record("\(index)")]) }
            #expect(Set(one.map(\.topicPartition.partition)).count == 1)
            let many = try await producer.send(contentsOf: (0..<200).map { record("\($0)") })
            let counts = Dictionary(grouping: many, by: \.topicPartition.partition).mapValues(\.count)
            #expect(counts.count == 3, "\(counts)")
        }
    }

    @Test func retriesKeepTheOrder() async throws {
        let retry = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(1))
        try await TestCluster.withClient(brokers: 2, retry: retry) { cluster, client in
            try cluster.createTopic("t")
            let count = Mutex(0)
            cluster.add(
                Script(.produce) { _ in
                    let number = count.withLock { count in
                        count += 1
                        return count
                    }
                    return number % 3 == 0 ? .fail(.notEnoughReplicas) : .proceed
                })
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 200))
            try await producer.send(contentsOf: (0..<200).map { record("\($0)", partition: 0) })
            let leader = try cluster.leader(of: "t", 0).broker
            try cluster.movePartition("t", 0, to: 3 - leader)
            try await producer.send(contentsOf: (200..<400).map { record("\($0)", partition: 0) })
            let read = try await values(client, cluster)
            #expect(read == (0..<400).map { "\($0)" })
        }
    }

    @Test func errorsOfTheBrokerReachTheSender() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, times: 1, .fail(.messageTooLarge)))
            let producer = try KafkaProducer(client: client)
            let error = await kafkaError { _ = try await producer.send(contentsOf: [record("a")]) }
            #expect(error?.brokerError == .messageTooLarge)
            #expect(error?.topicPartition == partition)
            let next = try await producer.send(contentsOf: [record("b")])
            #expect(next.map(\.offset) == [0])
        }
    }

    /// The argument decides the jitter: with 0.8 the last wait is longer than the longest without jitter.
    @Test(arguments: [0, 0.5, 0.8, 0.999])
    func recordsThatCannotBeDeliveredInTimeFail(random: Double) async throws {
        let clock = ManualProducerClock()
        try await TestCluster.withClient(retry: RetryPolicy(random: { random })) { cluster, client in
            try cluster.createTopic("t")
            let script = cluster.add(Script(.produce, .fail(.notEnoughReplicas)))
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, deliveryTimeout: .seconds(5)), clock: clock.clock)
            let delivery = try await producer.enqueue(record("a"))
            await script.waitForHits()
            while !delivery.isFinished {
                await clock.waitForTimer(within: .milliseconds(1300))
                clock.advance(by: .milliseconds(1300))
            }
            #expect(script.hits > 1)
            let error = await kafkaError { _ = try await delivery.value }
            #expect(error?.code == .deliveryTimedOut)
            #expect(error?.brokerError == .notEnoughReplicas)
            #expect(error?.topicPartition == partition)
        }
    }

    @Test func aFullBufferMakesSendersWait() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 400, bufferBytes: 1000))
            try await producer.send(contentsOf: (0..<500).map { record("\($0)", partition: 0) })
            #expect(producer.bufferedBytes == 0)
            let read = try await values(client, cluster)
            #expect(read == (0..<500).map { "\($0)" })
        }
    }

    @Test func acksNoneDoesNotWait() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, .drop))
            let producer = try KafkaProducer(client: client, configuration: .init(acks: .none))
            let written = try await producer.send(contentsOf: [record("a")])
            #expect(written.map(\.offset) == [-1])
        }
    }

    @Test func tooLargeRecordsAndUnknownPartitionsAreRefused() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client, configuration: .init(maxRequestBytes: 1000))
            let large = await kafkaError { _ = try await producer.send(record(String(repeating: "x", count: 2000))) }
            #expect(large?.code == .recordTooLarge)
            let unknown = await kafkaError { _ = try await producer.send(record("x", partition: 9)) }
            #expect(unknown?.code == .unknownPartition)
        }
    }

    @Test func closingSendsWhatWaitsAndTakesNoMore() async throws {
        let clock = ManualProducerClock()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client, configuration: .init(), clock: clock.clock)
            // Lingers without end unless closing sends it.
            let waiting = try await producer.enqueue(record("a"))
            try await producer.close()
            let offset = try await waiting.value.offset
            #expect(offset == 0)
            let error = await kafkaError { _ = try await producer.send(record("b")) }
            #expect(error?.code == .closed)
        }
    }

    @Test func headersKeysAndTimestampsArrive() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(client: client)
            let written = try await producer.send(contentsOf: [
                ProducerRecord(
                    topic: "t", key: ByteSlice(utf8: "k"), value: nil,
                    headers: [RecordHeader(key: "h", value: ByteSlice(utf8: "1"))], timestamp: 77)
            ])
            #expect(written.map(\.timestamp) == [77])
            let reader = PartitionReader(client: client, partition: partition, from: 0, until: 1)
            let record = try #require(try await reader.next()?.records().first { _ in true })
            #expect(record.key?.string == "k")
            #expect(record.value == nil)
            #expect(record.timestamp == 77)
            #expect(record.headers.map(\.key) == ["h"])
        }
    }

    /// Records that join others get the time of the system's last tick.
    @Test func timesOfRecordsDoNotGoBack() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 1)
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .seconds(600)))
            var times: [Int64] = []
            for number in 0..<500 {
                times.append(try await producer.enqueue("t", value: ByteSlice(utf8: "\(number)")).timestamp)
            }
            #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
            try await producer.flush()
        }
    }

    @Test(
        arguments: [
            // A tick that comes late, one that is ahead, an older exact time noted after a younger one, a clock set
            // back.
            (990, 1000, 1000), (1004, 1000, 1004), (600, 1000, 1000), (0, 1001, 0), (5000, Int64.min / 2, 5000),
        ] as [(Int64, Int64, Int64)])
    func aTimeIsNotBeforeTheOneBefore(_ time: Int64, _ last: Int64, _ result: Int64) {
        #expect(RecordAccumulator.time(time, after: last) == result)
    }
}
