// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension PartitionFetch {
    /// The state that the lock guards.
    struct State {
        // The next fetch.
        var offset: Int64
        /// The epoch of the last fetched batch; −1 if unknown.
        var lastEpoch: Int32
        /// Whether a record was read in that epoch. One from elsewhere may be only that of the leader when the log
        /// ended at the offset: ListOffsets gives it, and clients commit it.
        var isEpochOfRecord = false
        var partitionMaxBytes: Int
        /// No fetch before this moment: the broker had nothing to send.
        var notBefore = Duration.zero
        /// No fetch until the reader has judged the buffered slice, which the headers do not explain.
        var isBlocked = false

        /// Whether the fetcher has a request for it under way: the answer makes it look for room.
        var isAsked = false

        // The place where it is read.
        var leader: PartitionLeader?
        var fetcher: BrokerFetcher?
        /// The moment when a follower is left for the leader; nil at the leader.
        var followerUntil: Duration?
        /// Number of failures of followers since the last records.
        var followerFailures = 0
        /// The topic's id, once known; another one ends the reader.
        var topicID: KafkaUUID?

        // The buffer.
        var slices: [FetchedSlice] = []
        /// The response that the reader works on.
        var held: BufferBudget.Lease?
        var holds = false

        // The reader.
        var hasStarted = false
        /// Found nothing to take when it last looked.
        var isHungry = false
        var waiter: CheckedContinuation<Void, Never>?
        /// The reason for which the partition is homeless, until the reader takes it.
        var trouble: KafkaError?
        var lastTrouble: KafkaError?
        /// Ends the reader once the buffer is empty.
        var failure: KafkaError?
        var wantsEndCheck = false
        var isClosed = false

        // Failures in a row.
        var failures = 0
        var failingSince: Duration?

        // Evidence.
        var claims = Claims()
        /// The largest high watermark so far, and the leader epoch in which it was seen.
        var best = (highWatermark: Int64(-1), epoch: Int32(-1))
        var emptyAnswers = 0
        var starvedFor = Duration.zero
        var lastEmptyAnswer: Duration?
        var isCaughtUp = false
        /// Time at the end of a log that is shorter than the range, and the moment of the last such answer.
        var endWait = Duration.zero
        var lastEndAnswer: Duration?

        // Stalls.
        var lastProgress: Duration
        var reportedStall: Duration?

        func hasRoom(_ inFlight: Int) -> Bool { slices.count + (holds ? 1 : 0) < inFlight }
    }
}

extension PartitionFetch.State {
    mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
        defer { waiter = nil }
        return waiter
    }

    mutating func note(_ data: FetchResponse.PartitionData) {
        if data.highWatermark != claims.highWatermark {
            endWait = .zero
            lastEndAnswer = nil
        }
        claims = .init(
            logStart: data.logStartOffset, highWatermark: data.highWatermark, lastStable: data.lastStableOffset)
        if data.highWatermark >= best.highWatermark {
            best = (data.highWatermark, Swift.max(leader?.epoch ?? -1, best.epoch))
        }
    }

    /// Whether all records before the offset are in the leader's log although it does not know the epoch: a leader that
    /// wrote nothing had it. Then that of the leader's log takes its place.
    mutating func accept(_ end: EpochEnd) -> Bool {
        guard !isEpochOfRecord, end.epoch < lastEpoch, end.offset >= offset else { return false }
        lastEpoch = end.epoch
        return true
    }

    /// Adds a slice and moves the offset of the next fetch past it, as far as the headers tell.
    mutating func add(_ slice: FetchedSlice, _ records: ByteSlice) {
        var slice = slice
        let scan = RecordSetScan(records)
        if let next = scan.nextOffset, next > offset {
            slice.nextOffset = next
            offset = next
            if scan.leaderEpoch >= 0 {
                lastEpoch = scan.leaderEpoch
                isEpochOfRecord = true
            }
        } else {
            isBlocked = true
        }
        slices.append(slice)
        isHungry = false
        isCaughtUp = false
        failures = 0
        failingSince = nil
        followerFailures = 0
        endStarvation()
        endWait = .zero
        lastEndAnswer = nil
    }

    mutating func endStarvation() {
        emptyAnswers = 0
        starvedFor = .zero
        lastEmptyAnswer = nil
    }

    mutating func fail(_ error: KafkaError?, _ now: Duration) {
        failures += 1
        failingSince = failingSince ?? now
        if let error { lastTrouble = error }
        lastEmptyAnswer = nil
        lastEndAnswer = nil
        isCaughtUp = false
    }

    /// Notes progress. Returns the length of a reported stall that is over.
    mutating func progress(_ now: Duration) -> Duration? {
        defer {
            lastProgress = now
            lastTrouble = nil
            reportedStall = nil
        }
        return reportedStall == nil ? nil : now - lastProgress
    }
}
