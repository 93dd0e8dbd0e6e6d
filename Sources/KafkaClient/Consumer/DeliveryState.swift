// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The partitions that a consumer reads: what is ready, handed out, finished and committed of each, and which are being
/// given up. A plain value without clocks or I/O: a change leaves what follows from it in `effects`.
///
/// Each partition has one batch ready and one being processed at most, so that memory is bounded and a partition is
/// processed in order. A partition that is given up hands out nothing more, and is drained when its batch has ended.
struct DeliveryState: Sendable {
    /// A batch that waits to be taken.
    struct Ready: Sendable {
        var records: FetchedRecords
        var leaderEpoch: Int32?
        /// Completed when the batch is taken or dropped.
        var taken: Promise<Void>
    }

    /// A batch that is being processed.
    private struct Outstanding: Sendable {
        var lease: BatchLease
        /// The moment when it was handed out, or was last seen to make progress.
        var since: Duration
        var progress: Int64?
    }

    private struct Delivery: Sendable {
        let assignment: Int
        var round = 0
        var ready: Ready?
        var isQueued = false
        var outstanding: Outstanding?
        var isPaused = false
        var isReleasing = false
        /// Another member may read the partition already.
        var isLost = false
        /// The position from which the next batch is handed out; nil until it is known.
        var position: CommittedOffset?
        /// All records before it are finished.
        var finished: CommittedOffset?
        var committed: CommittedOffset?
        /// The moment of that commit; nil for one of another member, or before this assignment.
        var committedAt: Duration?
    }

    private struct Release: Sendable {
        var partitions: Set<TopicPartition>
        var waiting: Set<TopicPartition>
        var isLost: Bool
    }

    /// The things to do after a change, once the lock is released.
    struct Effects: Sendable {
        var completed: [Promise<Void>] = []
        /// Partitions to read from a position, in a new round.
        var pumps: [Pump] = []
        /// Pumps to cancel.
        var ended: [TopicPartition] = []
        var drained: [Drained] = []
        var isEmpty: Bool { completed.isEmpty && pumps.isEmpty && ended.isEmpty && drained.isEmpty }
    }

    /// A task that reads a partition.
    struct Pump: Sendable {
        var partition: TopicPartition
        var assignment: Int
        var round: Int
        var position: CommittedOffset
    }

    /// A release whose batches have all ended.
    struct Drained: Sendable {
        var number: Int
        var partitions: Set<TopicPartition>
        var isLost: Bool
    }

    private var deliveries: [TopicPartition: Delivery] = [:]
    private var releases: [Int: Release] = [:]
    private var queue: [TopicPartition] = []
    private var takers: [Promise<Void>] = []
    private var lastAssignment = 0
    private(set) var effects = Effects()

    mutating func takeEffects() -> Effects {
        defer { effects = Effects() }
        return effects
    }

    // MARK: Looking

    /// Whether nothing is read, and nothing is being given up.
    var isEmpty: Bool { deliveries.isEmpty }

    /// The partitions that are read and not being given up.
    var partitions: Set<TopicPartition> { Set(deliveries.filter { !$0.value.isReleasing }.keys) }

    /// Whether the partition is this consumer's, being given up or not, under this assignment; nil for any.
    func has(_ partition: TopicPartition, assignment: Int?) -> Bool {
        guard let delivery = deliveries[partition], !delivery.isLost else { return false }
        return assignment.map { $0 == delivery.assignment } ?? true
    }

    func position(of partition: TopicPartition) -> CommittedOffset? { deliveries[partition]?.position }

    var paused: Set<TopicPartition> { Set(deliveries.filter(\.value.isPaused).keys) }

    /// The batches that are being processed.
    var leases: [BatchLease] { deliveries.values.compactMap(\.outstanding?.lease) }

    /// The batches that have been processed since `moment` or longer without progress.
    func leases(since moment: Duration) -> [BatchLease] {
        deliveries.values.compactMap(\.outstanding).filter { $0.since <= moment }.map(\.lease)
    }

