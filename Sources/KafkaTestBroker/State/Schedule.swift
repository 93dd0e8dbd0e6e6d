// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The deadlines of a cluster's state: when its timed transitions are due.
struct Schedule: Sendable {
    /// An owner of a deadline. `ClusterState.expire` makes the transition when the deadline has come.
    enum Owner: Hashable, Sendable {
        case group(String)
        case transaction(String)
        /// Locks of records in a share group.
        case share(SharePartitionKey)
        /// Retention and compaction of the logs.
        case maintenance
        /// Expiry of committed offsets.
        case offsets
        /// Another attempt to write changes that the disk refused.
        case storage
    }

    /// Interval of log maintenance. Source: broker config `log.retention.check.interval.ms`.
    static let retentionInterval: Int64 = 300_000
    /// Interval of log maintenance while a topic is compacted. Source: broker config `log.cleaner.backoff.ms`.
    static let compactionInterval: Int64 = 15_000
    /// Interval of offset expiry. Source: broker config `offsets.retention.check.interval.ms`.
    static let offsetCheckInterval: Int64 = 600_000
    /// Interval between attempts to write, in milliseconds.
    static let storageRetryInterval: Int64 = 1000

    private var deadlines = DeadlineQueue<Owner>()
    /// The time of the next log maintenance; nil while all logs are empty.
    private var nextMaintenance: Int64?
    private var checksOffsets = false

    init() {}

    /// A schedule on which maintenance and offset expiry never start, for the side of a cut network without a
    /// controller.
    static var idle: Schedule {
        var schedule = Schedule()
        schedule.nextMaintenance = .min
        schedule.checksOffsets = true
        return schedule
    }

    /// The earliest deadline.
    var next: Int64? { deadlines.next }

    /// Sets, moves or (nil) removes an owner's deadline.
    mutating func set(_ owner: Owner, at deadline: Int64?) { deadlines.set(owner, at: deadline) }

    /// Removes and returns the owner with the earliest deadline, if that is at most `now`.
    mutating func popDue(_ now: Int64) -> Owner? { deadlines.popDue(now) }

    /// Schedules another attempt to write.
    mutating func retryStorage(now: Int64) { set(.storage, at: now + Self.storageRetryInterval) }

    /// Schedules log maintenance unless it is due soon enough: within `compactionInterval` if the topic `compacts`.
    /// Call after each append.
    mutating func startMaintenance(now: Int64, compacts: Bool) {
        guard let next = nextMaintenance, !compacts || next <= now + Self.compactionInterval else {
            return setMaintenance(at: now + (compacts ? Self.compactionInterval : Self.retentionInterval))
        }
    }

    /// Notes that log maintenance has run; it runs again only if there are records.
    mutating func maintained(now: Int64, hasRecords: Bool, compacts: Bool) {
        nextMaintenance = nil
        if hasRecords { startMaintenance(now: now, compacts: compacts) }
    }

    private mutating func setMaintenance(at time: Int64) {
        nextMaintenance = time
        set(.maintenance, at: time)
    }

    /// Schedules offset expiry if it is not. Call after each commit.
    mutating func startOffsetChecks(now: Int64) {
        guard !checksOffsets else { return }
        checksOffsets = true
        set(.offsets, at: now + Self.offsetCheckInterval)
    }

    /// Notes that offset expiry has run; it runs again only if there are committed offsets.
    mutating func checkedOffsets(now: Int64, hasOffsets: Bool) {
        checksOffsets = false
        if hasOffsets { startOffsetChecks(now: now) }
    }
}
