// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
internal import KafkaProtocol
internal import Logging

/// Decides where a direct stream begins.
struct DirectStreamStart {
    /// The decision.
    struct Decision {
        var offsets: [TopicPartition: Int64] = [:]
        /// The partitions' ends, looked up last.
        var latest: [TopicPartition: Int64] = [:]
        var topicIDs: [String: KafkaUUID] = [:]
        /// Leader epochs that the group has committed with its offsets.
        var leaderEpochs: [TopicPartition: Int32] = [:]
        /// Ranges that were to be read first and are gone.
        var lost: [OffsetRange] = []
    }

    private let client: ClusterClient
    private let topics: KafkaTopics
    private let configuration: DirectStreamConfiguration
    private let logger: Logger
    /// The last plan of an earlier run, which the stream goes on after.
    private let plan: DirectStreamPlan?

    init(
        _ client: ClusterClient, topics: KafkaTopics, _ configuration: DirectStreamConfiguration, _ logger: Logger,
        after plan: DirectStreamPlan?
    ) {
        self.client = client
        self.topics = topics
        self.configuration = configuration
        self.logger = logger
        self.plan = plan
    }

    /// Looks up positions and logs, and decides.
    func decide() async throws -> Decision {
        let partitions = try await partitions()
        var decision = Decision()
        decision.topicIDs = plan?.topicIDs ?? [:]
        for partition in partitions where decision.topicIDs[partition.topic] == nil {
            decision.topicIDs[partition.topic] = client.knownTopicID(of: partition)
        }
        // Before the ends: an instance that still commits meanwhile would else be past them.
        let stored = try await self.positions(of: partitions)
        let positions = stored.mapValues(\.offset)
        let earliest = try await offsets(of: partitions, at: .earliest)
        decision.latest = try await latest(of: partitions, atLeast: positions)
        for partition in partitions {
            let valid = (earliest[partition] ?? 0)...max(decision.latest[partition] ?? 0, earliest[partition] ?? 0)
            let start = try start(of: partition, positions[partition], valid, &decision)
            decision.offsets[partition] = start
            if start == positions[partition] { decision.leaderEpochs[partition] = stored[partition]?.leaderEpoch }
        }
        return decision
    }

    /// - Throws: `KafkaStreamError.invalidConfiguration` if a partition does not exist.
    private func partitions() async throws -> [TopicPartition] {
        switch topics {
        case .topics(let topics): return try await client.partitions(of: topics)
        case .pattern: return try topics.partitions(in: try await client.metadata(topics: nil))
        case .partitions(let wanted):
            let known = Set(try await client.partitions(of: topics.requested ?? []))
            let missing = wanted.filter { !known.contains($0) }
            if missing.isEmpty { return Array(Set(wanted)).sorted() }
            throw KafkaStreamError(
                .invalidConfiguration, "there is no \(missing.listed): name partitions that the topics have")
        }
    }

    /// The positions that the stream continues at. Logs partitions of which the group has committed nothing.
    private func positions(of partitions: [TopicPartition]) async throws -> [TopicPartition: CommittedOffset] {
        if let plan {
            let ends = plan.ranges.map { range in
                let epoch = plan.leaderEpochs[range.topicPartition]
                return (range.topicPartition, CommittedOffset(offset: range.untilOffset, leaderEpoch: epoch))
            }
            return Dictionary(ends) { $1 }
        }
        switch configuration.startingOffsets {
        case .earliest, .latest: return [:]
        case .timestamp(let time):
            return try await offsets(of: partitions, at: .timestamp(time)).mapValues { CommittedOffset(offset: $0) }
        case .explicit(let offsets): return offsets.mapValues { CommittedOffset(offset: $0) }
        case .committed: break
        }
        let group = configuration.groupID ?? ""
        let committed = try await client.committed(group: group, partitions: partitions).compactMapValues {
            try $0.get()
        }
        let missing = partitions.filter { committed[$0] == nil }
        if missing.isEmpty || configuration.offsetReset == .none { return committed }
        let level: Logger.Level = committed.isEmpty ? .warning : .notice
        logger.log(
            level: level,
            committed.isEmpty
                ? "the group has committed no offsets: check its name if it has run before"
                : "the group has committed no offsets of some partitions",
            metadata: [
                "group": "\(group)", "partitions": "\(missing.listed)",
                "readingStartsAt": "\(configuration.offsetReset)",
            ])
        return committed
    }

