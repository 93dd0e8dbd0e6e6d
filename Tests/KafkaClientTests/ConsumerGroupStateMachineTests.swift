// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaClient

/// Transitions of a membership of the protocol in which the broker assigns.
@Suite struct ConsumerGroupStateMachineTests {
    private let topic = KafkaUUID(high: 1, low: 1)

    private struct Member {
        var machine: ConsumerGroupStateMachine
        private(set) var call = 0
        private(set) var release = 0
        /// Whether the timer of the next heartbeat is set.
        private(set) var willBeat = false
        private(set) var sent: [(member: ConsumerGroupMetadata, fields: ConsumerHeartbeatFields)] = []

        init(instanceID: String? = nil) {
            machine = ConsumerGroupStateMachine(
                GroupSettings(
                    groupID: "g", instanceID: instanceID, heartbeatInterval: .seconds(3),
                    rebalanceTimeout: .seconds(300)),
                memberID: "m")
        }

        @discardableResult
        mutating func feed(_ event: GroupEvent) -> [String] {
            if case .timer(.heartbeat) = event { willBeat = false }
            return machine.handle(event).compactMap { action in
                switch action {
                case .schedule(.heartbeat, _):
                    willBeat = true
                    return nil
                case .cancel(.heartbeat):
                    willBeat = false
                    return nil
                case .send(let number, .consumerHeartbeat(let member, let fields)):
                    call = number
                    sent.append((member, fields))
                    return "beat \(member.generationID)"
                case .release(let number, let partitions, let isLost):
                    release = number
                    return "\(isLost ? "lose" : "release") \(ClassicGroupStateMachineTests.Member.names(partitions))"
                case .assign(let partitions):
                    return "read \(ClassicGroupStateMachineTests.Member.names(partitions))"
                case .resolve(let ids): return "resolve \(ids.count)"
                case .backOff(let attempt): return "back off \(attempt)"
                case .fail(let error): return "fail \(error.brokerError?.name ?? "\(error.code)")"
                case .left: return "left"
                case .rebalanced: return "rebalanced"
                default: return nil
                }
            }
        }

        mutating func answer(
            epoch: Int32 = 1, _ assigned: [KafkaUUID: [Int32]]? = nil, code: BrokerErrorCode = .none
        ) -> [String] {
            let assignment = assigned.map { assigned in
                ConsumerGroupHeartbeatResponse.Assignment(
                    topicPartitions: assigned.map { .init(topicID: $0.key, partitions: $0.value) })
            }
            return feed(
                .answered(
                    call,
                    .success(
                        .consumerHeartbeat(
                            ConsumerGroupHeartbeatResponse(
                                errorCode: code.rawValue, memberID: "m", memberEpoch: epoch, heartbeatIntervalMs: 5000,
                                assignment: assignment)))))
        }

        mutating func released() -> [String] { feed(.released(release)) }

        mutating func settle(_ topic: KafkaUUID, _ partitions: [Int32]) {
            feed(.subscribe(TopicSelection(topics: ["t"])))
            feed(.topicsResolved([topic: "t"]))
            _ = answer([topic: partitions])
            _ = answer()
        }
    }

    @Test func memberJoinsResolvesAndAcknowledges() {
        var member = Member()
        #expect(member.feed(.subscribe(TopicSelection(topics: ["t"]))) == ["beat 0"])
        #expect(member.sent.last?.fields.topics == ["t"])
        #expect(member.sent.last?.fields.owned == [:])
        #expect(member.sent.last?.fields.rebalanceTimeout == .seconds(300))
        #expect(member.answer([topic: [0, 1]]) == ["resolve 1"])
        #expect(member.feed(.topicsResolved([topic: "t"])) == ["read t-0 t-1", "beat 1", "rebalanced"])
        #expect(member.sent.last?.fields.owned == [topic: [0, 1]])
        #expect(member.sent.last?.fields.topics == nil)
        #expect(member.answer() == [])
        // Nothing has changed: the heartbeat has no fields.
        #expect(member.feed(.timer(.heartbeat)) == ["beat 1"])
        #expect(member.sent.last?.fields == ConsumerHeartbeatFields())
    }

    @Test func revocationIsAcknowledgedAfterTheRelease() {
        var member = Member()
        member.settle(topic, [0, 1])
        member.feed(.timer(.heartbeat))
        #expect(member.answer([topic: [1]]) == ["release t-0"])
        // Heartbeats go on with the partitions as they are.
        #expect(member.feed(.timer(.heartbeat)) == ["beat 1"])
        #expect(member.sent.last?.fields.owned == nil)
        #expect(member.answer() == [])
        #expect(member.released() == ["beat 1", "rebalanced"])
        #expect(member.sent.last?.fields.owned == [topic: [1]])
        #expect(member.answer(epoch: 2, [topic: [1, 2]]) == ["read t-2", "beat 2", "rebalanced"])
    }

    @Test func laterAssignmentReplacesTheOneBeingReconciled() {
        var member = Member()
        member.settle(topic, [0, 1])
        member.feed(.timer(.heartbeat))
        _ = member.answer([topic: [1]])
        member.feed(.timer(.heartbeat))
        #expect(member.answer(epoch: 2, [topic: [2]]) == [])
        #expect(member.released() == ["release t-1"])
        #expect(member.released() == ["read t-2", "beat 2", "rebalanced"])
    }

