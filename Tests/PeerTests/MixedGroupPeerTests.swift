// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

/// One group with members of this client, librdkafka's, kafka-python's and Kafka's own, against our broker.
///
/// Members join and leave while they read; whoever has been in it for longest leads it, so that each client's assignor
/// decides once.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .serialized, .timeLimit(.minutes(15)))
struct MixedGroupPeerTests {
    private static let partitions: Int32 = 8
    private static let perRound = 60

    /// A member that can be told to leave, or killed if it is a program of its own.
    private struct Member {
        var name: String
        var leave: @Sendable () async throws -> Void
        var kill: @Sendable () async throws -> Void = {}
    }

    // MARK: Members

    private func ours(
        _ name: String, _ cluster: TestCluster, _ setting: Setting, _ group: MixedGroup
    ) throws -> Member {
        var client = ClientConfiguration.patient(cluster.bootstrapServers)
        client.clientID = name
        var configuration = ConsumerConfiguration(client: client, groupID: "g", offsetReset: .earliest)
        if let assignor = setting.assignor {
            configuration.assignors = [assignor]
            configuration.heartbeatInterval = .milliseconds(300)
            configuration.sessionTimeout = .seconds(240)
        } else {
            configuration.groupProtocol = .consumer
        }
        configuration.rebalanceListener = RebalanceListener(
            assigned: { group.gained(name, $0.map(\.partition)) }, revoked: { group.gave(name, $0.map(\.partition)) },
            lost: { group.lost(name, $0.map(\.partition)) })
        let consumer = try KafkaConsumer(configuration)
        try consumer.subscribe(to: "t")
        let running = Task {
            do {
                try await consumer.run { batch in
                    try batch.forEach { group.read(name, batch.partition.partition, $0.offset) }
                    try await batch.commit()
                }
            } catch {
                group.fail(error)
                throw error
            }
        }
        return Member(name: name) {
            consumer.stop()
            try await running.value
        }
    }

    private func program(_ name: String, _ process: PeerProcess, _ group: MixedGroup) -> Member {
        let isKilled = Mutex(false)
        let reading = Task {
            var index = 0
            do {
                while true {
                    let line = try await process.line(from: index) { _ in true }
                    group.take(line, of: name)
                    if line == "left" { return }
                    index += 1
                }
            } catch {
                if isKilled.withLock({ $0 }) { return group.killed(name) }
                group.fail(error)
                throw error
            }
        }
        return Member(
            name: name,
            leave: {
                process.send("leave")
                try await reading.value
                try await process.output()
            },
            kill: {
                isKilled.withLock { $0 = true }
                process.kill()
                try await reading.value
            })
    }

    /// Our client in a program of its own.
    private func own(_ name: String, _ cluster: TestCluster, _ setting: Setting, _ group: MixedGroup) throws -> Member {
        let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
            .appending(path: "MixedMember").path
        let bootstrap = cluster.bootstrapServers.joined(separator: ",")
        return self.program(name, try PeerProcess(program, [bootstrap, "g", "t", setting.name]), group)
    }

    private func python(
        _ client: String, _ cluster: TestCluster, _ assignor: String, _ group: MixedGroup
    ) throws -> Member {
        let bootstrap = cluster.bootstrapServers.joined(separator: ",")
        return program(
            client,
            try PeerProcess(
                Peers.python, [Peers.scripts + "/mixed_member.py", client, bootstrap, "g", "t", assignor]), group)
    }

    private func java(_ cluster: TestCluster, _ assignor: String, _ group: MixedGroup) throws -> Member {
        let bootstrap = cluster.bootstrapServers.joined(separator: ",")
        return program(
            "java",
            try PeerProcess(
                "/usr/bin/env",
                ["java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/MixedMember.java", bootstrap, "g", "t"]
                    + [assignor == "consumer" ? assignor : "org.apache.kafka.clients.consumer." + assignor]), group)
    }

    // MARK: Tests

    struct Setting: Sendable, CustomTestStringConvertible {
        /// The assignor of the classic protocol; nil for that of KIP-848.
        var assignor: (any PartitionAssignor)?
        var java: String
        /// librdkafka has no sticky assignor with eager rebalances.
        var hasConfluent = true
        var name: String { assignor?.name ?? "consumer" }
        var testDescription: String { name }

        static let all = [
            Setting(assignor: RangeAssignor(), java: "RangeAssignor"),
            Setting(assignor: RoundRobinAssignor(), java: "RoundRobinAssignor"),
            Setting(assignor: StickyAssignor(), java: "StickyAssignor", hasConfluent: false),
            Setting(assignor: CooperativeStickyAssignor(), java: "CooperativeStickyAssignor"),
            byBroker,
        ]
        /// The broker assigns, and all members move at once.
        static let byBroker = Setting(java: "consumer")
        static let withKills = [
            Setting(assignor: RangeAssignor(), java: "RangeAssignor"),
            Setting(assignor: CooperativeStickyAssignor(), java: "CooperativeStickyAssignor"), byBroker,
        ]
    }

