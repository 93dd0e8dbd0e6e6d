// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// Other clients against our broker, and our producer's batches read by other clients.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct BrokerPeerTests {
    @Test(arguments: [Compression.none, .gzip, .snappy, .lz4, .zstd])
    func librdkafkaReadsWhatOurProducerWrote(compression: Compression) async throws {
        try await TestCluster.withClient { cluster, client in
            try await client.createTopic("t", partitions: 2)
            var settings = ProducerConfiguration()
            settings.compression = compression
            let producer = try KafkaProducer(client: client, configuration: settings)
            let values = (0..<1000).map { "value \($0) " + String(repeating: "x", count: $0 % 100) }
            _ = try await producer.send(
                contentsOf: values.enumerated().map { index, value in
                    ProducerRecord(topic: "t", partition: Int32(index % 2), value: ByteSlice(utf8: value))
                })
            try await producer.close()
            let output = try await PeerProcess(
                Peers.python, [Peers.scripts + "/consume.py", cluster.bootstrapServers.joined(separator: ","), "t"]
            ).output()
            let ordered =
                values.enumerated().filter { $0.offset % 2 == 0 } + values.enumerated().filter { $0.offset % 2 == 1 }
            let expected = try Digest.line(of: ordered.map { Array($0.element.utf8) })
            #expect(output.last == expected)
        }
    }

    @Test(arguments: ["none", "gzip", "snappy", "lz4", "zstd"])
    func ourReaderReadsWhatKcatWrote(codec: String) async throws {
        try await TestCluster.withClient { cluster, client in
            try await client.createTopic("t", partitions: 1)
            try await PeerProcess(
                "/usr/bin/kcat",
                [
                    "-P", "-b", cluster.bootstrapServers.joined(separator: ","), "-t", "t", "-p", "0", "-z", codec,
                    "-l",
                    Peers.packageRoot + "/LICENSE",
                ]
            ).output()
            let lines = try String(contentsOfFile: Peers.packageRoot + "/LICENSE", encoding: .utf8)
                .split(separator: "\n").map(String.init)  // kcat skips empty lines.
            let partition = TopicPartition(topic: "t", partition: 0)
            let end = try #require(try await client.listOffsets([partition: .latest])[partition])
            let reader = PartitionReader(
                client: client, partition: partition, from: 0, until: end, configuration: FetchConfiguration())
            var values: [String] = []
            while let chunk = try await reader.next() {
                try chunk.forEach { values.append($0.value?.string ?? "") }
            }
            #expect(values == lines)
        }
    }

    @Test func kcatListsOurTopics() async throws {
        try await TestCluster.withClient(brokers: 3) { cluster, client in
            try await client.createTopic("orders", partitions: 5)
            let output = try await PeerProcess("/usr/bin/kcat", ["-L", "-b", cluster.bootstrapServers[0]]).output()
            #expect(output.contains { $0.contains("3 brokers") })
            #expect(output.contains { $0.contains("topic \"orders\" with 5 partitions") })
        }
    }
}

/// Computes the line that `consume.py` prints.
enum Digest {
    static func line(of values: [[UInt8]]) throws -> String {
        // The system's tool computes SHA-256, so that tests need no library for it.
        var framed = Data()
        for value in values {
            withUnsafeBytes(of: UInt32(value.count).bigEndian) { framed.append(contentsOf: $0) }
            framed.append(contentsOf: value)
        }
        let process = Process()
        let (input, output) = (Pipe(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/sha256sum")
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let writer = input.fileHandleForWriting
        Thread.detachNewThread { [framed] in
            writer.write(framed)
            try? writer.close()  // If the tool ended early, its output shows it.
        }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return "records \(values.count) sha256 \(text.prefix(64))"
    }
}
