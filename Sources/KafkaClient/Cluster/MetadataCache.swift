// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The metadata that a client knows, and when it learned it: a plain value without clocks or I/O.
///
/// Answers of brokers that lag do not replace what newer ones said: a partition keeps its leader if the answer has a
/// lower epoch, and a topic that was known stays while brokers disagree about it, or about its partitions.
struct MetadataCache: Sendable {
    private struct Use: Sendable {
        /// The last time that a call asked for the topic.
        var lastUsed: Duration
        /// The time when the topic was read; nil if it was not read yet.
        var readAt: Duration?
        /// The first of the answers in a row that did not have the topic; nil if the last had it.
        var missingSince: Duration?
        /// The first of the answers in a row with fewer partitions than are known; nil if the last one had them all.
        var shrunkSince: Duration?
        /// Ids that the topic had before: an answer that brings one back comes from a broker that lags.
        var formerIDs: Set<KafkaUUID> = []
    }

    private(set) var metadata = ClusterMetadata()
    /// The time when metadata was last read; nil if it was not read yet.
    private(set) var readAt: Duration?
    private var uses: [String: Use] = [:]

    /// The time that a topic may be missing in answers before it counts as deleted.
    private let propagation: Duration

    init(propagation: Duration) { self.propagation = propagation }

    /// The topics that calls have asked for; they are read together.
    var topicsInUse: Set<String> { Set(uses.keys) }

    /// The topic if it is known without an error. Notes that it is used.
    mutating func topic(_ name: String, now: Duration) -> ClusterMetadata.Topic? {
        use(name, now: now)
        guard let topic = metadata.topics[name], topic.error == nil else { return nil }
        return topic
    }

    /// Notes that a call asks for a topic.
    mutating func use(_ name: String, now: Duration) {
        if uses[name]?.lastUsed != now { uses[name, default: Use(lastUsed: now)].lastUsed = now }
    }

    /// Whether the topic was last read at `now - maxAge` or earlier.
    func isStale(_ name: String, now: Duration, maxAge: Duration) -> Bool {
        guard let readAt = uses[name]?.readAt else { return true }
        return now - readAt >= maxAge
    }

    /// Whether brokers were last read at `now - maxAge` or earlier.
    func isStale(now: Duration, maxAge: Duration) -> Bool { readAt.map { now - $0 >= maxAge } ?? true }

    /// Since when answers do not have the topic; nil if the last one had it.
    func missingSince(_ name: String) -> Duration? { uses[name]?.missingSince }

    /// Forgets topics that no call has asked for since `now - maxIdle`.
    mutating func forgetIdle(now: Duration, maxIdle: Duration) {
        for (name, use) in uses where now - use.lastUsed >= maxIdle {
            uses[name] = nil
            metadata.topics[name] = nil
        }
    }

    /// Takes an answer in. `isComplete` says that it names every topic of the cluster.
    ///
    /// An answer of another cluster replaces everything.
    mutating func apply(_ answer: ClusterMetadata, isComplete: Bool, now: Duration) {
        readAt = now
        if let known = metadata.clusterID, let id = answer.clusterID, id != known {
            metadata = answer
            uses = uses.mapValues { Use(lastUsed: $0.lastUsed) }
        }
        let before = metadata.topics
        var answer = answer
        for (name, topic) in answer.topics { answer.topics[name] = judge(topic, before[name], now: now) }
        if isComplete {
            for (name, topic) in before where answer.topics[name] == nil {
                let kept = judge(missing(topic), topic, now: now)
                if kept.error == nil { answer.topics[name] = kept }
            }
        }
        metadata.merge(answer, isComplete: isComplete)
        for name in answer.topics.keys { uses[name]?.readAt = now }
    }

    private func missing(_ topic: ClusterMetadata.Topic) -> ClusterMetadata.Topic {
        ClusterMetadata.Topic(name: topic.name, error: .unknownTopicOrPartition)
    }

    /// The topic to keep: the answer's, or the known one if the answer lags.
    private mutating func judge(
        _ topic: ClusterMetadata.Topic, _ known: ClusterMetadata.Topic?, now: Duration
    ) -> ClusterMetadata.Topic {
        let name = topic.name
        if let error = topic.error {
            let good = known.flatMap { $0.error == nil ? $0 : nil }
            guard error == .unknownTopicOrPartition else { return error.isRetriable ? good ?? topic : topic }
            let since = uses[name]?.missingSince ?? now
            uses[name]?.missingSince = since
            guard let good, uses[name] != nil, now - since < propagation else { return topic }
            return good
        }
        uses[name]?.missingSince = nil
        guard let known, known.error == nil else {
            uses[name]?.shrunkSince = nil
            return topic
        }
        guard known.id != .zero, topic.id != .zero else { return judgeWithoutID(topic, known, now: now) }
        if known.id == topic.id {
            // Partitions are never taken away from a topic.
            return topic.partitions.count >= known.partitions.count ? topic : known
        }
        if uses[name]?.formerIDs.contains(topic.id) == true { return known }
        uses[name]?.formerIDs.insert(known.id)
        return topic
    }

    /// Without ids only time tells a topic that was created again from an answer that lags.
    private mutating func judgeWithoutID(
        _ topic: ClusterMetadata.Topic, _ known: ClusterMetadata.Topic, now: Duration
    ) -> ClusterMetadata.Topic {
        guard topic.partitions.count < known.partitions.count, let use = uses[topic.name] else {
            uses[topic.name]?.shrunkSince = nil
            return topic
        }
        let since = use.shrunkSince ?? now
        let isBelieved = now - since >= propagation
        uses[topic.name]?.shrunkSince = isBelieved ? nil : since
        return isBelieved ? topic : known
    }

    /// Takes over the leader that a response named, if it is newer than the known one.
    mutating func apply(_ hint: LeaderHint, to partition: TopicPartition) { metadata.apply(hint, to: partition) }

    /// Forgets the brokers, so that the next dial goes to the bootstrap addresses.
    mutating func forgetBrokers() { metadata.brokers = [] }
}
