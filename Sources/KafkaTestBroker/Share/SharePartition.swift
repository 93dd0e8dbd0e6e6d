// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The records of one partition in flight in one share group: a state machine without clocks, sockets or records.
///
///     available ──acquire──▶ acquired ──accept──▶ acknowledged
///         ▲                     │ │
///         │      release, lock timed out, session closed
///         ├── fewer deliveries than the limit ◀─┤ └─reject, gap──▶ archived
///         └─────────────── else: archived ◀─────┘
///
/// Offsets before `startOffset` are finished, those from `endOffset` on were never acquired. A renewed lock begins
/// again. Source: KIP-932, KIP-1206 (record limit), KIP-1222 (renew); Kafka's `SharePartition`.
struct SharePartition: Equatable, Sendable {
    /// States of a record, with their numbers in Kafka's share state.
    enum State: Int8, Sendable {
        case available = 0
        case acquired = 1
        case acknowledged = 2
        case archived = 4
    }

    /// Consecutive offsets in the same state.
    struct Run: Equatable, Sendable {
        var first: Int64
        var last: Int64
        var state: State
        var deliveryCount: Int16 = 0
        /// The member that acquired it; empty in other states.
        var member = ""
        /// The end of the lock, in milliseconds.
        var deadline: Int64 = 0

        /// Whether both differ in nothing but their offsets.
        func isAlike(_ other: Run) -> Bool {
            state == other.state && deliveryCount == other.deliveryCount && member == other.member
                && deadline == other.deadline
        }
    }

    /// Offsets that a member got.
    struct Acquired: Equatable, Sendable {
        var first: Int64
        var last: Int64
        var deliveryCount: Int16
    }

    /// Wishes of a member.
    struct Wish: Sendable {
        var member: String
        /// Number of records; a batch is not divided for it unless `isStrict`.
        var maxRecords: Int64
        var isStrict = false
        /// Number of records from which on a new entry begins at the end of a batch.
        var batchSize: Int64 = .max
    }

    /// Offsets with an acknowledgement: one type for all, or one for each. Source: ShareFetch, `AcknowledgementBatch`.
    struct Acknowledgement: Equatable, Sendable {
        var first: Int64
        var last: Int64
        var types: [Int8]
    }

    /// The first offset that is not finished.
    private(set) var startOffset: Int64
    /// From `startOffset` on without gaps; the first one is not finished.
    private(set) var runs: [Run] = []
    /// Epoch of the leader that acquired the records.
    private(set) var leaderEpoch: Int32

    init(startOffset: Int64, leaderEpoch: Int32) {
        self.startOffset = startOffset
        self.leaderEpoch = leaderEpoch
    }

    /// The offset after the last record that was ever acquired.
    var endOffset: Int64 { runs.last.map { $0.last + 1 } ?? startOffset }

    /// The first offset that may be acquired, if there is a record.
    var nextFetchOffset: Int64 { runs.first { $0.state == .available }?.first ?? endOffset }

    /// Whether anything can be acquired: a free record in flight, or a new one while there are locks left.
    func canAcquire(_ settings: ShareSettings) -> Bool {
        endOffset - startOffset < settings.maxRecordLocks || runs.contains { $0.state == .available }
    }

    /// Number of finished records after the start.
    var finishedCount: Int64 {
        runs.reduce(0) { $0 + ($1.state == .acknowledged || $1.state == .archived ? $1.last - $1.first + 1 : 0) }
    }

    /// The time at which `expire` has work.
    var nextDeadline: Int64? { runs.lazy.filter { $0.state == .acquired }.map(\.deadline).min() }

    // MARK: Acquiring

    /// Acquires free offsets within the batches of a log, which are sorted and do not overlap.
    mutating func acquire(
        _ batches: [ClosedRange<Int64>], _ wish: Wish, _ settings: ShareSettings, now: Int64
    ) -> [Acquired] {
        var acquired: [Acquired] = []
        var count: Int64 = 0
        for batch in batches where batch.upperBound >= startOffset {
            guard count < wish.maxRecords else { break }
            count += acquireAgain(batch, wish, count, settings, now: now, &acquired)
            count += acquireNew(batch, wish, count, settings, now: now, &acquired)
        }
        return acquired
    }

