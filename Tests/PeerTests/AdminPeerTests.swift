// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// Other clients' admin calls against our broker.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct AdminPeerTests {
    private static let common = [
        "partitions 5", "config retention.ms 1000 False", "config max.message.bytes 2000 False",
        "config cleanup.policy delete,compact False", "config segment.bytes 1073741824 True", "low 4", "earliest 4",
        "acls a b", "acls deleted a", "users u:8192", "users", "groups g", "state empty", "offset 7", "groups",
    ]

    /// Runs an admin client against two brokers with topic `t` and returns its output without trailing spaces.
    private func runAdmin(_ body: (String) async throws -> [String]) async throws -> [String] {
        try await TestCluster.with(brokers: 2) { cluster in
            try cluster.createTopic("t")
            for index in 0..<10 { try cluster.append(values: ["v\(index)"], to: "t", 0) }
            let lines = try await body(cluster.bootstrapServers.joined(separator: ","))
            #expect(try cluster.offsets(of: "t", 0).lowerBound == 4)
            return lines.map { $0.hasSuffix(" ") ? String($0.dropLast()) : $0 }
        }
    }

    @Test(arguments: ["confluent", "kafka-python"])
    func pythonAdminClientsAreServed(client: String) async throws {
        let lines = try await runAdmin { bootstrap in
            try await PeerProcess(Peers.python, [Peers.scripts + "/admin.py", client, bootstrap]).output()
        }
        #expect(lines.suffix(Self.common.count + 1) == Self.common + ["topics t"])
    }

    @Test func kafkasOwnAdminClientIsServed() async throws {
        let lines = try await runAdmin { bootstrap in
            try await PeerProcess(
                "/usr/bin/env",
                ["java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/Administration.java", bootstrap]
            ).output()
        }
        let more = [
            "quotas {producer_byte_rate=1000.0}", "quotas 0", "reassignments 0", "election done",
            "leader 2", "dirs 2", "transactions x:Ongoing", "described [t-0]", "producers 1", "fenced", "topics t",
        ]
        let known = lines.filter { line in
            (Self.common + more).contains { $0.split(separator: " ")[0] == line.split(separator: " ").first ?? "" }
        }
        #expect(known == Self.common + more, "\(lines)")
    }
}
