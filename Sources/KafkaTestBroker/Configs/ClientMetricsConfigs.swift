// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The configs of subscriptions to clients' metrics (KIP-714).
///
/// They can be set, described and listed. As by Kafka's brokers without a plugin that receives metrics,
/// GetTelemetrySubscriptions and PushTelemetry are not offered. Source: Kafka 4.1's `ClientMetricsConfigs`.
struct ClientMetricsConfigs: Sendable {
    /// Interval between two pushes of a client, in milliseconds.
    static let interval = TopicConfig("interval.ms", "300000", .int)
    /// Patterns that choose clients: `name=regular expression`.
    static let match = TopicConfig("match", "", .list)
    /// Prefixes of the metrics' names; `*` for all.
    static let metrics = TopicConfig("metrics", "", .list)
    static let all = [interval, match, metrics]
    /// Allowed intervals, in milliseconds.
    static let intervals: ClosedRange<Int32> = 100...3_600_000
    /// The names that `match` allows.
    static let selectors: Set<String> = [
        "client_id", "client_instance_id", "client_software_name", "client_software_version", "client_source_address",
        "client_source_port",
    ]
    /// Maximum number of subscriptions.
    static let maxSubscriptions = 10_000

    /// By the subscription's name.
    private(set) var dynamic: [String: [String: String]] = [:] { didSet { changes += 1 } }
    /// Number of changes.
    private(set) var changes: Int64 = 0

    /// Whether the release has client metrics: since Kafka 3.7.
    static func isKnown(_ release: KafkaRelease?) -> Bool { release.map { $0 >= .kafka(3, 7) } ?? true }

    /// Replaces a subscription's configs; without any, it is gone.
    mutating func set(_ configs: [String: String], for name: String) {
        dynamic[name] = configs.isEmpty ? nil : configs
    }

    /// Checks a subscription's configs as a whole.
    func check(_ configs: [String: String], of name: String) throws(ConfigChange.Problem) {
        guard dynamic[name] != nil || dynamic.count < Self.maxSubscriptions else {
            throw ConfigChange.Problem(
                code: .policyViolation, message: "at most \(Self.maxSubscriptions) subscriptions may exist")
        }
        if let value = configs[Self.interval.name], !(Int32(value).map(Self.intervals.contains) ?? false) {
            throw ConfigChange.Problem(
                code: .invalidRequest,
                message: "Invalid value \(value) for interval.ms, interval must be between 100 and 3600000 (1 hour)")
        }
        for pattern in TopicConfig.list(configs[Self.match.name] ?? "") where !Self.isValid(pattern) {
            throw ConfigChange.Problem(
                code: .invalidConfig, message: "Illegal client matching pattern: \(pattern)")
        }
    }

    /// Whether `pattern` has the form `name=regular expression`.
    private static func isValid(_ pattern: String) -> Bool {
        let parts = pattern.split(separator: "=", omittingEmptySubsequences: false).map(TopicConfig.trimmed)
        guard parts.count == 2, selectors.contains(parts[0]) else { return false }
        do throws(TopicPattern.Invalid) {
            _ = try TopicPattern(parts[1])
            return true
        } catch {
            return false
        }
    }
}
