// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// The transaction APIs against a cluster's state.
struct TransactionTests {
    private func begin(_ bench: inout StateBench, _ id: String = "x", timeoutMs: Int32 = 60_000) -> ProducerIdentity {
        let answer = bench.send(
            InitProducerID.self, .init(transactionalID: id, transactionTimeoutMs: timeoutMs), version: 5)
        #expect(answer.errorCode == 0)
        return ProducerIdentity(id: answer.producerID, epoch: answer.producerEpoch)
    }

    private func add(
        _ bench: inout StateBench, _ producer: ProducerIdentity, _ id: String = "x", partitions: [Int32] = [0],
        topic: String = "t", version: Int16 = 3
    ) -> [Int16] {
        bench.send(
            AddPartitionsToTxn.self,
            .init(
                v3AndBelowTransactionalID: id, v3AndBelowProducerID: producer.id,
                v3AndBelowProducerEpoch: producer.epoch,
                v3AndBelowTopics: [.init(name: topic, partitions: partitions)]), version: version
        ).resultsByTopicV3AndBelow[0].resultsByPartition.map(\.partitionErrorCode)
    }

    private func end(
        _ bench: inout StateBench, _ producer: ProducerIdentity, commit: Bool, _ id: String = "x", version: Int16 = 3
    ) -> EndTxnResponse {
        bench.send(
            EndTxn.self,
            .init(transactionalID: id, producerID: producer.id, producerEpoch: producer.epoch, committed: commit),
            version: version)
    }

    private func commit(
        _ offset: Int64, _ bench: inout StateBench, _ producer: ProducerIdentity, version: Int16 = 3
    ) -> Int16 {
        bench.send(
            TxnOffsetCommit.self,
            .init(
                transactionalID: "x", groupID: "g", producerID: producer.id, producerEpoch: producer.epoch,
                topics: [.init(name: "t", partitions: [.init(partitionIndex: 0, committedOffset: offset)])]),
            version: version
        ).topics[0].partitions[0].errorCode
    }

    private func addOffsets(_ bench: inout StateBench, _ producer: ProducerIdentity) -> Int16 {
        bench.send(
            AddOffsetsToTxn.self,
            .init(transactionalID: "x", producerID: producer.id, producerEpoch: producer.epoch, groupID: "g"),
            version: 3
        ).errorCode
    }

    private func fetchOffset(_ bench: inout StateBench, stable: Bool) -> (offset: Int64, code: Int16) {
        let answer = bench.send(
            OffsetFetch.self,
            .init(
                groups: [.init(groupID: "g", topics: [.init(name: "t", partitionIndexes: [0])])], requireStable: stable),
            version: 9
        ).groups[0].topics[0].partitions[0]
        return (answer.committedOffset, answer.errorCode)
    }

    // MARK: Records

