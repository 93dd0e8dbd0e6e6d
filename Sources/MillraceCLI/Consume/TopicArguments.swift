// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// The topics of a command line: names, and regular expressions that begin with `^`, as for kcat.
///
/// An expression matches a topic if it matches a part of the name, so that `^a` is every topic that begins with "a".
struct TopicArguments: Sendable {
    /// Names and expressions, in their order.
    let arguments: [String]

    /// - Throws: `ToolError` for a malformed expression.
    init(_ arguments: [String]) throws {
        self.arguments = arguments
        for pattern in arguments where Self.isPattern(pattern) {
            do {
                _ = try Regex(pattern)
            } catch {
                throw ToolError("\"\(pattern)\" begins with ^, but is not a regular expression: \(error)")
            }
        }
    }

    private static func isPattern(_ argument: String) -> Bool { argument.hasPrefix("^") }

    /// The arguments that are names.
    var named: [String] { arguments.filter { !Self.isPattern($0) } }

    /// Whether there is an expression among the arguments.
    var hasPattern: Bool { arguments.contains(where: Self.isPattern) }

    /// One expression that matches the whole names of all topics: what `KafkaConsumer.subscribe(matching:)` takes.
    var pattern: String {
        arguments.map { argument in
            // Names have no other characters that mean something in an expression.
            Self.isPattern(argument)
                ? ".*(?:\(argument)).*"
                : argument.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "\\.")
        }.joined(separator: "|")
    }

    /// The topics that exist: those that are named, and those that match now, without those for the cluster's own use.
    ///
    /// - Throws: `ToolError` that names a topic that does not exist, or an expression that nothing matches.
    func names(_ client: ClusterClient) async throws -> [String] {
        if !named.isEmpty { _ = try await TopicLookup.topics(named, client) }
        guard hasPattern else { return named }
        let all = try await client.listTopics().map(\.name)
        var names = named
        for pattern in arguments where Self.isPattern(pattern) {
            let regex = try Regex(pattern)
            let matching = try all.filter { try regex.firstMatch(in: $0) != nil }
            if matching.isEmpty {
                throw ToolError("no topic matches \(pattern): `millrace topics list` prints them all")
            }
            names += matching.sorted().filter { !names.contains($0) }
        }
        return names
    }
}