    @Test(arguments: [BrokerErrorCode.fencedMemberEpoch, .unknownMemberID])
    func fencedMemberLosesItsPartitionsAndJoinsAgain(code: BrokerErrorCode) {
        var member = Member()
        member.settle(topic, [0])
        member.feed(.timer(.heartbeat))
        #expect(member.answer(code: code) == ["lose t-0"])
        #expect(member.feed(.timer(.heartbeat)) == [])
        #expect(member.released() == ["beat 0"])
        #expect(member.sent.last?.fields.topics == ["t"])
        #expect(member.sent.last?.fields.owned == [:])
    }

    @Test func afterAFailureAllFieldsAreSentAgain() {
        var member = Member()
        member.settle(topic, [0])
        member.feed(.timer(.heartbeat))
        #expect(member.feed(.answered(member.call, .failure(KafkaError(.timedOut, "late")))) == ["back off 0"])
        #expect(member.feed(.timer(.retry)) == ["beat 1"])
        #expect(member.sent.last?.fields.owned == [topic: [0]])
        #expect(member.sent.last?.fields.topics == ["t"])
    }

    /// The release may take as long as a batch takes.
    @Test func heartbeatsGoOnWhenAMemberIsStoppedAfterOneThatFailed() {
        var member = Member()
        member.settle(topic, [0])
        member.feed(.timer(.heartbeat))
        #expect(member.feed(.answered(member.call, .failure(KafkaError(.timedOut, "late")))) == ["back off 0"])
        #expect(!member.willBeat)
        #expect(member.feed(.stop) == ["release t-0"])
        #expect(member.willBeat)
        #expect(member.feed(.timer(.heartbeat)) == ["beat 1"])
        #expect(member.answer() == [])
        #expect(member.released() == ["beat -1"])
        #expect(!member.willBeat)
    }

    /// The broker keeps a pattern that a heartbeat leaves out.
    @Test func topicsThatReplaceAPatternTakeItAwayAfterAFailureToo() {
        var member = Member()
        member.feed(.subscribe(TopicSelection(topics: [], pattern: "a.*")))
        _ = member.answer()
        #expect(member.sent.last?.fields.pattern == "a.*")
        #expect(member.feed(.subscribe(TopicSelection(topics: ["t"]))) == ["beat 1"])
        #expect(member.sent.last?.fields.pattern == "")
        #expect(member.feed(.answered(member.call, .failure(KafkaError(.timedOut, "late")))) == ["back off 0"])
        #expect(member.feed(.timer(.retry)) == ["beat 1"])
        #expect(member.sent.last?.fields.pattern == "")
        #expect(member.sent.last?.fields.topics == ["t"])
    }

    /// The answer that told of partitions may have gone to a heartbeat that came late, from a connection that is gone.
    @Test func oneHeartbeatInTenAsksForTheAssignment() {
        var member = Member()
        member.settle(topic, [0])
        /// Sends heartbeats until one has all fields. Returns their number.
        func beat() -> Int {
            for count in 1...20 {
                #expect(member.feed(.timer(.heartbeat)) == ["beat 1"])
                if member.sent.last?.fields.rebalanceTimeout != nil { return count }
                #expect(member.answer() == [])
            }
            return 0
        }
        // The first of the ten acknowledged the assignment.
        #expect(beat() == 9)
        #expect(member.sent.last?.fields.topics == ["t"])
        #expect(member.sent.last?.fields.owned == [topic: [0]])
        // The assignment that it has.
        #expect(member.answer([topic: [0]]) == [])
        #expect(beat() == 10)
        #expect(member.answer([topic: [0, 1]]) == ["read t-1", "beat 1", "rebalanced"])
    }

    @Test func refusalsThatStayEnd() {
        for code in [BrokerErrorCode.fencedInstanceID, .unsupportedAssignor, .invalidRegularExpression] {
            var member = Member()
            member.settle(topic, [0])
            member.feed(.timer(.heartbeat))
            #expect(member.answer(code: code) == ["lose t-0", "fail \(code.name ?? "")"])
        }
    }

    @Test func theHeartbeatThatLeavesFollowsTheRelease() {
        var member = Member()
        member.settle(topic, [0])
        #expect(member.feed(.stop) == ["release t-0"])
        #expect(member.released() == ["beat -1"])
        #expect(member.answer(epoch: -1) == ["left"])
    }

    @Test func staticMemberAnnouncesItsReturn() {
        var member = Member(instanceID: "i")
        member.settle(topic, [0])
        member.feed(.stop)
        #expect(member.released() == ["beat -2"])
        #expect(member.sent.last?.fields.instanceID == "i")
        #expect(member.feed(.timer(.leave)) == ["left"])
    }

    @Test func stalledMemberLeavesAndJoinsWhenItIsReady() {
        var member = Member()
        member.settle(topic, [0])
        #expect(member.feed(.stalled) == ["beat -1", "lose t-0"])
        #expect(member.feed(.stalled) == [])
        #expect(member.released() == ["beat 0"])
    }

    @Test func otherTopicsAreSentAtOnce() {
        var member = Member()
        member.settle(topic, [0])
        #expect(member.feed(.subscribe(TopicSelection(topics: [], pattern: "a.*"))) == ["beat 1"])
        #expect(member.sent.last?.fields.topics == [])
        #expect(member.sent.last?.fields.pattern == "a.*")
        // While one is under way the next one waits for its answer.
        #expect(member.feed(.subscribe(TopicSelection(topics: ["v"]))) == [])
        #expect(member.answer() == ["beat 1"])
        #expect(member.sent.last?.fields.topics == ["v"])
        #expect(member.sent.last?.fields.pattern == "")
    }
}
