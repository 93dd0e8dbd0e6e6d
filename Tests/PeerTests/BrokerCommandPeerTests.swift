// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `millrace broker` as a program: kcat uses it, it is killed, and it starts again on the same data.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct BrokerCommandPeerTests {
    /// Starts the tool and returns it with the address that it prints.
    private func start(_ arguments: String...) async throws -> (process: PeerProcess, address: String) {
        let process = try PeerProcess(Peers.millrace, ["broker", "--port", "0"] + arguments)
        let line = try await process.line { $0.hasPrefix("listening on ") }
        return (process, String(line.split(separator: " ")[2]))
    }

    private func kcat(_ arguments: [String]) async throws -> [String] {
        try await PeerProcess("/usr/bin/kcat", arguments).output().filter { !$0.isEmpty }
    }

    @Test func acknowledgedRecordsSurviveAKill() async throws {
        let folder = try TemporaryFolder()
        let values = (0..<1000).map { "v\($0)" }
        let lines = try folder.write((values.joined(separator: "\n") + "\n").utf8, "lines")

        var broker = try await start("--data", folder.path("data"), "--topics", "t:2")
        _ = try await kcat(["-P", "-b", broker.address, "-t", "t", "-p", "1", "-X", "acks=all", "-l", lines])
        broker.process.kill()
        _ = try? await broker.process.output()  // It was killed, so its status is not 0.

        broker = try await start("--data", folder.path("data"), "--topics", "t:2,u")
        let topics = try await kcat(["-L", "-b", broker.address])
        #expect(topics.contains { $0.contains("topic \"t\" with 2 partitions") }, "\(topics)")
        #expect(topics.contains { $0.contains("topic \"u\" with 1 partitions") }, "\(topics)")
        let read = try await kcat(["-C", "-q", "-e", "-b", broker.address, "-t", "t", "-p", "1", "-o", "beginning"])
        #expect(read == values)
        broker.process.interrupt()
        try await broker.process.output()
    }

    @Test func aPortThatIsTakenIsNamed() async throws {
        let broker = try await start()
        let port = try #require(broker.address.split(separator: ":").last.map(String.init))
        let second = try PeerProcess(Peers.millrace, ["broker", "--port", port])
        let output = try await second.output(status: 1)
        #expect(output.contains { $0.contains("127.0.0.1:\(port)") }, "\(output)")
        broker.process.interrupt()
        try await broker.process.output()
    }
}
