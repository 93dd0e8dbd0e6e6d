// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Requests, retries, deadlines and room of the producer.
@Suite(.timeLimit(.minutes(30))) struct SenderTests {
    private let quick = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(5))

    private func value(_ number: Int, _ size: Int = 0) -> ByteSlice {
        ByteSlice(utf8: "\(number)" + String(repeating: ".", count: size))
    }

    private func values(_ client: ClusterClient, _ cluster: TestCluster, _ partition: Int32 = 0) async throws -> [Int] {
        let end = try cluster.offsets(of: "t", partition).upperBound
        let all = try await readAll(
            PartitionReader(
                client: client, partition: TopicPartition(topic: "t", partition: partition), from: 0, until: end))
        return all.compactMap { Int($0.value.prefix { $0.isNumber }) }
    }

    // MARK: Requests

    @Test func oneRequestHasTheBatchesOfSeveralPartitions() async throws {
        let clock = ManualProducerClock()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 4)
            let requests = cluster.record(.api(.produce))
            let producer = try KafkaProducer(client: client, configuration: .init(), clock: clock.clock)
            var deliveries: [Delivery] = []
            for index in 0..<40 {
                deliveries.append(try await producer.enqueue("t", partition: Int32(index % 4), value: value(index)))
            }
            clock.advance(by: .milliseconds(5))
            let receipts = try await deliveries.receipts()
            #expect(receipts.map(\.topicPartition.partition) == (0..<40).map { Int32($0 % 4) })
            #expect(requests.count == 1)
            let produce = try #require(requests.requests.first?.request as? ProduceRequest)
            #expect(produce.topicData.first?.partitionData.count == 4)
        }
    }

    /// Also where batches may be larger than requests.
    @Test(arguments: [1000, 100_000])
    func requestsAreNotLargerThanTheLimit(_ batchBytes: Int) async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 8)
            let requests = cluster.record(.api(.produce))
            let producer = try KafkaProducer(
                client: client,
                configuration: .init(linger: .seconds(600), batchBytes: batchBytes, maxRequestBytes: 2500))
            var deliveries: [Delivery] = []
            for index in 0..<80 {
                deliveries.append(
                    try await producer.enqueue("t", partition: Int32(index % 8), value: value(index, 90)))
            }
            try await producer.flush()
            _ = try await deliveries.receipts()
            for request in requests.requests {
                let produce = try #require(request.request as? ProduceRequest)
                let bytes = produce.topicData.flatMap(\.partitionData).reduce(0) { $0 + ($1.records?.count ?? 0) }
                #expect(bytes <= 2500)
            }
        }
    }

    @Test func fiveRequestsAreUnderWayAtATime() async throws {
        let clock = ManualProducerClock()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, batchBytes: 100), clock: clock.clock)
            // Before the first success one batch is under way at a time.
            try await producer.send("t", value: "first")
            let dropped = cluster.add(Script(.produce, .drop))
            var deliveries: [Delivery] = []
            for index in 0..<20 { deliveries.append(try await producer.enqueue("t", value: value(index, 60))) }
            await dropped.waitForHits(5)
            clock.advance(by: .seconds(120))
            for delivery in deliveries {
                let error = await kafkaError { _ = try await delivery.value }
                #expect(error?.code == .deliveryTimedOut)
            }
            #expect(dropped.hits == 5)
        }
    }

    @Test func aDeliveryOfAnotherTopicTakesItsOwnAnswer() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            try cluster.createTopic("u")
            try cluster.append(values: ["a", "b", "c"], to: "u", 0)
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .milliseconds(50)))
            let first = try await producer.enqueue("t", value: "1")
            let second = try await producer.enqueue("u", key: "k", value: "2", headers: ["h": "x", "n": nil])
            #expect(try await first.value.offset == 0)
            let receipt = try await second.value
            #expect(receipt.offset == 3)
            #expect(receipt.topicPartition.topic == "u")
            let reader = PartitionReader(
                client: client, partition: TopicPartition(topic: "u", partition: 0), from: 3, until: 4)
            let record = try #require(try await reader.next()?.records().first { _ in true })
            #expect(record.headers.map(\.key) == ["h", "n"])
            #expect(record.headers.map { $0.value?.string } == ["x", nil])
        }
    }

    @Test func batchesThatTheBrokerFindsTooLargeAreSplit() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", configs: ["max.message.bytes": "300"])
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .milliseconds(20)))
            var deliveries: [Delivery] = []
            for index in 0..<200 { deliveries.append(try await producer.enqueue("t", value: value(index, 20))) }
            let offsets = try await deliveries.receipts().map(\.offset)
            #expect(offsets == Array(0..<200))
            let read = try await values(client, cluster)
            #expect(read == Array(0..<200))
            let large = try await producer.enqueue("t", value: value(1, 400))
            let error = await kafkaError { _ = try await large.value }
            #expect(error?.brokerError == .messageTooLarge)
            let next = try await producer.send("t", value: "2")
            #expect(next.offset == 200)
        }
    }

    @Test func refusedRecordsAreNamed() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", configs: ["cleanup.policy": "compact"])
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .milliseconds(50)))
            let good = try await producer.enqueue("t", key: "k", value: "1")
            let bad = try await producer.enqueue("t", value: "2")
            let badError = await kafkaError { _ = try await bad.value }
            let goodError = await kafkaError { _ = try await good.value }
            #expect(badError?.brokerError == .invalidRecord)
            #expect(badError?.message.contains("without key") == true)
            #expect(badError?.message.contains("another record") == false)
            #expect(goodError?.brokerError == .invalidRecord)
            #expect(goodError?.message.contains("refused for another record") == true)
            let next = try await producer.send("t", key: "k", value: "3")
            #expect(next.offset == 0)
        }
    }

    // MARK: Outages

    @Test func anOutageOfAllBrokersLosesNothing() async throws {
        try await TestCluster.withClient(brokers: 3, retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 3, replicationFactor: 3)
            let producer = try KafkaProducer(client: client, configuration: .init(batchBytes: 500))
            let count = 3000
            let written = Counter()
            let sending = Task {
                var deliveries: [Delivery] = []
                for index in 0..<count {
                    deliveries.append(try await producer.enqueue("t", partition: Int32(index % 3), value: value(index)))
                    written.increment()
                    if index % 100 == 0 { _ = try await deliveries.first?.value }
                }
                return try await deliveries.receipts()
            }
            while written.value < 500 { await Task.yield() }
            for id in cluster.brokerIDs { await cluster.stopBroker(id) }
            for id in cluster.brokerIDs { try cluster.restartBroker(id) }
            let receipts = try await sending.value
            #expect(receipts.count == count)
            for partition in 0..<3 {
                let read = try await values(client, cluster, Int32(partition))
                #expect(read == (0..<count).filter { $0 % 3 == partition })
            }
        }
    }

    @Test func aLeaderThatMovesUnderLoadKeepsTheOrder() async throws {
        try await TestCluster.withClient(brokers: 3, retry: quick) { cluster, client in
            try cluster.createTopic("t", replicationFactor: 3)
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero, batchBytes: 300))
            var deliveries: [Delivery] = []
            for index in 0..<2000 {
                deliveries.append(try await producer.enqueue("t", value: value(index)))
                if index % 200 == 100 {
                    _ = try await deliveries[index - 50].value
                    let leader = try cluster.leader(of: "t", 0).broker
                    try cluster.movePartition("t", 0, to: leader % 3 + 1)
                }
            }
            let offsets = try await deliveries.receipts().map(\.offset)
            #expect(offsets == Array(0..<2000))
            let read = try await values(client, cluster)
            #expect(read == Array(0..<2000))
        }
    }

    @Test func aPartitionWithoutLeaderHoldsUpNoOther() async throws {
        try await TestCluster.withClient(brokers: 2, retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero))
            _ = try await producer.send("t", partition: 0, value: "a")
            let broker = try cluster.leader(of: "t", 1).broker
            await cluster.stopBroker(broker)
            let stuck = try await producer.enqueue("t", partition: 1, value: "b")
            // Until the client knows that the leader is gone, a record without a key may go there and wait for it.
            try await client.refreshMetadata()
            for index in 0..<50 {
                let receipt = try await producer.send("t", value: value(index))
                #expect(receipt.topicPartition.partition == 0)
            }
            try cluster.restartBroker(broker)
            _ = try await stuck.value
        }
    }

    @Test func queuesShrinkWithTheirTopic() async throws {
        try await TestCluster.withClient(retry: quick) { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            cluster.add(
                Script(.api(.produce) && .partition("t", 2), .fail(.notLeaderOrFollower)))
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero))
            let lost = try await producer.enqueue("t", partition: 2, value: "a")
            try cluster.deleteTopic("t")
            try cluster.createTopic("t", partitions: 1)
            let error = await kafkaError { _ = try await lost.value }
            #expect(error?.code == .unknownPartition)
            #expect(error?.topicPartition?.partition == 2)
            let refused = await kafkaError { _ = try await producer.enqueue("t", partition: 2, value: "a") }
            #expect(refused?.code == .unknownPartition)
            let next = try await producer.send("t", key: "k", value: "b")
            #expect(next.topicPartition.partition == 0)
        }
    }

    // MARK: Deadlines

    @Test func aBrokerThatDoesNotAnswerEndsSendsInTime() async throws {
        let clock = ManualProducerClock()
        let gate = Gate()
        try await TestCluster.withClient(brokers: 2) { cluster, client in
            try cluster.createTopic("t", partitions: 2)
            let silent = try cluster.leader(of: "t", 0).broker
            cluster.add(Script(.produce, broker: silent, .hold(gate)))
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, deliveryTimeout: .seconds(5)), clock: clock.clock)
            let inFlight = try await producer.enqueue("t", partition: 0, value: "a")
            await gate.waitForArrivals()
            let waiting = try await producer.enqueue("t", partition: 0, value: "b")
            let other = try await producer.enqueue("t", partition: 1, value: "c")
            _ = try await other.value
            clock.advance(by: .seconds(5))
            #expect(inFlight.isFinished && waiting.isFinished)
            for delivery in [inFlight, waiting] {
                let error = await kafkaError { _ = try await delivery.value }
                #expect(error?.code == .deliveryTimedOut)
            }
            #expect(producer.bufferedBytes == 0)
            gate.open()
        }
    }

    @Test func aBacklogWithoutAcknowledgementsTakesNoStack() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            _ = try await client.partitions(of: ["t"])
            // Everything waits for the connection; then each request is taken by the kernel at once.
            let gate = Gate()
            cluster.add(Script(.apiVersions, times: 1, .hold(gate)))
            let producer = try KafkaProducer(
                client: client, configuration: .init(acks: .none, linger: .zero, batchBytes: 0))
            var deliveries: [Delivery] = []
            for index in 0..<20_000 { deliveries.append(try await producer.enqueue("t", value: value(index))) }
            await gate.waitForArrivals()
            gate.open()
            for delivery in deliveries { _ = try await delivery.value }
            #expect(producer.bufferedBytes == 0)
        }
    }

    @Test func aLongWaitIsLoggedOnce() async throws {
        let clock = ManualProducerClock()
        let log = LogLines()
        let gate = Gate()
        try await TestCluster.with { cluster in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, .hold(gate)))
            let client = try ClusterClient(.patient(cluster.bootstrapServers), logger: log.logger)
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero), clock: clock.clock)
            let delivery = try await producer.enqueue("t", value: "a")
            await gate.waitForArrivals()
            for _ in 0..<5 { clock.advance(by: .seconds(2)) }
            let warnings = log.all.filter { $0.hasPrefix("warning") }
            #expect(warnings.count == 1, "\(warnings)")
            #expect(warnings.first?.contains("has not answered") == true)
            gate.open()
            _ = try await delivery.value
            // Found out at the next alarm, which may be set after the outcome was given to its caller.
            while !log.all.contains(where: { $0.hasPrefix("notice") }) {
                clock.advance(by: .seconds(1))
                await Task.yield()
            }
            await client.close()
        }
    }

    @Test func theTimeOfARequestIsLimitedByThatOfItsRecords() async throws {
        let gate = Gate()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let requests = cluster.record(.api(.produce))
            cluster.add(Script(.produce, .hold(gate)))
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, deliveryTimeout: .milliseconds(200)))
            let delivery = try await producer.enqueue("t", value: "a")
            let error = await kafkaError { _ = try await delivery.value }
            #expect(error?.code == .deliveryTimedOut)
            let produce = requests.requests.first?.request as? ProduceRequest
            #expect(produce.map { $0.timeoutMs <= 200 } == true)
            gate.open()
        }
    }

    @Test func waitingForRoomEndsInTime() async throws {
        let clock = ManualProducerClock()
        let gate = Gate()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, .hold(gate)))
            let producer = try KafkaProducer(
                client: client, configuration: .init(bufferBytes: 1000, maxBlock: .seconds(7)), clock: clock.clock)
            let first = try await producer.enqueue("t", value: value(0, 800))
            async let second = kafkaError { _ = try await producer.enqueue("t", value: value(1, 800)) }
            while producer.waiterCount == 0 { await Task.yield() }
            clock.advance(by: .seconds(7))
            let error = await second
            #expect(error?.code == .timedOut)
            #expect(error?.message.contains("max.block.ms") == true)
            gate.open()
            _ = try await first.value
            #expect(producer.bufferedBytes == 0)
        }
    }

    @Test func waitingForMetadataEndsInTime() async throws {
        try await TestCluster.withClient { cluster, client in
            cluster.add(Script(.metadata, .drop))
            let producer = try KafkaProducer(client: client, configuration: .init(maxBlock: .milliseconds(50)))
            let error = await kafkaError { _ = try await producer.enqueue("t", value: "a") }
            #expect(error?.code == .timedOut)
        }
    }

    // MARK: Room

    @Test func roomIsGivenInTheOrderOfTheCalls() async throws {
        let gate = Gate()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, .hold(gate)))
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero, bufferBytes: 1000))
            let first = try await producer.enqueue("t", value: value(0, 700))
            await gate.waitForArrivals()
            var waiting: [Task<DeliveryReceipt, any Error>] = []
            // The large record came first, and is not passed by small ones that would fit. They have no room beside it:
            // tasks whose room was given at the same time run in any order.
            for (index, size) in [900, 200, 200, 200].enumerated() {
                waiting.append(Task { try await producer.enqueue("t", value: value(index + 1, size)).value })
                while producer.waiterCount < index + 1 { await Task.yield() }
            }
            gate.open()
            _ = try await first.value
            var offsets: [Int64] = []
            for task in waiting { offsets.append(try await task.value.offset) }
            #expect(offsets.first == 1, "\(offsets)")
            #expect(Set(offsets) == [1, 2, 3, 4])
        }
    }

    @Test func aCallerThatGivesUpLeavesItsRoomToOthers() async throws {
        let gate = Gate()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, .hold(gate)))
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero, bufferBytes: 1000))
            let first = try await producer.enqueue("t", value: value(0, 700))
            let large = Task { try await producer.enqueue("t", value: value(1, 900)) }
            while producer.waiterCount < 1 { await Task.yield() }
            let small = Task { try await producer.enqueue("t", value: value(2, 10)).value }
            while producer.waiterCount < 2 { await Task.yield() }
            large.cancel()
            await #expect(throws: CancellationError.self) { try await large.value }
            #expect(producer.waiterCount == 0)
            gate.open()
            _ = try await first.value
            #expect(try await small.value.offset == 1)
            #expect(producer.bufferedBytes == 0)
        }
    }

    @Test func recordsOfOneTaskKeepTheirOrder() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let producer = try KafkaProducer(
                client: client, configuration: .init(linger: .zero, batchBytes: 200, bufferBytes: 2000))
            var deliveries: [Delivery] = []
            for index in 0..<1000 {
                if index % 7 == 0 {
                    let records = [ProducerRecord(topic: "t", value: value(index))]
                    deliveries += try await producer.enqueue(contentsOf: records)
                } else {
                    deliveries.append(try await producer.enqueue("t", value: value(index)))
                }
            }
            let offsets = try await deliveries.receipts().map(\.offset)
            #expect(offsets == Array(0..<1000))
        }
    }

    // MARK: Without acknowledgements

    @Test func memoryIsBoundedWithoutAcknowledgements() async throws {
        let gate = Gate()
        try await TestCluster.withClient(configure: { $0.sendBufferBytes = 64 << 10 }) { cluster, client in
            try cluster.createTopic("t")
            let stopped = cluster.add(Script(.produce, times: 1, .stopReading(gate)))
            let producer = try KafkaProducer(
                client: client, configuration: .init(acks: .none, linger: .zero, bufferBytes: 1 << 20))
            let block = ByteSlice(copying: [UInt8](repeating: 7, count: 10_000))
            let count = Mutex(0)
            let sending = Task {
                var deliveries: [Delivery] = []
                while producer.waiterCount == 0, deliveries.count < 20_000 {
                    deliveries.append(try await producer.enqueue("t", value: block))
                    count.withLock { $0 = deliveries.count }
                }
                return deliveries
            }
            await stopped.waitForHits()
            while producer.waiterCount == 0 { await Task.yield() }
            #expect(producer.bufferedBytes <= 1 << 20)
            gate.open()
            let deliveries = try await sending.value
            try await producer.flush()
            #expect(deliveries.allSatisfy { $0.isFinished })
            // The broker has taken all that the kernel got: nothing was lost by a close.
            try await producer.close()
            while try cluster.offsets(of: "t", 0).upperBound < Int64(deliveries.count) { await Task.yield() }
        }
    }

    // MARK: Flush and close

    @Test func flushWaitsForWhatWasEnqueuedBefore() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 3)
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .seconds(600)))
            var deliveries: [Delivery] = []
            for index in 0..<30 { deliveries.append(try await producer.enqueue("t", key: value(index), value: "v")) }
            #expect(!deliveries.contains { $0.isFinished })
            try await producer.flush()
            #expect(deliveries.allSatisfy { $0.isFinished })
        }
    }

    @Test func closingEndsAfterItsTimeout() async throws {
        let clock = ManualProducerClock()
        let gate = Gate()
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            cluster.add(Script(.produce, .hold(gate)))
            let producer = try KafkaProducer(client: client, configuration: .init(), clock: clock.clock)
            let delivery = try await producer.enqueue("t", value: "a")
            async let closing: Void = producer.close(timeout: .seconds(3))
            await gate.waitForArrivals()
            clock.advance(by: .seconds(3))
            try await closing
            let error = await kafkaError { _ = try await delivery.value }
            #expect(error?.code == .closed)
            gate.open()
        }
    }

    @Test func aProducerThatIsDroppedStillSends() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            var producer: KafkaProducer? = try KafkaProducer(
                client: client, configuration: .init(linger: .milliseconds(20)))
            weak let dropped = producer
            let delivery = try #require(try await producer?.enqueue("t", value: "a"))
            producer = nil
            #expect(try await delivery.value.offset == 0)
            while dropped != nil { await Task.yield() }
        }
    }

    @Test func aClosedClientEndsSends() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t")
            let gate = Gate()
            cluster.add(Script(.produce, .hold(gate)))
            let client = try ClusterClient(.patient(cluster.bootstrapServers))
            let producer = try KafkaProducer(client: client, configuration: .init(linger: .zero))
            let delivery = try await producer.enqueue("t", value: "a")
            await gate.waitForArrivals()
            await client.close()
            let error = await kafkaError { _ = try await delivery.value }
            #expect(error?.code == .closed)
            gate.open()
        }
    }
}
