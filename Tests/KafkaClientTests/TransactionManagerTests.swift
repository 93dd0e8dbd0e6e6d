// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaClient

/// A transaction manager whose changes can stand in an expectation.
private final class Managed {
    private(set) var state = TransactionManager()

    var identity: ProducerIdentity? { state.identity }
    var failure: KafkaError? { state.failure }
    var isStarted: Bool { state.isStarted }
    var isWriting: Bool { state.isWriting }

    func begin() throws(KafkaError) -> TransactionManager.Begin { try state.begin() }
    func check(_ number: UInt64?) throws(KafkaError) { try state.check(number) }
    func join(_ partition: TopicPartition) -> Bool { state.join(partition) }
    func mayWrite(_ partition: TopicPartition) -> Bool { state.mayWrite(partition) }
    func takeJoining() -> Set<TopicPartition> { state.takeJoining() }
    func joinedAll() -> Set<TopicPartition> { state.joinedAll() }
    func beginOffsets(of group: String, in number: UInt64) throws(KafkaError) -> Bool {
        try state.beginOffsets(of: group, in: number)
    }
    func fail(_ error: KafkaError, _ verdict: TransactionVerdict) -> KafkaError? { state.fail(error, verdict) }
    func beginCommit(_ number: UInt64) throws(KafkaError) { try state.beginCommit(number) }
    func beginAbort() -> Bool { state.beginAbort() }
    func endsWithRequest() throws(KafkaError) -> Bool { try state.endsWithRequest() }
    func change(_ body: (inout TransactionManager) -> Void) { body(&state) }
}

/// Every transition of a producer's transactions, without a broker.
struct TransactionManagerTests {
    private let identity = ProducerIdentity(id: 7, epoch: 3)
    private let partition = TopicPartition(topic: "t", partition: 0)
    private let refusal = KafkaError.broker(.transactionAbortable, "EndTxn")
    private let lost = KafkaError(.connectionLost, "lost")

    private func ready(version2: Bool) throws -> Managed {
        let manager = Managed()
        #expect(try manager.begin() == .initialize(.init()))
        manager.change { $0.initialized(identity, usesVersion2: version2) }
        return manager
    }

    private func open(version2: Bool = false) throws -> Managed {
        let manager = try ready(version2: version2)
        #expect(try manager.begin() == .begun(1))
        return manager
    }

    private func committing(version2: Bool = false) throws -> Managed {
        let manager = try open(version2: version2)
        _ = manager.join(partition)
        _ = manager.takeJoining()
        _ = manager.joinedAll()
        try manager.beginCommit(1)
        #expect(try manager.endsWithRequest())
        return manager
    }

    private func code(_ body: () throws(KafkaError) -> Void) -> KafkaError.Code? {
        do throws(KafkaError) { try body() } catch { return error.code }
        return nil
    }

    // MARK: Beginning

    @Test func aTransactionIsBegunOnceThereIsAnIdentity() throws {
        let manager = try open()
        #expect(code { () throws(KafkaError) in _ = try manager.begin() } == .invalidTransactionState)
        #expect(code { () throws(KafkaError) in try manager.check(nil) } == .invalidTransactionState)
        #expect(code { () throws(KafkaError) in try manager.check(2) } == .invalidTransactionState)
        try manager.check(1)
    }

    @Test func aSecondTaskDoesNotInitializeToo() throws {
        let manager = Managed()
        _ = try manager.begin()
        #expect(code { () throws(KafkaError) in _ = try manager.begin() } == .invalidTransactionState)
        manager.change { $0.initializationFailed(lost) }
        #expect(try manager.begin() == .initialize(.init()))
    }

    @Test func aFencedProducerStaysSo() throws {
        for (failure, expected) in [
            (TransactionVerdict.fence.failure(lost), KafkaError.Code.producerFenced),
            (TransactionVerdict.fail.failure(lost), .producerFailed),
        ] {
            let manager = Managed()
            _ = try manager.begin()
            manager.change { $0.initializationFailed(failure) }
            #expect(code { () throws(KafkaError) in _ = try manager.begin() } == expected)
        }
    }

    // MARK: Adding

