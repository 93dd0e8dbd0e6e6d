// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// `millrace consume`, `produce` and `metadata` beside kcat, on the same cluster.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)))
struct KcatPeerTests {
    private let bench: KcatBench

    init() throws { bench = try KcatBench() }

    @Test func formatsPrintTheSame() async throws {
        try await TestCluster.with { cluster in
            try bench.fill(cluster)
            let cases: [[String]] = [
                [], ["-f", "%s"], ["-f", #"%t [%p] at %o: %k=%s %T\n"#], ["-f", #"%K %S|%h|%%\n"#], ["-f", "%R%s"],
                ["-f", #"\x41\t\r%s\065\65\\n"#], ["-K", ":"], ["-K", #"\t"#, "-D", #"\x1e"#], ["-Z", "-K", "|"],
                ["-Z", "-f", "%k/%s/%S,"], ["-D", "%%"], ["-D", ""],
            ]
            for arguments in cases {
                let all = ["-t", "t", "-p", "1", "-q", "-e"] + arguments
                // kcat makes a format of its delimiters, so that a percent sign in them is doubled.
                let own = all.map { $0 == "%%" && arguments.first == "-D" ? "%" : $0 }
                let expected = try await bench.kcat(cluster, ["-C"] + all)
                #expect(try await bench.millrace(cluster, "consume", own) == expected, "\(arguments)")
            }
        }
    }

    @Test func offsetsSelectTheSame() async throws {
        try await TestCluster.with { cluster in
            try bench.fill(cluster)
            let cases: [[String]] = [
                ["-o", "beginning"], ["-o", "end"], ["-o", "4"], ["-o", "-3"], ["-o-3"], ["-c", "4"], ["-c2", "-o5"],
                ["-o", "s@1700000005000"], ["-o", "s@1700000002500", "-o", "e@1700000006000"],
                ["-o", "e@1700000003000"], ["-o", "s@1800000000000"],
            ]
            for arguments in cases {
                let all = ["-t", "t", "-p", "0", "-q", "-e", "-f", #"%o %T\n"#] + arguments
                let expected = try await bench.kcat(cluster, ["-C"] + all)
                #expect(try await bench.millrace(cluster, "consume", all) == expected, "\(arguments)")
            }
        }
    }

    @Test func jsonIsTheSame() async throws {
        try await TestCluster.with { cluster in
            try bench.fill(cluster)
            let all = ["-t", "t", "-p", "0", "-q", "-e", "-J"]
            let lines = (try await bench.kcat(cluster, ["-C"] + all)).split(separator: 0x0a)
            let own = (try await bench.millrace(cluster, "consume", all)).split(separator: 0x0a)
            #expect(own.count == 9 && lines.count == own.count)
            for (index, (line, expected)) in zip(own, lines).enumerated() where index != 5 {
                #expect(line.elementsEqual(expected), "\(String(decoding: line, as: UTF8.self))")
            }
            // kcat writes bytes that are not UTF-8 as they are, which no JSON parser takes.
            let binary = try #require(own.dropFirst(5).first)
            let object = try #require(try JSONSerialization.jsonObject(with: Data(binary)) as? [String: Any])
            #expect(object["payload_encoding"] as? String == "base64")
            let payload = try #require(object["payload"] as? String)
            #expect(Data(base64Encoded: payload) == Data((0...255).map { UInt8($0) }))
        }
    }

    @Test func inputBecomesTheSameRecords() async throws {
        try await TestCluster.with { cluster in
            let input = try bench.folder.write("k:v\n\nno key\nk2:\n:v2\n:\na:b:c\n\u{e9}:\u{e9}".utf8, "input")
            let other = try bench.folder.write("a<>k:b<>c".utf8, "other")
            let cases: [[String]] = [
                ["-l", input], ["-K", ":", "-l", input], ["-K", ":", "-Z", "-l", input],
                ["-k", "fixed", "-l", input], ["-k", "fixed", "-K", ":", "-l", input],
                ["-H", "a=1", "-H", "b", "-H", "c=", "-H", "a=x=y", "-l", input], ["-D", "<>", "-K", ":", "-l", other],
                ["-D", #"\x3c"#, "-l", other], ["-c", "2", "-l", input], ["-k", "file", input, other],
                ["-z", "gzip", "-l", input],
            ]
            for (index, arguments) in cases.enumerated() {
                try cluster.createTopic("kcat-\(index)", partitions: 1)
                try cluster.createTopic("own-\(index)", partitions: 1)
                _ = try await bench.kcat(cluster, ["-P", "-t", "kcat-\(index)", "-p", "0"] + arguments)
                _ = try await bench.millrace(cluster, "produce", ["-t", "own-\(index)", "-p", "0"] + arguments)
                let format = ["-e", "-q", "-f", #"%o|%k|%K|%s|%S|%h\n"#]
                let expected = try await bench.kcat(cluster, ["-C", "-t", "kcat-\(index)"] + format)
                let own = try await bench.kcat(cluster, ["-C", "-t", "own-\(index)"] + format)
                #expect(own == expected && !own.isEmpty, "\(arguments): \(String(decoding: own, as: UTF8.self))")
            }
        }
    }

    @Test func metadataHasTheSameFields() async throws {
        try await TestCluster.with(brokers: 3) { cluster in
            try cluster.createTopic("t", partitions: 4, replicationFactor: 2)
            func object(_ data: Data) throws -> NSDictionary {
                var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
                // The broker that answered, and the id that kcat does not print.
                object["originating_broker"] = nil
                object["clusterid"] = nil
                return object as NSDictionary
            }
            let expected = try object(try await bench.kcat(cluster, ["-L", "-J", "-t", "t"]))
            #expect(try object(try await bench.millrace(cluster, "metadata", ["-J", "-t", "t"])) == expected)
            let text = String(decoding: try await bench.kcat(cluster, ["-L", "-t", "t"]), as: UTF8.self)
            let own = String(decoding: try await bench.millrace(cluster, "metadata", ["-t", "t"]), as: UTF8.self)
            #expect(own.split(separator: "\n").dropFirst() == text.split(separator: "\n").dropFirst())
        }
    }
}
