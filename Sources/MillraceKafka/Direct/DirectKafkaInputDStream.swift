// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
public import KafkaProtocol
internal import Logging
public import Millrace
internal import Synchronization

/// A stream of Kafka records without a receiver: the driver decides each batch's offset ranges, and tasks read them.
///
/// Every RDD of the stream is a `KafkaRDD` with one partition per Kafka partition. Offsets are committed to the group
/// in the background, after all output of their batch is done. The next start continues there, so output is at least
/// once. Source: Spark `DirectKafkaInputDStream` (streaming-kafka-0-10), but without group membership.
///
/// **Outages.** A running stream outlives them. A batch waits for the ends of its partitions for the batch interval,
/// one second at most; a partition whose end is not known by then, because it has no leader or its broker does not
/// answer, gets an empty range, and the others are read. It is asked on in the background, and once it has answered it
/// is read from where it was. While no broker answers, batches are empty, and a batch that is running waits. The log
/// has one warning with the partitions and the reason, and one notice when all are read again.
///
/// **Lost records.** A position that no longer exists is never moved silently: see
/// `DirectStreamConfiguration.onDataLoss`.
///
/// `@unchecked Sendable`: all properties are immutable `Sendable` values, as `DStream` asks.
public final class DirectKafkaInputDStream<Element: Sendable>: InputDStream<Element, DirectStreamPlan>,
    @unchecked Sendable
{
    /// The topics and partitions to read.
    public let topics: KafkaTopics
    let client: ClusterClient
    private let configuration: DirectStreamConfiguration
    private let progress = SharedProgress()
    private let messageHandler: @Sendable (TopicPartition, Record) throws -> Element
    private let latestOffsets: LatestOffsets
    private let discovery = BackgroundTask()
    private let epochCheck = BackgroundTask()
    private let commits: OffsetCommitter?
    /// Whether the transactions of a sink have the offsets.
    private let leavesCommits = Mutex(false)

    init(
        _ context: StreamingContext, client: ClusterClient, topics: KafkaTopics,
        configuration: DirectStreamConfiguration,
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) throws {
        try configuration.validate()
        try topics.validate()
        self.client = client
        self.topics = topics
        self.configuration = configuration
        self.messageHandler = messageHandler
        latestOffsets = LatestOffsets(client, isolation: configuration.fetch.isolation)
        commits =
            configuration.commitsOffsets
            ? configuration.groupID.map { OffsetCommitter(client, group: $0, logger: context.engine.logger) } : nil
        super.init(context: context, kind: "kafka-direct")
    }

    /// `Kafka direct stream` and the topics, for people.
    override public var name: String { "Kafka direct stream [\(topics.label)]" }

    /// Whether all records up to the stream's end were handed out to batches. Always false for a stream without an end;
    /// see `DirectStreamConfiguration.untilEnd`.
    public var isAtEnd: Bool { progress.withLock { $0.offsets.isAtEnd } }

    /// Number of offsets that were skipped since the start because their records were gone, with `onDataLoss` `.skip`.
    /// Where compaction left gaps, fewer records were lost.
    public var skippedRecordCount: Int64 { progress.withLock { $0.skipped.total } }

    private var logger: Logger { context.engine.logger }

    // MARK: Life

    /// Goes on where the last plan of an earlier run ends, whatever the group has committed. Partitions that the plan
    /// does not have begin at the earliest offset; those that the stream does not select any more are not read on.
    override public func recovered(_ plan: DirectStreamPlan, at time: BatchTime) {
        progress.withLock { $0.recovered = plan }
    }

    /// Decides the first offset of each partition, and the end if the stream has one. Waits for brokers within the
    /// client's `apiTimeout`.
    ///
    /// - Throws: `KafkaError` if the cluster cannot be reached or a topic does not exist; `KafkaStreamError`
    ///   `.dataLost` if a starting offset does not exist and `onDataLoss` is `.fail`, `.noStartingOffset` if there is
    ///   none and `offsetReset` is `.none`.
    override public func start() async throws {
        try leaveOutOtherTopics()
        if !configuration.untilEnd, progress.withLock({ $0.continueRecovered() }) { return }
        let plan = progress.withLock { $0.recovered }
        let start = try await DirectStreamStart(client, topics: topics, configuration, logger, after: plan).decide()
        progress.withLock { progress in
            _ = progress.continueRecovered()
            progress.offsets = DirectStreamOffsets(
                startingAt: start.offsets, endingAt: configuration.untilEnd ? start.latest : nil)
            progress.topicIDs = start.topicIDs
            progress.leaderEpochs = start.leaderEpochs
            progress.lastDiscovery = context.clock.now
            for lost in start.lost {
                progress.skipped.count(lost.topicPartition, from: lost.fromOffset, until: lost.untilOffset)
            }
        }
    }

    /// Removes partitions that the stream does not select any more from the last plan of an earlier run.
    private func leaveOutOtherTopics() throws {
        guard let plan = progress.withLock({ $0.recovered }) else { return }
        let partitions = plan.ranges.map(\.topicPartition)
        let kept = try topics.selected(of: partitions)
        let others = partitions.filter { !kept.contains($0) }
        if others.isEmpty { return }
        progress.withLock { $0.recovered = plan.restricted(to: kept) }
        logger.notice(
            "the stream selects some partitions of its checkpoint no longer; they are not read on",
            metadata: ["partitions": "\(others.listed)", "stream": "\(id)"])
    }

    /// Ends lookups, and commits the offsets that are not committed yet, for `finalCommitTimeout` at most.
    override public func stop() async {
        latestOffsets.cancel()
        discovery.cancel()
        epochCheck.cancel()
        reportSkipped(isLast: true)
        await commits?.finish(progress, within: configuration.finalCommitTimeout)
    }

    // MARK: Batches

    /// Decides the batch's ranges: from where the last batch ended to the partitions' ends, within the rate limit.
    override public func plan(at time: BatchTime) async throws -> DirectStreamPlan {
        let patience = min(context.batchDuration, .seconds(1))
        await discoverPartitions(time, until: context.clock.uptime + patience)
        try handleRecreatedTopics()
        var ends: [TopicPartition: ListedOffset] = [:]
        let partitions = progress.withLock { $0.offsets.isAtEnd ? [] : $0.offsets.current.keys.sorted() }
        // A stream at its end needs no request: its offsets stay as they are.
        if !partitions.isEmpty {
            let asked = context.steadyTime
            let limit = context.clock.uptime + patience
            var answer = await latestOffsets.latest(of: partitions, until: limit, context.clock)
            await checkEpochs(&answer, until: limit)
            try Task.checkCancellation()
            try noteWaiting(answer, asked: asked)
            // The lookup may have learned that a topic is another one now.
            try handleRecreatedTopics()
            ends = answer.known
        }
        try handlePartedLogs()
        try handleTruncatedLogs(time, ends)
        let plan = try handOut(time, ends)
        reportSkipped(isLast: false)
        return plan
    }

    private func handOut(_ time: BatchTime, _ ends: [TopicPartition: ListedOffset]) throws -> DirectStreamPlan {
        let limit = BatchLimit(
            rate: rateLimit,
            defaultRates: PartitionRates(
                max: configuration.maxRatePerPartition, min: configuration.minRatePerPartition),
            rates: configuration.partitionRates, batchDuration: context.batchDuration)
        let (plan, skipped) = try progress.withLock { progress in
            progress.jumpOverLostRecords()
            let ranges = try progress.offsets.nextRanges(latest: ends.mapValues(\.offset), limit: limit)
            for (partition, end) in ends { progress.leaderEpochs[partition] = end.leaderEpoch }
            progress.offsets.advance(past: ranges)
            let plan = DirectStreamPlan(
                ranges: ranges, topicIDs: progress.topicIDs, leaderEpochs: progress.leaderEpochs)
            return (plan, progress.skipped.takeBatchCount())
        }
        let ranges = plan.ranges
        for range in ranges {
            guard let end = ends[range.topicPartition] else { continue }
            client.noteLag(max(end.offset - range.untilOffset, 0), of: range.topicPartition)
        }
        report(ranges, time, skipped: skipped)
        return plan
    }

    private func report(_ ranges: [OffsetRange], _ time: BatchTime, skipped: Int64 = 0) {
        reportInput(
            time: time, recordCount: Int(clamping: ranges.offsetCount), skippedRecordCount: Int(clamping: skipped),
            description: ranges.filter { !$0.isEmpty }.map(\.description).joined(separator: ", "), metadata: ranges)
    }

    /// Reports the ranges of a batch that an earlier run planned.
    override public func reportRecovered(_ plan: DirectStreamPlan, at time: BatchTime) { report(plan.ranges, time) }

    /// A `KafkaRDD` of the plan's ranges.
    override public func rdd(_ plan: DirectStreamPlan, at time: BatchTime) throws -> RDD<Element> {
        var settings = KafkaRDDConfiguration(
            fetch: configuration.fetch, onDataLoss: configuration.onDataLoss,
            topicIDs: plan.topicIDs,
            assumesConsecutiveOffsets: configuration.assumesConsecutiveOffsets)
        settings.onSkip = { [weak self] lost, firstLeft in
            self?.progress.withLock { $0.note(lost, firstLeft: firstLeft) }
        }
        settings.onRead = { [weak self] partition, count in
            self?.noteRead(time: time, partition: partition, count: count)
        }
        return KafkaRDD(
            context.engine, client: client, offsetRanges: plan.ranges, configuration: settings,
            messageHandler: messageHandler)
    }

    // MARK: Outages

    /// Logs that partitions wait, or are read again.
    ///
    /// - Throws: a failure that does not pass; `KafkaStreamError.topicRecreated` if a topic has been missing for the
    ///   client's `apiTimeout` and `onDataLoss` is `.fail`.
    private func noteWaiting(_ answer: LatestOffsets.Answer, asked: BatchTime) throws {
        let now = context.steadyTime
        let missing = answer.failed.filter { $0.value.code == .unknownTopic || $0.value.code == .unknownPartition }
        let fatal = answer.failed.filter { missing[$0.key] == nil }
        if let first = fatal.min(by: { $0.key < $1.key }) { throw first.value }
        let waiting = answer.waiting.merging(missing.mapValues { .some($0) }) { $1 }
        let (report, missingFor) = progress.withLock { progress in
            let report = progress.waiting.update(waiting, asked: asked, now: now)
            let first = missing.keys.min { $0 < $1 }
            return (report, first.flatMap { progress.waiting.duration(of: $0, now: now) })
        }
        switch report {
        case .waiting(let partitions, let since, let reason):
            logger.warning(
                "the stream waits for partitions; the others are read",
                metadata: [
                    "partitions": "\(partitions.listed)", "since": "\(since)", "reason": "\(reason)",
                    "stream": "\(id)",
                ])
        case .over(let count, let since):
            logger.notice(
                "all partitions of the stream are read again",
                metadata: [
                    "partitions": "\(count)", "waited_ms": "\((now - since).wholeMilliseconds)", "stream": "\(id)",
                ])
        case nil: break
        }
        if let missingFor, let first = missing.min(by: { $0.key < $1.key }), configuration.onDataLoss == .fail,
            missingFor >= client.configuration.apiTimeout
        {
            throw KafkaStreamError(
                .topicRecreated,
                "\(first.key) has not existed for \(missingFor): its topic was deleted. Create the topic and start from "
                    + "earliest, or set onDataLoss to .skip to wait for a new topic of that name",
                underlyingError: first.value)
        }
    }

    // MARK: Topics

    /// Adds the topics' new partitions from their first record on, so that records written before the discovery are
    /// read. Goes on in the background if it takes longer than `limit`.
    private func discoverPartitions(_ time: BatchTime, until limit: Duration) async {
        let isDue = progress.withLock { progress in
            progress.lastDiscovery.map { time - $0 >= configuration.partitionDiscoveryInterval } ?? true
        }
        guard isDue else { return }
        await discovery.run(until: limit, context.clock) { [self] in
            do {
                try await discover()
                progress.withLock { $0.lastDiscovery = time }
            } catch {
                // The next batch tries again; that brokers do not answer is reported with their partitions.
                logger.debug("looking for new partitions failed", metadata: ["error": "\(error)"])
            }
        }
    }

    private func discover() async throws {
        let metadata = try await client.metadata(topics: topics.requested)
        let known = progress.withLock { Set($0.offsets.current.keys) }
        var found: [TopicPartition: OffsetPosition] = [:]
        for partition in try topics.partitions(in: metadata) where !known.contains(partition) {
            found[partition] = .earliest
        }
        if configuration.untilEnd || found.isEmpty { return }
        let earliest = try await client.offsets(found, isolation: configuration.fetch.isolation)
        try progress.withLock { progress in
            for (partition, result) in earliest {
                let id = metadata.topics[partition.topic]?.id ?? .zero
                // Not for a topic that is another one than the stream reads: `handleRecreatedTopics` comes first.
                guard progress.topicIDs[partition.topic] ?? id == id else { continue }
                progress.offsets.add([partition: try result.get().offset])
                if id != .zero { progress.topicIDs[partition.topic] = id }
            }
        }
    }

    /// Finds topics that were deleted and created again since the stream began to read them. With `.skip` they are read
    /// as new topics, from their first record on.
    private func handleRecreatedTopics() throws {
        let (ids, partitions) = progress.withLock { ($0.topicIDs, $0.offsets.current.keys.sorted()) }
        for (topic, partitions) in Dictionary(grouping: partitions, by: \.topic) {
            guard let now = partitions.lazy.compactMap({ self.client.knownTopicID(of: $0) }).first else { continue }
            guard let id = ids[topic] else {
                // No partition had a leader before.
                progress.withLock { $0.topicIDs[topic] = now }
                continue
            }
            if now == id { continue }
            guard configuration.onDataLoss == .skip else {
                throw KafkaStreamError(
                    .topicRecreated,
                    "topic \"\(topic)\" was deleted and created again (id \(id), now \(now)) while the stream read it: "
                        + "its offsets mean other records now. Start from earliest, or set onDataLoss to .skip to go on "
                        + "at the first record of the new topic")
            }
            progress.withLock { $0.forget(topic: topic) }
            logger.warning(
                "a topic was deleted and created again; the new one is read from its first record on",
                metadata: ["topic": "\(topic)", "formerID": "\(id)", "id": "\(now)"])
        }
    }

    /// Lets partitions with new leaders wait until these have said whether their logs have what was read.
    private func checkEpochs(_ answer: inout LatestOffsets.Answer, until limit: Duration) async {
        let ends = answer.known
        let epochs = progress.withLock { $0.unchecked(ends) }
        if epochs.isEmpty { return }
        await epochCheck.run(until: limit, context.clock) { [self] in
            // Only `stop()` ends it early, and nobody waits for it then. What was not answered is asked again.
            guard let found = try? await client.epochEnds(epochs) else { return }
            progress.withLock { $0.check(found, epochs: epochs, ends) }
        }
        for partition in progress.withLock({ $0.unchecked(ends) }).keys {
            answer.known[partition] = nil
            answer.waiting[partition] = .some(nil)
        }
    }

    /// Reports logs that lost what was read, although they may be longer again. With `.skip` they are read on from
    /// where they part from the former ones.
    private func handlePartedLogs() throws {
        for (partition, end) in progress.withLock({ $0.parted }).sorted(by: { $0.key < $1.key }) {
            try goOn(
                with: partition, at: end,
                problem: "what the new leader has of that log ends at \(end): it was truncated (unclean leader "
                    + "election), and records from \(end) on are other ones than those that were read",
                remedy: "go on there", notice: "reading goes on where it parts from what was read")
        }
    }

    /// Finds partitions whose log ends before an offset that was read. With `.skip` they go on at their end.
    private func handleTruncatedLogs(_ time: BatchTime, _ ends: [TopicPartition: ListedOffset]) throws {
        let latest = ends.mapValues(\.offset)
        let truncated = progress.withLock { progress in
            let beyond = progress.offsets.beyondTheEnd(latest: latest)
            // The topic may have been created again: its id tells.
            if !beyond.isEmpty { progress.lastDiscovery = nil }
            return progress.noteBeyondTheEnd(beyond, at: time, patience: configuration.truncationPatience)
        }
        for partition in truncated {
            guard let end = latest[partition] else { continue }
            try goOn(
                with: partition, at: end,
                problem: "the partition ends at \(end): its log was truncated (unclean leader election). Records after "
                    + "\(end) may be other ones than those that were read",
                remedy: "go on at the end", notice: "reading goes on at its end")
        }
    }

    /// Moves a partition whose log was truncated back to `end`, if the policy is `.skip`.
    ///
    /// - Throws: `KafkaStreamError.dataLost`.
    private func goOn(
        with partition: TopicPartition, at end: Int64, problem: String, remedy: String, notice: String
    ) throws {
        let position = progress.withLock { $0.offsets.current[partition] } ?? end
        guard configuration.onDataLoss == .skip else {
            throw KafkaStreamError(
                .dataLost,
                "\(partition): offset \(position) was read, but \(problem). Set onDataLoss to .skip to \(remedy), or give "
                    + "startingOffsets")
        }
        progress.withLock { $0.move(partition, to: end) }
        logger.warning(
            "a partition's log was truncated; \(notice)",
            metadata: ["partition": "\(partition)", "position": "\(position)", "end": "\(end)"])
    }

    private func reportSkipped(isLast: Bool) {
        let now = context.steadyTime
        guard let report = progress.withLock({ $0.skipped.takeReport(now: now, isLast: isLast) }) else { return }
        logger.warning(
            "records were gone before they were read and were skipped",
            metadata: [
                "partitions": "\(report.partitions.listed)", "offsets": "\(report.count)",
                "total": "\(report.total)", "stream": "\(id)",
            ])
    }

    // MARK: Commits

    /// Commits the batch's end offsets to the group in the background, together with those of earlier batches whose
    /// commit failed; unless an exactly-once output commits them with its transactions.
    ///
    /// The next batch does not wait for it. One commit is under way at a time, and newer offsets go out with the next
    /// one, or when the stream stops. The output is done, so nothing is lost; at worst it is repeated after a restart.
    override public func batchCompleted(_ batch: BatchInfo, plan: DirectStreamPlan) async throws {
        if leavesCommits.withLock({ $0 }) { return }
        progress.withLock { $0.complete(plan) }
        commits?.commit(progress)
    }
}