    /// Number of batches that are being processed.
    var outstandingCount: Int { deliveries.values.count { $0.outstanding != nil } }

    /// The partition whose batch has been processed for the longest time without progress, and since when.
    mutating func oldestOutstanding(now: Duration) -> (partition: TopicPartition, since: Duration)? {
        var oldest: (TopicPartition, Duration)?
        for (partition, delivery) in deliveries {
            guard var outstanding = delivery.outstanding else { continue }
            let progress = outstanding.lease.progress?.offset
            if progress != outstanding.progress {
                outstanding.progress = progress
                outstanding.since = now
                deliveries[partition]?.outstanding = outstanding
            }
            if outstanding.since < oldest?.1 ?? .seconds(Int64.max) { oldest = (partition, outstanding.since) }
        }
        return oldest
    }

    // MARK: Assigning

    /// Takes partitions on. Returns those that are new, with their assignments.
    mutating func add(_ partitions: Set<TopicPartition>) -> [TopicPartition: Int] {
        var added: [TopicPartition: Int] = [:]
        for partition in partitions where deliveries[partition] == nil {
            lastAssignment += 1
            deliveries[partition] = Delivery(assignment: lastAssignment)
            added[partition] = lastAssignment
        }
        return added
    }

    /// Whether the partition waits for a position.
    func needsPosition(_ partition: TopicPartition, assignment: Int) -> Bool {
        guard let delivery = deliveries[partition] else { return false }
        return delivery.assignment == assignment && delivery.position == nil && !delivery.isReleasing
    }

    /// Begins to read at the position where the group has stopped, or that a policy gave. No effect if a seek came
    /// first.
    ///
    /// - Parameter isCommitted: the group has committed this position.
    mutating func begin(
        _ partition: TopicPartition, assignment: Int, at position: CommittedOffset, isCommitted: Bool
    ) {
        guard needsPosition(partition, assignment: assignment) else { return }
        deliveries[partition]?.committed = isCommitted ? position : nil
        restart(partition, at: position)
    }

    /// Reads from another position on. A batch that is being processed does not count as finished any more.
    mutating func seek(_ partition: TopicPartition, to position: CommittedOffset) -> Bool {
        guard let delivery = deliveries[partition], !delivery.isReleasing else { return false }
        drop(partition)
        deliveries[partition]?.round += 1
        restart(partition, at: position)
        return true
    }

    /// Goes on at a position that replaces one that does not exist any more; returns the round's pump to itself.
    mutating func move(_ partition: TopicPartition, assignment: Int, round: Int, to position: CommittedOffset) -> Bool {
        guard let delivery = deliveries[partition], delivery.assignment == assignment, delivery.round == round,
            !delivery.isReleasing
        else { return false }
        deliveries[partition]?.position = position
        if delivery.outstanding == nil { deliveries[partition]?.finished = position }
        return true
    }

    private mutating func restart(_ partition: TopicPartition, at position: CommittedOffset) {
        guard let delivery = deliveries[partition] else { return }
        deliveries[partition]?.position = position
        deliveries[partition]?.finished = position
        effects.pumps.append(
            Pump(partition: partition, assignment: delivery.assignment, round: delivery.round, position: position))
    }

    /// Drops the batch that is ready.
    private mutating func drop(_ partition: TopicPartition) {
        if let ready = deliveries[partition]?.ready { effects.completed.append(ready.taken) }
        deliveries[partition]?.ready = nil
    }

    // MARK: Handing out

    /// Puts a batch in place for whoever takes next. Returns the promise of its being taken; nil if the pump must end.
    mutating func offer(
        _ records: FetchedRecords, leaderEpoch: Int32?, _ partition: TopicPartition, assignment: Int, round: Int
    ) -> Promise<Void>? {
        guard let delivery = deliveries[partition], delivery.assignment == assignment, delivery.round == round,
            !delivery.isReleasing, delivery.ready == nil
        else { return nil }
        let taken = Promise<Void>()
        deliveries[partition]?.ready = Ready(records: records, leaderEpoch: leaderEpoch, taken: taken)
        enqueue(partition)
        return taken
    }