    /// Acquires the free records in flight of a batch; returns their number.
    private mutating func acquireAgain(
        _ batch: ClosedRange<Int64>, _ wish: Wish, _ count: Int64, _ settings: ShareSettings, now: Int64,
        _ acquired: inout [Acquired]
    ) -> Int64 {
        var own: Int64 = 0
        for run in runs where run.state == .available && run.last >= batch.lowerBound && run.first <= batch.upperBound {
            let first = max(run.first, batch.lowerBound)
            var last = min(run.last, batch.upperBound)
            if wish.isStrict { last = min(last, first + wish.maxRecords - count - own - 1) }
            guard first <= last else { break }
            lock(first, last, wish.member, settings, now: now)
            note(first, last, run.deliveryCount + 1, wish, isNewBatch: own == 0, &acquired)
            own += last - first + 1
        }
        return own
    }

    /// Archives the offsets of a batch that nobody is to get: control records, and aborted transactions.
    mutating func skip(_ batch: ClosedRange<Int64>) {
        guard batch.upperBound >= startOffset else { return }
        let end = endOffset
        if batch.lowerBound < end {
            split(before: batch.lowerBound)
            split(before: batch.upperBound + 1)
            for index in runs.indices
            where runs[index].state == .available && batch.contains(runs[index].first) {
                runs[index] = Run(first: runs[index].first, last: runs[index].last, state: .archived)
            }
        }
        if batch.upperBound >= end { append(Run(first: end, last: batch.upperBound, state: .archived)) }
        advance()
    }

    /// Acquires the part of a batch that nobody had before; returns the number of its offsets.
    private mutating func acquireNew(
        _ batch: ClosedRange<Int64>, _ wish: Wish, _ count: Int64, _ settings: ShareSettings, now: Int64,
        _ acquired: inout [Acquired]
    ) -> Int64 {
        let end = endOffset
        let locks = settings.maxRecordLocks - (end - startOffset)
        guard batch.upperBound >= end, count < wish.maxRecords, locks > 0 else { return 0 }
        let first = max(end, batch.lowerBound)
        var last = batch.upperBound
        if wish.isStrict { last = min(last, first + min(wish.maxRecords - count, locks) - 1) }
        // Offsets without a record.
        if first > end { append(Run(first: end, last: first - 1, state: .archived)) }
        append(
            Run(
                first: first, last: last, state: .acquired, deliveryCount: 1, member: wish.member,
                deadline: now + settings.lockDuration))
        note(first, last, 1, wish, isNewBatch: true, &acquired)
        return last - first + 1
    }

    private mutating func append(_ run: Run) {
        if let last = runs.last, last.isAlike(run) {
            runs[runs.count - 1].last = run.last
        } else {
            runs.append(run)
        }
    }

    private mutating func lock(
        _ first: Int64, _ last: Int64, _ member: String, _ settings: ShareSettings, now: Int64
    ) {
        change(first, last) { run in
            run.state = .acquired
            run.deliveryCount += 1
            run.member = member
            run.deadline = now + settings.lockDuration
        }
    }

    private func note(
        _ first: Int64, _ last: Int64, _ deliveryCount: Int16, _ wish: Wish, isNewBatch: Bool,
        _ acquired: inout [Acquired]
    ) {
        if let previous = acquired.last, previous.last + 1 == first, previous.deliveryCount == deliveryCount,
            !isNewBatch || previous.last - previous.first + 1 < wish.batchSize
        {
            acquired[acquired.count - 1].last = last
        } else {
            acquired.append(Acquired(first: first, last: last, deliveryCount: deliveryCount))
        }
    }

    // MARK: Acknowledging

    /// Applies a member's acknowledgements, all or none; returns the error, or nil.
    mutating func acknowledge(
        _ acknowledgements: [Acknowledgement], by member: String, _ settings: ShareSettings, now: Int64
    ) -> BrokerErrorCode? {
        var changed = self
        for acknowledgement in acknowledgements where acknowledgement.last >= startOffset {
            guard acknowledgement.last < endOffset else { return .invalidRequest }
            for (first, last, type) in acknowledgement.parts where last >= startOffset {
                let isOwner = changed.change(max(first, startOffset), last) { run in
                    run.acknowledge(type, settings, now: now)
                } where: {
                    $0.state == .acquired && $0.member == member
                }
                guard isOwner else { return .invalidRecordState }
            }
        }
        changed.advance()
        self = changed
        return nil
    }

    /// Gives a member's records back, as if it had never got them: it closed its session.
    mutating func release(_ member: String) {
        for index in runs.indices where runs[index].state == .acquired && runs[index].member == member {
            runs[index].deliveryCount -= 1
            runs[index].free()
        }
        advance()
    }

