// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS && SCRAM
import Foundation
import KafkaTLS
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

/// Other clients that use SASL and TLS against our broker.
@Suite(.enabled(if: Peers.installed, "the peers are not installed: make peers"), .timeLimit(.minutes(15)), .serialized)
struct SecurityPeerTests {
    struct Case: CustomStringConvertible, Sendable {
        var client: String
        var mechanism: String?
        var isEncrypted: Bool

        var proto: String { (mechanism == nil ? "" : "SASL_") + (isEncrypted ? "SSL" : "PLAINTEXT") }
        var description: String { "\(client) \(proto) \(mechanism ?? "")" }
    }

    static let clients = ["confluent", "kafka-python", "aiokafka", "java", "kcat"]

    static let cases: [Case] = clients.flatMap { client in
        ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"].map { Case(client: client, mechanism: $0, isEncrypted: false) }
            + [
                Case(client: client, mechanism: nil, isEncrypted: true),
                Case(client: client, mechanism: "SCRAM-SHA-512", isEncrypted: true),
            ]
    }

    private static let values = (0..<10).map { "v\($0)" }

    @Test(arguments: cases) func recordsAreWrittenAndReadBack(_ subject: Case) async throws {
        let certificates = subject.isEncrypted ? try TestCertificates() : nil
        try await Self.withCluster(subject, certificates) { cluster in
            let output = try await Self.run(subject, cluster, password: "p,=w\\", certificates)
            #expect(output.contains("values " + Self.values.joined(separator: " ")), "\(output)")
        }
    }

    @Test(arguments: ["confluent", "kafka-python", "aiokafka", "java"], ["PLAIN", "SCRAM-SHA-256"])
    func wrongPasswordsAreRefused(client: String, mechanism: String) async throws {
        let subject = Case(client: client, mechanism: mechanism, isEncrypted: false)
        try await Self.withCluster(subject, nil) { cluster in
            let output = try await Self.run(subject, cluster, password: "wrong", nil)
            // The Python clients give the reason only in their logs.
            #expect(output.contains { $0.hasPrefix("refused") }, "\(output)")
            if client == "confluent" || client == "java" {
                #expect(
                    output.contains { $0.hasPrefix("refused") && $0.contains("Authentication failed") }, "\(output)")
            }
        }
    }

    /// Runs `body` with a broker that has topic `t` and requires the security of `subject`.
    private static func withCluster(
        _ subject: Case, _ certificates: TestCertificates?, _ body: (TestCluster) async throws -> Void
    ) async throws {
        var configuration = ClusterConfiguration()
        if subject.mechanism != nil { configuration.sasl = SASLConfiguration(users: ["ann": "p,=w\\"]) }
        if let certificates { configuration.security = try .tls(server: certificates.identity()) }
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t")
            try await body(cluster)
        }
    }

    private static func run(
        _ subject: Case, _ cluster: TestCluster, password: String, _ certificates: TestCertificates?
    ) async throws -> [String] {
        let bootstrap = cluster.bootstrapServers[0]
        // Java parses the password as quoted text.
        let quoted = subject.client == "java" ? password.replacingOccurrences(of: "\\", with: "\\\\") : password
        let words = [
            bootstrap, subject.proto, subject.mechanism ?? "-", "ann", quoted, certificates?.authority ?? "-",
        ]
        switch subject.client {
        case "java":
            return try await PeerProcess(
                "/usr/bin/env",
                ["java", "-cp", try Peers.kafkaClasspath(), Peers.scripts + "/Security.java"] + words
            ).output()
        case "kcat": return try await kcat(subject, bootstrap, password, certificates)
        default:
            return try await PeerProcess(Peers.python, [Peers.scripts + "/security.py", subject.client] + words)
                .output()
        }
    }

    private static func kcat(
        _ subject: Case, _ bootstrap: String, _ password: String, _ certificates: TestCertificates?
    ) async throws -> [String] {
        let folder = try TemporaryFolder()
        let lines = try folder.write((values.joined(separator: "\n") + "\n").utf8, "lines")
        var options = ["-b", bootstrap, "-t", "t", "-p", "0", "-X", "security.protocol=\(subject.proto)"]
        if let mechanism = subject.mechanism {
            options += [
                "-X", "sasl.mechanism=\(mechanism)", "-X", "sasl.username=ann", "-X", "sasl.password=\(password)",
            ]
        }
        if let certificates { options += ["-X", "ssl.ca.location=\(certificates.authority)"] }
        _ = try await PeerProcess("/usr/bin/kcat", ["-P", "-l"] + options + [lines]).output()
        let read = try await PeerProcess("/usr/bin/kcat", ["-C", "-q", "-o", "beginning", "-c", "10"] + options)
            .output()
        return ["values " + read.filter { !$0.isEmpty }.joined(separator: " ")]
    }
}
#endif
