// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// A group member that is another client in a process of its own.
struct GroupMember: Sendable {
    var process: PeerProcess

    /// The partitions in an `assigned` line; nil for other lines.
    static func assigned(_ line: String) -> [Int32]? {
        guard line.hasPrefix("assigned") else { return nil }
        return line.split(separator: " ").dropFirst().compactMap { Int32($0) }
    }

    /// Waits for an assignment that `matches`, in the lines after the first `from`.
    func waitAssigned(from: Int = 0, _ matches: ([Int32]) -> Bool) async throws -> [Int32] {
        let line = try await process.line(from: from) { Self.assigned($0).map(matches) ?? false }
        return Self.assigned(line) ?? []
    }

    func waitRecord(_ partition: Int32, _ offset: Int64) async throws {
        try await process.line { $0 == "record \(partition) \(offset)" }
    }

    var records: [String] { process.lines.filter { $0.hasPrefix("record ") } }
    /// The current assignment.
    var partitions: [Int32] { process.lines.compactMap(Self.assigned).last ?? [] }

    func leave() async throws {
        process.send("leave")
        try await process.output()
    }
}

/// A client and its settings.
struct GroupClient: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var start: @Sendable (_ bootstrap: String, _ extra: [String]) throws -> GroupMember

    static func python(_ client: String, _ name: String, _ settings: [String] = []) -> GroupClient {
        GroupClient(testDescription: client + " " + name) { bootstrap, extra in
            GroupMember(
                process: try PeerProcess(
                    Peers.python, [Peers.scripts + "/group_member.py", client, bootstrap, "g", "t"] + settings + extra))
        }
    }

    static func java(_ name: String, _ settings: [String] = []) -> GroupClient {
        GroupClient(testDescription: "Java " + name) { bootstrap, extra in
            GroupMember(
                process: try PeerProcess(
                    "/usr/bin/env",
                    [
                        "java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/GroupMember.java", bootstrap, "g",
                        "t",
                    ]
                        + settings + extra))
        }
    }

    private static let quick = ["heartbeat.interval.ms=300", "session.timeout.ms=240000"]
    private static let modern = ["group.protocol=consumer"]
    private static let cooperativeJava = "org.apache.kafka.clients.consumer.CooperativeStickyAssignor"

    static let all: [GroupClient] = [
        .python("kafka-python", "range"), .python("aiokafka", "range"),
        .python("confluent", "range", quick + ["partition.assignment.strategy=range"]),
        .python("confluent", "roundrobin", quick + ["partition.assignment.strategy=roundrobin"]),
        .python("confluent", "cooperative-sticky", quick + ["partition.assignment.strategy=cooperative-sticky"]),
        .python("confluent", "consumer protocol", modern),
        .java("classic", quick), .java("cooperative", quick + ["partition.assignment.strategy=\(cooperativeJava)"]),
        .java("consumer protocol", modern),
    ]

    static let withStaticMembers: [GroupClient] = [
        .python("confluent", "static", quick + ["partition.assignment.strategy=range"]), .java("static", quick),
        .python("confluent", "consumer protocol, static", modern), .java("consumer protocol, static", modern),
    ]
}

/// Groups of other clients against our broker.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .serialized, .timeLimit(.minutes(15)))
struct GroupPeerTests {
    private static let all: [Int32] = [0, 1, 2, 3]
    private static let perRound = 50