    // MARK: Time and log

    /// Gives back the records whose lock has ended; those that were delivered too often are archived.
    mutating func expire(_ settings: ShareSettings, now: Int64) {
        for index in runs.indices where runs[index].state == .acquired && runs[index].deadline <= now {
            runs[index].giveBack(settings)
        }
        advance()
    }

    /// Another leader took over: it knows the acknowledgements, but not who had acquired what.
    mutating func leaderChanged(epoch: Int32) {
        guard epoch != leaderEpoch else { return }
        leaderEpoch = epoch
        for index in runs.indices where runs[index].state == .acquired {
            runs[index].deliveryCount -= 1
            runs[index].free()
        }
        advance()
    }

    /// Records before `offset` were deleted from the log.
    mutating func logStarts(at offset: Int64) {
        guard offset > startOffset else { return }
        runs.removeAll { $0.last < offset }
        if let first = runs.first, first.first < offset { runs[0].first = offset }
        startOffset = offset
        advance()
    }

    /// The log ends before what was acquired: it was truncated.
    mutating func logEnds(at offset: Int64) {
        guard offset < endOffset else { return }
        runs.removeAll { $0.first >= offset }
        if let last = runs.last, last.last >= offset { runs[runs.count - 1].last = offset - 1 }
        startOffset = min(startOffset, offset)
    }

    // MARK: Runs

    /// Changes the offsets `first...last`, which are in flight. Returns false, with some of them changed, if one is not
    /// as `matches` wants.
    @discardableResult
    private mutating func change(
        _ first: Int64, _ last: Int64, _ body: (inout Run) -> Void, where matches: (Run) -> Bool = { _ in true }
    ) -> Bool {
        split(before: first)
        split(before: last + 1)
        for index in runs.indices where runs[index].first >= first && runs[index].last <= last {
            guard matches(runs[index]) else { return false }
            body(&runs[index])
        }
        return true
    }

    private mutating func split(before offset: Int64) {
        guard let index = runs.firstIndex(where: { $0.first < offset && offset <= $0.last }) else { return }
        var rest = runs[index]
        runs[index].last = offset - 1
        rest.first = offset
        runs.insert(rest, at: index + 1)
    }

    /// Moves the start past finished records, and joins runs that became alike.
    private mutating func advance() {
        var joined: [Run] = []
        for run in runs {
            if joined.isEmpty, run.state == .acknowledged || run.state == .archived {
                startOffset = run.last + 1
            } else if let previous = joined.last, previous.isAlike(run) {
                joined[joined.count - 1].last = run.last
            } else {
                joined.append(run)
            }
        }
        runs = joined
    }
}

extension SharePartition.Acknowledgement {
    /// Whether offsets and types fit each other. Source: `ShareFetchRequest`, KIP-932.
    func isValid(renews: Bool) -> Bool {
        guard first >= 0, last >= first, !types.isEmpty else { return false }
        guard types.count == 1 || Int64(types.count) == last - first + 1 else { return false }
        return types.allSatisfy { (0...3).contains($0) || (renews && $0 == ShareAcknowledgeType.renew) }
    }

    /// Offsets of the same type.
    fileprivate var parts: [(first: Int64, last: Int64, type: Int8)] {
        if types.count == 1 { return [(first, last, types[0])] }
        var parts: [(first: Int64, last: Int64, type: Int8)] = []
        for (index, type) in types.enumerated() {
            let offset = first + Int64(index)
            if parts.last?.type == type {
                parts[parts.count - 1].last = offset
            } else {
                parts.append((offset, offset, type))
            }
        }
        return parts
    }
}

extension SharePartition.Run {
    fileprivate mutating func acknowledge(_ type: Int8, _ settings: ShareSettings, now: Int64) {
        switch type {
        case ShareAcknowledgeType.accept: finish(.acknowledged)
        case ShareAcknowledgeType.release: giveBack(settings)
        case ShareAcknowledgeType.renew: deadline = now + settings.lockDuration
        default: finish(.archived)
        }
    }

    fileprivate mutating func giveBack(_ settings: ShareSettings) {
        if deliveryCount >= settings.deliveryCountLimit { finish(.archived) } else { free() }
    }

    fileprivate mutating func free() {
        state = .available
        member = ""
        deadline = 0
    }

    private mutating func finish(_ state: SharePartition.State) {
        free()
        self.state = state
        // Finished records are alike.
        deliveryCount = 0
    }
}