    /// Goes from one position to another without a batch: the records between them are not handed out. Returns false if
    /// the pump must end.
    ///
    /// Only what borders on it moves: a batch before it that was dropped is still to be handed out.
    mutating func skip(
        _ partition: TopicPartition, assignment: Int, round: Int, from offset: Int64, to position: CommittedOffset
    ) -> Bool {
        guard let delivery = deliveries[partition], delivery.assignment == assignment, delivery.round == round,
            !delivery.isReleasing
        else { return false }
        guard delivery.position?.offset == offset else { return true }
        deliveries[partition]?.position = position
        if delivery.outstanding == nil, delivery.finished?.offset == offset {
            deliveries[partition]?.finished = position
        }
        return true
    }

    private mutating func enqueue(_ partition: TopicPartition) {
        guard let delivery = deliveries[partition], delivery.ready != nil, delivery.outstanding == nil,
            !delivery.isPaused, !delivery.isReleasing, !delivery.isQueued
        else { return }
        deliveries[partition]?.isQueued = true
        queue.append(partition)
        wakeTaker()
    }

    private mutating func wakeTaker() {
        if !takers.isEmpty { effects.completed.append(takers.removeFirst()) }
    }

    /// Takes the batch that has been ready for longest, or else a promise that is completed when it is worth looking
    /// again.
    mutating func take(
        now: Duration, lease: (TopicPartition, Int, Int, CommittedOffset) -> BatchLease
    ) -> Result<(FetchedRecords, BatchLease), Waiting> {
        while !queue.isEmpty {
            let partition = queue.removeFirst()
            deliveries[partition]?.isQueued = false
            guard let delivery = deliveries[partition], let ready = delivery.ready, delivery.outstanding == nil,
                !delivery.isPaused, !delivery.isReleasing
            else { continue }
            let end = CommittedOffset(offset: ready.records.nextOffset, leaderEpoch: ready.leaderEpoch)
            let lease = lease(partition, delivery.assignment, delivery.round, end)
            deliveries[partition]?.ready = nil
            deliveries[partition]?.outstanding = Outstanding(lease: lease, since: now)
            deliveries[partition]?.position = end
            effects.completed.append(ready.taken)
            return .success((ready.records, lease))
        }
        let promise = Promise<Void>()
        takers.append(promise)
        return .failure(Waiting(promise: promise))
    }

    /// Nothing is ready.
    struct Waiting: Error {
        var promise: Promise<Void>
    }

    /// A taker goes away: a wake-up that it got goes to the next one.
    mutating func forget(_ taker: Promise<Void>) {
        if let index = takers.firstIndex(where: { $0 === taker }) {
            takers.remove(at: index)
        } else if !queue.isEmpty {
            wakeTaker()
        }
    }

    /// Wakes all takers, because no more batches come.
    mutating func wakeAll() {
        effects.completed += takers
        takers = []
    }

    // MARK: Ending batches

    /// Ends a batch: finished, or as far as it says if `isFinished` is false.
    mutating func end(_ lease: BatchLease, isFinished: Bool) {
        guard let delivery = deliveries[lease.partition], delivery.outstanding?.lease === lease else { return }
        deliveries[lease.partition]?.outstanding = nil
        if delivery.round == lease.round, let finished = isFinished ? lease.end : lease.progress {
            // With the batch all that was skipped after it is finished too.
            let skipped = delivery.position.flatMap { isFinished && $0.offset > finished.offset ? $0 : nil }
            let end = skipped ?? finished
            // Not back before an offset that the program has committed meanwhile.
            if (delivery.finished?.offset ?? .min) < end.offset { deliveries[lease.partition]?.finished = end }
        }
        if isFinished { enqueue(lease.partition) } else { drop(lease.partition) }
        for number in Array(releases.keys) where releases[number]?.waiting.remove(lease.partition) != nil {
            noteDrained(number)
        }
    }