    /// The members of other clients that a group of this setting can have.
    private func others(_ cluster: TestCluster, _ setting: Setting, _ group: MixedGroup) throws -> [Member] {
        var members: [Member] = []
        if setting.hasConfluent { members.append(try python("confluent", cluster, setting.name, group)) }
        members.append(try java(cluster, setting.java, group))
        if setting.assignor != nil { members.append(try python("kafka-python", cluster, setting.name, group)) }
        return members
    }

    private static func cluster(_ clock: ClusterClock = .system) -> ClusterConfiguration {
        var configuration = ClusterConfiguration(brokers: 2, clock: clock)
        configuration.groups.consumerHeartbeatInterval = .milliseconds(300)
        configuration.groups.consumerSessionTimeout = .seconds(240)
        return configuration
    }

    @Test(arguments: Setting.all)
    func clientsShareAGroup(setting: Setting) async throws {
        let group = MixedGroup(partitions: Self.partitions)
        let fetches = try await TestCluster.with(Self.cluster()) { cluster in
            let fetches = cluster.record(.api(.offsetFetch))
            try cluster.createTopic("t", partitions: Int(Self.partitions))
            var appended = 0
            func append() throws {
                for partition in 0..<Self.partitions {
                    for _ in 0..<Self.perRound { try cluster.append(values: ["v"], to: "t", partition) }
                }
                appended += Self.perRound
            }
            try append()
            let first = try ours("first", cluster, setting, group)
            try await group.waitShared(["first"])
            try append()
            // They join in any order while the first one reads and leads.
            var members = [first] + (try others(cluster, setting, group))
            try await group.waitShared(members.map(\.name))
            try append()
            members.append(try ours("second", cluster, setting, group))
            try await group.waitShared(members.map(\.name))
            // The leader leaves while all read, then the next one, until only the last of ours is left.
            while members.count > 1 {
                try append()
                try await members.removeFirst().leave()
                try await group.waitShared(members.map(\.name))
            }
            try append()
            try await group.waitRead(appended)
            try await members.removeFirst().leave()
            for partition in 0..<Self.partitions {
                #expect(cluster.committedOffset(group: "g", "t", partition) == Int64(appended))
            }
            return fetches
        }
        expectNoFaults(group, fetches)
    }

    /// Kafka's own client may begin a partition at its reset policy that came while it asked for the offsets of others,
    /// without ever asking for that one's (KAFKA-17674): what it reads twice then is its own fault.
    private func expectNoFaults(_ group: MixedGroup, _ fetches: RequestRecorder) {
        let asked = fetches.requests.filter { $0.clientID?.hasPrefix("consumer-g-") == true }
        let faults = group.faults { member, partition in
            member == "java" && !asked.contains { $0.concerns("t", partition) }
        }
        #expect(faults.isEmpty, "\(faults.sorted().prefix(20))\n\(group.log)")
    }

    // MARK: Killed members

    /// Ends the sessions of members that do not send heartbeats: the broker's time jumps, and in between the others
    /// send theirs.
    private func endSessions(_ time: RunningClock, _ heartbeats: RequestRecorder, living: Int) async {
        for _ in 0..<3 {
            // Well below a session, and three of them above one.
            await time.jump(by: .seconds(100))
            let before = heartbeats.count
            var members: Set<String> = []
            while members.count < living {
                let seen = heartbeats.count
                members.formUnion(heartbeats.requests.suffix(seen - before).compactMap(memberID))
                if members.count < living { await heartbeats.waitForRequests(seen + 1) }
            }
        }
    }

    private func memberID(_ heartbeat: ReceivedRequest) -> String? {
        (heartbeat.request as? HeartbeatRequest)?.memberID
            ?? (heartbeat.request as? ConsumerGroupHeartbeatRequest)?.memberID
    }

    @Test(arguments: Setting.withKills)
    func aKilledMembersPartitionsGoToTheOthers(setting: Setting) async throws {
        let group = MixedGroup(partitions: Self.partitions)
        let time = RunningClock()
        let running = Task { await time.run() }
        defer { running.cancel() }
        let fetches = try await TestCluster.with(Self.cluster(.manual(time.clock))) { cluster in
            let fetches = cluster.record(.api(.offsetFetch))
            try cluster.createTopic("t", partitions: Int(Self.partitions))
            let heartbeats = cluster.record(.api(.heartbeat, .consumerGroupHeartbeat))
            var appended = 0
            func append() throws {
                for partition in 0..<Self.partitions {
                    for _ in 0..<Self.perRound { try cluster.append(values: ["v"], to: "t", partition) }
                }
                appended += Self.perRound
            }
            try append()
            let first = try ours("first", cluster, setting, group)
            let victims = [try own("own", cluster, setting, group)] + (try others(cluster, setting, group))
            var members = [first] + victims
            try await group.waitShared(members.map(\.name))
            for victim in victims {
                // It is killed while it reads.
                try append()
                try await victim.kill()
                members.removeAll { $0.name == victim.name }
                await endSessions(time, heartbeats, living: members.count)
                try await group.waitShared(members.map(\.name))
                try await group.waitRead(appended)
            }
            try await first.leave()
            for partition in 0..<Self.partitions {
                #expect(cluster.committedOffset(group: "g", "t", partition) == Int64(appended))
            }
            return fetches
        }
        expectNoFaults(group, fetches)
    }
}
