// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Records of one partition that a consumer handed out together, in order.
///
/// While a batch is being processed its partition hands out no other one. The records are read in place: a batch keeps
/// the response's memory until it is released. Own design.
public struct ConsumerBatch: Sendable {
    /// The records; iterate once, because every pass decompresses again.
    public let records: FetchedRecords
    let lease: BatchLease
    /// The membership when the batch was handed out.
    private let membership: ConsumerGroupMetadata?

    init(_ records: FetchedRecords, _ lease: BatchLease, _ membership: ConsumerGroupMetadata?) {
        self.records = records
        self.lease = lease
        self.membership = membership
    }

    /// The partition that the records are from.
    public var partition: TopicPartition { records.topicPartition }
    /// The offset to commit once the batch is processed: after its last record, and after gaps.
    public var nextOffset: Int64 { records.nextOffset }
    /// The leader epoch of the last record, which a commit carries; nil if unknown.
    public var leaderEpoch: Int32? { lease.end.leaderEpoch }
    /// The partition's high watermark at the time of the fetch.
    public var highWatermark: Int64 { records.highWatermark }

    /// The membership that a transaction's commit of this batch carries: the current one while the partition is
    /// assigned, that of the time of handing out after that, which the coordinator refuses. nil without a group.
    public var groupMetadata: ConsumerGroupMetadata? {
        lease.core.isAssigned(lease) ? lease.core.groupMetadata : membership
    }

    /// Number of the partition's assignment that the batch was read under. It grows with every assignment.
    package var assignment: Int { lease.assignment }

    /// Calls `body` with every record in order: one pass without an allocation per record.
    ///
    /// - Throws: the error of `body`; `KafkaError.corruptBatch` naming topic, partition and offset.
    @inlinable
    public func forEach(_ body: (Record) throws -> Void) throws { try records.forEach(body) }

    /// Commits the offset after this batch for the consumer's group: everything up to there counts as processed.
    ///
    /// Failures that may pass are retried until the client's `apiTimeout`.
    /// - Parameter metadata: a text to store with the offset.
    /// - Throws: `KafkaError.membershipLost` if the partition is not this consumer's any more; `.invalidRequest`
    ///   without a group; other failures of the coordinator; `CancellationError`, after which the commit may still take
    ///   place.
    public func commit(metadata: String = "") async throws { try await lease.core.commit(lease, metadata: metadata) }
}
