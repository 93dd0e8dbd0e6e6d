// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

/// Our assignors against those of Kafka's own client.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct AssignorPeerTests {
    /// Random groups: partitions, their order and user data are Java's.
    @Test func assignmentsAreThoseOfJava() async throws {
        let seed = TestSeed.value >> 1
        print("assignors of Java: seed \(seed)")
        let lines = try await PeerProcess(
            "/usr/bin/env",
            ["java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/Assignors.java", "\(seed)", "2000"]
        ).output().filter { $0.hasPrefix("{") }
        #expect(lines.count == 2000)
        for line in lines {
            let vector = try AssignorVector(line: line)
            #expect(try vector.difference() == nil, "\(vector)")
        }
    }
}