    @Test func partitionsAreAddedBeforeTheirBatchesAreSent() throws {
        let manager = try open()
        let other = TopicPartition(topic: "t", partition: 1)
        #expect(!manager.isStarted)
        #expect(manager.join(partition))
        #expect(!manager.mayWrite(partition))
        #expect(manager.takeJoining() == [partition])
        #expect(manager.isStarted)
        // The next one waits for the request under way.
        #expect(!manager.join(other))
        #expect(manager.takeJoining().isEmpty)
        #expect(manager.joinedAll() == [partition])
        #expect(manager.mayWrite(partition) && !manager.mayWrite(other))
        #expect(manager.takeJoining() == [other])
        #expect(!manager.join(partition))
    }

    @Test func version2NeedsNoRequestToAdd() throws {
        let manager = try open(version2: true)
        #expect(!manager.join(partition))
        #expect(manager.mayWrite(partition) && manager.isStarted)
        #expect(try !manager.beginOffsets(of: "g", in: 1))
    }

    @Test func aGroupIsAddedOnce() throws {
        let manager = try open()
        #expect(try manager.beginOffsets(of: "g", in: 1))
        manager.change { $0.added("g") }
        manager.change { $0.endOffsets() }
        #expect(try !manager.beginOffsets(of: "g", in: 1))
        manager.change { $0.endOffsets() }
        #expect(try manager.beginOffsets(of: "h", in: 1))
    }

    // MARK: Failing

    @Test(arguments: [
        (TransactionVerdict.abort, KafkaError.Code.transactionAborted), (.fence, .producerFenced),
        (.fail, .producerFailed),
    ])
    func afterAFailureNothingIsAdded(verdict: TransactionVerdict, expected: KafkaError.Code) throws {
        let manager = try open()
        _ = manager.join(partition)
        #expect(manager.fail(lost, verdict)?.code == expected)
        #expect(!manager.isWriting && manager.takeJoining().isEmpty)
        #expect(code { () throws(KafkaError) in try manager.check(1) } == expected)
        #expect(code { () throws(KafkaError) in try manager.beginCommit(1) } == expected)
        #expect(manager.fail(lost, .abort) == nil)
        #expect(manager.beginAbort() == (verdict == .abort))
    }

    @Test func fencingReplacesAFailureThatCouldBeAborted() throws {
        let manager = try open()
        _ = manager.fail(lost, .abort)
        #expect(manager.fail(lost, .fence)?.code == .producerFenced)
        #expect(!manager.beginAbort())
    }

    @Test func aCommitOfOffsetsUnderWayKeepsFromCommitting() throws {
        let manager = try open()
        _ = try manager.beginOffsets(of: "g", in: 1)
        #expect(code { () throws(KafkaError) in try manager.beginCommit(1) } == .transactionAborted)
        #expect(manager.beginAbort())
    }

    // MARK: Ending

    @Test func anEmptyTransactionEndsWithoutARequest() throws {
        let manager = try open()
        try manager.beginCommit(1)
        #expect(try !manager.endsWithRequest())
        manager.change { $0.endedWithoutRequest() }
        #expect(try manager.begin() == .begun(2))
        #expect(code { () throws(KafkaError) in try manager.check(1) } == .invalidTransactionState)
    }

    @Test func version1KeepsItsEpochAndVersion2GetsTheNext() throws {
        let first = try committing()
        first.change { $0.committed(.done(nil, mayArriveLate: false)) }
        #expect(first.identity == identity)
        #expect(try first.begin() == .begun(2))
        let second = try committing(version2: true)
        let next = ProducerIdentity(id: 7, epoch: 4)
        second.change { $0.committed(.done(next, mayArriveLate: true)) }
        #expect(second.identity == next)
        #expect(try second.begin() == .begun(2))
    }

    @Test func afterAnEndThatMayArriveLateVersion1NeedsANewEpoch() throws {
        let manager = try committing()
        manager.change { $0.committed(.done(nil, mayArriveLate: true)) }
        #expect(try manager.begin() == .initialize(.init(expected: identity)))
    }

    @Test func afterAGapVersion1NeedsANewEpoch() throws {
        let manager = try committing()
        _ = manager.fail(lost, .abort)
        manager.change { $0.requireNewEpoch() }
        #expect(manager.beginAbort())
        manager.change { $0.aborted(.done(nil, mayArriveLate: false)) }
        #expect(try manager.begin() == .initialize(.init(expected: identity)))
    }

    @Test func aRefusedCommitIsAborted() throws {
        let manager = try committing()
        manager.change { $0.committed(.refused(refusal)) }
        #expect(manager.failure?.code == .transactionAborted)
        #expect(manager.beginAbort())
        manager.change { $0.aborted(.done(nil, mayArriveLate: false)) }
        #expect(try manager.begin() == .begun(2))
    }

