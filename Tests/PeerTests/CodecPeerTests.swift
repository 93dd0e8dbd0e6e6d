// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// Other clients write with each of their codecs and read the records back without a group.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct CodecPeerTests {
    private static let all: [(String, UInt8)] = [("none", 0), ("gzip", 1), ("snappy", 2), ("lz4", 3), ("zstd", 4)]
    /// kafka-python and aiokafka have only gzip without further packages.
    private static let cases =
        ["confluent", "java"].flatMap { client in all.map { (client, $0.0, $0.1) } }
        + ["kafka-python", "aiokafka"].flatMap { client in all.prefix(2).map { (client, $0.0, $0.1) } }

    @Test(arguments: cases.map { "\($0.0) \($0.1) \($0.2)" })
    func clientsReadBackWhatTheyWrote(name: String) async throws {
        let parts = name.split(separator: " ").map(String.init)
        let (client, codec, number) = (parts[0], parts[1], UInt8(parts[2]))
        try await TestCluster.with(brokers: 2) { cluster in
            try cluster.createTopic("t")
            let recorder = cluster.record(.api(.produce))
            let bootstrap = cluster.bootstrapServers.joined(separator: ",")
            let process =
                client == "java"
                ? try PeerProcess(
                    "/usr/bin/env",
                    ["java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/Codecs.java", bootstrap, codec])
                : try PeerProcess(Peers.python, [Peers.scripts + "/codecs.py", client, bootstrap, codec])
            let lines = try await process.output()
            let values = (0..<300).map {
                Array("value \($0) ".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: $0 % 100)
            }
            #expect(lines.last == (try Digest.line(of: values)), "\(lines)")
            // The codec is in the low bits of the batch's attributes, at byte 22.
            let codecs = recorder.requests.compactMap { $0.request as? ProduceRequest }
                .flatMap(\.topicData).flatMap(\.partitionData).compactMap(\.records).map { $0[22] & 7 }
            #expect(Set(codecs) == [number ?? 0])
        }
    }
}