    @Test(arguments: [true, false])
    func recordsOfATransactionCountWhenItCommits(commits: Bool) throws {
        var bench = StateBench(topics: ["t": 2])
        let producer = begin(&bench)
        #expect(add(&bench, producer, partitions: [0, 1]) == [0, 0])
        for partition in [0, 1] as [Int32] {
            let records = try batch(of: ["a\(partition)"], producer: producer, sequence: 0)
            #expect(bench.produce(records, partition, transactionalID: "x").errorCode == 0)
        }
        #expect(
            bench.produce(try batch(of: ["plain"], producer: .none, sequence: -1, transactional: false)).errorCode == 0)
        #expect(bench.log("t").lastStableOffset == 0)
        #expect(try bench.values(committed: true) == [])
        #expect(try bench.values(committed: false) == ["a0", "plain"])
        #expect(end(&bench, producer, commit: commits).errorCode == 0)
        #expect(bench.log("t").lastStableOffset == 3)
        #expect(try bench.values(committed: true) == (commits ? ["a0", "plain"] : ["plain"]))
        #expect(try bench.values("t", 1, committed: true) == (commits ? ["a1"] : []))
        #expect(try bench.values("t", 1, committed: false) == ["a1"])
    }

    @Test func listOffsetsKnowsTheIsolationLevel() throws {
        var bench = StateBench()
        let producer = begin(&bench)
        #expect(add(&bench, producer) == [0])
        #expect(
            bench.produce(try batch(of: ["a"], producer: producer, sequence: 0), transactionalID: "x").errorCode == 0)
        func latest(_ isolation: Int8) -> Int64 {
            bench.send(
                ListOffsets.self,
                .init(isolationLevel: isolation, topics: [.init(name: "t", partitions: [.init(timestamp: -1)])]),
                version: 6
            ).topics[0].partitions[0].offset
        }
        #expect(latest(0) == 1)
        #expect(latest(1) == 0)
    }

    @Test(arguments: [
        (3 as Int16, BrokerErrorCode.invalidTxnState), (10, .invalidTxnState), (11, .transactionAbortable), (12, .none),
        (13, .none),
    ])
    func partitionsThatWereNotAddedAreRefusedOrTakenIn(version: Int16, code: BrokerErrorCode) throws {
        var bench = StateBench()
        let producer = begin(&bench)
        let records = try batch(of: ["a"], producer: producer, sequence: 0)
        #expect(bench.produce(records, transactionalID: "x", version: version).errorCode == code.rawValue)
        #expect((bench.state.transactions["x"]?.phase == .ongoing) == (code == .none))
        #expect(
            bench.produce(try batch(of: ["a"], producer: .init(id: 77, epoch: 0), sequence: 0)).errorCode
                == BrokerErrorCode.invalidTxnState.rawValue)
    }

    @Test func anOldInstanceCanNeitherProduceNorEnd() throws {
        var bench = StateBench()
        let old = begin(&bench)
        #expect(add(&bench, old) == [0])
        #expect(bench.produce(try batch(of: ["a"], producer: old, sequence: 0), transactionalID: "x").errorCode == 0)
        let request = InitProducerIDRequest(transactionalID: "x", transactionTimeoutMs: 1000)
        #expect(
            bench.send(InitProducerID.self, request, version: 5).errorCode
                == BrokerErrorCode.concurrentTransactions.rawValue)
        #expect(try bench.values(committed: true) == [])
        #expect(bench.log("t").lastStableOffset == 2)
        _ = begin(&bench)
        let produced = bench.produce(try batch(of: ["b"], producer: old, sequence: 1), transactionalID: "x")
        #expect(produced.errorCode == BrokerErrorCode.invalidProducerEpoch.rawValue)
        #expect(end(&bench, old, commit: true).errorCode == BrokerErrorCode.producerFenced.rawValue)
        #expect(end(&bench, old, commit: true, version: 1).errorCode == BrokerErrorCode.invalidProducerEpoch.rawValue)
        #expect(add(&bench, old) == [BrokerErrorCode.producerFenced.rawValue])
        #expect(add(&bench, old, version: 1) == [BrokerErrorCode.invalidProducerEpoch.rawValue])
        #expect(addOffsets(&bench, old) == BrokerErrorCode.producerFenced.rawValue)
        #expect(commit(1, &bench, old) == BrokerErrorCode.invalidProducerEpoch.rawValue)
        #expect(
            bench.send(
                InitProducerID.self,
                .init(transactionalID: "x", transactionTimeoutMs: 1000, producerID: old.id, producerEpoch: 0),
                version: 4
            ).errorCode == BrokerErrorCode.producerFenced.rawValue)
    }

    @Test func eachEndOfVersion5BumpsTheEpoch() throws {
        var bench = StateBench()
        var producer = begin(&bench)
        for round in 0..<3 {
            let records = try batch(of: ["r\(round)"], producer: producer, sequence: 0)
            #expect(bench.produce(records, transactionalID: "x", version: 12).errorCode == 0)
            let ended = end(&bench, producer, commit: round != 1, version: 5)
            #expect(ended.errorCode == 0)
            #expect(ended.producerEpoch == producer.epoch + 1)
            // A record of an ended transaction cannot enter the next one.
            let late = try batch(of: ["late"], producer: producer, sequence: 1)
            #expect(
                bench.produce(late, transactionalID: "x", version: 12).errorCode
                    == BrokerErrorCode.invalidProducerEpoch.rawValue)
            producer = ProducerIdentity(id: ended.producerID, epoch: ended.producerEpoch)
        }
        #expect(try bench.values(committed: true) == ["r0", "r2"])
    }

    @Test func oneUnknownPartitionLeavesTheOthersUnattempted() {
        var bench = StateBench()
        let producer = begin(&bench)
        let codes = add(&bench, producer, partitions: [0, 5])
        #expect(codes == [BrokerErrorCode.operationNotAttempted, .unknownTopicOrPartition].map(\.rawValue))
        #expect(bench.state.transactions["x"]?.phase == .empty)
    }

    @Test func otherBrokersAskForSeveralTransactionsAtOnce() throws {
        var bench = StateBench()
        let producer = begin(&bench)
        func ask(_ version: Int16, verifyOnly: Bool, id: String = "x") -> Int16 {
            let answer = bench.send(
                AddPartitionsToTxn.self,
                .init(transactions: [
                    .init(
                        transactionalID: id, producerID: producer.id, producerEpoch: producer.epoch,
                        verifyOnly: verifyOnly, topics: [.init(name: "t", partitions: [0])])
                ]), version: version)
            #expect(answer.resultsByTransaction.map(\.transactionalID) == [id])
            return answer.resultsByTransaction[0].topicResults[0].resultsByPartition[0].partitionErrorCode
        }
        #expect(ask(4, verifyOnly: true) == BrokerErrorCode.invalidTxnState.rawValue)
        #expect(ask(5, verifyOnly: true) == BrokerErrorCode.transactionAbortable.rawValue)
        #expect(ask(5, verifyOnly: true, id: "y") == BrokerErrorCode.invalidProducerIDMapping.rawValue)
        #expect(ask(5, verifyOnly: false) == 0)
        #expect(ask(5, verifyOnly: true) == 0)
    }

    @Test func onlyTheCoordinatorAnswers() throws {
        var bench = StateBench(brokers: 3)
        let coordinator = try #require(bench.state.brokers.coordinator(of: "x")?.id)
        let other: Int32 = coordinator == 1 ? 2 : 1
        let notCoordinator = BrokerErrorCode.notCoordinator.rawValue
        let initialize = InitProducerIDRequest(transactionalID: "x", transactionTimeoutMs: 1000)
        #expect(bench.send(InitProducerID.self, initialize, version: 5, broker: other).errorCode == notCoordinator)
        #expect(bench.send(InitProducerID.self, initialize, version: 5, broker: coordinator).errorCode == 0)
        #expect(
            bench.send(EndTxn.self, .init(transactionalID: "x"), version: 5, broker: other).errorCode == notCoordinator)
        #expect(
            bench.send(AddOffsetsToTxn.self, .init(transactionalID: "x"), version: 4, broker: other).errorCode
                == notCoordinator)
        #expect(
            try bench.send(DescribeTransactions.self, .init(transactionalIDs: ["x"]), version: 0, broker: other)
                .transactionStates.at(0).errorCode == notCoordinator)
        let found = bench.send(FindCoordinator.self, .init(keyType: 1, coordinatorKeys: ["x"]), version: 4)
        #expect(found.coordinators.map(\.nodeID) == [coordinator])
    }

    // MARK: Offsets

    @Test(arguments: [true, false])
    func offsetsOfATransactionCountWhenItCommits(commits: Bool) throws {
        var bench = StateBench()
        let producer = begin(&bench)
        #expect(commit(5, &bench, producer) == BrokerErrorCode.invalidTxnState.rawValue)
        #expect(commit(5, &bench, producer, version: 4) == BrokerErrorCode.transactionAbortable.rawValue)
        #expect(addOffsets(&bench, producer) == 0)
        #expect(commit(5, &bench, producer) == 0)
        #expect(fetchOffset(&bench, stable: false) == (-1, 0))
        #expect(fetchOffset(&bench, stable: true) == (-1, BrokerErrorCode.unstableOffsetCommit.rawValue))
        #expect(end(&bench, producer, commit: commits).errorCode == 0)
        #expect(fetchOffset(&bench, stable: true) == (commits ? 5 : -1, 0))
    }

    @Test func version5TakesTheGroupIntoTheTransaction() throws {
        var bench = StateBench()
        let producer = begin(&bench)
        #expect(commit(9, &bench, producer, version: 5) == 0)
        #expect(end(&bench, producer, commit: true, version: 5).errorCode == 0)
        #expect(fetchOffset(&bench, stable: true) == (9, 0))
    }

    // MARK: Time and faults

    @Test func aTransactionIsAbortedWhenItsTimeIsOver() throws {
        var bench = StateBench()
        let producer = begin(&bench, timeoutMs: 5000)
        #expect(add(&bench, producer) == [0])
        #expect(
            bench.produce(try batch(of: ["a"], producer: producer, sequence: 0), transactionalID: "x").errorCode == 0)
        bench.advance(4999)
        #expect(bench.log("t").lastStableOffset == 0)
        bench.advance(1)
        #expect(bench.log("t").lastStableOffset == 2)
        #expect(try bench.values(committed: true) == [])
        #expect(end(&bench, producer, commit: true).errorCode == BrokerErrorCode.producerFenced.rawValue)
        let late = bench.produce(try batch(of: ["b"], producer: producer, sequence: 1), transactionalID: "x")
        #expect(late.errorCode == BrokerErrorCode.invalidProducerEpoch.rawValue)
    }

    @Test func markersWaitForALeader() throws {
        var bench = StateBench(brokers: 2, topics: ["t": 2])
        // A broker that is not the coordinator goes down.
        let coordinator = try #require(bench.state.brokers.coordinator(of: "x")?.id)
        let other: Int32 = coordinator == 1 ? 2 : 1
        let partition: Int32 = bench.leader("t", 0) == other ? 0 : 1
        let answer = bench.send(
            InitProducerID.self, .init(transactionalID: "x", transactionTimeoutMs: 1000), version: 5,
            broker: coordinator)
        let producer = ProducerIdentity(id: answer.producerID, epoch: answer.producerEpoch)
        let records = try batch(of: ["a"], producer: producer, sequence: 0)
        #expect(bench.produce(records, partition, transactionalID: "x", version: 12).errorCode == 0)
        bench.state.takeLeader(of: "t", partition)
        let request = EndTxnRequest(
            transactionalID: "x", producerID: producer.id, producerEpoch: producer.epoch, committed: true)
        #expect(bench.send(EndTxn.self, request, version: 3, broker: coordinator).errorCode == 0)
        #expect(
            bench.send(EndTxn.self, request, version: 3, broker: coordinator).errorCode
                == BrokerErrorCode.concurrentTransactions.rawValue)
        let initialize = InitProducerIDRequest(transactionalID: "x", transactionTimeoutMs: 1000)
        #expect(
            bench.send(InitProducerID.self, initialize, version: 5, broker: coordinator).errorCode
                == BrokerErrorCode.concurrentTransactions.rawValue)
        bench.state.giveLeader(other, to: "t", partition)
        bench.state.settleTransactions(now: bench.now)
        #expect(bench.log("t", partition).lastStableOffset == 2)
        #expect(bench.send(EndTxn.self, request, version: 3, broker: coordinator).errorCode == 0)
    }

    @Test func aDeletedTopicNeedsNoMarker() throws {
        var bench = StateBench(topics: ["t": 1, "u": 1])
        let producer = begin(&bench)
        #expect(add(&bench, producer) == [0])
        #expect(add(&bench, producer, topic: "u") == [0])
        _ = bench.state.deleteTopic("u")
        #expect(end(&bench, producer, commit: true).errorCode == 0)
        #expect(bench.state.transactions["x"]?.phase == .completed(.commit))
    }

    // MARK: Administration

    @Test func transactionsAndProducersAreDescribed() throws {
        var bench = StateBench(topics: ["t": 3])
        let producer = begin(&bench, timeoutMs: 7000)
        _ = begin(&bench, "idle")
        #expect(add(&bench, producer, partitions: [2, 0]) == [0, 0])
        let started = bench.now
        #expect(
            bench.produce(try batch(of: ["a", "b"], producer: producer, sequence: 0), transactionalID: "x").errorCode
                == 0)
        bench.advance(100)
        let described = bench.send(
            DescribeTransactions.self, .init(transactionalIDs: ["x", "nobody", "idle"]), version: 0
        ).transactionStates
        #expect(described[0].transactionState == "Ongoing")
        #expect(described[0].topics.map(\.partitions) == [[0, 2]])
        #expect(described[0].transactionStartTimeMs == started)
        #expect(described[0].transactionTimeoutMs == 7000)
        #expect(described[1].errorCode == BrokerErrorCode.transactionalIDNotFound.rawValue)
        #expect(described[2].transactionState == "Empty")
        #expect(described[2].transactionStartTimeMs == -1)
        func listed(_ request: ListTransactionsRequest) -> [String] {
            bench.send(ListTransactions.self, request, version: 1).transactionStates.map(\.transactionalID)
        }
        #expect(listed(.init()) == ["idle", "x"])
        #expect(listed(.init(stateFilters: ["Ongoing"])) == ["x"])
        #expect(listed(.init(producerIDFilters: [producer.id])) == ["x"])
        #expect(listed(.init(stateFilters: ["Ongoing"], durationFilter: 50)) == ["x"])
        #expect(listed(.init(stateFilters: ["Ongoing"], durationFilter: 100)) == [])
        let byPattern = bench.send(ListTransactions.self, .init(transactionalIDPattern: "i.*"), version: 2)
        #expect(byPattern.transactionStates.map(\.transactionalID) == ["idle"])
        #expect(
            bench.send(ListTransactions.self, .init(transactionalIDPattern: "("), version: 2).errorCode
                == BrokerErrorCode.invalidRegularExpression.rawValue)
        #expect(listed(.init(durationFilter: 100_000)) == ["idle"], "what never began lasts for ever, as in Kafka")
        let unknown = bench.send(ListTransactions.self, .init(stateFilters: ["Nope"]), version: 0)
        #expect(unknown.unknownStateFilters == ["Nope"])
        let producers = bench.send(
            DescribeProducers.self, .init(topics: [.init(name: "t", partitionIndexes: [0, 9])]), version: 0
        ).topics[0].partitions
        #expect(producers[0].activeProducers.map(\.producerID) == [producer.id])
        #expect(try producers[0].activeProducers.at(0).lastSequence == 1)
        #expect(try producers[0].activeProducers.at(0).currentTxnStartOffset == 0)
        #expect(producers[1].errorCode == BrokerErrorCode.unknownTopicOrPartition.rawValue)
    }

    @Test func aCompletedTransactionKeepsItsStart() throws {
        var bench = StateBench()
        func start() -> Int64 {
            bench.send(DescribeTransactions.self, .init(transactionalIDs: ["x"]), version: 0)
                .transactionStates[0].transactionStartTimeMs
        }
        var producer = begin(&bench)
        #expect(start() == -1)
        let first = bench.now
        #expect(add(&bench, producer) == [0])
        bench.advance(10)
        #expect(end(&bench, producer, commit: true).errorCode == 0)
        #expect(bench.state.transactions["x"]?.phase == .completed(.commit))
        bench.advance(10)
        #expect(start() == first)
        #expect(add(&bench, producer) == [0])
        #expect(start() == first + 20)
        #expect(end(&bench, producer, commit: false).errorCode == 0)
        #expect(start() == first + 20)
        // Another instance of the producer has no transaction yet.
        producer = begin(&bench)
        #expect(start() == -1)
        // An abort without a transaction, which clients of KIP-890 may send, has the time of its end.
        bench.advance(5)
        #expect(end(&bench, producer, commit: false, version: 5).errorCode == 0)
        #expect(start() == bench.now)
    }

    @Test func anAdministratorEndsATransactionOnOnePartition() throws {
        var bench = StateBench()
        let producer = begin(&bench)
        #expect(add(&bench, producer) == [0])
        #expect(
            bench.produce(try batch(of: ["a"], producer: producer, sequence: 0), transactionalID: "x").errorCode == 0)
        func mark(_ epoch: Int16, coordinatorEpoch: Int32 = 0, partition: Int32 = 0) -> Int16 {
            bench.send(
                WriteTxnMarkers.self,
                .init(markers: [
                    .init(
                        producerID: producer.id, producerEpoch: epoch, transactionResult: false,
                        topics: [.init(name: "t", partitionIndexes: [partition])], coordinatorEpoch: coordinatorEpoch)
                ]), version: 1
            ).markers[0].topics[0].partitions[0].errorCode
        }
        #expect(mark(0, partition: 4) == BrokerErrorCode.unknownTopicOrPartition.rawValue)
        #expect(mark(0, coordinatorEpoch: 2) == 0)
        #expect(bench.log("t").lastStableOffset == 2)
        #expect(mark(0, coordinatorEpoch: 1) == BrokerErrorCode.transactionCoordinatorFenced.rawValue)
        #expect(mark(-1) == BrokerErrorCode.invalidProducerEpoch.rawValue)
        #expect(try bench.values(committed: true) == [])
    }
}

extension ClusterState {
    /// Removes a partition's leader.
    mutating func takeLeader(of topic: String, _ partition: Int32) {
        _ = topics.update(PartitionKey(topic: topic, partition: partition)) { $0.move(to: -1) }
    }

    mutating func giveLeader(_ broker: Int32, to topic: String, _ partition: Int32) {
        _ = topics.update(PartitionKey(topic: topic, partition: partition)) { $0.move(to: broker) }
    }
}