    @Test func anUnknownOutcomeIsSettledFirst() throws {
        let manager = try committing()
        manager.change { $0.committed(.unknown(lost)) }
        #expect(try manager.begin() == .initialize(.init(settles: identity, expected: identity)))
        manager.change { $0.initializationFailed(lost) }
        // Still in doubt.
        #expect(try manager.begin() == .initialize(.init(settles: identity, expected: identity)))
        manager.change { $0.initialized(ProducerIdentity(id: 7, epoch: 4), usesVersion2: false) }
        #expect(try manager.begin() == .begun(2))
    }

    @Test func anAbortThatReachedNobodyIsSettledFirst() throws {
        let manager = try committing()
        #expect(manager.beginAbort())
        manager.change { $0.aborted(.refused(lost)) }
        #expect(try manager.begin() == .initialize(.init(settles: identity, expected: identity)))
    }

    @Test func anAbortOfNothingEndsWithANewEpoch() throws {
        let manager = try committing()
        #expect(manager.beginAbort())
        manager.change { $0.aborted(.failed(KafkaError.broker(.invalidTxnState, "EndTxn"))) }
        #expect(try manager.begin() == .initialize(.init(expected: identity)))
    }

    @Test func fencingAndFailingAreForGood() throws {
        for (outcome, expected) in [
            (EndTransactionOutcome.fenced(lost, mayHaveEnded: false), KafkaError.Code.producerFenced),
            (.failed(lost), .producerFailed),
        ] {
            let manager = try committing()
            manager.change { $0.committed(outcome) }
            #expect(code { () throws(KafkaError) in _ = try manager.begin() } == expected)
            #expect(!manager.beginAbort())
        }
    }

    // MARK: Verdicts

    @Test func codesHaveTheirMeaning() {
        func verdict(_ code: BrokerErrorCode, _ origin: TransactionVerdict.Origin) -> TransactionVerdict {
            TransactionVerdict(for: KafkaError.broker(code, "x"), from: origin)
        }
        let abortable: [BrokerErrorCode] = [
            .transactionAbortable, .topicAuthorizationFailed, .illegalGeneration, .invalidRecord,
        ]
        for code in abortable {
            #expect(verdict(code, .data) == .abort && verdict(code, .coordinator) == .abort)
        }
        #expect(verdict(.producerFenced, .data) == .fence && verdict(.producerFenced, .coordinator) == .fence)
        #expect(verdict(.invalidProducerEpoch, .data) == .abort)
        #expect(verdict(.invalidProducerEpoch, .coordinator) == .fence)
        #expect(verdict(.invalidTxnState, .data) == .abort && verdict(.invalidTxnState, .coordinator) == .fail)
        #expect(verdict(.transactionalIDAuthorizationFailed, .data) == .fail)
    }

    @Test func anEndIsDefiniteOnlyIfNoAttemptWasInDoubt() {
        func name(_ code: BrokerErrorCode, inDoubt: Bool) -> String {
            switch EndTransactionOutcome(failed: KafkaError.broker(code, "EndTxn"), mayHaveEnded: inDoubt) {
            case .done: "done"
            case .refused: "refused"
            case .unknown: "unknown"
            case .fenced(_, let mayHaveEnded): "fenced \(mayHaveEnded)"
            case .failed: "failed"
            }
        }
        #expect(name(.transactionAbortable, inDoubt: false) == "refused")
        #expect(name(.transactionAbortable, inDoubt: true) == "unknown")
        #expect(name(.invalidTxnState, inDoubt: false) == "failed")
        #expect(name(.invalidTxnState, inDoubt: true) == "unknown")
        #expect(name(.producerFenced, inDoubt: false) == "fenced false")
        #expect(name(.producerFenced, inDoubt: true) == "fenced true")
        #expect(name(.coordinatorNotAvailable, inDoubt: false) == "refused")
        let undecided: [BrokerErrorCode] = [
            .unknownServerError, .notCoordinator, .coordinatorNotAvailable, .coordinatorLoadInProgress,
        ]
        for code in undecided {
            #expect(!EndTransactionOutcome.isWithoutEffect(code))
        }
        #expect(EndTransactionOutcome.isWithoutEffect(.concurrentTransactions))
        #expect(EndTransactionOutcome.advice(for: KafkaError.broker(.unknownServerError, "EndTxn")) == .findCoordinator)
    }
}
