// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

/// Random groups that change from generation to generation, and what must hold for every assignment.
@Suite struct AssignorPropertyTests {
    /// A group with what its members got last.
    private struct RandomGroup {
        var random: SplitMix64
        var topics: [AssignableTopic] = []
        var members: [GroupMember] = []
        var last: [String: [TopicPartition]] = [:]
        var generation: Int32 = 0
        let equalTopics: Bool
        let racks: Bool

        init(_ seed: UInt64) {
            random = SplitMix64(seed: seed)
            equalTopics = random.next() % 2 == 0
            racks = random.next() % 3 == 0
            for number in 0..<(1 + number(5)) {
                let count = 1 + self.number(12)
                topics.append(
                    AssignableTopic(
                        "t\(number)", partitionCount: count,
                        racks: racks ? (0..<count).map { _ in ["r\(self.number(3))", "r\(self.number(3))"] } : []))
            }
            for _ in 0..<(1 + number(12)) { join() }
        }

        mutating func number(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

        mutating func join() {
            let names = topics.map(\.name)
            let some = names.filter { _ in number(3) > 0 }
            members.append(
                GroupMember(
                    memberID: "m\(random.next())", rack: racks && number(4) > 0 ? "r\(number(3))" : nil,
                    topics: equalTopics || some.isEmpty ? names : some))
        }

        mutating func change() {
            if number(2) == 0 { join() }
            if members.count > 1, number(2) == 0 { members.remove(at: number(members.count)) }
            if number(4) == 0 { topics[number(topics.count)].partitionCount += 1 }
        }

        /// Assigns, as the leader of the next generation.
        mutating func rebalance(_ assignor: any PartitionAssignor) -> [String: [TopicPartition]] {
            let isCooperative = assignor.rebalanceProtocol == .cooperative
            for place in members.indices {
                let had = last[members[place].memberID]
                members[place].generationID = had == nil ? -1 : generation
                members[place].ownedPartitions = isCooperative ? had ?? [] : []
                members[place].userData = assignor.userData(lastAssignment: had, generationID: generation)
            }
            let result = assignor.assign(members: members, topics: topics)
            generation += 1
            last = result
            return result
        }

        /// The further steps of a cooperative rebalance, until no partition waits for its former owner. With different
        /// topics a step can free some that move on; Java's needs the same number of steps.
        mutating func settle(_ assignor: any PartitionAssignor) -> [String: [TopicPartition]] {
            var steps = 0
            while Set(last.values.joined()) != wanted {
                steps += 1
                guard steps <= (equalTopics ? 1 : 10) else { break }
                let before = last
                let result = rebalance(assignor)
                for (member, partitions) in before where !Set(result[member] ?? []).isSuperset(of: partitions) {
                    // Given up in this step: nobody else may have it yet.
                    let given = Set(partitions).subtracting(result[member] ?? [])
                    if !given.isDisjoint(with: result.values.joined()) { return [:] }
                }
            }
            return last
        }

        /// Partitions that somebody wants.
        var wanted: Set<TopicPartition> {
            let names = Set(members.flatMap(\.topics))
            return Set(
                topics.filter { names.contains($0.name) }.flatMap { topic in
                    (0..<Int32(topic.partitionCount)).map { TopicPartition(topic: topic.name, partition: $0) }
                })
        }

        /// The first thing that no assignment may have; nil if there is none.
        func fault(_ result: [String: [TopicPartition]]) -> String? {
            let all = result.values.joined()
            if Set(all).count != all.count { return "a partition has two owners" }
            if !wanted.isSuperset(of: all) { return "a partition does not exist" }
            if Set(result.keys) != Set(members.map(\.memberID)) { return "members are missing" }
            for member in members
            where result[member.memberID]?.allSatisfy({ member.topics.contains($0.topic) }) != true {
                return "\(member.memberID) got a topic that it does not want"
            }
            return nil
        }
    }

