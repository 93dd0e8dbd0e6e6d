// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient
package import KafkaProtocol
package import Millrace

/// Progress of a direct stream: offsets handed out to batches, and offsets that wait for a commit.
///
/// A pure value; `DirectKafkaInputDStream` keeps it under its lock.
package struct DirectStreamProgress: Sendable {
    /// The next offset of each partition, and the stream's end.
    package var offsets = DirectStreamOffsets(startingAt: [:])
    /// The ids of the topics that the offsets belong to; without topics of brokers that know no ids.
    package var topicIDs: [String: KafkaUUID] = [:]
    /// The batch at which the topics were last looked up for new partitions; nil before the first batch, and if they
    /// are to be looked up at the next one.
    package var lastDiscovery: BatchTime?
    /// The last plan of an earlier run, if there was one.
    package var recovered: DirectStreamPlan?
    /// Partitions that wait for an answer.
    package var waiting = WaitingPartitions()
    /// Records that were gone.
    package var skipped = SkippedRecords()
    /// Leader epochs in which the partitions' logs had all records before the offsets, where they are known.
    package var leaderEpochs: [TopicPartition: Int32] = [:]
    /// Logs that do not have them any more: the offsets at which they part from those that were read, until `move`.
    package private(set) var parted: [TopicPartition: Int64] = [:]
    /// First offsets left, as tasks found them when records of their range were gone.
    private var firstLeft: [TopicPartition: Int64] = [:]
    /// The batch at which each of these partitions first ended before an offset that was read.
    private var beyondSince: [TopicPartition: BatchTime] = [:]
    /// Partitions of an earlier run whose last offsets the group may lack, as that run ended before their commit.
    private var unconfirmed: Set<TopicPartition> = []
    /// Offsets to commit: ends of completed ranges, without those that the group has already.
    package private(set) var uncommitted: [TopicPartition: Int64] = [:]
    /// Whether a commit is under way.
    package private(set) var isCommitting = false

    /// The progress of a stream that has not started.
    package init() {}

    // MARK: Batches

    /// Records that the output of a batch is done: the ends of its ranges may be committed, unless the topic is another
    /// one by now.
    package mutating func complete(_ plan: DirectStreamPlan) {
        for range in plan.ranges where unconfirmed.remove(range.topicPartition) != nil || !range.isEmpty {
            guard offsets.current[range.topicPartition] != nil, plan.topicIDs[range.topic] == topicIDs[range.topic]
            else { continue }
            uncommitted[range.topicPartition] = range.untilOffset
        }
    }

    // MARK: Lost records

    /// Notes what a task found: its partition has no records in `lost`, and `firstLeft` is the first offset left.
    package mutating func note(_ lost: OffsetRange, firstLeft: Int64) {
        skipped.count(task: lost)
        self.firstLeft[lost.topicPartition] = max(firstLeft, self.firstLeft[lost.topicPartition] ?? 0)
    }

    /// Moves partitions to their first offset left, and counts what that skips, so that a stream does not walk through
    /// deleted records batch by batch.
    package mutating func jumpOverLostRecords() {
        for (partition, first) in firstLeft {
            guard let from = offsets.current[partition], first > from else { continue }
            offsets.move(partition, to: first)
            skipped.count(partition, from: from, until: offsets.current[partition] ?? from)
        }
        firstLeft = [:]
    }

    /// Takes note of the partitions that end before an offset that was read.
    ///
    /// - Returns: those that have done so for `patience` and in more than one batch: their logs were truncated. A new
    ///   leader may report an earlier end for a moment.
    package mutating func noteBeyondTheEnd(
        _ partitions: [TopicPartition], at batch: BatchTime, patience: Duration
    ) -> [TopicPartition] {
        beyondSince = beyondSince.filter { partitions.contains($0.key) }
        for partition in partitions where beyondSince[partition] == nil { beyondSince[partition] = batch }
        return partitions.filter { partition in
            beyondSince[partition].map { batch > $0 && batch - $0 >= patience } ?? false
        }
    }

    /// Moves a partition whose log was truncated to its end, or to where it parts from the one that was read.
    package mutating func move(_ partition: TopicPartition, to end: Int64) {
        beyondSince[partition] = nil
        parted[partition] = nil
        offsets.move(partition, to: end)
    }

    // MARK: Epochs

    /// Partitions that have another leader than the one whose log had the records before their offset, and its epoch:
    /// the new one may lack them, however long its log is.
    package func unchecked(_ ends: [TopicPartition: ListedOffset]) -> [TopicPartition: Int32] {
        ends.reduce(into: [:]) { unchecked, end in
            guard let epoch = end.value.leaderEpoch, let known = leaderEpochs[end.key], epoch > known,
                parted[end.key] == nil
            else { return }
            unchecked[end.key] = known
        }
    }

    /// Takes what the leaders of `ends` said about the `epochs`; nil if a leader cannot tell.
    package mutating func check(
        _ found: [TopicPartition: EpochEnd?], epochs: [TopicPartition: Int32], _ ends: [TopicPartition: ListedOffset]
    ) {
        for (partition, end) in found {
            guard let position = offsets.current[partition], leaderEpochs[partition] == epochs[partition] else {
                continue
            }
            if let end, end.offset < position {
                // The epoch stays as it is: a commit has it, so that the next start finds this out as well.
                parted[partition] = end.offset
            } else {
                leaderEpochs[partition] = ends[partition]?.leaderEpoch
            }
        }
    }

    /// Forgets everything about a topic that was created again, so that it is found as a new one.
    package mutating func forget(topic: String) {
        for partition in offsets.current.keys where partition.topic == topic {
            skipped.forget(partition)
            leaderEpochs[partition] = nil
            parted[partition] = nil
            firstLeft[partition] = nil
            beyondSince[partition] = nil
        }
        offsets.remove(topic: topic)
        topicIDs[topic] = nil
        uncommitted = uncommitted.filter { $0.key.topic != topic }
        lastDiscovery = nil
    }

    // MARK: Commits

    /// The offsets of the next commit, which is then under way; nil if there is nothing to commit or a commit is under
    /// way already. Newer offsets wait, and the newest of each partition is in the next commit.
    package mutating func beginCommit() -> [TopicPartition: CommittedOffset]? {
        guard !isCommitting, !uncommitted.isEmpty else { return nil }
        isCommitting = true
        return Dictionary(
            uncommitted.map { ($0.key, CommittedOffset(offset: $0.value, leaderEpoch: leaderEpochs[$0.key])) }
        ) { first, _ in first }
    }

    /// Ends the commit under way. The group has `committed`; an offset that has moved on since then stays to be
    /// committed, and so does every other one.
    package mutating func endCommit(_ committed: [TopicPartition: CommittedOffset]) {
        isCommitting = false
        for (partition, committed) in committed where uncommitted[partition] == committed.offset {
            uncommitted[partition] = nil
        }
    }
}

extension DirectStreamProgress {
    /// Goes on where the last plan of an earlier run ends. Returns false if there is none.
    package mutating func continueRecovered() -> Bool {
        guard let plan = recovered else { return false }
        let ends = plan.ranges.map { ($0.topicPartition, $0.untilOffset) }
        offsets = DirectStreamOffsets(startingAt: Dictionary(ends) { max($0, $1) })
        topicIDs = plan.topicIDs
        leaderEpochs = plan.leaderEpochs
        lastDiscovery = nil
        unconfirmed = Set(plan.ranges.map(\.topicPartition))
        return true
    }
}
