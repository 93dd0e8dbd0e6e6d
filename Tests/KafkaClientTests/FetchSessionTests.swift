// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaClient

@Suite struct FetchSessionTests {
    private typealias Key = FetchSession.Key
    private typealias Wanted = FetchSession.Wanted

    private func key(_ partition: Int32) -> Key { Key(topic: "t", topicID: .zero, partition: partition) }

    private func wanted(_ offsets: [(Int32, Int64)]) -> [(key: Key, value: Wanted)] {
        offsets.map {
            (key($0.0), Wanted(offset: $0.1, leaderEpoch: 1, lastFetchedEpoch: -1, maxBytes: 100))
        }
    }

    /// A session that the broker has given an id and that has partitions 0 and 1.
    private func begun(id: Int32 = 7, version: Int16 = 12) -> FetchSession {
        var session = FetchSession()
        _ = session.plan(wanted([(0, 0), (1, 0)]), version: version)
        session.succeeded(sessionID: id)
        return session
    }

    @Test func theFirstRequestNamesAllAndAsksForASession() {
        var session = FetchSession()
        let plan = session.plan(wanted([(0, 5), (1, 6)]), version: 12)
        #expect(plan == .init(id: 0, epoch: 0, named: [key(0), key(1)], forgotten: [], isFull: true))
    }

    @Test func laterRequestsNameOnlyChanges() {
        var session = begun()
        let same = session.plan(wanted([(0, 0), (1, 0)]), version: 12)
        #expect(same == .init(id: 7, epoch: 1, named: [], forgotten: [], isFull: false))
        session.succeeded(sessionID: 7)
        let moved = session.plan(wanted([(1, 3), (0, 0)]), version: 12)
        #expect(moved == .init(id: 7, epoch: 2, named: [key(1)], forgotten: [], isFull: false))
        session.succeeded(sessionID: 7)
        let added = session.plan(wanted([(0, 0), (1, 3), (2, 9)]), version: 12)
        #expect(added == .init(id: 7, epoch: 3, named: [key(2)], forgotten: [], isFull: false))
    }

    @Test func partitionsWithoutRoomAreForgottenAndNamedAgain() {
        var session = begun()
        let without = session.plan(wanted([(1, 0)]), version: 12)
        #expect(without == .init(id: 7, epoch: 1, named: [], forgotten: [key(0)], isFull: false))
        session.succeeded(sessionID: 7)
        let with = session.plan(wanted([(0, 4), (1, 0)]), version: 12)
        #expect(with == .init(id: 7, epoch: 2, named: [key(0)], forgotten: [], isFull: false))
    }

    @Test func aBrokerWithoutRoomForASessionIsAskedInFull() {
        var session = FetchSession()
        for _ in 0..<3 {
            let plan = session.plan(wanted([(0, 0)]), version: 12)
            #expect(plan == .init(id: 0, epoch: 0, named: [key(0)], forgotten: [], isFull: true))
            session.succeeded(sessionID: 0)
        }
    }

    @Test func brokersBeforeVersion7HaveNoSessions() {
        var session = FetchSession()
        for _ in 0..<2 {
            let plan = session.plan(wanted([(0, 0)]), version: 6)
            #expect(plan == .init(id: 0, epoch: -1, named: [key(0)], forgotten: [], isFull: true))
        }
    }

    /// An event, and the id and epoch of the request after it.
    struct Transition: Sendable, CustomTestStringConvertible {
        var name: String
        var event: @Sendable (inout FetchSession) -> Void
        var id: Int32
        var epoch: Int32

        var testDescription: String { name }
    }

    @Test(arguments: [
        Transition(name: "success", event: { $0.succeeded(sessionID: 7) }, id: 7, epoch: 2),
        Transition(name: "the broker ended it", event: { $0.succeeded(sessionID: 0) }, id: 0, epoch: 0),
        Transition(name: "another id", event: { $0.succeeded(sessionID: 8) }, id: 7, epoch: 0),
        Transition(name: "not found", event: { _ = $0.failed(.fetchSessionIDNotFound) }, id: 0, epoch: 0),
        Transition(name: "wrong epoch", event: { _ = $0.failed(.invalidFetchSessionEpoch) }, id: 7, epoch: 0),
        Transition(name: "topic ids", event: { _ = $0.failed(.fetchSessionTopicIDError) }, id: 7, epoch: 0),
        Transition(name: "another error", event: { _ = $0.failed(.unknownServerError) }, id: 7, epoch: 0),
        Transition(name: "connection lost", event: { $0.connectionLost() }, id: 7, epoch: 0),
    ])
    func transitions(_ transition: Transition) {
        var session = begun()
        _ = session.plan(wanted([(0, 0), (1, 0)]), version: 12)
        transition.event(&session)
        let plan = session.plan(wanted([(0, 0), (1, 0)]), version: 12)
        #expect(plan.id == transition.id)
        #expect(plan.epoch == transition.epoch)
        #expect(plan.isFull == (transition.epoch == 0))
        // A new session is told everything.
        #expect(plan.named.count == (transition.epoch == 0 ? 2 : 0))
    }

    @Test(
        arguments: [
            (.fetchSessionIDNotFound, true), (.invalidFetchSessionEpoch, true), (.fetchSessionTopicIDError, true),
            (.unknownServerError, false),
        ] as [(BrokerErrorCode, Bool)])
    func onlySessionErrorsAreAnsweredAtOnce(_ code: BrokerErrorCode, _ isOfSession: Bool) {
        var session = begun()
        let found = session.failed(code)
        #expect(found == isOfSession)
    }

    @Test func changingBetweenNamesAndIDsBeginsANewSession() {
        var session = begun(version: 12)
        let plan = session.plan(wanted([(0, 0), (1, 0)]), version: 13)
        #expect(plan == .init(id: 7, epoch: 0, named: [key(0), key(1)], forgotten: [], isFull: true))
    }

    @Test func theEpochWrapsToOne() {
        #expect(FetchSession.epoch(after: 1) == 2)
        #expect(FetchSession.epoch(after: .max) == 1)
    }
}
