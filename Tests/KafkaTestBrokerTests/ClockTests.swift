// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaTestBroker

struct DeadlineQueueTests {
    @Test func dueOwnersComeByDeadlineThenByAge() {
        var queue = DeadlineQueue<String>()
        queue.set("c", at: 30)
        queue.set("a", at: 10)
        queue.set("b", at: 10)
        #expect(queue.next == 10)
        #expect(queue.popDue(9) == nil)
        #expect(queue.popDue(10) == "a")
        #expect(queue.popDue(10) == "b")
        #expect(queue.popDue(29) == nil)
        #expect(queue.popDue(30) == "c")
        #expect(queue.next == nil)
    }

    @Test func ownersHaveOneDeadlineEach() {
        var queue = DeadlineQueue<Int>()
        queue.set(1, at: 10)
        queue.set(1, at: 50)
        #expect(queue.next == 50)
        queue.set(1, at: 5)
        #expect(queue.next == 5)
        queue.set(1, at: nil)
        #expect(queue.next == nil)
        #expect(queue.popDue(.max) == nil)
    }

    @Test(arguments: 0..<20)
    func randomUseAgreesWithADictionary(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        var queue = DeadlineQueue<Int>()
        var model: [Int: Int64] = [:]
        for _ in 0..<2000 {
            let owner = Int(random.next() % 50)
            if random.next() % 4 == 0 {
                let now = Int64(random.next() % 1000)
                let popped = queue.popDue(now)
                #expect(
                    popped.flatMap { model[$0] } == (model.values.min().flatMap { $0 <= now ? $0 : nil }),
                    "seed \(seed)")
                if let popped { model[popped] = nil }
            } else {
                let deadline = random.next() % 5 == 0 ? nil : Int64(random.next() % 1000)
                queue.set(owner, at: deadline)
                model[owner] = deadline
            }
            #expect(queue.next == model.values.min(), "seed \(seed)")
        }
    }
}

struct DeferredReplyTests {
    @Test func replyIsGivenOnce() {
        for isGivenFirst in [false, true] {
            let deferred = DeferredReply()
            let count = Mutex(0)
            if isGivenFirst { deferred.give(.silence) }
            deferred.whenGiven { _ in count.withLock { $0 += 1 } }
            deferred.give(.silence)
            deferred.give(.close)
            #expect(count.withLock { $0 } == 1)
        }
    }

    @Test func cancelledReplyIsNotGiven() {
        let given = Mutex(false)
        let cancelled = Mutex(0)
        let deferred = DeferredReply { cancelled.withLock { $0 += 1 } }
        let mapped = deferred.map { $0 }
        mapped.whenGiven { _ in given.withLock { $0 = true } }
        mapped.cancel()
        mapped.cancel()
        deferred.give(.silence)
        #expect(!given.withLock { $0 })
        #expect(cancelled.withLock { $0 } == 1)
    }
}

/// Clusters on a clock that the test advances: no test sleeps.
struct ClusterClockTests {
    private static func configuration(_ clock: ManualClusterClock) -> ClusterConfiguration {
        var configuration = ClusterConfiguration(brokers: 1, clock: .manual(clock))
        configuration.groups.sessionTimeouts = .milliseconds(1)...(.seconds(3600))
        return configuration
    }

    @Test func systemClockIsTheTimeOfDayAndNeverFalls() {
        let clock = ClusterClock.system
        let (before, time, after) = (WallClock.milliseconds(), clock.now, WallClock.milliseconds())
        #expect((before - 1000...after + 1000).contains(time))
        var last = clock.now
        for _ in 0..<1000 {
            let now = clock.now
            #expect(now >= last)
            last = now
        }
    }

    @Test func recordsAreStampedWithTheClock() async throws {
        let clock = ManualClusterClock(now: 1_000_000)
        try await TestCluster.with(Self.configuration(clock)) { cluster in
            try cluster.createTopic("t")
            await clock.advance(by: .seconds(5))
            try cluster.append(values: ["v"], to: "t", 0)
            let c = try LoopbackSocket(cluster)
            let found = try c.send(
                ListOffsetsRequest(
                    replicaID: -1, topics: [.init(name: "t", partitions: [.init(timestamp: 1_005_000)])]), 7)
            #expect(try found.topics.at(0).partitions.at(0).offset == 0)
            #expect(try found.topics.at(0).partitions.at(0).timestamp == 1_005_000)
        }
    }

