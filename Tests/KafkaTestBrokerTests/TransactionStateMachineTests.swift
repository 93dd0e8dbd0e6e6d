// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaTestBroker

struct TransactionStateMachineTests {
    private let partition = PartitionKey(topic: "t", partition: 0)

    private func coordinator(epoch: Int16 = 0) throws -> (TransactionCoordinator, ProducerIdentity) {
        var coordinator = TransactionCoordinator()
        var producer = ProducerIdentity.none
        for _ in 0...epoch { producer = try ready(&coordinator) }
        return (coordinator, producer)
    }

    private func ready(
        _ coordinator: inout TransactionCoordinator, expected: ProducerIdentity = .none, now: Int64 = 0
    ) throws -> ProducerIdentity {
        let result = coordinator.initialize("x", timeoutMs: 1000, expected: expected, now: now)
        guard case .ready(let producer) = result else {
            Issue.record("\(result)")
            return .none
        }
        return producer
    }

    private func settle(_ coordinator: inout TransactionCoordinator, now: Int64 = 0) {
        guard let transaction = coordinator["x"] else { return }
        coordinator.markersWritten(
            "x", to: Array(transaction.partitions), groups: Array(transaction.groups), now: now)
    }

    // MARK: InitProducerId

    @Test func eachInstanceGetsANewEpochOfTheSameID() throws {
        var (coordinator, first) = try coordinator()
        let second = try ready(&coordinator)
        #expect(first.epoch == 0)
        #expect(second == ProducerIdentity(id: first.id, epoch: 1))
    }

    @Test(arguments: [
        ("", 1000 as Int32, ProducerIdentity.none, BrokerErrorCode.invalidRequest),
        ("x", 1000, ProducerIdentity(id: 7, epoch: -1), .invalidRequest),
        ("x", 1000, ProducerIdentity(id: -1, epoch: 7), .invalidRequest),
        ("x", 0, .none, .invalidTransactionTimeout),
        ("x", 900_001, .none, .invalidTransactionTimeout),
    ])
    func badInitialization(id: String, timeout: Int32, expected: ProducerIdentity, code: BrokerErrorCode) {
        var coordinator = TransactionCoordinator()
        #expect(coordinator.initialize(id, timeoutMs: timeout, expected: expected, now: 0) == .refused(code))
    }

    @Test func aNewInstanceAbortsTheOldOnesTransactionFirst() throws {
        var (coordinator, producer) = try coordinator()
        #expect(coordinator.add("x", partitions: [partition], by: producer, now: 0) == .none)
        #expect(coordinator.initialize("x", timeoutMs: 1000, expected: .none, now: 1) == .aborting)
        #expect(coordinator["x"]?.stateName == "PrepareAbort")
        // The marker is not written yet.
        let early = coordinator.initialize("x", timeoutMs: 1000, expected: .none, now: 1)
        #expect(early == .refused(.concurrentTransactions))
        settle(&coordinator)
        #expect(try ready(&coordinator).epoch == 2)
        #expect(coordinator.add("x", partitions: [partition], by: producer, now: 2) == .producerFenced)
        #expect(coordinator.end("x", .commit, by: producer, bumpsEpoch: false, now: 2) == .refused(.producerFenced))
    }

    @Test func aProducerThatKnowsItsEpochGoesOnAndMayRepeatTheCall() throws {
        var (coordinator, first) = try coordinator()
        let second = try ready(&coordinator, expected: first)
        #expect(second.epoch == 1)
        #expect(try ready(&coordinator, expected: first) == second)
        let third = try ready(&coordinator, expected: second)
        #expect(third.epoch == 2)
        #expect(coordinator.initialize("x", timeoutMs: 1, expected: first, now: 0) == .refused(.producerFenced))
        let stranger = ProducerIdentity(id: first.id + 99, epoch: 2)
        #expect(coordinator.initialize("x", timeoutMs: 1, expected: stranger, now: 0) == .refused(.producerFenced))
    }

    @Test func usedUpEpochsBringANewID() throws {
        var (coordinator, last) = try coordinator(epoch: ProducerIdentity.lastEpoch)
        #expect(last.epoch == Int16.max - 1)
        let fresh = try ready(&coordinator)
        #expect(fresh.epoch == 0)
        #expect(fresh.id != last.id)
    }

