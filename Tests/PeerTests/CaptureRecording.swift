// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaTestBroker
import TestSupport
import Testing

/// The folder for the recordings of `make captures`, and the folder of the recorded programs.
private enum Recordings {
    static let folder = ProcessInfo.processInfo.environment["MILLRACE_CAPTURES"]
    static let clients = Peers.packageRoot + "/ProtocolSpecs/Captures/Clients"
}

/// Records other clients and brokers for `make captures`; skipped otherwise.
@Suite(
    .serialized, .enabled(if: Recordings.folder != nil && Peers.installed, "recordings are made by make captures"),
    .timeLimit(.minutes(10)))
struct CaptureRecording {
    /// A program that takes a broker's address and sends requests to it.
    enum Client: String, CaseIterable {
        case java, librdkafka

        func start(_ bootstrap: String) throws -> PeerProcess {
            switch self {
            case .java:
                try PeerProcess(
                    "/usr/bin/env",
                    ["java", "-cp", Peers.kafkaClasspath(), Recordings.clients + "/JavaClient.java", bootstrap])
            case .librdkafka:
                try PeerProcess(Peers.python, [Recordings.clients + "/librdkafka_client.py", bootstrap])
            }
        }
    }

    @Test func javaOnMillrace() async throws {
        try await TestCluster.with(brokers: 3) { cluster in
            try await record(.java, on: "millrace", at: cluster.bootstrapServers[0])
        }
    }

    @Test(arguments: Client.allCases) func onTansu(_ client: Client) async throws {
        let address = "127.0.0.1:\(try LoopbackSocket.freePort())"
        let arguments = ["--listener-url", "tcp://\(address)", "--advertised-listener-url", "tcp://\(address)"]
        let tansu = try PeerProcess(Peers.tansu(), ["broker"] + arguments + ["--storage-engine", "memory://tansu/"])
        defer { tansu.kill() }
        try await tansu.line { $0.hasPrefix("ready") }
        try await record(client, on: "tansu", at: address)
    }

    @Test func librdkafkaOnItsMockCluster() async throws {
        let cluster = try PeerProcess(Peers.python, [Peers.scripts + "/mock_cluster.py", "3", "t", "4"])
        defer { cluster.kill() }
        let ready = try await cluster.line { $0.hasPrefix("ready ") }
        let first = try #require(ready.dropFirst("ready ".count).split(separator: ",").first)
        try await record(.librdkafka, on: "mock", at: String(first))
    }

    private func record(_ client: Client, on broker: String, at upstream: String) async throws {
        let file = "\(try #require(Recordings.folder))/\(client)-on-\(broker).jsonl.gz"
        let capture = try PeerProcess(
            Peers.millrace, ["capture", "--listen", "127.0.0.1:0", "--upstream", upstream, "--output", file])
        let ready = try await capture.line { $0.contains(" forwards to broker ") }
        let address = try #require(ready.split(separator: " ").first.map(String.init))
        let steps = try await client.start(address).output()
        capture.interrupt()
        let recorded = try await capture.output()
        print("\(client) on \(broker):", (steps + recorded.suffix(1)).joined(separator: "\n    "))
    }
}