    static let all: [any PartitionAssignor] = [
        RangeAssignor(), RoundRobinAssignor(), StickyAssignor(), CooperativeStickyAssignor(),
    ]

    @Test(arguments: 0..<4) func assignmentsAreWholeAndStable(_ number: Int) {
        let assignor = Self.all[number]
        let base = TestSeed.value
        print("assignments of \(assignor.name): seed \(base)")
        for round in 0..<150 {
            var group = RandomGroup(base &+ UInt64(round))
            for _ in 0..<5 {
                group.change()
                let before = group.last
                var result = group.rebalance(assignor)
                #expect(group.fault(result) == nil, "round \(round)")
                if assignor.rebalanceProtocol == .cooperative {
                    #expect(takenAway(result, before) == [], "round \(round)")
                    result = group.settle(assignor)
                }
                // With racks, cooperative groups may go on moving partitions, as Java's do.
                if assignor.rebalanceProtocol == .cooperative, group.racks { continue }
                #expect(Set(result.values.joined()) == group.wanted, "round \(round)")
                #expect(balanceFault(group, result, assignor) == nil, "round \(round)")
                var again = group
                let repeated = again.rebalance(assignor)
                // With different topics, the sticky ones may still find something to improve, as Java's do.
                if group.equalTopics && !group.racks || assignor.name == "range" || assignor.name == "roundrobin" {
                    #expect(repeated.mapValues(Set.init) == result.mapValues(Set.init), "round \(round)")
                }
                var other = group
                #expect(other.rebalance(assignor) == repeated, "round \(round)")
            }
        }
    }

    /// Partitions of a first step that are somebody's who has not given them up.
    private func takenAway(
        _ result: [String: [TopicPartition]], _ before: [String: [TopicPartition]]
    ) -> Set<TopicPartition> {
        var taken: Set<TopicPartition> = []
        for (member, partitions) in result {
            for (other, owned) in before where other != member && result[other] != nil {
                taken.formUnion(Set(partitions).intersection(owned))
            }
        }
        return taken
    }

    /// Members with equal topics have equally many, by one at most; range only within each topic.
    private func balanceFault(
        _ group: RandomGroup, _ result: [String: [TopicPartition]], _ assignor: any PartitionAssignor
    ) -> String? {
        guard group.equalTopics else { return nil }
        if assignor.name != "range" {
            let counts = result.values.map(\.count)
            return (counts.max() ?? 0) - (counts.min() ?? 0) <= 1 ? nil : "\(counts.sorted())"
        }
        for topic in group.topics {
            let counts = result.values.map { $0.count { $0.topic == topic.name } }
            if (counts.max() ?? 0) - (counts.min() ?? 0) > 1 { return "\(topic.name): \(counts.sorted())" }
        }
        return nil
    }

    /// With equal topics and no racks, a member that stays loses partitions only to a more even distribution.
    @Test(arguments: [StickyAssignor(), CooperativeStickyAssignor()] as [any PartitionAssignor])
    func membersThatStayKeepTheirPartitions(_ assignor: any PartitionAssignor) {
        let base = TestSeed.value
        print("stickiness of \(assignor.name): seed \(base)")
        for round in 0..<200 {
            var group = RandomGroup(base &+ UInt64(round))
            guard group.equalTopics, !group.racks, group.members.count > 1 else { continue }
            let before = group.rebalance(assignor)
            group.members.remove(at: group.number(group.members.count))
            var after = group.rebalance(assignor)
            for member in group.members {
                let kept = Set(after[member.memberID] ?? [])
                #expect(kept.isSuperset(of: before[member.memberID] ?? []), "round \(round): a member left")
            }
            group.join()
            let full = after
            after = group.rebalance(assignor)
            let limit = (group.wanted.count + group.members.count - 1) / group.members.count
            for (member, owned) in full {
                let kept = Set(after[member] ?? []).intersection(owned).count
                #expect(kept >= min(owned.count, limit - 1), "round \(round): a member joined")
            }
        }
    }
}