    // MARK: Adding and ending

    @Test func strangersAndOldEpochsAreRefused() throws {
        var (coordinator, producer) = try coordinator(epoch: 1)
        let stranger = ProducerIdentity(id: 5, epoch: 1)
        let old = ProducerIdentity(id: producer.id, epoch: 0)
        #expect(coordinator.add("", partitions: [partition], by: producer, now: 0) == .invalidRequest)
        #expect(coordinator.add("y", partitions: [partition], by: producer, now: 0) == .invalidProducerIDMapping)
        #expect(coordinator.add("x", partitions: [partition], by: stranger, now: 0) == .invalidProducerIDMapping)
        #expect(coordinator.add("x", partitions: [partition], by: old, now: 0) == .producerFenced)
        #expect(
            coordinator.end("y", .commit, by: producer, bumpsEpoch: false, now: 0)
                == .refused(.invalidProducerIDMapping))
        #expect(
            coordinator.end("x", .commit, by: stranger, bumpsEpoch: false, now: 0)
                == .refused(.invalidProducerIDMapping))
        #expect(coordinator.end("", .commit, by: stranger, bumpsEpoch: false, now: 0) == .refused(.invalidRequest))
        #expect(coordinator["x"]?.phase == .empty)
    }

    @Test(arguments: [TransactionStateMachine.Outcome.commit, .abort])
    func anEndWaitsForItsMarkersAndMayBeRepeated(outcome: TransactionStateMachine.Outcome) throws {
        let other: TransactionStateMachine.Outcome = outcome == .commit ? .abort : .commit
        var (coordinator, producer) = try coordinator()
        #expect(coordinator.add("x", partitions: [partition], groups: ["g"], by: producer, now: 0) == .none)
        #expect(coordinator.end("x", outcome, by: producer, bumpsEpoch: false, now: 1) == .prepared)
        #expect(coordinator.unsettled == ["x"])
        #expect(coordinator.add("x", partitions: [partition], by: producer, now: 1) == .concurrentTransactions)
        #expect(
            coordinator.end("x", outcome, by: producer, bumpsEpoch: false, now: 1) == .refused(.concurrentTransactions))
        #expect(coordinator.end("x", other, by: producer, bumpsEpoch: false, now: 1) == .refused(.invalidTxnState))
        coordinator.markersWritten("x", to: [partition], groups: [], now: 2)
        #expect(coordinator["x"]?.phase == .preparing(outcome))
        coordinator.markersWritten("x", to: [], groups: ["g"], now: 2)
        #expect(coordinator["x"]?.phase == .completed(outcome))
        #expect(coordinator.unsettled.isEmpty)
        #expect(coordinator.end("x", outcome, by: producer, bumpsEpoch: false, now: 3) == .done)
        #expect(coordinator.end("x", other, by: producer, bumpsEpoch: false, now: 3) == .refused(.invalidTxnState))
        #expect(coordinator.add("x", partitions: [partition], by: producer, now: 4) == .none)
    }

    @Test func nothingToEndIsAnInvalidState() throws {
        var (coordinator, producer) = try coordinator()
        #expect(coordinator.end("x", .commit, by: producer, bumpsEpoch: false, now: 0) == .refused(.invalidTxnState))
        #expect(coordinator.end("x", .abort, by: producer, bumpsEpoch: false, now: 0) == .refused(.invalidTxnState))
        #expect(coordinator.end("x", .commit, by: producer, bumpsEpoch: true, now: 0) == .refused(.invalidTxnState))
    }

    @Test func verificationFailsOutsideTheTransaction() throws {
        var (coordinator, producer) = try coordinator()
        #expect(coordinator.verify("x", partitions: [partition], by: producer) == .transactionAbortable)
        #expect(coordinator.add("x", partitions: [partition], by: producer, now: 0) == .none)
        #expect(coordinator.verify("x", partitions: [partition], by: producer) == .none)
        #expect(coordinator.verify("x", groups: ["g"], by: producer) == .transactionAbortable)
        #expect(coordinator.verify("y", groups: ["g"], by: producer) == .invalidProducerIDMapping)
    }

    // MARK: Epochs that each end bumps

    @Test func eachEndBumpsTheEpochAndMayBeRepeatedWithTheOldOne() throws {
        var (coordinator, first) = try coordinator()
        #expect(coordinator.add("x", partitions: [partition], by: first, now: 0) == .none)
        #expect(coordinator.end("x", .commit, by: first, bumpsEpoch: true, now: 0) == .prepared)
        let second = ProducerIdentity(id: first.id, epoch: 1)
        #expect(coordinator["x"]?.upcomingProducer == second)
        #expect(coordinator.end("x", .commit, by: first, bumpsEpoch: true, now: 0) == .refused(.concurrentTransactions))
        settle(&coordinator)
        #expect(coordinator.end("x", .commit, by: first, bumpsEpoch: true, now: 0) == .done)
        #expect(coordinator.end("x", .abort, by: first, bumpsEpoch: true, now: 0) == .refused(.invalidTxnState))
        #expect(coordinator.add("x", partitions: [partition], by: first, now: 0) == .producerFenced)
        #expect(coordinator.add("x", partitions: [partition], by: second, now: 0) == .none)
        #expect(coordinator.end("x", .commit, by: first, bumpsEpoch: true, now: 0) == .refused(.producerFenced))
    }

    @Test func anEmptyTransactionMayBeAbortedForANewEpoch() throws {
        var (coordinator, first) = try coordinator()
        #expect(coordinator.end("x", .abort, by: first, bumpsEpoch: true, now: 0) == .prepared)
        settle(&coordinator)
        #expect(coordinator["x"]?.producer.epoch == 1)
        #expect(coordinator["x"]?.phase == .completed(.abort))
    }

    @Test func theLastEpochEndsWithANewID() throws {
        var (coordinator, last) = try coordinator(epoch: ProducerIdentity.lastEpoch)
        #expect(coordinator.add("x", partitions: [partition], by: last, now: 0) == .none)
        #expect(coordinator.end("x", .commit, by: last, bumpsEpoch: true, now: 0) == .prepared)
        // The markers have the old id and an epoch that no producer gets.
        #expect(coordinator["x"]?.producer == ProducerIdentity(id: last.id, epoch: Int16.max))
        let next = try #require(coordinator["x"]?.upcomingProducer)
        #expect(next.epoch == 0)
        settle(&coordinator)
        #expect(coordinator["x"]?.producer == next)
        #expect(coordinator.end("x", .commit, by: last, bumpsEpoch: true, now: 0) == .done)
    }

    @Test func theEpochForMarkersNeverOverflows() throws {
        var (coordinator, last) = try coordinator(epoch: ProducerIdentity.lastEpoch)
        for _ in 0..<3 {
            _ = coordinator.add("x", partitions: [partition], by: last, now: 0)
            _ = coordinator.expire("x", now: 5000)
            settle(&coordinator)
            last.epoch = Int16.max
        }
        #expect(coordinator["x"]?.producer.epoch == Int16.max)
        #expect(try ready(&coordinator).epoch == 0)
    }

    // MARK: Time

    @Test func aTransactionPastItsTimeoutIsAbortedInANewEpoch() throws {
        var (coordinator, producer) = try coordinator()
        #expect(coordinator["x"]?.deadline == nil)
        #expect(coordinator.add("x", partitions: [partition], by: producer, now: 50) == .none)
        #expect(coordinator["x"]?.deadline == 1050)
        #expect(coordinator.expire("x", now: 1049) == false)
        #expect(coordinator.expire("x", now: 1050) == true)
        settle(&coordinator)
        #expect(coordinator["x"]?.stateName == "CompleteAbort")
        #expect(coordinator["x"]?.deadline == nil)
        #expect(coordinator.end("x", .commit, by: producer, bumpsEpoch: false, now: 1051) == .refused(.producerFenced))
        #expect(coordinator.end("x", .commit, by: producer, bumpsEpoch: true, now: 1051) == .refused(.producerFenced))
    }

    @Test func theIDThatWasIdleForLongestMakesRoom() throws {
        var coordinator = TransactionCoordinator()
        for index in 0...TransactionCoordinator.maxIDs {
            _ = coordinator.initialize("id\(index)", timeoutMs: 1, expected: .none, now: Int64(index))
        }
        #expect(coordinator.transactions.count == TransactionCoordinator.maxIDs)
        #expect(coordinator["id0"] == nil)
        #expect(coordinator["id1"] != nil)
    }
}
