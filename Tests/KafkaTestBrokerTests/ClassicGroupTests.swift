// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Testing

@testable import KafkaTestBroker

struct ClassicGroupTests {
    // MARK: Joining

    @Test func newMemberIsGivenAnIDBeforeItMayJoin() {
        var driver = ClassicGroupDriver()
        let first = driver.join()
        #expect(driver.joined[first]?.code == .memberIDRequired)
        #expect(driver.joined[first]?.memberID == "m1")
        #expect(driver.group.memberCount == 0)
        let second = driver.join("m1")
        #expect(driver.joined[second]?.code == BrokerErrorCode.none)
        #expect(driver.joined[second]?.generationID == 1)
        #expect(driver.joined[second]?.leader == "m1")
        #expect(driver.joined[second]?.members.map(\.memberID) == ["m1"])
    }

    @Test func oldVersionsJoinInOneStep() {
        var driver = ClassicGroupDriver()
        let call = driver.join(version: 3)
        #expect(driver.joined[call]?.code == BrokerErrorCode.none)
        #expect(driver.joined[call]?.memberID == "m1")
    }

    @Test func anIDThatIsNotUsedLapses() {
        var driver = ClassicGroupDriver()
        let first = driver.join()
        driver.advance(10_000)
        let second = driver.join(driver.joined[first]?.memberID ?? "")
        #expect(driver.joined[second]?.code == .unknownMemberID)
    }

    @Test func everyRebalanceWaitsForAllMembersAndHasOneLeader() {
        var driver = ClassicGroupDriver()
        let a = driver.stable(1)[0]
        let (b, joinB) = driver.joinNew()
        #expect(driver.group.state == .preparingRebalance)
        #expect(driver.joined[joinB] == nil)
        #expect(driver.heartbeat(a) == .rebalanceInProgress)
        let joinA = driver.join(a)
        #expect(driver.joined[joinA]?.generationID == 2)
        #expect(driver.joined[joinB]?.generationID == 2)
        #expect(driver.joined[joinA]?.members.map(\.memberID) == [a, b])
        #expect(driver.joined[joinB]?.members.isEmpty == true)
        #expect(driver.joined[joinB]?.leader == a)
        #expect(driver.open.isEmpty)
    }

    @Test func rebalanceTimeoutRemovesMembersThatDoNotRejoin() {
        var driver = ClassicGroupDriver()
        driver.sessionTimeout = 100_000
        let a = driver.stable(1)[0]
        let (b, joinB) = driver.joinNew()
        driver.advance(29_999)
        #expect(driver.joined[joinB] == nil)
        driver.advance(1)
        #expect(driver.joined[joinB]?.members.map(\.memberID) == [b])
        #expect(driver.joined[joinB]?.leader == b)
        #expect(driver.heartbeat(a) == .unknownMemberID)
    }