extension DirectKafkaInputDStream: KafkaInput {
    var committedGroup: String? { configuration.commitsOffsets ? configuration.groupID : nil }

    func leaveCommits() -> Bool {
        leavesCommits.withLock { leaves in
            defer { leaves = true }
            return !leaves
        }
    }
}

extension StreamingContext {
    /// A direct stream of the records of `topics`. See `DirectKafkaInputDStream`.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration`.
    public func kafkaDirectStream(
        _ client: ClusterClient, topics: [String],
        configuration: DirectStreamConfiguration = DirectStreamConfiguration()
    ) throws -> DirectKafkaInputDStream<KafkaRecord> {
        try kafkaDirectStream(client, topics: topics, configuration: configuration) { KafkaRecord($0, $1) }
    }

    /// A direct stream of the results of `messageHandler` for each record of `topics`. Source: Spark's
    /// `messageHandler`.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration`.
    public func kafkaDirectStream<Element: Sendable>(
        _ client: ClusterClient, topics: [String],
        configuration: DirectStreamConfiguration = DirectStreamConfiguration(),
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) throws -> DirectKafkaInputDStream<Element> {
        try kafkaDirectStream(
            client, .topics(topics), configuration: configuration, messageHandler: messageHandler)
    }

    /// A direct stream of the records of a selection of topics or partitions. See `DirectKafkaInputDStream`.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration`.
    public func kafkaDirectStream(
        _ client: ClusterClient, _ topics: KafkaTopics,
        configuration: DirectStreamConfiguration = DirectStreamConfiguration()
    ) throws -> DirectKafkaInputDStream<KafkaRecord> {
        try kafkaDirectStream(client, topics, configuration: configuration) { KafkaRecord($0, $1) }
    }

    /// A direct stream of the results of `messageHandler` for each record of a selection of topics or partitions.
    ///
    /// - Throws: `KafkaStreamError.invalidConfiguration`.
    public func kafkaDirectStream<Element: Sendable>(
        _ client: ClusterClient, _ topics: KafkaTopics,
        configuration: DirectStreamConfiguration = DirectStreamConfiguration(),
        messageHandler: @escaping @Sendable (TopicPartition, Record) throws -> Element
    ) throws -> DirectKafkaInputDStream<Element> {
        try DirectKafkaInputDStream(
            self, client: client, topics: topics, configuration: configuration, messageHandler: messageHandler)
    }
}
