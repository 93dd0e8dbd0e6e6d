// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Testing

@testable import KafkaTestBroker

struct ConsumerGroupTests {
    private func driver(partitions: Int = 4, _ settings: ConsumerGroup.Settings = .init()) -> ConsumerGroupDriver {
        var driver = ConsumerGroupDriver(settings)
        driver.addTopic("t", partitions: partitions)
        return driver
    }

    private func refusal(_ body: () throws(GroupRefusal) -> Void) -> BrokerErrorCode? {
        do throws(GroupRefusal) {
            try body()
            return nil
        } catch {
            return error.code
        }
    }

    // MARK: Assignment

    @Test func firstMemberGetsEverythingAtOnce() throws {
        var driver = driver()
        let response = try driver.join("a")
        #expect(response.memberEpoch == 1)
        #expect(response.heartbeatIntervalMs == 5000)
        #expect(response.assignment?.topicPartitions.map(\.partitions) == [[0, 1, 2, 3]])
        #expect(driver.group.state == .stable)
        // An unchanged assignment is not sent again.
        #expect(try driver.heartbeat("a").assignment == nil)
    }

    @Test func partitionsAreRevokedBeforeOthersGetThem() throws {
        var driver = driver()
        try driver.join("a")
        try driver.join("b")
        #expect(driver.owned("b") == 0)
        #expect(driver.group.state == .reconciling)
        // a is told to revoke two partitions and has not done so yet.
        let told = try driver.heartbeat("a")
        #expect(told.memberEpoch == 1)
        #expect(told.assignment?.topicPartitions.first?.partitions.count == 2)
        #expect(driver.group.member("a")?.state == .unrevoked)
        #expect(try driver.heartbeat("b").assignment == nil)
        // a reports only the others: it is now at the new epoch, and b gets the two.
        #expect(try driver.heartbeat("a").memberEpoch == 2)
        #expect(try driver.heartbeat("b").assignment?.topicPartitions.first?.partitions.count == 2)
        #expect(driver.group.state == .stable)
        #expect(driver.doublyOwned.isEmpty)
    }

    @Test func memberThatDoesNotGiveUpInTimeIsFenced() throws {
        var driver = driver(.init(sessionTimeout: 1_000_000))
        try driver.join("a")
        try driver.join("b")
        let before = driver.clients["a"]?.owned
        try driver.heartbeat("a")
        driver.clients["a"]?.owned = before ?? [:]
        driver.now = 59_999
        driver.group.expire(now: driver.now)
        try driver.heartbeat("a")
        driver.now = 60_000
        driver.group.expire(now: driver.now)
        #expect(refusal { () throws(GroupRefusal) in try driver.heartbeat("a") } == .unknownMemberID)
        try driver.heartbeat("b")
        #expect(driver.owned("b") == 4)
    }

    @Test func leavingMembersPartitionsGoToTheRest() throws {
        var driver = driver()
        try driver.join("a")
        try driver.join("b")
        try driver.settle()
        let response = try driver.send(.init(groupID: "g", memberID: "a", memberEpoch: -1))
        #expect(response.memberEpoch == -1)
        driver.clients["a"] = nil
        #expect(driver.group.state == .assigning)
        try driver.heartbeat("b")
        #expect(driver.owned("b") == 4)
        _ = try driver.send(.init(groupID: "g", memberID: "b", memberEpoch: -1))
        #expect(driver.group.state == .empty)
    }

    @Test func sessionsEndWithoutHeartbeats() throws {
        var driver = driver(.init(sessionTimeout: 1000))
        try driver.join("a")
        #expect(driver.group.nextDeadline == 1000)
        driver.now = 500
        try driver.heartbeat("a")
        driver.group.expire(now: 1499)
        #expect(!driver.group.isEmpty)
        driver.group.expire(now: 1500)
        #expect(driver.group.isEmpty)
        #expect(driver.group.nextDeadline == nil)
    }

