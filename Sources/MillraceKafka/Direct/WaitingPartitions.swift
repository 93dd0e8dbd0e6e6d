// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient
package import Millrace

/// Partitions whose end a stream cannot learn, since when and why. A pure value, which decides when to say so.
package struct WaitingPartitions: Sendable {
    /// Something to log.
    package enum Report: Sendable, Equatable {
        /// Partitions that wait and were not reported yet, since when, and the reason for the first of them.
        case waiting([TopicPartition], since: BatchTime, reason: String)
        /// All partitions are read again; the first had waited since then.
        case over(partitions: Int, since: BatchTime)
    }

    /// Time for which a partition waits before it is reported: shorter ones are everyday, such as a moving leader.
    package static let reportedAfter: Duration = .seconds(1)

    private var since: [TopicPartition: BatchTime] = [:]
    private var reported: Set<TopicPartition> = []
    private var reportedSince: BatchTime?

    /// No partition waits.
    package init() {}

    /// Takes note of the partitions that wait after a lookup.
    ///
    /// - Parameters:
    ///   - waiting: The partitions whose end is not known, with the last failure if there was one.
    ///   - asked: The start of the lookup.
    ///   - now: The end of the lookup.
    /// - Returns: Something to log; nil if nothing changed.
    package mutating func update(
        _ waiting: [TopicPartition: KafkaError?], asked: BatchTime, now: BatchTime
    ) -> Report? {
        since = since.filter { waiting[$0.key] != nil }
        for partition in waiting.keys where since[partition] == nil { since[partition] = asked }
        let new = since.filter { now - $0.value >= Self.reportedAfter && !reported.contains($0.key) }
        if let first = new.values.min() {
            reported.formUnion(new.keys)
            reportedSince = reportedSince.map { min($0, first) } ?? first
            let partitions = new.keys.sorted()
            let failure = partitions.lazy.compactMap { waiting[$0] ?? nil }.first
            return .waiting(
                partitions, since: first, reason: failure.map { "\($0)" } ?? "no answer from the partition's leader")
        }
        guard since.isEmpty, let start = reportedSince else { return nil }
        defer {
            reported = []
            reportedSince = nil
        }
        return .over(partitions: reported.count, since: start)
    }

    /// The time for which a partition has been waiting; nil if it does not wait.
    package func duration(of partition: TopicPartition, now: BatchTime) -> Duration? {
        since[partition].map { now - $0 }
    }
}
