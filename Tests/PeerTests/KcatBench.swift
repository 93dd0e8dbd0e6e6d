// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport

/// Runs `millrace` and kcat on the same cluster, and compares what they print.
struct KcatBench {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// The standard output of a program, byte by byte. The arguments pass through a shell as they are.
    private func output(_ program: String, _ arguments: [String]) async throws -> Data {
        let file = folder.path(UUID().uuidString)
        let run = try PeerProcess(
            "/bin/sh", ["-c", "file=$1; shift; exec \"$@\" >\"$file\"", "sh", file, program] + arguments)
        try await run.output()
        return try Data(contentsOf: URL(filePath: file))
    }

    func kcat(_ cluster: TestCluster, _ arguments: [String]) async throws -> Data {
        try await output("/usr/bin/kcat", ["-b", cluster.bootstrapServers.joined(separator: ",")] + arguments)
    }

    func millrace(_ cluster: TestCluster, _ command: String, _ arguments: [String]) async throws -> Data {
        let address = ["-b", cluster.bootstrapServers.joined(separator: ",")]
        return try await output(Peers.millrace, [command] + address + arguments)
    }

    /// A topic with all kinds of keys, values, headers and timestamps, in two partitions.
    func fill(_ cluster: TestCluster) throws {
        try cluster.createTopic("t", partitions: 2)
        let binary = ByteSlice(copying: (0...255).map { UInt8($0) })
        let records: [(key: ByteSlice?, value: ByteSlice?, headers: [RecordHeader])] = [
            ("k", "v", []), (nil, "no key", []), ("no value", nil, []), (nil, nil, []), ("", "", []),
            (binary, binary, []), ("é\n\t\"\\/", "\u{1}\u{7f}", []),
            ("h", "v", [.init(key: "a", value: "1"), .init(key: "a", value: ""), .init(key: "n", value: nil)]),
            ("bh", "v", [.init(key: "b", value: "x,y=z")]),
        ]
        for partition in 0..<2 {
            var batch = try RecordBatchBuilder()
            for (index, record) in records.enumerated() {
                let timestamp = Int64(1_700_000_000_000 + 1000 * index)
                try batch.append(
                    key: record.key, value: record.value, headers: record.headers, timestamp: timestamp)
            }
            try cluster.append(try batch.finish(), to: "t", Int32(partition))
        }
    }
}
