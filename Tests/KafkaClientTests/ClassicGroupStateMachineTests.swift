// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaClient

/// Transitions of a membership of the classic protocol.
@Suite struct ClassicGroupStateMachineTests {
    static let t = (0..<4).map { TopicPartition(topic: "t", partition: $0) }
    private let u = TopicPartition(topic: "u", partition: 0)

    /// A machine, and the number of the request that it awaits.
    struct Member {
        var machine: ClassicGroupStateMachine
        private(set) var call = 0
        private(set) var heartbeat = 0
        private(set) var release = 0
        private(set) var log: [String] = []
        /// Whether the timer of the next heartbeat is set.
        private(set) var willBeat = false

        init(isCooperative: Bool = false, instanceID: String? = nil) {
            machine = ClassicGroupStateMachine(
                GroupSettings(
                    groupID: "g", instanceID: instanceID, heartbeatInterval: .seconds(3),
                    rebalanceTimeout: .seconds(300), isCooperative: isCooperative))
        }

        /// Feeds an event, and returns the actions in short form.
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
                case .send(let number, let request):
                    if case .heartbeat = request { heartbeat = number } else { call = number }
                    return Self.name(request)
                case .makeAssignment(let number, _, _):
                    call = number
                    return "assign as leader"
                case .release(let number, let partitions, let isLost):
                    release = number
                    return "\(isLost ? "lose" : "release") \(Self.names(partitions))"
                case .assign(let partitions): return "read \(Self.names(partitions))"
                case .backOff(let attempt): return "back off \(attempt)"
                case .fail(let error): return "fail \(error.brokerError?.name ?? "\(error.code)")"
                case .left: return "left"
                case .rebalanced: return "rebalanced"
                case .schedule, .cancel, .membership, .watch, .resolve: return nil
                }
            }
        }

        static func names(_ partitions: Set<TopicPartition>) -> String {
            partitions.sorted().map { "\($0)" }.joined(separator: " ")
        }

        static func name(_ request: GroupRequest) -> String {
            switch request {
            case .join(let member, let fields):
                "join '\(member.memberID)' with [\(names(fields.owned))]"
            case .sync(let member, _, let assignments): "sync \(member.generationID) \(assignments.count)"
            case .heartbeat(let member): "heartbeat \(member.generationID)"
            case .leave(let member, _): "leave '\(member.memberID)'"
            case .consumerHeartbeat(let member, _): "consumer heartbeat \(member.generationID)"
            }
        }

        mutating func answer(_ response: GroupResponse) -> [String] { feed(.answered(call, .success(response))) }

        mutating func join(_ code: BrokerErrorCode = .none, generation: Int32 = 1, leads: Bool = false) -> [String] {
            answer(
                .joined(
                    JoinGroupResponse(
                        errorCode: code.rawValue, generationID: generation, protocolName: "range",
                        leader: leads ? "m" : "other", memberID: "m",
                        members: leads ? [.init(memberID: "m", metadata: .empty)] : [])))
        }

        mutating func sync(_ partitions: [TopicPartition], _ code: BrokerErrorCode = .none) throws -> [String] {
            answer(
                .synced(
                    SyncGroupResponse(
                        errorCode: code.rawValue, assignment: try GroupAssignment(partitions: partitions).encoded())))
        }

        mutating func beat(_ code: BrokerErrorCode) -> [String] {
            feed(.timer(.heartbeat))
            return feed(.answered(heartbeat, .success(.heartbeat(HeartbeatResponse(errorCode: code.rawValue)))))
        }

        mutating func released() -> [String] { feed(.released(release)) }

        /// Joins with these partitions.
        mutating func settle(_ partitions: [TopicPartition], topics: Set<String> = ["t"]) throws {
            feed(.subscribe(TopicSelection(topics: topics)))
            _ = join()
            _ = try sync(partitions)
        }
    }

    private let t = ClassicGroupStateMachineTests.t

    @Test func memberJoinsAndReads() throws {
        var member = Member()
        #expect(member.feed(.subscribe(TopicSelection(topics: ["t"]))) == ["join '' with []"])
        #expect(member.join(.memberIDRequired) == ["join 'm' with []"])
        #expect(member.join() == ["sync 1 0"])
        #expect(try member.sync([t[0], t[1]]) == ["read t-0 t-1", "rebalanced"])
        #expect(member.machine.state == .stable)
        #expect(member.feed(.timer(.heartbeat)) == ["heartbeat 1"])
        // One heartbeat at a time.
        #expect(member.feed(.timer(.heartbeat)) == [])
    }

    @Test func leaderAssignsBeforeItSyncs() {
        var member = Member()
        member.feed(.subscribe(TopicSelection(topics: ["t"])))
        #expect(member.join(leads: true) == ["assign as leader"])
        #expect(member.feed(.assignmentMade(member.call, .success(["m": .empty, "n": .empty]))) == ["sync 1 2"])
    }

    @Test func staticLeaderThatReturnsAssignsNothing() {
        var member = Member(instanceID: "i")
        member.feed(.subscribe(TopicSelection(topics: ["t"])))
        let response = JoinGroupResponse(
            generationID: 3, protocolName: "range", leader: "m", skipAssignment: true, memberID: "m",
            members: [.init(memberID: "m", metadata: .empty)])
        #expect(member.answer(.joined(response)) == ["sync 3 0"])
    }

    @Test func eagerMemberGivesAllUpBeforeItJoinsAgain() throws {
        var member = Member()
        try member.settle([t[0], t[1]])
        #expect(member.beat(.rebalanceInProgress) == ["release t-0 t-1"])
        // Heartbeats go on, and do not begin another rebalance.
        #expect(member.beat(.rebalanceInProgress) == [])
        #expect(member.released() == ["join 'm' with []"])
        #expect(member.join(generation: 2) == ["sync 2 0"])
        #expect(try member.sync([t[0]]) == ["read t-0", "rebalanced"])
    }

    @Test func cooperativeMemberKeepsItsPartitions() throws {
        var member = Member(isCooperative: true)
        try member.settle([t[0], t[1]])
        #expect(member.beat(.rebalanceInProgress) == ["join 'm' with [t-0 t-1]"])
        #expect(member.join(generation: 2) == ["sync 2 0"])
        #expect(try member.sync([t[1], t[2]]) == ["read t-2", "release t-0"])
        #expect(member.released() == ["join 'm' with [t-1 t-2]"])
        _ = member.join(generation: 3)
        #expect(try member.sync([t[1], t[2]]) == ["rebalanced"])
    }

    @Test func topicsThatAreNoLongerWantedAreGivenUpFirst() throws {
        var member = Member(isCooperative: true)
        try member.settle([t[0], u], topics: ["t", "u"])
        #expect(member.feed(.subscribe(TopicSelection(topics: ["t"]))) == ["release u-0"])
        #expect(member.released() == ["join 'm' with [t-0]"])
    }

    @Test func otherTopicsDuringARebalanceBeginAnother() throws {
        var member = Member()
        member.feed(.subscribe(TopicSelection(topics: ["t"])))
        _ = member.join()
        #expect(member.feed(.subscribe(TopicSelection(topics: ["u"]))) == [])
        // Partitions of topics that were given up meanwhile are not read.
        #expect(try member.sync([t[0]]) == ["join 'm' with []"])
    }

    @Test func unknownMemberLosesItsPartitionsAndItsID() throws {
        var member = Member()
        try member.settle([t[0]])
        #expect(member.beat(.unknownMemberID) == ["lose t-0"])
        #expect(member.feed(.timer(.heartbeat)) == [])
        #expect(member.released() == ["join '' with []"])
    }

    @Test func staleGenerationLosesPartitionsAndKeepsTheID() throws {
        var member = Member()
        try member.settle([t[0]])
        #expect(member.beat(.illegalGeneration) == ["lose t-0"])
        #expect(member.released() == ["join 'm' with []"])
    }

    @Test func lossDuringARevocationReplacesIt() throws {
        var member = Member()
        try member.settle([t[0]])
        _ = member.beat(.rebalanceInProgress)
        let revocation = member.release
        #expect(member.beat(.unknownMemberID) == ["lose t-0"])
        #expect(member.feed(.released(revocation)) == [])
        #expect(member.released() == ["join '' with []"])
    }

    @Test func fencedInstanceEnds() throws {
        var member = Member(instanceID: "i")
        try member.settle([t[0]])
        #expect(member.beat(.fencedInstanceID) == ["lose t-0", "fail FENCED_INSTANCE_ID"])
        #expect(member.feed(.stop) == ["left"])
    }

    @Test func refusalThatStaysEnds() {
        var member = Member()
        member.feed(.subscribe(TopicSelection(topics: ["t"])))
        #expect(member.join(.inconsistentGroupProtocol) == ["fail INCONSISTENT_GROUP_PROTOCOL"])
    }

    @Test func failuresThatPassAreRetriedWithGrowingWaits() {
        var member = Member()
        member.feed(.subscribe(TopicSelection(topics: ["t"])))
        #expect(member.join(.coordinatorLoadInProgress) == ["back off 0"])
        #expect(member.feed(.timer(.retry)) == ["join '' with []"])
        let lost = KafkaError(.connectionLost, "gone")
        #expect(member.feed(.answered(member.call, .failure(lost))) == ["back off 1"])
        #expect(member.feed(.timer(.retry)) == ["join '' with []"])
        #expect(member.join() == ["sync 1 0"])
        #expect(member.feed(.answered(member.call, .failure(lost))) == ["back off 2"])
        #expect(member.feed(.timer(.retry)) == ["join 'm' with []"])
    }

    @Test func heartbeatThatGetsNoAnswerIsRepeated() throws {
        var member = Member()
        try member.settle([t[0]])
        member.feed(.timer(.heartbeat))
        let lost = KafkaError(.timedOut, "late")
        #expect(member.feed(.answered(member.heartbeat, .failure(lost))) == [])
        #expect(member.machine.state == .stable)
        #expect(member.feed(.timer(.heartbeat)) == ["heartbeat 1"])
    }

    @Test func stalledMemberLeavesAndJoinsWhenItIsReady() throws {
        var member = Member()
        try member.settle([t[0]])
        #expect(member.feed(.stalled) == ["leave 'm'", "lose t-0"])
        #expect(member.feed(.stalled) == [])
        #expect(member.released() == ["join '' with []"])
    }

    @Test func stalledStaticMemberStopsItsHeartbeats() throws {
        var member = Member(instanceID: "i")
        try member.settle([t[0]])
        #expect(member.feed(.stalled) == ["lose t-0"])
        #expect(member.feed(.timer(.heartbeat)) == [])
    }

    @Test func leavingFollowsTheRelease() throws {
        var member = Member()
        try member.settle([t[0]])
        #expect(member.feed(.stop) == ["release t-0"])
        #expect(member.feed(.timer(.heartbeat)) == ["heartbeat 1"])
        #expect(member.released() == ["leave 'm'"])
        #expect(member.answer(.left) == ["left"])
    }

    /// The release may take as long as a batch takes.
    @Test func heartbeatsGoOnWhenAMemberIsStoppedDuringARebalance() throws {
        var member = Member(isCooperative: true)
        try member.settle([t[0], t[1]])
        _ = member.beat(.rebalanceInProgress)
        #expect(member.machine.isJoining)
        #expect(member.feed(.stop) == ["release t-0 t-1"])
        #expect(member.join(generation: 2) == ["sync 2 0"])
        #expect(try member.sync([t[0]]) == [])
        #expect(!member.machine.isJoining)
        #expect(member.willBeat)
        #expect(member.feed(.timer(.heartbeat)) == ["heartbeat 2"])
        #expect(member.willBeat)
        #expect(member.released() == ["leave 'm'"])
        #expect(!member.willBeat)
    }

    @Test func heartbeatsGoOnWhenTheRebalanceOfAStoppedMemberFails() throws {
        let lost = KafkaError(.connectionLost, "gone")
        var member = Member(isCooperative: true)
        try member.settle([t[0]])
        _ = member.beat(.rebalanceInProgress)
        member.feed(.stop)
        #expect(member.feed(.answered(member.call, .failure(lost))) == [])
        #expect(member.willBeat)
        // The same if the failure came first.
        member = Member(isCooperative: true)
        try member.settle([t[0]])
        _ = member.beat(.rebalanceInProgress)
        #expect(member.feed(.answered(member.call, .failure(lost))) == ["back off 0"])
        #expect(!member.willBeat)
        #expect(member.feed(.stop) == ["release t-0"])
        #expect(member.willBeat)
    }

    @Test func staticMemberKeepsItsPlace() throws {
        var member = Member(instanceID: "i")
        try member.settle([t[0]])
        member.feed(.stop)
        #expect(member.released() == ["left"])
    }

    @Test func leavingDoesNotWaitForAnAnswerWithoutEnd() throws {
        var member = Member()
        try member.settle([])
        #expect(member.feed(.stop) == ["leave 'm'"])
        #expect(member.feed(.timer(.leave)) == ["left"])
    }

    @Test func memberThatWaitsForItsGenerationLeaves() {
        var member = Member()
        member.feed(.subscribe(TopicSelection(topics: ["t"])))
        _ = member.join(.memberIDRequired)
        #expect(member.feed(.stop) == ["leave 'm'"])
    }

    @Test func answersToFormerRequestsAreIgnored() throws {
        var member = Member()
        member.feed(.subscribe(TopicSelection(topics: ["t"])))
        let first = member.call
        _ = member.join(.coordinatorLoadInProgress)
        member.feed(.timer(.retry))
        let late = JoinGroupResponse(generationID: 9, protocolName: "range", leader: "x", memberID: "m")
        #expect(member.feed(.answered(first, .success(.joined(late)))) == [])
        #expect(member.machine.state == .joining)
    }

    @Test func refusedCommitOfTheCurrentGenerationCounts() throws {
        var member = Member()
        try member.settle([t[0]])
        var old = member.machine.membership
        old.generationID = 0
        #expect(member.feed(.refused(.illegalGeneration, old)) == [])
        #expect(member.feed(.refused(.illegalGeneration, member.machine.membership)) == ["lose t-0"])
    }

    @Test func newPartitionsBeginARebalance() throws {
        var member = Member()
        try member.settle([t[0]])
        #expect(member.feed(.topicsChanged) == ["release t-0"])
    }
}
