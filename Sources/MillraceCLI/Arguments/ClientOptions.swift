// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import Logging

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The options of all commands that connect to a cluster: its address, and Kafka's properties.
struct ClientOptions: ParsableArguments {
    /// The variable that names the brokers if nothing else does.
    static let variable = "KAFKA_BOOTSTRAP_SERVERS"

    @Option(
        name: [.customShort("b", allowingJoined: true), .customLong("bootstrap-server")],
        help: ArgumentHelp(
            """
            Brokers to connect to first; the others are found through them. Without it: the property \
            bootstrap.servers, or the environment variable KAFKA_BOOTSTRAP_SERVERS.
            """, valueName: "host:port,…"))
    var bootstrapServer: String?

    @Option(
        name: [.customShort("F", allowingJoined: true), .customLong("command-config")],
        help: ArgumentHelp(
            """
            File of Kafka client properties, one per line, such as those for TLS and SASL. --property and \
            --bootstrap-server override it.
            """, valueName: "file"), completion: .file())
    var commandConfig: String?

    @Option(
        name: [.customShort("X"), .customLong("property")], parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "Kafka client property, such as request.timeout.ms=5000. May be given several times.",
            valueName: "name=value"))
    var properties: [String] = []

    func validate() throws {
        for property in properties where property.prefix(while: { $0 != "=" }).count == 0 || !property.contains("=") {
            throw ValidationError("--property \(property): the form is NAME=VALUE")
        }
    }

    /// The properties of the file and the options, options first, with those that a command adds.
    ///
    /// - Throws: `ValidationError` if no broker is named, or the file is not readable.
    func properties(
        adding added: [String: String] = [:], environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws -> [String: String] {
        var all = try commandConfig.map { try PropertyFile.read($0) } ?? [:]
        for property in properties {
            let parts = property.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            all[String(parts[0])] = String(parts[1])
        }
        if let servers = bootstrapServer ?? all["bootstrap.servers"] ?? environment[Self.variable] {
            all["bootstrap.servers"] = servers
        } else {
            throw ValidationError(
                """
                no broker is named: give --bootstrap-server HOST:PORT, the property bootstrap.servers, or the \
                environment variable \(Self.variable)
                """)
        }
        return all.merging(added) { $1 }
    }

    /// A line about properties without effect; nil if there are none. One line, since files of Java clients have many.
    static func note(on ignored: [IgnoredProperty]) -> String? {
        if ignored.isEmpty { return nil }
        return "properties without effect: " + ignored.map { "\($0.name) (\($0.reason))" }.joined(separator: ", ")
    }
}
