// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient

/// The partitions that a direct stream reads. Source: Spark's `ConsumerStrategies`.
public enum KafkaTopics: Sendable, Hashable {
    /// All partitions of these topics, also those that are added later.
    case topics([String])
    /// All partitions of the topics whose whole name matches this regular expression, also topics and partitions that
    /// are added later. Topics of the brokers themselves (`__consumer_offsets` and its like) are left out.
    case pattern(String)
    /// These partitions only.
    case partitions([TopicPartition])

    /// The selection for people.
    var label: String {
        switch self {
        case .topics(let topics): topics.joined(separator: ", ")
        case .pattern(let pattern): "pattern \(pattern)"
        case .partitions(let partitions): partitions.sorted().listed
        }
    }

    /// - Throws: `KafkaStreamError.invalidConfiguration` for an empty selection or a malformed pattern.
    func validate() throws {
        switch self {
        case .topics([]): throw KafkaStreamError(.invalidConfiguration, "a direct stream needs at least one topic")
        case .partitions([]):
            throw KafkaStreamError(.invalidConfiguration, "a direct stream needs at least one partition")
        case .pattern(let pattern):
            do {
                _ = try Regex(pattern)
            } catch {
                throw KafkaStreamError(
                    .invalidConfiguration, "the topic pattern \"\(pattern)\" is not a regular expression: \(error)")
            }
        case .topics, .partitions: break
        }
    }

    /// The topics to ask the cluster about; nil for all.
    var requested: [String]? {
        switch self {
        case .topics(let topics): topics
        case .pattern: nil
        case .partitions(let partitions): Set(partitions.map(\.topic)).sorted()
        }
    }

    /// Those of `partitions` that the selection names, whether they exist or not.
    func selected(of partitions: [TopicPartition]) throws -> Set<TopicPartition> {
        switch self {
        case .topics(let topics): return Set(partitions.filter { topics.contains($0.topic) })
        case .partitions(let wanted): return Set(partitions).intersection(wanted)
        case .pattern(let pattern):
            let regex = try Regex(pattern)
            let topics = try Set(partitions.map(\.topic)).filter { try regex.wholeMatch(in: $0) != nil }
            return Set(partitions.filter { topics.contains($0.topic) })
        }
    }

    /// The partitions of the selection, sorted.
    func partitions(in metadata: ClusterMetadata) throws -> [TopicPartition] {
        var found: [TopicPartition] = []
        let regex: Regex<AnyRegexOutput>? = if case .pattern(let pattern) = self { try Regex(pattern) } else { nil }
        for topic in metadata.topics.values {
            if let regex {
                let isMatch = try regex.wholeMatch(in: topic.name) != nil
                if topic.isInternal || !isMatch { continue }
            }
            found += topic.partitions.map { TopicPartition(topic: topic.name, partition: $0.number) }
        }
        if case .partitions(let wanted) = self {
            let known = Set(found)
            found = wanted.filter { known.contains($0) }
        }
        return found.sorted()
    }
}
