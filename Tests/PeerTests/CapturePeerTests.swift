// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaTestBroker
import TestSupport
import Testing

/// `millrace capture` and `millrace decode` as programs, with another client as the one recorded.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct CapturePeerTests {
    @Test func kcatIsRecordedWithThreeBrokers() async throws {
        try await TestCluster.with(brokers: 3) { cluster in
            let folder = try TemporaryFolder()
            let file = folder.path("kcat.jsonl.gz")
            let capture = try PeerProcess(
                Peers.millrace,
                ["capture", "--listen", "127.0.0.1:0", "--upstream", cluster.bootstrapServers[0], "--output", file])
            let ready = try await capture.line { $0.hasSuffix("forwards to broker " + cluster.bootstrapServers[0]) }
            let address = try #require(ready.split(separator: " ").first.map(String.init))

            let text = Peers.packageRoot + "/LICENSE"
            try await PeerProcess("/usr/bin/kcat", ["-P", "-b", address, "-t", "t", "-l", text]).output()
            let read = try await PeerProcess(
                "/usr/bin/kcat", ["-C", "-b", address, "-t", "t", "-o", "beginning", "-e", "-q"]
            )
            .output()
            #expect(read == (try String(contentsOfFile: text, encoding: .utf8)).split(separator: "\n").map(String.init))
            // Metadata names brokers by addresses of the proxy.
            let listing = try await PeerProcess("/usr/bin/kcat", ["-L", "-b", address]).output()
            for broker in cluster.bootstrapServers { #expect(!listing.contains { $0.contains(" at " + broker) }) }

            capture.interrupt()
            let output = try await capture.output()
            #expect(output.filter { $0.contains(" forwards to broker ") }.count == 3)
            let last = try #require(output.last)
            let count = try #require(Int(last.prefix { $0 != " " }))
            #expect(last.hasSuffix(" in " + file))
            let lines = try await PeerProcess(Peers.millrace, ["decode", file]).output()
            #expect(lines.count == count)
            for name in ["ApiVersions v", "Metadata v", "Produce v", "Fetch v", "ListOffsets v"] {
                #expect(
                    lines.contains { $0.contains("  ->  " + name) && $0.hasSuffix("client \"rdkafka\"") }, "\(name)")
                #expect(lines.contains { $0.contains("  <-  " + name) }, "\(name)")
            }
            let full = try await PeerProcess(Peers.millrace, ["decode", "--full", file]).output()
            #expect(full.count > lines.count)
        }
    }

    @Test func absentUpstreamIsNamed() async throws {
        let output = try await PeerProcess(
            Peers.millrace,
            ["capture", "--listen", "127.0.0.1:0", "--upstream", "127.0.0.1:1", "--output", "/dev/null"]
        ).output(status: 1)
        #expect(output.contains { $0.contains("127.0.0.1:1: cannot connect") })
    }

    @Test func fileThatIsNotARecordingIsNamed() async throws {
        let output = try await PeerProcess(Peers.millrace, ["decode", Peers.packageRoot + "/LICENSE"]).output(status: 1)
        #expect(
            output.contains { $0.contains("/LICENSE:") && $0.contains(": the line is not a JSON object of a frame") })
    }
}
