// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
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

    /// A member that can be told to leave.
    private struct Member {
        var name: String
        var leave: () async throws -> Void
    }

    // MARK: Members

    private func ours(
        _ name: String, _ cluster: TestCluster, _ assignor: any PartitionAssignor, _ group: MixedGroup
    ) throws -> Member {
        var configuration = ConsumerConfiguration(
            client: .patient(cluster.bootstrapServers), groupID: "g", offsetReset: .earliest)
        configuration.assignors = [assignor]
        configuration.heartbeatInterval = .milliseconds(300)
        configuration.sessionTimeout = .seconds(240)
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
                group.fail(error)
                throw error
            }
        }
        return Member(name: name) {
            process.send("leave")
            try await reading.value
            try await process.output()
        }
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
                    + ["org.apache.kafka.clients.consumer." + assignor]), group)
    }

    // MARK: Tests

    struct Setting: Sendable, CustomTestStringConvertible {
        var assignor: any PartitionAssignor
        var java: String
        /// librdkafka has no sticky assignor with eager rebalances.
        var hasConfluent = true
        var testDescription: String { assignor.name }

        static let all = [
            Setting(assignor: RangeAssignor(), java: "RangeAssignor"),
            Setting(assignor: RoundRobinAssignor(), java: "RoundRobinAssignor"),
            Setting(assignor: StickyAssignor(), java: "StickyAssignor", hasConfluent: false),
            Setting(assignor: CooperativeStickyAssignor(), java: "CooperativeStickyAssignor"),
        ]
    }

    @Test(arguments: Setting.all)
    func clientsShareAGroup(setting: Setting) async throws {
        let group = MixedGroup(partitions: Self.partitions)
        try await TestCluster.with(ClusterConfiguration(brokers: 2)) { cluster in
            try cluster.createTopic("t", partitions: Int(Self.partitions))
            var appended = 0
            func append() throws {
                for partition in 0..<Self.partitions {
                    for _ in 0..<Self.perRound { try cluster.append(values: ["v"], to: "t", partition) }
                }
                appended += Self.perRound
            }
            let name = setting.assignor.name
            func others() throws -> [Member] {
                let confluent = setting.hasConfluent ? [try python("confluent", cluster, name, group)] : []
                let kafka = try java(cluster, setting.java, group)
                return try confluent + [kafka, python("kafka-python", cluster, name, group)]
            }
            try append()
            let first = try ours("first", cluster, setting.assignor, group)
            try await group.waitShared(["first"])
            try append()
            // They join in any order while the first one reads and leads.
            var members = [first] + (try others())
            try await group.waitShared(members.map(\.name))
            try append()
            members.append(try ours("second", cluster, setting.assignor, group))
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
        }
        #expect(group.faults.isEmpty, "\(group.faults.sorted().prefix(20))\n\(group.log)")
    }
}
