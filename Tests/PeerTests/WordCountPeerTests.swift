// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// `millrace wordcount` as a program against other implementations of the broker.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .serialized, .timeLimit(.minutes(15)))
struct WordCountPeerTests {
    private let file = Peers.packageRoot + "/LICENSE"

    /// The counts of the file, computed here, in the form of the tool's last lines.
    private func expectedReport() throws -> [String] {
        let data = try Data(contentsOf: URL(filePath: file))
        let lines = data.split(separator: 0x0a, omittingEmptySubsequences: false).dropLast(data.last == 0x0a ? 1 : 0)
        var counts: [String: Int] = [:]
        for word in data.split(whereSeparator: { $0 == 0x20 || (0x09...0x0d).contains($0) }) {
            counts[String(decoding: word, as: UTF8.self), default: 0] += 1
        }
        let top = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(10)
        let total = counts.values.reduce(0, +)
        return ["top 10 words"]
            + top.map { String(repeating: " ", count: 9 - "\($0.value)".count) + "\($0.value) \($0.key)" }
            + ["", "total: \(lines.count) records, \(total) words, \(counts.count) distinct words"]
    }

    private func wordCount(_ arguments: String...) throws -> PeerProcess {
        try PeerProcess(Peers.millrace, ["wordcount"] + arguments)
    }

    @Test func countsTheRecordsOfTansu() async throws {
        let address = "127.0.0.1:\(try LoopbackSocket.freePort())"
        let tansu = try PeerProcess(
            Peers.tansu(),
            [
                "broker", "--listener-url", "tcp://\(address)", "--advertised-listener-url", "tcp://\(address)",
                "--storage-engine", "memory://tansu/",
            ])
        defer { tansu.kill() }
        try await tansu.line { $0.hasPrefix("ready") }

        let client = try ClusterClient(.patient([address]))
        try await client.createTopic("lines", partitions: 4)
        let producer = try KafkaProducer(client: client, configuration: ProducerConfiguration())
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).dropLast()
        let records = lines.enumerated().map { index, line in
            ProducerRecord(topic: "lines", partition: Int32(index % 4), value: ByteSlice(utf8: String(line)))
        }
        // This Tansu reports the base offset of the last batch, plus one, as the end of a partition. The last record of
        // each partition is a batch of its own, so that this is right.
        _ = try await producer.send(contentsOf: records.dropLast(4))
        for record in records.suffix(4) { _ = try await producer.send(record) }
        try await producer.close()
        await client.close()

        let job = try wordCount("--bootstrap-server", address, "--topic", "lines", "--until-end")
        let output = try await job.output()
        #expect(output.suffix(13) == (try expectedReport())[...])
    }

    @Test func countsEverythingOnceWhileLeadersMove() async throws {
        let cluster = try PeerProcess(Peers.python, [Peers.scripts + "/mock_cluster.py", "3", "lines", "4"])
        defer { cluster.kill() }
        let ready = try await cluster.line { $0.hasPrefix("ready ") }
        let bootstrap = String(ready.dropFirst("ready ".count))
        try await cluster.command("produce \(file)")

        let arguments = [
            "wordcount", "--bootstrap-server", bootstrap, "--topic", "lines", "--until-end", "--group", "counters",
            "--max-rate-per-partition", "40", "--batch-interval", "250ms",
        ]
        let job = try PeerProcess(Peers.millrace, arguments)
        try await job.line { $0.hasPrefix("batch") }
        for (partition, broker) in [(0, 2), (1, 3), (2, 1), (3, 2), (0, 3), (1, 1)] {
            try await cluster.command("leader \(partition) \(broker)")
        }
        let output = try await job.output()
        #expect(output.suffix(13) == (try expectedReport())[...])
        #expect(output.filter { $0.hasPrefix("batch") }.count > 2)

        // The group's offsets were committed, so a second run finds no records.
        let again = try await PeerProcess(Peers.millrace, arguments).output()
        #expect(again.last == "total: 0 records, 0 words, 0 distinct words")
    }

    @Test func interruptFinishesTheBatchesAndPrintsTheTotals() async throws {
        let cluster = try PeerProcess(Peers.python, [Peers.scripts + "/mock_cluster.py", "1", "lines", "4"])
        defer { cluster.kill() }
        let ready = try await cluster.line { $0.hasPrefix("ready ") }
        try await cluster.command("produce \(file)")
        let job = try wordCount("--bootstrap-server", String(ready.dropFirst("ready ".count)), "--topic", "lines")
        try await job.line { $0.hasPrefix("batch") && !$0.contains("records 0 ") }
        job.interrupt()
        #expect(try await job.output().suffix(13) == (try expectedReport())[...])
    }

    @Test func absentBrokerIsNamed() async throws {
        let address = "127.0.0.1:1"  // A reserved port, which the system hands to no listener of another test.
        let job = try wordCount(
            "--bootstrap-server", address, "--topic", "lines", "--property", "default.api.timeout.ms=3000")
        let output = try await job.output(status: 1)
        #expect(output.contains { $0.contains(address) })
    }

    @Test func unknownTopicIsNamed() async throws {
        try await TestCluster.with { cluster in
            let job = try wordCount(
                "--bootstrap-server", cluster.bootstrapServers.joined(separator: ","), "--topic", "no-such-topic",
                "--property", "default.api.timeout.ms=20000")
            let output = try await job.output(status: 1)
            #expect(output.contains { $0.contains("no-such-topic") })
        }
    }

    @Test func unknownPropertyIsNamed() async throws {
        let job = try wordCount(
            "--bootstrap-server", "127.0.0.1:9", "--topic", "lines", "--property", "fetch.max.bite=1")
        let output = try await job.output(status: 1)
        #expect(output.contains { $0.contains("fetch.max.bite") })
    }

    @Test func demoCountsTheFile() async throws {
        let output = try await PeerProcess(Peers.millrace, ["demo", "--file", file]).output()
        #expect(output.suffix(13) == (try expectedReport())[...])
        #expect(output.filter { $0.hasPrefix("batch") }.count >= 4)
    }
}
