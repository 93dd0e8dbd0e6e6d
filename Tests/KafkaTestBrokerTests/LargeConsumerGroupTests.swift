// Millrace
// SPDX-License-Identifier: Apache-2.0

import CAllocationCounter
import KafkaProtocol
import KafkaTransport
import Testing

@testable import KafkaTestBroker

/// The coordinator's work for large groups of the consumer protocol, in heap allocations, which do not depend on how
/// busy the machine is.
struct LargeConsumerGroupTests {
    /// A stable group, in which each member has two partitions.
    private static func stable(members: Int) throws -> ConsumerGroupDriver {
        var driver = ConsumerGroupDriver()
        driver.addTopic("t", partitions: 2 * members)
        for number in 0..<members { try driver.join("m\(number)") }
        try driver.settle()
        return driver
    }

    /// Maximum number of bytes that `body` allocates at one time, on this thread.
    private static func peakBytes(_ body: () throws -> Void) rethrows -> Int64 {
        millrace_allocations_begin()
        try body()
        return millrace_allocations_now().peak_bytes
    }

    /// The coordinator computes a target for each join. It copies no partitions of members that keep theirs.
    @Test func aJoinTakesLittleMemoryForEachMember() throws {
        guard millrace_allocations_are_counted() != 0 else { return }
        let peaks = try [50, 250].map { members in
            var driver = try Self.stable(members: members)
            let peak = try Self.peakBytes { try driver.join("new") }
            try driver.settle()
            #expect(driver.owned("new") == 1)
            return peak
        }
        let bytesPerMember = (peaks[1] - peaks[0]) / 200
        #expect(bytesPerMember < 300, "\(peaks)")
    }

    @Test func aHeartbeatDoesNotLookAtAllMembers() throws {
        guard millrace_allocations_are_counted() != 0 else { return }
        let peaks = try [50, 250].map { members in
            var driver = try Self.stable(members: members)
            driver.now += 1000
            return try Self.peakBytes {
                try driver.heartbeat("m0")
                #expect(driver.group.nextDeadline == 45_000)
                #expect(driver.group.subscribedTopics == ["t"])
            }
        }
        #expect(peaks[1] < peaks[0] + 1000, "\(peaks)")
    }

    /// Any subscriptions: every partition has a subscriber, no move makes the loads more even, and nothing moves when
    /// nothing changes.
    @Test(arguments: 0..<50) func uniformIsCompleteBalancedAndStays(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
        let ids = (UInt64(1)...4).map { KafkaUUID(high: 0, low: $0) }
        let note: Comment = "seed \(seed)"
        var assignment: [String: TopicPartitionSets] = [:]
        for _ in 0..<20 {
            let counts = Dictionary(uniqueKeysWithValues: ids.prefix(1 + pick(4)).map { ($0, pick(12)) })
            var subscribers = (0..<1 + pick(8)).map { number in
                ServerAssignor.Subscriber(
                    rank: .init(instanceID: nil, memberID: "m\(number)"), topics: Set(ids.filter { _ in pick(2) == 0 }),
                    current: assignment["m\(number)"] ?? [:])
            }
            assignment = ServerAssignor.uniform.assign(partitionCounts: counts, to: subscribers)
            let loads = assignment.mapValues { $0.values.reduce(0) { $0 + $1.count } }
            for (topic, count) in counts {
                let takers = subscribers.filter { $0.topics.contains(topic) }.map(\.memberID)
                let given = assignment.flatMap { member, sets in (sets[topic] ?? []).map { (member, $0) } }
                #expect(given.map(\.1).sorted() == (takers.isEmpty ? [] : Array(0..<Int32(count))), note)
                let least = takers.compactMap { loads[$0] }.min() ?? 0
                #expect(given.allSatisfy { takers.contains($0.0) && loads[$0.0] ?? 0 <= least + 1 }, note)
            }
            #expect(assignment.values.allSatisfy { Set($0.keys).isSubset(of: counts.keys) }, note)
            for index in subscribers.indices {
                subscribers[index].current = assignment[subscribers[index].memberID] ?? [:]
            }
            #expect(ServerAssignor.uniform.assign(partitionCounts: counts, to: subscribers) == assignment, note)
        }
    }
}