    @Test func fetchWaitsForTheClock() async throws {
        let clock = ManualClusterClock(now: 1_000_000)
        try await TestCluster.with(Self.configuration(clock)) { cluster in
            try cluster.createTopic("t")
            let c = try LoopbackSocket(cluster)
            let script = cluster.add(Script(.metadata) { _ in .proceed })
            let id = try c.start(
                FetchRequest(
                    maxWaitMs: 60_000, minBytes: 1,
                    topics: [
                        .init(topic: "t", partitions: [.init(partition: 0, fetchOffset: 0, partitionMaxBytes: 100)])
                    ]), 12)
            // After the fetch on the same connection, so served only after that is answered.
            let second = try c.start(MetadataRequest(topics: []), 9)
            while clock.nextDeadline == nil { await Task.yield() }
            await clock.advance(by: .milliseconds(59_999))
            #expect(script.hits == 0)
            await clock.advance(by: .milliseconds(1))
            #expect(try c.finish(FetchRequest.self, 12, id).responses.at(0).partitions.at(0).errorCode == 0)
            _ = try c.finish(MetadataRequest.self, 9, second)
            #expect(clock.nextDeadline == nil)
        }
    }

    @Test func sessionsAndRebalancesEndWithTheClock() async throws {
        let clock = ManualClusterClock(now: 1_000_000)
        try await TestCluster.with(Self.configuration(clock)) { cluster in
            let (a, b) = (
                try LoopbackSocket(cluster), try LoopbackSocket(cluster)
            )
            var join = ClassicGroupDriver.request(session: 10_000, rebalance: 5_000)
            join.memberID = try a.send(join, 9).memberID
            let first = try a.send(join, 9)
            #expect(first.generationID == 1)
            _ = try a.send(
                SyncGroupRequest(
                    groupID: "g", generationID: 1, memberID: join.memberID, protocolType: "consumer",
                    protocolName: "range",
                    assignments: [.init(memberID: join.memberID, assignment: ByteSlice(utf8: "x"))]), 5)
            var other = ClassicGroupDriver.request(session: 10_000, rebalance: 5_000)
            other.memberID = try b.send(other, 9).memberID
            let call = try b.start(other, 9)
            // The heartbeat's response shows that the join has arrived.
            let heartbeat = HeartbeatRequest(groupID: "g", generationID: 1, memberID: join.memberID)
            while try a.send(heartbeat, 4).errorCode == 0 {}
            #expect(try a.send(heartbeat, 4).errorCode == BrokerErrorCode.rebalanceInProgress.rawValue)
            await clock.advance(by: .seconds(5))
            let second = try b.finish(JoinGroupRequest.self, 9, call)
            #expect(second.generationID == 2)
            #expect(second.members.map(\.memberID) == [other.memberID])
            #expect(try a.send(heartbeat, 4).errorCode == BrokerErrorCode.unknownMemberID.rawValue)
            await clock.advance(by: .seconds(10))
            let described = try a.send(DescribeGroupsRequest(groups: ["g"]), 5).groups[0]
            #expect(described.groupState == "Empty")
        }
    }

    @Test func parkedCallOfAClosedConnectionIsDropped() async throws {
        let clock = ManualClusterClock(now: 1_000_000)
        try await TestCluster.with(Self.configuration(clock)) { cluster in
            let a = try LoopbackSocket(cluster)
            var join = ClassicGroupDriver.request()
            join.memberID = try a.send(join, 9).memberID
            _ = try a.send(join, 9)
            do {
                let b = try LoopbackSocket(cluster)
                var other = ClassicGroupDriver.request()
                other.memberID = try b.send(other, 9).memberID
                try b.start(other, 9)
                let heartbeat = HeartbeatRequest(groupID: "g", generationID: 1, memberID: join.memberID)
                while try a.send(heartbeat, 4).errorCode == 0 {}
            }
            while cluster.connectionCount(of: 1) > 1 { await Task.yield() }
            // The member stays until its session ends, as in Kafka.
            #expect(try a.send(join, 9).members.count == 2)
            await clock.advance(by: .seconds(400))
            #expect(cluster.core.update { state in state.parked.count } == 0)
        }
    }
}
