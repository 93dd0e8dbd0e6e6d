// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// `millrace consume --group` beside `kcat -G`, on the same cluster.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct KcatGroupPeerTests {
    private let bench: KcatBench
    private static let common = ["-q", "-X", "auto.offset.reset=earliest", "-X", "session.timeout.ms=240000"]

    init() throws { bench = try KcatBench() }

    private func kcat(_ cluster: TestCluster, _ group: String, _ options: [String], _ topics: String...) async throws
        -> Data
    {
        // The names of the topics follow the group, after all options.
        try await bench.kcat(cluster, Self.common + options + ["-G", group] + topics)
    }

    private func millrace(_ cluster: TestCluster, _ group: String, _ options: [String], _ topics: String...)
        async throws -> Data
    {
        try await bench.millrace(cluster, "consume", Self.common + options + ["-G", group] + topics)
    }

    private func lines(_ data: Data) -> [String] {
        String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }

    @Test func aGroupsRecordsArePrintedTheSame() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("one")
            var batch = try RecordBatchBuilder()
            let headers = [RecordHeader(key: "a", value: "1"), RecordHeader(key: "n", value: nil)]
            let records: [(ByteSlice?, ByteSlice?, [RecordHeader])] = [
                ("k", "v", []), (nil, "no key", []), ("no value", nil, []), (nil, nil, []), ("", "", headers),
                ("é\n\t", "\u{1}\u{7f}", headers),
            ]
            for (number, (key, value, headers)) in records.enumerated() {
                try batch.append(key: key, value: value, headers: headers, timestamp: 1_700_000_000_000 + Int64(number))
            }
            try cluster.append(try batch.finish(), to: "one", 0)
            let cases: [[String]] = [
                [], ["-K", ":"], ["-Z", "-K", "|"], ["-D", #"\x1e"#], ["-J"],
                ["-f", #"%t [%p] at %o: %k=%s %T %K %S|%h\n"#], ["-f", "%R%s"], ["-c", "4"],
            ]
            for (number, options) in cases.enumerated() {
                let expected = try await kcat(cluster, "kcat\(number)", ["-e"] + options, "one")
                let own = try await millrace(cluster, "own\(number)", ["-e"] + options, "one")
                #expect(own == expected && !own.isEmpty, "\(options): \(String(decoding: own, as: UTF8.self))")
                // And the same offset is committed.
                let offsets = ["kcat\(number)", "own\(number)"].map { cluster.committedOffset(group: $0, "one", 0) }
                #expect(offsets[0] == offsets[1] && offsets[0] != nil, "\(options)")
            }
        }
    }

    @Test func allPartitionsAndTopicsOfAnExpressionAreRead() async throws {
        try await TestCluster.with(brokers: 2) { cluster in
            for (name, partitions) in [("t.a", 3), ("t.b", 2), ("not.t.c", 1), ("other", 1)] {
                try cluster.createTopic(name, partitions: partitions)
                for partition in 0..<partitions {
                    for value in 0..<5 { try cluster.append(values: ["v\(value)"], to: name, Int32(partition)) }
                }
            }
            let format = ["-e", "-f", #"%t %p %o %s\n"#]
            for (number, topics) in [["t.a"], ["^t.*"], ["^t"], [#"^t\.[a]$"#], ["^t", "other"]].enumerated() {
                let options = Self.common + format
                let expected = lines(try await bench.kcat(cluster, options + ["-G", "kcat\(number)"] + topics))
                let own = lines(
                    try await bench.millrace(cluster, "consume", options + ["-G", "own\(number)"] + topics))
                #expect(own == expected && !own.isEmpty, "\(topics): \(own.count) lines, kcat has \(expected.count)")
            }
        }
    }

    @Test func oneGoesOnWhereTheOtherStopped() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 2)
            for partition in Int32(0)..<2 {
                for value in 0..<10 { try cluster.append(values: ["\(partition)-\(value)"], to: "t", partition) }
            }
            let all = (0..<2).flatMap { partition in (0..<10).map { "\(partition)-\($0)" } }
            let first = lines(try await kcat(cluster, "g", ["-c", "7"], "t"))
            let second = lines(try await millrace(cluster, "g", ["-c", "6"], "t"))
            let third = lines(try await kcat(cluster, "g", ["-e"], "t"))
            #expect(first.count == 7 && second.count == 6 && third.count == 7)
            #expect((first + second + third).sorted() == all)
        }
    }
}
