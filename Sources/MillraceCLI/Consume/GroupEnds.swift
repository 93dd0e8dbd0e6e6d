// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// The ends at which a member of a group stops reading: those that its partitions had when they were assigned.
struct GroupEnds: Sendable {
    private struct End {
        var offset: Int64
        var isReached = false
        /// Number of looks in a row at the same position, with nothing left to fetch.
        var idleLooks = 0
        var position: Int64?
    }

    /// Looks after which a partition that has nothing to fetch is at its end: its last offsets are not records, but
    /// marks of transactions.
    private static let idleLimit = 8

    private var ends: [TopicPartition: End] = [:]

    /// Whether there are partitions, all at their ends.
    var areReached: Bool { !ends.isEmpty && ends.values.allSatisfy(\.isReached) }

    /// The partitions that are not at their ends.
    var open: [TopicPartition] { ends.filter { !$0.value.isReached }.keys.sorted() }

    /// Adds a partition that is to be read up to `end`, exclusive.
    mutating func add(_ partition: TopicPartition, end: Int64) { ends[partition] = End(offset: end) }

    mutating func remove(_ partitions: Set<TopicPartition>) {
        for partition in partitions { ends[partition] = nil }
    }

    /// Notes that records up to `offset`, exclusive, are printed.
    mutating func advance(_ partition: TopicPartition, to offset: Int64) {
        guard let end = ends[partition] else { return }
        ends[partition]?.idleLooks = 0
        if offset >= end.offset { ends[partition]?.isReached = true }
    }

    /// Notes the state of a partition from which no batch may come.
    ///
    /// - Parameters:
    ///   - partition: the partition.
    ///   - position: the offset of the next record to hand out; nil if it is not known yet.
    ///   - isIdle: whether all that exists was fetched.
    mutating func look(at partition: TopicPartition, position: Int64?, isIdle: Bool) {
        guard let end = ends[partition], let position else { return }
        // Nothing was handed out, or `advance` has noted what was: it is not printed yet only below the end.
        if position >= end.offset, end.position == nil { ends[partition]?.isReached = true }
        ends[partition]?.idleLooks = isIdle && position == end.position ? end.idleLooks + 1 : 0
        ends[partition]?.position = position
        if end.idleLooks >= Self.idleLimit { ends[partition]?.isReached = true }
    }
}