    @Test func topicsThatGrowOrAppearRebalance() throws {
        var driver = driver()
        try driver.join("a", topics: ["t", "later"])
        let epoch = driver.group.epoch
        driver.addTopic("t", partitions: 6)
        let response = try driver.heartbeat("a")
        #expect(response.memberEpoch == epoch + 1)
        #expect(driver.owned("a") == 6)
        driver.addTopic("later", partitions: 1)
        try driver.heartbeat("a")
        #expect(driver.owned("a") == 7)
        _ = driver.topics.remove("t")
        try driver.heartbeat("a")
        try driver.settle()
        #expect(driver.owned("a") == 1)
    }

    @Test func changedSubscriptionRebalances() throws {
        var driver = driver()
        driver.addTopic("u", partitions: 2)
        try driver.join("a")
        try driver.heartbeat("a", names: ["u"])
        try driver.settle()
        #expect(driver.clients["a"]?.owned.keys.map { $0 } == [driver.topics["u"]!.id])
    }

    @Test func regexFollowsTheTopics() throws {
        var driver = driver()
        driver.addTopic("logs.a", partitions: 1)
        try driver.join("a", topics: nil, regex: "logs\\.[a-z]+")
        #expect(driver.owned("a") == 1)
        driver.addTopic("logs.b", partitions: 2)
        driver.addTopic("logs.B", partitions: 5)
        try driver.heartbeat("a")
        #expect(driver.owned("a") == 3)
        #expect(driver.group.subscribedTopics == ["logs.a", "logs.b"])
        #expect(
            refusal { () throws(GroupRefusal) in try driver.join("b", topics: nil, regex: "(") }
                == .invalidRegularExpression)
        #expect(driver.group.member("b") == nil)
    }

    // MARK: Refusals

    @Test func malformedHeartbeatsAreRefused() {
        var driver = driver()
        let requests: [ConsumerGroupHeartbeatRequest] = [
            .init(
                memberID: "", memberEpoch: 0, rebalanceTimeoutMs: 1, subscribedTopicNames: ["t"], topicPartitions: []),
            .init(memberID: "a", memberEpoch: 0, subscribedTopicNames: ["t"], topicPartitions: []),
            .init(
                memberID: "a", memberEpoch: 0, rebalanceTimeoutMs: 1, subscribedTopicNames: ["t"], topicPartitions: nil),
            .init(
                memberID: "a", memberEpoch: 0, rebalanceTimeoutMs: 1, subscribedTopicNames: ["t"],
                topicPartitions: [.init(topicID: .zero, partitions: [0])]),
            .init(memberID: "a", memberEpoch: 0, rebalanceTimeoutMs: 1, subscribedTopicNames: [], topicPartitions: []),
            .init(memberID: "", memberEpoch: 1), .init(memberID: "", memberEpoch: -1),
            .init(memberID: "a", memberEpoch: -2),
            .init(memberID: "a", memberEpoch: -3), .init(memberID: "a", memberEpoch: 1, instanceID: ""),
            .init(memberID: "a", memberEpoch: 1, rackID: ""),
        ]
        for request in requests {
            #expect(refusal { () throws(GroupRefusal) in _ = try driver.send(request) } == .invalidRequest)
        }
        #expect(
            refusal { () throws(GroupRefusal) in try driver.join("a", assignor: "sticky") } == .unsupportedAssignor)
        #expect(driver.group.isEmpty)
    }

    @Test func versionZeroGivesOutMemberIDs() throws {
        var driver = driver()
        driver.heartbeatVersion = 0
        #expect(try driver.join("").memberID == "given")
    }

    @Test func staleAndFutureEpochsAreFenced() throws {
        var driver = driver()
        try driver.join("a")
        try driver.join("b")
        try driver.settle()
        let epoch = driver.clients["a"]?.epoch ?? 0
        driver.clients["a"]?.epoch = epoch + 1
        #expect(refusal { () throws(GroupRefusal) in try driver.heartbeat("a") } == .fencedMemberEpoch)
        // The response to the last heartbeat was lost: the previous epoch is accepted if the member owns only assigned
        // partitions.
        driver.clients["a"]?.epoch = driver.group.member("a")?.previousEpoch ?? 0
        #expect(try driver.heartbeat("a").memberEpoch == epoch)
        driver.clients["a"]?.epoch = driver.group.member("a")?.previousEpoch ?? 0
        driver.clients["a"]?.owned = [driver.topics["t"]!.id: [0, 1, 2, 3]]
        #expect(refusal { () throws(GroupRefusal) in try driver.heartbeat("a") } == .fencedMemberEpoch)
        driver.clients["nobody"] = .init(epoch: 1)
        #expect(refusal { () throws(GroupRefusal) in try driver.heartbeat("nobody") } == .unknownMemberID)
        #expect(
            refusal { () throws(GroupRefusal) in _ = try driver.send(.init(memberID: "nobody", memberEpoch: -1)) }
                == .unknownMemberID)
    }

    @Test func groupTakesNoMoreThanItsLimit() throws {
        var driver = driver(.init(maxSize: 1))
        try driver.join("a")
        #expect(refusal { () throws(GroupRefusal) in try driver.join("b") } == .groupMaxSizeReached)
        try driver.heartbeat("a")
    }

    // MARK: Static members

    @Test func staticMemberThatWillBeBackKeepsItsPartitions() throws {
        var driver = driver()
        try driver.join("a", instance: "i")
        try driver.join("b")
        try driver.settle()
        let owned = driver.clients["a"]?.owned
        let epoch = driver.group.epoch
        #expect(refusal { () throws(GroupRefusal) in try driver.join("a2", instance: "i") } == .unreleasedInstanceID)
        let left = try driver.send(.init(groupID: "g", memberID: "a", memberEpoch: -2, instanceID: "i"))
        #expect(left.memberEpoch == -2)
        driver.clients["a"] = nil
        try driver.heartbeat("b")
        #expect(driver.owned("b") == 2)
        try driver.join("a2", instance: "i")
        #expect(driver.clients["a2"]?.owned == owned)
        #expect(driver.group.epoch == epoch)
        #expect(
            refusal { () throws(GroupRefusal) in
                _ = try driver.send(.init(memberID: "a", memberEpoch: 1, instanceID: "i", topicPartitions: []))
            } == .fencedInstanceID)
        #expect(
            refusal { () throws(GroupRefusal) in
                _ = try driver.send(.init(memberID: "z", memberEpoch: 1, instanceID: "other", topicPartitions: []))
            } == .unknownMemberID)
        #expect(
            refusal { () throws(GroupRefusal) in
                _ = try driver.send(.init(memberID: "a", memberEpoch: -1, instanceID: "i"))
            } == .fencedInstanceID)
    }

    // MARK: Commits

    @Test func offsetsAreForMembersAtTheirEpoch() throws {
        var driver = driver()
        #expect(driver.group.commitRefusal(memberID: "", epoch: -1, isTransactional: false, version: 9) == nil)
        try driver.join("a")
        let group = driver.group
        #expect(group.commitRefusal(memberID: "a", epoch: 1, isTransactional: false, version: 9) == nil)
        #expect(group.commitRefusal(memberID: "a", epoch: 1, isTransactional: false, version: 8) == .unsupportedVersion)
        #expect(group.commitRefusal(memberID: "a", epoch: 0, isTransactional: false, version: 9) == .staleMemberEpoch)
        #expect(group.commitRefusal(memberID: "", epoch: -1, isTransactional: false, version: 9) == .unknownMemberID)
        #expect(group.commitRefusal(memberID: "a", epoch: 1, isTransactional: true, version: 4) == nil)
        #expect(group.fetchRefusal(memberID: "a", epoch: 1) == nil)
        #expect(group.fetchRefusal(memberID: "a", epoch: 2) == .staleMemberEpoch)
        #expect(group.fetchRefusal(memberID: "b", epoch: 1) == .unknownMemberID)
        #expect(group.fetchRefusal(memberID: nil, epoch: -1) == nil)
    }

    // MARK: Random events

    /// For any events in any order: no partition has two members, epochs of the group never decrease, and once the
    /// events end, the assignment is as balanced as possible.
    @Test(arguments: 0..<100)
    func randomEventsKeepTheRules(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        var driver = driver(partitions: 7, .init(sessionTimeout: 10_000, maxSize: 6))
        var epoch: Int32 = 0
        var next = 0
        let note: Comment = "seed \(seed)"
        for _ in 0..<200 {
            let ids = driver.clients.keys.sorted()
            driver.now += Int64(pick(300))
            driver.group.expire(now: driver.now)
            // A fenced member learns of it before others get its partitions.
            for id in ids where driver.group.member(id) == nil { driver.clients[id] = nil }
            switch pick(6) {
            case 0:
                next += 1
                do throws(GroupRefusal) {
                    try driver.join(
                        "m\(next)", instance: pick(4) == 0 ? "i\(next)" : nil, assignor: pick(3) == 0 ? "range" : nil)
                } catch {
                    #expect(error.code == .groupMaxSizeReached, note)
                }
            case 1 where !ids.isEmpty && pick(3) == 0:
                let id = ids[pick(ids.count)]
                guard let client = driver.clients.removeValue(forKey: id), driver.group.member(id) != nil else { break }
                _ = try driver.send(.init(groupID: "g", memberID: id, memberEpoch: -1, instanceID: client.instance))
            case 2 where pick(10) == 0: driver.addTopic("t", partitions: 7 + pick(5))
            default:
                guard !ids.isEmpty else { break }
                let id = ids[pick(ids.count)]
                if driver.clients[id] != nil { try driver.heartbeat(id) }
            }
            try #require(driver.doublyOwned.isEmpty, note)
            try #require(driver.group.epoch >= epoch, note)
            epoch = driver.group.epoch
            try #require(driver.group.assignmentEpoch <= epoch, note)
        }
        guard !driver.clients.isEmpty else { return }
        try driver.settle()
        let loads = driver.clients.keys.map { driver.owned($0) }
        #expect(loads.reduce(0, +) == driver.topics["t"]?.partitions.count, note)
        #expect((loads.max() ?? 0) - (loads.min() ?? 0) <= 1, note)
    }
}

