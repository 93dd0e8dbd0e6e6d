// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Transactions, their misuse and their errors, against brokers that imitate Kafka 1.1 to 4.x.
@Suite(.timeLimit(.minutes(10))) struct TransactionTests {
    // MARK: Without faults

    @Test(arguments: TransactionWorld.releases)
    func recordsAndOffsetsAppearTogether(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let producer = try world.producer()
            let value = try await producer.withTransaction { transaction in
                try await transaction.send("t", partition: 0, value: "a")
                try await world.write(["b", "c"], transaction, offset: 5)
                let offsets = try await world.client.listOffsets(
                    [TopicPartition(topic: "t", partition: 0): .latest], isolation: .readCommitted)
                #expect(offsets.values.first == 0)
                #expect(world.cluster.committedOffset(group: "g", "in", 0) == nil)
                return 17
            }
            #expect(value == 17)
            #expect(try await world.committed(0) == ["a", "b"])
            #expect(try await world.committed(1) == ["c"])
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == 5)
            try await producer.withTransaction { try await world.write(["d"], $0, offset: 6) }
            #expect(try await world.committed() == ["a", "b", "d"])
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == 6)
        }
    }

    @Test(arguments: TransactionWorld.releases)
    func anErrorOfTheClosureAborts(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let producer = try world.producer()
            await #expect(throws: TransactionWorld.OwnError.self) {
                try await producer.withTransaction { transaction in
                    try await transaction.send("t", partition: 0, value: "a")
                    try await world.write([], transaction, offset: 5)
                    throw TransactionWorld.OwnError()
                }
            }
            #expect(try await world.committed().isEmpty)
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == nil)
            try await producer.withTransaction { try await world.write(["b"], $0, offset: 6) }
            #expect(try await world.committed() == ["b"])
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == 6)
        }
    }

    @Test func version2AddsNothingByRequestsAndRaisesTheEpochEachTime() async throws {
        try await TransactionWorld.run { world in
            let requests = world.cluster.record()
            let producer = try world.producer()
            for value in ["a", "b", "c"] {
                try await producer.withTransaction { try await world.write([value], $0, offset: 1) }
            }
            let apis = Set(requests.requests.map(\.api))
            #expect(!apis.contains(.addPartitionsToTxn) && !apis.contains(.addOffsetsToTxn))
            let sent = try world.batches(requests)
            #expect(sent.map(\.producerEpoch) == [0, 1, 2])
            #expect(sent.allSatisfy { $0.isTransactional && $0.baseSequence == 0 })
            #expect(requests.requests.filter { $0.api == .initProducerID }.count == 1)
            #expect(requests.requests.filter { $0.api == .endTxn }.allSatisfy { $0.version == 5 })
        }
    }

    @Test func version1AddsEachPartitionAndGroupOnceAndKeepsItsEpoch() async throws {
        try await TransactionWorld.run(.kafka(3, 9)) { world in
            let requests = world.cluster.record()
            let producer = try world.producer()
            for _ in 0..<2 {
                try await producer.withTransaction { transaction in
                    for value in ["a", "b", "c"] {
                        try await transaction.send("t", partition: 0, value: ByteSlice(utf8: value))
                    }
                    try await world.write([], transaction, offset: 1)
                    try await world.write([], transaction, offset: 2)
                }
            }
            func count(_ api: APIKey) -> Int { requests.requests.filter { $0.api == api }.count }
            #expect(count(.addPartitionsToTxn) == 2 && count(.addOffsetsToTxn) == 2 && count(.endTxn) == 2)
            let sent = try world.batches(requests)
            #expect(sent.map(\.producerEpoch) == Array(repeating: 0, count: 6))
            #expect(sent.map(\.baseSequence) == [0, 1, 2, 3, 4, 5])
        }
    }

    @Test(arguments: TransactionWorld.releases)
    func anEmptyTransactionSendsNothing(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let requests = world.cluster.record(.api(.endTxn))
            let producer = try world.producer()
            try await producer.withTransaction { _ in }
            await #expect(throws: TransactionWorld.OwnError.self) {
                try await producer.withTransaction { _ in throw TransactionWorld.OwnError() }
            }
            try await producer.withTransaction { try await $0.commitOffsets([:], for: TransactionWorld.group) }
            #expect(requests.count == 0)
        }
    }

    @Test func recordsThatWereNotSentAreDropped() async throws {
        try await TransactionWorld.run { world in
            let requests = world.cluster.record(.api(.produce))
            let producer = try world.producer(linger: .seconds(600))
            let delivery = Mutex<Delivery?>(nil)
            await #expect(throws: TransactionWorld.OwnError.self) {
                try await producer.withTransaction { transaction in
                    let made = try await transaction.enqueue("t", value: "a")
                    delivery.withLock { $0 = made }
                    throw TransactionWorld.OwnError()
                }
            }
            let dropped = try #require(delivery.withLock { $0 })
            let error = await kafkaError { _ = try await dropped.value }
            #expect(error?.code == .transactionAborted)
            #expect(requests.count == 0)
            #expect(producer.bufferedBytes == 0)
        }
    }

    // MARK: Misuse

    @Test func callsOutsideOfATransactionAreClearErrors() async throws {
        try await TransactionWorld.run { world in
            let producer = try world.producer()
            let outside = await kafkaError { try await producer.send("t", value: "a") }
            #expect(outside?.code == .invalidTransactionState)
            let kept = Mutex<ProducerTransaction?>(nil)
            try await producer.withTransaction { transaction in
                kept.withLock { $0 = transaction }
                let nested = await kafkaError { try await producer.withTransaction { _ in } }
                #expect(nested?.code == .invalidTransactionState)
                let other = await kafkaError { _ = try await producer.enqueue("t", value: "a") }
                #expect(other?.code == .invalidTransactionState)
            }
            let ended = try #require(kept.withLock { $0 })
            for _ in 0..<2 {
                let late = await kafkaError { try await ended.send("t", value: "a") }
                #expect(late?.code == .invalidTransactionState)
                let offsets = await kafkaError { try await world.write([], ended, offset: 1) }
                #expect(offsets?.code == .invalidTransactionState)
                // Also while another one is open.
                try await producer.withTransaction { _ in
                    let late = await kafkaError { try await ended.send("t", value: "a") }
                    #expect(late?.code == .invalidTransactionState)
                }
            }
            let plain = try world.producer(nil)
            let without = await kafkaError { try await plain.withTransaction { _ in } }
            #expect(without?.code == .invalidTransactionState)
            let initialize = await kafkaError { try await plain.initializeTransactions() }
            #expect(initialize?.code == .invalidTransactionState)
            #expect(try await world.committed().isEmpty)
        }
    }

    @Test func settingsAreChecked() throws {
        let read = try ProducerConfiguration(properties: [
            "bootstrap.servers": "h:1", "transactional.id": "x", "transaction.timeout.ms": "1500",
        ])
        #expect(read.transactionalID == "x" && read.transactionTimeout == .milliseconds(1500))
        for (name, value) in [
            ("acks", "1"), ("enable.idempotence", "false"), ("max.in.flight.requests.per.connection", "6"),
            ("retries", "0"), ("transaction.timeout.ms", "0"), ("transactional.id", ""),
        ] {
            var properties = ["bootstrap.servers": "h:1", "transactional.id": "x"]
            properties[name] = value
            #expect(throws: KafkaError.self) { try ProducerConfiguration(properties: properties) }
        }
    }

    // MARK: Fencing

    @Test(arguments: TransactionWorld.releases)
    func aZombieCannotWrite(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let zombie = try world.producer()
            let successor = try world.producer()
            let error = await kafkaError {
                try await zombie.withTransaction { transaction in
                    try await transaction.send("t", partition: 0, value: "zombie 1")
                    try await successor.withTransaction { try await world.write(["b"], $0) }
                    try await transaction.send("t", partition: 0, value: "zombie 2")
                }
            }
            #expect(error?.code == .producerFenced)
            #expect(error?.message.contains("transactional.id") == true)
            let again = await kafkaError { try await zombie.withTransaction { _ in } }
            #expect(again?.code == .producerFenced)
            try await successor.withTransaction { try await world.write(["c"], $0) }
            #expect(try await world.committed() == ["b", "c"])
        }
    }

    @Test(arguments: TransactionWorld.releases)
    func aZombieCannotCommit(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let zombie = try world.producer()
            let successor = try world.producer()
            let error = await kafkaError {
                try await zombie.withTransaction { transaction in
                    try await transaction.send("t", partition: 0, value: "zombie")
                    try await world.write([], transaction, offset: 5)
                    try await successor.initializeTransactions()
                }
            }
            #expect(error?.code == .producerFenced)
            #expect(try await world.committed().isEmpty)
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == nil)
        }
    }

    @Test(arguments: TransactionWorld.releases)
    func aTransactionThatTakesTooLongIsFenced(release: KafkaRelease?) async throws {
        let clock = ManualClusterClock()
        try await TransactionWorld.run(release, clock: .manual(clock)) { world in
            let producer = try world.producer(timeout: .seconds(10))
            let error = await kafkaError {
                try await producer.withTransaction { transaction in
                    try await transaction.send("t", partition: 0, value: "a")
                    await clock.advance(by: .seconds(60))
                }
            }
            #expect(error?.code == .producerFenced)
            #expect(error?.message.contains("transaction.timeout.ms") == true)
            #expect(try await world.committed().isEmpty)
        }
    }

    // MARK: Aborting

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)])
    func aRecordThatFailsAbortsAndTheProducerGoesOn(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let producer = try world.producer()
            world.cluster.add(Script(.produce, times: 1, .fail(.invalidRecord)))
            let error = await kafkaError {
                _ = try await producer.withTransaction { transaction in
                    // Nobody looks at the delivery.
                    try await transaction.enqueue("t", partition: 0, value: "a")
                }
            }
            #expect(error?.code == .transactionAborted && error?.brokerError == .invalidRecord)
            let requests = world.cluster.record(.api(.produce))
            try await producer.withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
            let sent = try #require(try world.batches(requests).first)
            #expect(sent.producerEpoch == 1 && sent.baseSequence == 0)
        }
    }

    @Test func aFailureEndsThoseWhoWaitForOtherRecords() async throws {
        try await TransactionWorld.run { world in
            let producer = try world.producer(linger: .seconds(600))
            world.cluster.add(Script(.produce, times: 1, .fail(.invalidRecord)))
            let error = await kafkaError {
                try await producer.withTransaction { transaction in
                    let waiting = try await transaction.enqueue("t", partition: 1, value: "b")
                    _ = await kafkaError {
                        try await transaction.send(contentsOf: [.init(topic: "t", partition: 0, value: "a")])
                    }
                    // It lingers for 600 s, and will not be sent.
                    _ = try await waiting.value
                }
            }
            #expect(error?.code == .transactionAborted && error?.brokerError == .invalidRecord)
        }
    }

    @Test func aBatchThatIsSplitStaysInItsTransaction() async throws {
        try await TransactionWorld.run { world in
            let producer = try world.producer(linger: .seconds(600))
            let split = world.cluster.add(Script(.produce, times: 2, .fail(.messageTooLarge)))
            let values = (0..<8).map { "\($0)" }
            try await producer.withTransaction { transaction in
                try await transaction.send(
                    contentsOf: values.map { ProducerRecord(topic: "t", partition: 0, value: ByteSlice(utf8: $0)) })
                let partition = TopicPartition(topic: "t", partition: 0)
                let stable = try await world.client.listOffsets([partition: .latest], isolation: .readCommitted)
                #expect(stable == [partition: 0])
            }
            #expect(split.hits == 2)
            #expect(try await world.committed() == values)
        }
    }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)])
    func aRecordThatTakesTooLongAborts(release: KafkaRelease?) async throws {
        let clock = ManualProducerClock()
        try await TransactionWorld.run(release) { world in
            let producer = try KafkaProducer(
                client: world.client,
                configuration: .init(linger: .zero, deliveryTimeout: .seconds(5), transactionalID: "x"),
                clock: clock.clock)
            let dropped = world.cluster.add(Script(.produce, times: 1, .drop))
            let error = await kafkaError {
                try await producer.withTransaction { transaction in
                    let delivery = try await transaction.enqueue("t", partition: 0, value: "a")
                    await dropped.waitForHits()
                    clock.advance(by: .seconds(5))
                    _ = try await delivery.value
                }
            }
            #expect(error?.code == .transactionAborted)
            #expect((error?.underlyingError as? KafkaError)?.code == .deliveryTimedOut)
            world.cluster.closeConnections(of: 1)
            try await producer.withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
        }
    }

    @Test func brokersBeforeKIP360NeedANewProducerAfterAGap() async throws {
        try await TransactionWorld.run(.kafka(1, 1)) { world in
            let producer = try world.producer()
            world.cluster.add(Script(.produce, times: 1, .fail(.invalidRecord)))
            let error = await kafkaError {
                _ = try await producer.withTransaction { try await $0.send("t", partition: 0, value: "a") }
            }
            #expect(error?.code == .transactionAborted)
            let next = await kafkaError { try await producer.withTransaction { _ in } }
            #expect(next?.code == .producerFailed)
            #expect(next?.message.contains("2.5") == true)
            let again = await kafkaError { try await producer.withTransaction { _ in } }
            #expect(again?.code == .producerFailed)
            try await world.producer().withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
        }
    }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)])
    func aCommitThatIsRefusedAborts(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let producer = try world.producer()
            world.cluster.add(Script(.endTxn, times: 1, .fail(.transactionAbortable)))
            let error = await kafkaError { try await producer.withTransaction { try await world.write(["a"], $0) } }
            #expect(error?.code == .transactionAborted && error?.brokerError == .transactionAbortable)
            try await producer.withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
        }
    }

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9), .kafka(2, 5)])
    func aMemberThatLostItsGenerationCannotCommit(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let producer = try world.producer()
            let lost = ConsumerGroupMetadata(groupID: "g", generationID: 4, memberID: "gone")
            let error = await kafkaError {
                try await producer.withTransaction { transaction in
                    try await world.write(["a"], transaction)
                    try await transaction.commitOffsets([TransactionWorld.input: CommittedOffset(offset: 5)], for: lost)
                }
            }
            #expect(error?.code == .transactionAborted)
            #expect([.unknownMemberID, .illegalGeneration].contains(error?.brokerError))
            #expect(try await world.committed().isEmpty)
            try await producer.withTransaction { try await world.write(["b"], $0, offset: 5) }
            #expect(try await world.committed() == ["b"])
        }
    }

    @Test func olderBrokersCannotCheckAGeneration() async throws {
        try await TransactionWorld.run(.kafka(2, 4)) { world in
            let producer = try world.producer()
            let member = ConsumerGroupMetadata(groupID: "g", generationID: 4, memberID: "m")
            let error = await kafkaError {
                try await producer.withTransaction { transaction in
                    try await transaction.commitOffsets(
                        [TransactionWorld.input: CommittedOffset(offset: 5)], for: member)
                }
            }
            #expect(error?.code == .transactionAborted)
            #expect(error?.message.contains("KIP-447") == true)
            try await producer.withTransaction { try await world.write(["b"], $0, offset: 5) }
            #expect(world.cluster.committedOffset(group: "g", "in", 0) == 5)
        }
    }

    @Test func aTopicThatMayNotBeWrittenAborts() async throws {
        try await TransactionWorld.run(.kafka(3, 9)) { world in
            let producer = try world.producer()
            world.cluster.add(Script(.addPartitionsToTxn, times: 1, .fail(.topicAuthorizationFailed)))
            let error = await kafkaError {
                _ = try await producer.withTransaction { try await $0.send("t", partition: 0, value: "a") }
            }
            #expect(error?.code == .transactionAborted && error?.brokerError == .topicAuthorizationFailed)
            #expect(error?.topicPartition == TopicPartition(topic: "t", partition: 0))
            try await producer.withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
        }
    }

    @Test func anIdThatMayNotBeUsedIsToldEachTime() async throws {
        try await TransactionWorld.run { world in
            let producer = try world.producer()
            world.cluster.add(Script(.initProducerID, times: 1, .fail(.transactionalIDAuthorizationFailed)))
            let error = await kafkaError { try await producer.withTransaction { _ in } }
            #expect(error?.brokerError == .transactionalIDAuthorizationFailed)
            try await producer.withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
            world.cluster.add(Script(.endTxn, times: 1, .fail(.transactionalIDAuthorizationFailed)))
            let failed = await kafkaError { try await producer.withTransaction { try await world.write(["c"], $0) } }
            #expect(failed?.code == .producerFailed)
        }
    }

    // MARK: Cancellation

    @Test(arguments: [nil, KafkaRelease.kafka(3, 9)])
    func aCancelledTaskAborts(release: KafkaRelease?) async throws {
        try await TransactionWorld.run(release) { world in
            let producer = try world.producer()
            let isOpen = Event()
            let task = Task {
                try await producer.withTransaction { transaction in
                    try await transaction.send("t", partition: 0, value: "a")
                    isOpen.signal()
                    try await Task.sleep(for: .seconds(3600))
                }
            }
            await isOpen.wait()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            try await producer.withTransaction { try await world.write(["b"], $0) }
            #expect(try await world.committed() == ["b"])
        }
    }

    @Test func aCommitUnderWayIsNotCancelled() async throws {
        try await TransactionWorld.run { world in
            let producer = try world.producer()
            let gate = Gate()
            world.cluster.add(Script(.endTxn, times: 1, .hold(gate)))
            let task = Task { try await producer.withTransaction { try await world.write(["a"], $0) } }
            await gate.waitForArrivals()
            task.cancel()
            gate.open()
            try await task.value
            #expect(try await world.committed() == ["a"])
        }
    }
}