    /// Runs `body` with two brokers that have topic `t` with four partitions.
    private func withTopic(_ body: (TestCluster) async throws -> Void) async throws {
        var configuration = ClusterConfiguration(brokers: 2)
        configuration.groups.consumerHeartbeatInterval = .milliseconds(300)
        configuration.groups.consumerSessionTimeout = .seconds(240)
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t", partitions: 4)
            try await body(cluster)
        }
    }

    /// Appends one round of records to each partition and counts it in `rounds`.
    private func append(_ cluster: TestCluster, _ rounds: inout Int) throws {
        for partition in Self.all {
            try cluster.append(values: (0..<Self.perRound).map { "v\($0)" }, to: "t", partition)
        }
        rounds += 1
    }

    private func waitRead(_ members: [GroupMember], _ rounds: Int) async throws {
        let last = Int64(rounds * Self.perRound - 1)
        for member in members {
            for partition in member.partitions { try await member.waitRecord(partition, last) }
        }
    }

    /// Expects that the members read each record of all rounds once and that the group committed the ends.
    private func expectReadOnce(_ members: [GroupMember], _ rounds: Int, _ cluster: TestCluster) {
        let read = members.flatMap(\.records)
        #expect(read.count == Self.all.count * rounds * Self.perRound)
        #expect(Set(read).count == read.count)
        for partition in Self.all {
            #expect(cluster.committedOffset(group: "g", "t", partition) == Int64(rounds * Self.perRound))
        }
    }

    @Test(arguments: GroupClient.all)
    func twoMembersShareAndOneTakesOver(client: GroupClient) async throws {
        try await withTopic { cluster in
            let bootstrap = cluster.bootstrapServers.joined(separator: ",")
            var rounds = 0
            try append(cluster, &rounds)
            let a = try client.start(bootstrap, [])
            _ = try await a.waitAssigned { $0 == Self.all }
            try await waitRead([a], rounds)
            let before = a.process.lines.count
            let b = try client.start(bootstrap, [])
            let ofB = try await b.waitAssigned { $0.count == 2 }
            let ofA = try await a.waitAssigned(from: before) { $0.count == 2 }
            #expect((ofA + ofB).sorted() == Self.all)
            try append(cluster, &rounds)
            try await waitRead([a, b], rounds)
            try await a.leave()
            _ = try await b.waitAssigned { $0 == Self.all }
            try append(cluster, &rounds)
            try await waitRead([b], rounds)
            expectReadOnce([a, b], rounds, cluster)
            try await b.leave()
        }
    }

    @Test(arguments: GroupClient.withStaticMembers)
    func staticMemberComesBackToItsPartitions(client: GroupClient) async throws {
        try await withTopic { cluster in
            let bootstrap = cluster.bootstrapServers.joined(separator: ",")
            var rounds = 0
            let a = try client.start(bootstrap, ["group.instance.id=a"])
            _ = try await a.waitAssigned { $0 == Self.all }
            let before = a.process.lines.count
            let b = try client.start(bootstrap, ["group.instance.id=b"])
            _ = try await b.waitAssigned { $0.count == 2 }
            let ofA = try await a.waitAssigned(from: before) { $0.count == 2 }
            try append(cluster, &rounds)
            try await waitRead([a, b], rounds)
            let linesOfB = b.process.lines.filter { $0.hasPrefix("assigned") }
            try await a.leave()
            let again = try client.start(bootstrap, ["group.instance.id=a"])
            #expect(try await again.waitAssigned { !$0.isEmpty } == ofA)
            try append(cluster, &rounds)
            try await waitRead([again, b], rounds)
            // The other member was not rebalanced.
            #expect(b.process.lines.filter { $0.hasPrefix("assigned") } == linesOfB)
            expectReadOnce([a, b, again], rounds, cluster)
            try await again.leave()
            try await b.leave()
        }
    }

    @Test func kcatSharesAndTakesOver() async throws {
        try await withTopic { cluster in
            let bootstrap = cluster.bootstrapServers.joined(separator: ",")
            var rounds = 0
            try append(cluster, &rounds)
            // Each ends by itself after one and a half rounds. kcat would notice a signal only at the next record.
            func member() throws -> PeerProcess {
                try PeerProcess(
                    "/usr/bin/kcat",
                    [
                        "-b", bootstrap, "-u", "-X", "auto.offset.reset=earliest", "-X", "heartbeat.interval.ms=300",
                        "-X",
                        "session.timeout.ms=240000", "-X", "partition.assignment.strategy=range", "-f",
                        "record %p %o\\n",
                        "-c",
                        "\(6 * Self.perRound)", "-G", "g", "t",
                    ])
            }
            // "% Group g rebalanced (memberid …): assigned: t [0], t [1]"
            func isAssigned(_ line: String, _ count: Int) -> Bool {
                line.contains("assigned: ") && line.components(separatedBy: "t [").count - 1 == count
            }
            let a = try member()
            try await a.line { isAssigned($0, 4) }
            for partition in Self.all { try await a.line { $0 == "record \(partition) \(Self.perRound - 1)" } }
            let before = a.lines.count
            let b = try member()
            try await b.line { isAssigned($0, 2) }
            try await a.line(from: before) { isAssigned($0, 2) }
            try append(cluster, &rounds)
            for member in [a, b] {
                // range assigns neighbours in the order of the member ids, which are random.
                let mine = member.lines.last { isAssigned($0, 2) }?.contains("t [0]") == true ? [0, 1] : [2, 3]
                for partition in mine { try await member.line { $0 == "record \(partition) \(2 * Self.perRound - 1)" } }
            }
            try await a.output()
            try await b.line { isAssigned($0, 4) }
            try append(cluster, &rounds)
            for partition in Self.all { try await b.line { $0 == "record \(partition) \(3 * Self.perRound - 1)" } }
            try await b.output()
            let read = (a.lines + b.lines).filter { $0.hasPrefix("record ") }
            #expect(read.count == Self.all.count * rounds * Self.perRound)
            #expect(Set(read).count == read.count)
            for partition in Self.all {
                #expect(cluster.committedOffset(group: "g", "t", partition) == Int64(rounds * Self.perRound))
            }
        }
    }

    /// The coordinator goes down: members find the next one and continue from their committed offsets.
    @Test func groupSurvivesItsCoordinator() async throws {
        try await withTopic { cluster in
            let bootstrap = cluster.bootstrapServers.joined(separator: ",")
            var rounds = 0
            let coordinator = try #require(cluster.coordinator(of: "g"))
            // Partitions are led by the other broker, so that only the coordinator moves.
            for partition in Self.all { try cluster.movePartition("t", partition, to: coordinator == 1 ? 2 : 1) }
            try append(cluster, &rounds)
            let client = GroupClient.python(
                "confluent", "range",
                ["heartbeat.interval.ms=300", "session.timeout.ms=240000", "partition.assignment.strategy=range"])
            let a = try client.start(bootstrap, [])
            _ = try await a.waitAssigned { $0 == Self.all }
            try await waitRead([a], rounds)
            await cluster.stopBroker(coordinator)
            #expect(cluster.coordinator(of: "g") != coordinator)
            let before = a.process.lines.count
            let b = try client.start(bootstrap, [])
            _ = try await b.waitAssigned { $0.count == 2 }
            _ = try await a.waitAssigned(from: before) { $0.count == 2 }
            try append(cluster, &rounds)
            try await waitRead([a, b], rounds)
            expectReadOnce([a, b], rounds, cluster)
            try await a.leave()
            try await b.leave()
        }
    }
}