struct ServerAssignorTests {
    private let t = KafkaUUID(high: 0, low: 1)
    private let u = KafkaUUID(high: 0, low: 2)

    private func subscriber(
        _ id: String, _ topics: Set<KafkaUUID>, instance: String? = nil, current: TopicPartitionSets = [:]
    ) -> ServerAssignor.Subscriber {
        .init(rank: .init(instanceID: instance, memberID: id), topics: topics, current: current)
    }

    @Test func rangeGivesNeighboursAndTopicsAlike() {
        let result = ServerAssignor.range.assign(
            partitionCounts: [t: 5, u: 5], to: [subscriber("b", [t, u]), subscriber("a", [t, u])])
        #expect(result == ["a": [t: [0, 1, 2], u: [0, 1, 2]], "b": [t: [3, 4], u: [3, 4]]])
        let fixed = ServerAssignor.range.assign(
            partitionCounts: [t: 2], to: [subscriber("a", [t]), subscriber("z", [t], instance: "i")])
        #expect(fixed == ["a": [t: [1]], "z": [t: [0]]])
        let idle = ServerAssignor.range.assign(
            partitionCounts: [t: 1], to: [subscriber("a", [t]), subscriber("b", [t]), subscriber("c", [])])
        #expect(idle == ["a": [t: [0]], "b": [:], "c": [:]])
    }