    @Test func initialRebalanceDelayGathersMembers() {
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: 3000))
        let (a, joinA) = driver.joinNew()
        driver.advance(2000)
        let (_, joinB) = driver.joinNew()
        driver.advance(1000)
        // A member joined, so the delay starts once more.
        #expect(driver.joined[joinA] == nil)
        driver.advance(3000)
        #expect(driver.joined[joinA]?.generationID == 1)
        #expect(driver.joined[joinB]?.generationID == 1)
        #expect(driver.joined[joinA]?.members.count == 2)
        #expect(driver.group.leader == a)
    }

    @Test func initialRebalanceDelayEndsWithTheRebalanceTimeout() {
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: 3000))
        driver.rebalanceTimeout = 7000
        let (_, first) = driver.joinNew()
        for _ in 0..<6 {
            driver.advance(1000)
            _ = driver.joinNew()
        }
        #expect(driver.joined[first] == nil)
        driver.advance(1000)
        #expect(driver.joined[first]?.members.count == 7)
    }

    @Test func protocolWithMostVotesThatAllSpeakIsChosen() {
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: 100))
        _ = driver.joinNew(protocols: ["a", "b", "c"])
        _ = driver.joinNew(protocols: ["c", "b"])
        let (_, last) = driver.joinNew(protocols: ["c", "b", "x"])
        driver.advance(1000)
        #expect(driver.joined[last]?.protocolName == "c")
        #expect(driver.joined[last]?.protocolType == "consumer")
    }

    @Test func membersThatCannotSpeakWithTheOthersAreRefused() {
        var driver = ClassicGroupDriver()
        _ = driver.stable(1)
        #expect(driver.joinCode(protocols: ["other"]) == .inconsistentGroupProtocol)
        #expect(driver.joinCode(type: "connect") == .inconsistentGroupProtocol)
        #expect(driver.joinCode(protocols: []) == .inconsistentGroupProtocol)
        #expect(driver.joinCode(type: "") == .inconsistentGroupProtocol)
        #expect(driver.group.state == .stable)
    }

    @Test func groupTakesNoMoreThanItsLimit() {
        var driver = ClassicGroupDriver(.init(maxSize: 2))
        let ids = driver.stable(2)
        let call = driver.join()
        #expect(driver.joined[call]?.code == .groupMaxSizeReached)
        #expect(driver.group.members.map(\.id) == ids)
        #expect(driver.heartbeat(ids[1]) == BrokerErrorCode.none)
    }

    @Test func idsAreNotGivenOutWithoutEnd() {
        var driver = ClassicGroupDriver(.init(maxSize: 3))
        for _ in 0..<3 { #expect(driver.joinCode() == .memberIDRequired) }
        #expect(driver.joinCode() == .groupMaxSizeReached)
        driver.advance(10_000)
        #expect(driver.group.isEmpty)
        #expect(driver.joinCode() == .memberIDRequired)
    }

    @Test func unknownMembersAreRefused() {
        var driver = ClassicGroupDriver()
        _ = driver.stable(1)
        #expect(driver.joinCode("nobody") == .unknownMemberID)
        #expect(driver.syncAnswer("nobody")?.code == .unknownMemberID)
        #expect(driver.heartbeat("nobody") == .unknownMemberID)
        #expect(driver.leave([("nobody", nil)]) == [.unknownMemberID])
        #expect(driver.heartbeat("nobody", instance: "i") == .unknownMemberID)
    }

    @Test func followerThatRejoinsUnchangedGetsTheSameGeneration() {
        var driver = ClassicGroupDriver()
        let ids = driver.stable(2)
        let follower = ids.first { $0 != driver.group.leader } ?? ""
        let call = driver.join(follower)
        #expect(driver.joined[call]?.generationID == driver.group.generation)
        #expect(driver.group.state == .stable)
        _ = driver.join(driver.group.leader ?? "")
        #expect(driver.group.state == .preparingRebalance)
    }

    @Test func changedMetadataRebalances() {
        var driver = ClassicGroupDriver()
        let ids = driver.stable(2)
        let follower = ids.first { $0 != driver.group.leader } ?? ""
        _ = driver.join(follower, metadata: "changed")
        #expect(driver.group.state == .preparingRebalance)
    }

    @Test func repeatedJoinOfOneMemberAnswersTheCallBefore() {
        var driver = ClassicGroupDriver()
        _ = driver.stable(1)
        let (b, first) = driver.joinNew()
        let second = driver.join(b)
        #expect(driver.joined[first]?.code == .rebalanceInProgress)
        #expect(driver.joined[second] == nil)
    }

    // MARK: Syncing

    @Test func syncIsAnsweredWhenTheLeaderAssigns() {
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: 10))
        let (a, _) = driver.joinNew()
        let (b, _) = driver.joinNew()
        driver.advance(100)
        let syncB = driver.sync(b)
        #expect(driver.synced[syncB] == nil)
        let syncA = driver.sync(a, assignments: [a: "for a", b: "for b"])
        #expect(driver.synced[syncA]?.assignment.string == "for a")
        #expect(driver.synced[syncB]?.assignment.string == "for b")
        #expect(driver.synced[syncB]?.protocolName == "range")
        #expect(driver.group.state == .stable)
        #expect(driver.syncAnswer(b)?.assignment.string == "for b")
    }

    @Test func syncOfAnotherGenerationOrProtocolIsRefused() {
        var driver = ClassicGroupDriver()
        let a = driver.stable(1)[0]
        #expect(driver.syncAnswer(a, generation: 0)?.code == .illegalGeneration)
        #expect(driver.syncAnswer(a, type: "connect")?.code == .inconsistentGroupProtocol)
        #expect(driver.syncAnswer(a, name: "roundrobin")?.code == .inconsistentGroupProtocol)
        #expect(driver.heartbeat(a, generation: 7) == .illegalGeneration)
    }

    @Test func joinDuringSyncSendsTheWaitingMembersBack() {
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: 10))
        let (a, _) = driver.joinNew()
        let (b, _) = driver.joinNew()
        driver.advance(100)
        let waiting = driver.sync(b)
        _ = driver.joinNew()
        #expect(driver.synced[waiting]?.code == .rebalanceInProgress)
        #expect(driver.syncAnswer(a)?.code == .rebalanceInProgress)
    }

    @Test func membersThatNeverSyncAreRemoved() {
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: 10))
        driver.sessionTimeout = 1_000_000
        let (a, _) = driver.joinNew()
        let (b, _) = driver.joinNew()
        driver.advance(100)
        _ = driver.sync(a, assignments: [a: "x"])
        driver.advance(30_000)
        #expect(driver.group.member(b) == nil)
        #expect(driver.group.state == .preparingRebalance)
    }

    // MARK: Sessions and leaving

    @Test func sessionsEndWithoutHeartbeats() {
        var driver = ClassicGroupDriver()
        let ids = driver.stable(2)
        driver.advance(9000)
        #expect(driver.heartbeat(ids[0]) == BrokerErrorCode.none)
        driver.advance(1000)
        #expect(driver.group.members.map(\.id) == [ids[0]])
        #expect(driver.heartbeat(ids[0]) == .rebalanceInProgress)
    }

    @Test func waitingForOthersKeepsTheSession() {
        var driver = ClassicGroupDriver()
        driver.rebalanceTimeout = 60_000
        let a = driver.stable(1)[0]
        let (b, joinB) = driver.joinNew()
        for _ in 0..<5 {
            driver.advance(9000)
            #expect(driver.heartbeat(a) == .rebalanceInProgress)
        }
        #expect(driver.joined[joinB] == nil)
        #expect(driver.group.member(b) != nil)
    }

    @Test func leavingRebalancesAndTheLastOneEmptiesTheGroup() {
        var driver = ClassicGroupDriver()
        let ids = driver.stable(2)
        let generation = driver.group.generation
        #expect(driver.leave([(ids[0], nil)]) == [.none])
        #expect(driver.heartbeat(ids[1]) == .rebalanceInProgress)
        #expect(driver.leave([(ids[1], nil)]) == [.none])
        #expect(driver.group.state == .empty)
        #expect(driver.group.generation == generation + 1)
        #expect(driver.group.protocolName == nil)
        #expect(driver.group.nextDeadline == nil)
    }

    @Test func severalMembersLeaveAtOnce() {
        var driver = ClassicGroupDriver()
        let ids = driver.stable(3)
        let static1 = driver.join(instance: "i1")
        _ = static1
        driver.settle()
        let codes = driver.leave([("", "i1"), (ids[0], nil), ("nobody", nil), ("", "i9"), (ids[1], "i1")])
        #expect(codes == [.none, .none, .unknownMemberID, .unknownMemberID, .unknownMemberID])
        #expect(driver.group.members.map(\.id) == [ids[1], ids[2]])
    }

    @Test func leavingMemberInRebalanceIsAnsweredAndTheRestGoesOn() {
        var driver = ClassicGroupDriver()
        let a = driver.stable(1)[0]
        let (b, joinB) = driver.joinNew()
        #expect(driver.leave([(b, nil)]) == [.none])
        #expect(driver.joined[joinB]?.code == .unknownMemberID)
        let again = driver.join(a)
        #expect(driver.joined[again]?.members.map(\.memberID) == [a])
    }

    @Test func newMemberThatNeverSeesAGenerationExpires() {
        var driver = ClassicGroupDriver(.init(newMemberJoinTimeout: 20_000))
        driver.sessionTimeout = 1_000_000
        let a = driver.stable(1)[0]
        let (b, joinB) = driver.joinNew()
        driver.advance(20_000)
        #expect(driver.joined[joinB]?.code == .unknownMemberID)
        #expect(driver.group.member(b) == nil)
        #expect(driver.group.member(a) != nil)
    }

    // MARK: Static members

    @Test func staticMemberComesBackWithoutARebalance() {
        var driver = ClassicGroupDriver()
        let a = driver.stable(1)[0]
        _ = driver.join(instance: "i")
        driver.settle()
        let generation = driver.group.generation
        let old = driver.group.memberID(ofInstance: "i") ?? ""
        let back = driver.join(instance: "i")
        let response = driver.joined[back]
        #expect(response?.code == BrokerErrorCode.none)
        #expect(response?.generationID == generation)
        #expect(response?.memberID != old)
        #expect(response?.leader == a)
        #expect(driver.group.state == .stable)
        #expect(driver.heartbeat(old, instance: "i") == .fencedInstanceID)
        #expect(driver.syncAnswer(old, instance: "i")?.code == .fencedInstanceID)
        #expect(driver.joinCode(old, instance: "i") == .fencedInstanceID)
        #expect(driver.leave([(old, "i")]) == [.fencedInstanceID])
        // It keeps the assignment of its old id.
        #expect(driver.syncAnswer(response?.memberID ?? "", instance: "i")?.assignment.string == old)
    }

    @Test(arguments: [8, 9] as [Int16])
    func returningStaticLeaderIsToldToSkipTheAssignment(version: Int16) {
        var driver = ClassicGroupDriver()
        _ = driver.join(instance: "i")
        driver.settle()
        let old = driver.group.leader
        let back = driver.join(instance: "i", version: version)
        #expect(driver.joined[back]?.skipAssignment == (version == 9))
        #expect(driver.joined[back]?.members.isEmpty == (version == 8))
        // Before version 9 it must not believe that it is the leader.
        #expect(driver.joined[back]?.leader == (version == 9 ? driver.group.leader : old))
        #expect(driver.group.leader != old)
    }

    @Test func staticMemberThatChangesTheProtocolRebalances() {
        var driver = ClassicGroupDriver()
        _ = driver.join(instance: "i", protocols: ["range", "other"])
        driver.settle()
        let back = driver.join(instance: "i", protocols: ["other"])
        #expect(driver.joined[back]?.generationID == 2)
        #expect(driver.joined[back]?.protocolName == "other")
    }

    @Test func staticMemberKeepsItsPlaceUntilItsSessionEnds() {
        var driver = ClassicGroupDriver()
        driver.rebalanceTimeout = 1000
        driver.sessionTimeout = 50_000
        _ = driver.join(instance: "i")
        driver.settle()
        let (b, joinB) = driver.joinNew()
        driver.advance(1000)
        // The rebalance ends without it, but it still counts as a member.
        #expect(driver.joined[joinB]?.members.count == 2)
        #expect(driver.joined[joinB]?.leader == b)
        _ = driver.sync(b, assignments: [b: "all"])
        driver.advance(1000)
        #expect(driver.group.memberID(ofInstance: "i") == nil)
    }

    @Test func twinOfAWaitingStaticMemberFencesIt() {
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: 1000))
        let first = driver.join(instance: "i")
        let second = driver.join(instance: "i")
        #expect(driver.joined[first]?.code == .fencedInstanceID)
        driver.advance(30_000)
        #expect(driver.joined[second]?.members.count == 1)
    }

    // MARK: Commits

    @Test func commitsAreCheckedAgainstMemberGenerationAndState() {
        var driver = ClassicGroupDriver()
        func refusal(
            _ driver: inout ClassicGroupDriver, _ id: String, _ generation: Int32, transactional: Bool = false,
            instance: String? = nil
        ) -> BrokerErrorCode? {
            driver.group.commitRefusal(
                memberID: id, instanceID: instance, generation: generation, isTransactional: transactional,
                now: driver.now)
        }
        #expect(refusal(&driver, "", -1) == nil)
        let a = driver.stable(1)[0]
        #expect(refusal(&driver, a, 1) == nil)
        #expect(refusal(&driver, a, 0) == .illegalGeneration)
        #expect(refusal(&driver, "nobody", 1) == .unknownMemberID)
        #expect(refusal(&driver, a, 1, instance: "i") == .unknownMemberID)
        #expect(refusal(&driver, "", -1) == .unknownMemberID)
        #expect(refusal(&driver, "", -1, transactional: true) == nil)
        _ = driver.joinNew()
        // During a rebalance, offsets of records read before may still be committed.
        #expect(refusal(&driver, a, 1) == nil)
        _ = driver.join(a)
        #expect(refusal(&driver, a, 2) == .rebalanceInProgress)
        #expect(refusal(&driver, a, 2, transactional: true) == nil)
    }

    // MARK: Random events

    /// For any events in any order: every call is answered once, the generation never decreases, members of a stable
    /// generation have the leader's assignments, and in the end the group becomes empty by itself.
    @Test(arguments: 0..<200)
    func randomEventsKeepTheRules(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        var driver = ClassicGroupDriver(.init(initialRebalanceDelay: seed % 3 == 0 ? 500 : 0, maxSize: 6))
        var generation: Int32 = 0
        let note: Comment = "seed \(seed)"
        for _ in 0..<300 {
            let ids = driver.group.members.map { ($0.id, $0.instanceID) } + [("nobody", nil)]
            let (id, instance) = ids[pick(ids.count)]
            switch pick(10) {
            case 0: _ = driver.joinNewIfAccepted()
            case 1: _ = driver.join(instance: "i\(pick(3))")
            case 2, 3: _ = driver.join(id, instance: instance, metadata: pick(4) == 0 ? "\(pick(9))" : "m")
            case 4, 5:
                let assignments = Dictionary(
                    uniqueKeysWithValues: driver.group.members.map { ($0.id, "\(driver.group.generation) \($0.id)") })
                let call = driver.sync(
                    id, generation: driver.group.generation - (pick(8) == 0 ? 1 : 0), instance: instance,
                    assignments: assignments)
                if let answer = driver.synced[call], answer.code == .none, !answer.assignment.isEmpty {
                    try #require(answer.assignment.string.hasPrefix("\(driver.group.generation) "), note)
                }
            case 6: _ = driver.heartbeat(id, instance: instance)
            case 7: _ = driver.leave([(id, instance)])
            case 8: driver.advance(Int64(pick(4000)))
            default: driver.advance(Int64(pick(100)))
            }
            try #require(driver.group.generation >= generation, note)
            generation = driver.group.generation
            if driver.group.state == .stable || driver.group.state == .completingRebalance {
                // Static members that have not rejoined keep their place.
                try #require(driver.group.memberCount <= 6 + driver.group.members.count { $0.instanceID != nil }, note)
            }
            // At most one open call per member, and only in the states in which members wait.
            let waiting = driver.group.members.flatMap { [$0.joining, $0.syncing].compactMap { $0 } }
            try #require(Set(waiting) == driver.open, note)
            try #require(Set(driver.group.members.map(\.id)).count == driver.group.memberCount, note)
            if driver.group.state == .stable || driver.group.state == .completingRebalance {
                try #require(driver.group.leader.flatMap { driver.group.member($0) } != nil, note)
                try #require(driver.group.members.allSatisfy { $0.joining == nil }, note)
            }
            if driver.group.state == .stable {
                try #require(driver.group.members.allSatisfy { $0.syncing == nil }, note)
            }
            if driver.group.state == .empty { try #require(driver.group.memberCount == 0, note) }
        }
        driver.advance(1_000_000)
        #expect(driver.group.isEmpty, note)
        #expect(driver.open.isEmpty, note)
        #expect(driver.group.nextDeadline == nil, note)
    }

    /// Repeated joins with different metadata: each client rejoins after each refusal, as cooperative ones do.
    @Test func repeatedRebalancesOfCooperativeMembersComeToRest() {
        var driver = ClassicGroupDriver()
        let a = driver.stable(1)[0]
        let (b, _) = driver.joinNew(metadata: "owns nothing")
        _ = driver.join(a, metadata: "owns 0 1")
        driver.syncAll()
        #expect(driver.group.state == .stable)
        // The first round revoked partitions of a; it reports that in a second one.
        _ = driver.join(a, metadata: "owns 0")
        #expect(driver.heartbeat(b) == .rebalanceInProgress)
        let joinB = driver.join(b, metadata: "owns nothing")
        #expect(driver.joined[joinB]?.generationID == 3)
        driver.syncAll()
        #expect(driver.group.state == .stable)
        #expect(driver.heartbeat(a) == BrokerErrorCode.none)
        #expect(driver.heartbeat(b) == BrokerErrorCode.none)
    }
}

extension ClassicGroupDriver {
    /// Like `joinNew`, but the group may be full.
    fileprivate mutating func joinNewIfAccepted() -> CallID? {
        let first = join()
        guard let response = joined[first], response.code == .memberIDRequired else { return nil }
        return join(response.memberID)
    }
}