    /// Notes that the records before the end of a batch are finished, although the batch has not ended: its user has
    /// committed it.
    mutating func note(finished lease: BatchLease) {
        guard let delivery = deliveries[lease.partition], delivery.assignment == lease.assignment,
            delivery.round == lease.round, delivery.finished.map({ $0.offset < lease.end.offset }) ?? true
        else { return }
        deliveries[lease.partition]?.finished = lease.end
    }

    // MARK: Giving up

    /// Gives partitions up: they hand out nothing more. `Drained` follows when their batches have ended.
    mutating func release(_ number: Int, _ partitions: Set<TopicPartition>, isLost: Bool) {
        // A release that includes the partitions of an earlier one takes its place.
        for (earlier, release) in releases where !release.partitions.isDisjoint(with: partitions) {
            releases[earlier] = nil
        }
        var waiting: Set<TopicPartition> = []
        for partition in partitions {
            guard let delivery = deliveries[partition] else { continue }
            drop(partition)
            deliveries[partition]?.isReleasing = true
            if isLost { deliveries[partition]?.isLost = true }
            effects.ended.append(partition)
            if delivery.outstanding != nil { waiting.insert(partition) }
        }
        releases[number] = Release(partitions: partitions, waiting: waiting, isLost: isLost)
        noteDrained(number)
    }

    private mutating func noteDrained(_ number: Int) {
        guard let release = releases[number], release.waiting.isEmpty else { return }
        effects.drained.append(Drained(number: number, partitions: release.partitions, isLost: release.isLost))
    }

    /// Forgets the partitions of a release. Returns false if another one has taken its place.
    mutating func remove(_ number: Int) -> Bool {
        guard let release = releases.removeValue(forKey: number) else { return false }
        for partition in release.partitions { deliveries[partition] = nil }
        return true
    }

    // MARK: Pausing

    /// Pauses or resumes a partition. Returns false if it is not read.
    mutating func setPaused(_ partition: TopicPartition, _ isPaused: Bool) -> Bool {
        guard deliveries[partition] != nil else { return false }
        deliveries[partition]?.isPaused = isPaused
        if !isPaused { enqueue(partition) }
        return true
    }

    // MARK: Committing

    /// The positions up to which records are finished, of these partitions or of all, where they differ from what is
    /// committed, or where the commit is from `moment`, from before it, or from a time that is not known.
    func uncommitted(
        of partitions: Set<TopicPartition>? = nil, renewing moment: Duration? = nil
    ) -> [TopicPartition: AssignedOffset] {
        var offsets: [TopicPartition: AssignedOffset] = [:]
        for (partition, delivery) in deliveries where partitions?.contains(partition) ?? true {
            var finished = delivery.finished
            if let outstanding = delivery.outstanding, outstanding.lease.round == delivery.round,
                let progress = outstanding.lease.progress
            {
                finished = progress
            }
            guard var finished else { continue }
            if let committed = delivery.committed, committed.offset == finished.offset {
                guard let moment, !delivery.isLost, delivery.committedAt ?? moment <= moment else { continue }
                // With its metadata.
                finished = committed
            }
            offsets[partition] = AssignedOffset(offset: finished, assignment: delivery.assignment)
        }
        return offsets
    }

    /// Notes what the group has committed. A commit of the user's own choice past what is finished says that the
    /// records up to there are: an automatic one must not go back.
    mutating func note(committed offset: AssignedOffset, of partition: TopicPartition, at now: Duration) {
        guard let delivery = deliveries[partition], offset.assignment ?? delivery.assignment == delivery.assignment
        else { return }
        deliveries[partition]?.committed = offset.offset
        deliveries[partition]?.committedAt = now
        if offset.assignment == nil, let finished = delivery.finished, finished.offset < offset.offset.offset {
            deliveries[partition]?.finished = offset.offset
        }
    }
}