    @Test func uniformIsEvenAndMovesLittle() {
        let first = ServerAssignor.uniform.assign(
            partitionCounts: [t: 6], to: [subscriber("a", [t]), subscriber("b", [t])])
        #expect(first.values.map { $0[t]?.count ?? 0 } == [3, 3])
        let second = ServerAssignor.uniform.assign(
            partitionCounts: [t: 6],
            to: [
                subscriber("a", [t], current: first["a"] ?? [:]), subscriber("b", [t], current: first["b"] ?? [:]),
                subscriber("c", [t]),
            ])
        #expect(second.values.allSatisfy { $0[t]?.count == 2 })
        for id in ["a", "b"] {
            #expect(second[id]?[t]?.isSubset(of: first[id]?[t] ?? []) == true)
        }
    }

    @Test func uniformRespectsUnequalSubscriptions() {
        let result = ServerAssignor.uniform.assign(
            partitionCounts: [t: 4, u: 2], to: [subscriber("a", [t]), subscriber("b", [t, u])])
        #expect(result["a"] == [t: result["a"]?[t] ?? []])
        #expect(result["a"]?[t]?.count == 3)
        #expect(result["b"]?[u] == [0, 1])
        #expect(result["b"]?[t]?.count == 1)
    }

    @Test func partitionsThatAreGoneOrClaimedTwiceAreNotKept() {
        let result = ServerAssignor.uniform.assign(
            partitionCounts: [t: 2],
            to: [subscriber("a", [t], current: [t: [0, 1, 9], u: [3]]), subscriber("b", [t], current: [t: [0]])])
        #expect(Set(result.values.flatMap { $0[t] ?? [] }) == [0, 1])
        #expect(result.values.allSatisfy { $0[t]?.count == 1 && $0[u] == nil })
    }
}