    private func offsets(
        of partitions: [TopicPartition], at position: OffsetPosition
    ) async throws -> [TopicPartition: Int64] {
        try await client.listOffsets(
            Dictionary(partitions.map { ($0, position) }) { first, _ in first },
            isolation: configuration.fetch.isolation)
    }

    /// The partitions' ends. One before a position is looked up again for a while, because a new leader does not know
    /// at once how far its log was read.
    private func latest(
        of partitions: [TopicPartition], atLeast positions: [TopicPartition: Int64]
    ) async throws -> [TopicPartition: Int64] {
        let retry = client.configuration.retry
        var latest = try await offsets(of: partitions, at: .latest)
        let start = retry.clock.now()
        var attempt = 0
        while true {
            let beyond = partitions.filter { positions[$0] ?? 0 > latest[$0] ?? 0 }
            let wait = retry.backoff(beforeRetry: attempt)
            if beyond.isEmpty || retry.clock.now() - start + wait > configuration.truncationPatience {
                return latest
            }
            try await retry.clock.sleep(wait)
            attempt += 1
            latest.merge(try await offsets(of: beyond, at: .latest)) { $1 }
        }
    }

    // MARK: One partition

    private func start(
        of partition: TopicPartition, _ position: Int64?, _ valid: ClosedRange<Int64>, _ decision: inout Decision
    ) throws -> Int64 {
        guard let position else { return try startWithoutPosition(partition, valid) }
        if valid.contains(position) { return position }
        let isDeleted = position < valid.lowerBound
        let problem =
            isDeleted
            ? "the records from offset \(position) on were deleted; the partition begins at \(valid.lowerBound) now"
            : "offset \(position) is past the partition's end (\(valid.upperBound)): its log was truncated (unclean "
                + "leader election), or the topic was deleted and created again"
        let remedy =
            isDeleted
            ? "keep records longer (retention.ms, retention.bytes)"
            : "reset the group's offsets, or give startingOffsets"
        guard configuration.onDataLoss == .skip else {
            throw KafkaStreamError(
                .dataLost,
                "\(partition): \(problem). Set onDataLoss to .skip to go on at "
                    + "\(isDeleted ? "the first record left" : "the partition's end"), or \(remedy)")
        }
        let start = isDeleted ? valid.lowerBound : valid.upperBound
        if isDeleted { decision.lost.append(try OffsetRange(partition, from: max(position, 0), until: start)) }
        logger.warning(
            "the starting offset does not exist; reading starts at another one",
            metadata: [
                "partition": "\(partition)", "offset": "\(position)", "startsAt": "\(start)", "reason": "\(problem)",
            ])
        return start
    }

    private func startWithoutPosition(_ partition: TopicPartition, _ valid: ClosedRange<Int64>) throws -> Int64 {
        // New since the earlier run.
        if plan != nil { return valid.lowerBound }
        switch (configuration.startingOffsets, configuration.offsetReset) {
        case (.earliest, _): return valid.lowerBound
        case (.latest, _): return valid.upperBound
        case (_, .earliest): return valid.lowerBound
        case (_, .latest): return valid.upperBound
        // `validate` refuses these.
        case (_, .timestamp), (_, .age): return valid.lowerBound
        case (let starting, .none):
            let problem =
                starting == .committed
                ? "group \"\(configuration.groupID ?? "")\" has committed no offset" : "no starting offset is given"
            throw KafkaStreamError(
                .noStartingOffset,
                "\(partition): \(problem), and offsetReset (auto.offset.reset) is none: set it to earliest or latest, "
                    + "or give startingOffsets")
        }
    }
}
