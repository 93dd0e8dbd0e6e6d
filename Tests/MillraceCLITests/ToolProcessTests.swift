// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTestBroker
import TestSupport
import Testing

@testable import MillraceCLI

/// The tool as a program: exit statuses, signals, pipes and completion scripts.
@Suite struct ToolProcessTests {
    private func tool(_ arguments: String..., environment: [String: String] = [:]) throws -> PeerProcess {
        try PeerProcess(BuiltTool.path, arguments, environment: environment)
    }

    /// The tool in a shell, whose `$0` it is.
    private func shell(_ script: String, environment: [String: String]) throws -> PeerProcess {
        try PeerProcess("/bin/sh", ["-c", script, BuiltTool.path], environment: environment)
    }

    private func environment(_ cluster: TestCluster) -> [String: String] {
        ["KAFKA_BOOTSTRAP_SERVERS": cluster.bootstrapServers.joined(separator: ",")]
    }

    @Test func statusesTellSuccessFailureAndMisuse() async throws {
        try await TestCluster.with(ClusterConfiguration(autoCreatesTopics: false)) { cluster in
            try cluster.createTopic("t", partitions: 1)
            let environment = environment(cluster)
            #expect(try await tool("topics", "list", environment: environment).output() == ["t"])
            let failed = try await tool("consume", "nosuch", environment: environment).output(status: 1)
            #expect(failed.contains { $0.hasPrefix("Error: topic \"nosuch\" does not exist") })
            let misused = try await tool("consume", "t", "-f", "%q", environment: environment).output(status: 64)
            #expect(misused.contains { $0.contains("%q is not known") })
        }
    }

    @Test func inputComesFromThePipe() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            let produce = try tool("produce", "-t", "t", environment: environment(cluster))
            produce.send("a")
            produce.send("b")
            #expect(try await produce.output() == [])
            #expect(try await tool("consume", "t", "-eq", environment: environment(cluster)).output() == ["a", "b"])
        }
    }

    @Test func closedOutputEndsReadingWithoutAWord() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            // More than a pipe holds.
            for _ in 0..<4 {
                try cluster.append(values: (0..<1000).map { "\($0) " + String(repeating: "x", count: 90) }, to: "t", 0)
            }
            let script = "{ \"$0\" consume t -q; echo status $? >&2; } | head -n 1"
            let output = try await shell(script, environment: environment(cluster)).output()
            #expect(output.count == 2)
            #expect(output.contains("status 0"))
        }
    }

    @Test func interruptEndsReadingWithoutFailure() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            try cluster.append(values: ["a"], to: "t", 0)
            let consume = try tool("consume", "t", environment: environment(cluster))
            try await consume.line { $0 == "a" }
            consume.interrupt()
            #expect(try await consume.output() == ["a"])
        }
    }

    @Test func interruptEndsTheInput() async throws {
        try await TestCluster.with { cluster in
            try cluster.createTopic("t", partitions: 1)
            let produce = try tool("produce", "-t", "t", environment: environment(cluster))
            produce.send("a")
            #expect(try await tool("consume", "t", "-q", "-c1", environment: environment(cluster)).output() == ["a"])
            produce.interrupt()
            try await produce.line { $0.contains("finishing what was read") }
            try await produce.output()
        }
    }

    @Test func propertiesAuthenticate() async throws {
        let users = SASLConfiguration(mechanisms: [.plain], users: ["ann": "p=w"])
        try await TestCluster.with(ClusterConfiguration(sasl: users)) { cluster in
            try cluster.createTopic("t", partitions: 1)
            let folder = try TemporaryFolder()
            let file = try folder.write(
                """
                bootstrap.servers=\(cluster.bootstrapServers.joined(separator: ","))
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.username=ann
                """.utf8, "client.properties")
            let list = try tool("topics", "-F", file, "-X", "sasl.password=p=w")
            #expect(try await list.output() == ["t"])
            let refused = try tool("topics", "-F", file, "-X", "sasl.password=wrong")
            let output = try await refused.output(status: 1)
            #expect(output.contains { $0.hasPrefix("Error: authenticationFailed") })
            #expect(!output.joined().contains("wrong"))
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func completionScriptsKnowTheCommands(shell: String) async throws {
        let script = try await tool("--generate-completion-script", shell).output().joined(separator: "\n")
        for word in ["consume", "produce", "topics", "metadata", "key-delimiter", "bootstrap-server", "wordcount"] {
            #expect(script.contains(word), "\(word)")
        }
    }

    @Test func completionScriptIsAShellScript() async throws {
        let folder = try TemporaryFolder()
        let file = folder.path("complete")
        let script = "\"$0\" --generate-completion-script bash >\(file) && bash -n \(file)"
        #expect(try await shell(script, environment: [:]).output() == [])
    }
}