struct TopicPatternTests {
    @Test(arguments: [
        ("a.c", "abc", true), ("a.c", "abcd", false), ("^a.*$", "abc", true), ("logs-[0-9]{2,3}", "logs-12", true),
        ("logs-[0-9]{2,3}", "logs-1234", false), ("(a|b)+c?", "abab", true), ("(a|b)+c?", "", false),
        ("a|bc|", "", true), ("\\Qa.b\\E", "a.b", true), ("\\Qa.b\\E", "axb", false), ("[^a-c]+", "xyz", true),
        ("[^a-c]+", "xya", false), ("\\w+\\.\\d*", "top_ic.1", true), ("(?i)ABC", "abc", true),
        ("(?:x)(?P<n>y)(?<m>z)", "xyz", true),
        ("x{2}", "xx", true), ("x{2,}", "x", false), ("x{0}", "", true), ("x{", "x{", true), ("a*?b", "aab", true),
        ("[[:alpha:]_-]+", "a_b-c", true), ("[]a]", "]", true), ("\\A\\S+\\z", "t", true), ("a$b", "ab", false),
        ("(?i)[^a]", "A", false),
    ])
    func wholeNamesMatch(pattern: String, name: String, isMatch: Bool) throws {
        #expect(try TopicPattern(pattern).matches(name) == isMatch)
    }

    @Test(arguments: [
        "(", ")", "a)", "[a", "*a", "a**", "a{2,1}", "a{1001}", "\\", "\\p{L}", "\\1", "(?=a)", "(?<!a)", "[z-a]",
        "[[:nope:]]", "\\b", "(?P<n",
        "((((((a{1000}){1000}){1000}){1000}){1000}){1000})", "((((((){1000}){1000}){1000}){1000}){1000})",
        String(repeating: "(", count: 5000) + String(repeating: ")", count: 5000),
    ])
    func unsupportedPatternsAreRefused(pattern: String) {
        #expect(throws: TopicPattern.Invalid.self) { try TopicPattern(pattern) }
    }

    /// A backtracking matcher would not finish.
    @Test func nestedRepetitionTakesLinearTime() throws {
        let pattern = try TopicPattern("(a+)+(a|aa)*b")
        #expect(!pattern.matches(String(repeating: "a", count: 249)))
        #expect(pattern.matches(String(repeating: "a", count: 248) + "b"))
    }
}
