// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaTestBroker

/// Members, assignments and sessions of share groups, without clocks and sockets.
@Suite struct ShareGroupTests {
    private struct Bench {
        var group = ShareGroup()
        var topics = TopicStore()
        var now: Int64 = 0

        init(_ counts: [String: Int]) {
            for (index, entry) in counts.sorted(by: { $0.key < $1.key }).enumerated() {
                topics.insert(
                    Topic(
                        name: entry.key, id: KafkaUUID(high: 0, low: UInt64(index + 1)), configs: [:],
                        partitions: (0..<entry.value).map {
                            Partition(index: Int32($0), leader: 1, replicas: [1], inSyncReplicas: [1])
                        }))
            }
        }

        mutating func heartbeat(
            _ member: String, _ epoch: Int32, _ names: [String]? = nil
        ) throws(GroupRefusal) -> ShareGroupHeartbeatResponse {
            try group.heartbeat(
                .init(groupID: "g", memberID: member, memberEpoch: epoch, subscribedTopicNames: names),
                .init(clientID: "c", clientHost: "/h"), topics: topics, now: now)
        }
    }

    private static func partitions(_ response: ShareGroupHeartbeatResponse) -> [Int32]? {
        response.assignment?.topicPartitions.flatMap(\.partitions)
    }

    @Test func membersShareOnePartition() throws {
        var bench = Bench(["t": 1])
        let first = try bench.heartbeat("a", 0, ["t"])
        #expect(Self.partitions(first) == [0] && first.memberEpoch == 1)
        #expect(Self.partitions(try bench.heartbeat("b", 0, ["t"])) == [0])
        // Nothing has changed for the first one but the epoch.
        let again = try bench.heartbeat("a", 1)
        #expect(again.assignment == nil && again.memberEpoch == 2)
        #expect(bench.group.state == .stable)
    }

    @Test func everyPartitionAndEveryMemberIsServed() {
        let topic = KafkaUUID(high: 0, low: 1)
        for (members, partitions) in [(1, 5), (3, 7), (5, 5), (7, 3), (4, 1)] {
            let result = ShareAssignor.assign(
                (0..<members).map { ("m\($0)", [topic]) }, partitionCounts: [topic: partitions])
            #expect(result.count == members)
            #expect(result.values.allSatisfy { !($0[topic] ?? []).isEmpty })
            #expect(Set(result.values.flatMap { $0[topic] ?? [] }) == Set(0..<Int32(partitions)))
        }
    }

    @Test func newPartitionsComeWithTheNextHeartbeat() throws {
        var bench = Bench(["t": 1])
        _ = try bench.heartbeat("a", 0, ["t", "later"])
        bench.topics.insert(
            Topic(
                name: "later", id: KafkaUUID(high: 0, low: 9), configs: [:],
                partitions: [Partition(index: 0, leader: 1, replicas: [1], inSyncReplicas: [1])]))
        let response = try bench.heartbeat("a", 1)
        #expect(response.memberEpoch == 2 && response.assignment?.topicPartitions.count == 2)
    }

    @Test func leavingAndTimingOutFreePartitions() throws {
        var bench = Bench(["t": 2])
        _ = try bench.heartbeat("a", 0, ["t"])
        _ = try bench.heartbeat("b", 0, ["t"])
        #expect(Self.partitions(try bench.heartbeat("a", 1)) == [0])
        _ = try bench.heartbeat("b", -1)
        let alone = try bench.heartbeat("a", 2)
        #expect(Self.partitions(alone) == [0, 1])
        bench.group.expire(now: 44_999)
        #expect(!bench.group.isEmpty)
        bench.group.expire(now: 45_000)
        #expect(bench.group.isEmpty && bench.group.state == .empty)
    }

    @Test func invalidHeartbeatsAreRefused() throws {
        var bench = Bench(["t": 1])
        bench.group.settings.maxSize = 1
        func code(_ member: String, _ epoch: Int32, _ names: [String]? = nil) -> BrokerErrorCode? {
            do throws(GroupRefusal) {
                _ = try bench.heartbeat(member, epoch, names)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code("", 0, ["t"]) == .invalidRequest)
        #expect(code("a", 0) == .invalidRequest)
        #expect(code("a", -2, ["t"]) == .invalidRequest)
        #expect(code("a", 1, ["t"]) == .unknownMemberID)
        #expect(code("a", 0, ["t"]) == nil)
        #expect(code("b", 0, ["t"]) == .groupMaxSizeReached)
        #expect(code("a", 5) == .fencedMemberEpoch)
        #expect(code("b", -1) == .unknownMemberID)
    }

    @Test func sessionsCountTheirRequests() {
        var sessions = ShareSessions()
        let part = ShareSessions.Part(topic: KafkaUUID(high: 0, low: 1), partition: 0)
        let other = ShareSessions.Part(topic: KafkaUUID(high: 0, low: 1), partition: 1)
        func fetch(
            _ epoch: Int32, adds: [ShareSessions.Part] = [], forgets: [ShareSessions.Part] = [],
            acknowledges: Bool = false
        ) -> BrokerErrorCode? {
            sessions.fetch("g", "m", epoch: epoch, adds: adds, forgets: forgets, acknowledges: acknowledges)
        }
        #expect(fetch(1) == .shareSessionNotFound)
        #expect(fetch(-1) == .shareSessionNotFound)
        #expect(fetch(0, adds: [part], acknowledges: true) == .invalidRequest)
        #expect(sessions.acknowledge("g", "m", epoch: 1) == .shareSessionNotFound)
        #expect(fetch(0, adds: [part, part]) == nil)
        #expect(sessions.acknowledge("g", "m", epoch: 0) == .invalidShareSessionEpoch)
        #expect(sessions.acknowledge("g", "m", epoch: 1) == nil)
        #expect(fetch(1) == .invalidShareSessionEpoch)
        #expect(fetch(2, adds: [other], forgets: [part], acknowledges: true) == nil)
        #expect(sessions.parts("g", "m") == [other])
        #expect(sessions.parts("g", "n") == nil)
        #expect(fetch(-1, acknowledges: true) == nil)
        #expect(sessions.end("g", "m") == [other] && sessions.count == 0)
    }

    @Test func sessionsAreLimited() {
        var sessions = ShareSessions()
        for number in 0..<ShareSessions.maxSessions {
            #expect(
                sessions.fetch("g", "\(number)", epoch: 0, adds: [], forgets: [], acknowledges: false) == nil)
        }
        #expect(
            sessions.fetch("g", "x", epoch: 0, adds: [], forgets: [], acknowledges: false) == .shareSessionLimitReached)
    }

    @Test func resetPoliciesAreParsed() {
        typealias Reset = ShareSettings.OffsetReset
        #expect(Reset("earliest") == .earliest && Reset("latest") == .latest)
        #expect(Reset("by_duration:P1DT2H3M4.5S") == .byDuration(93_784_500))
        #expect(Reset("by_duration:PT10M") == .byDuration(600_000))
        for text in [
            "", "none", "by_duration:", "by_duration:P", "by_duration:P1H", "by_duration:PT1", "by_duration:PTS",
        ] {
            #expect(Reset(text) == nil, "\(text)")
        }
    }
}
