// Millrace
// SPDX-License-Identifier: Apache-2.0

extension ProducerTransaction {
    /// Commits the offset after a consumed batch with the transaction: either its records and everything that was
    /// written from them take effect, or nothing does.
    ///
    /// The consumer must not commit on its own: set `ConsumerConfiguration.commitsOffsets` (`enable.auto.commit`) to
    /// false.
    /// - Parameters:
    ///   - batch: a batch of a consumer with a group.
    ///   - metadata: a text to store with the offset.
    /// - Throws: as `commitOffsets(_:for:)`; `KafkaError.invalidRequest` for a batch without a group. Source: KIP-447.
    public func commitOffsets(of batch: ConsumerBatch, metadata: String = "") async throws {
        guard let group = batch.groupMetadata else {
            throw KafkaError(
                .invalidRequest, "the batch's consumer has no group: set groupID (group.id)",
                topicPartition: batch.partition, offset: batch.nextOffset)
        }
        let offset = CommittedOffset(offset: batch.nextOffset, leaderEpoch: batch.leaderEpoch, metadata: metadata)
        try await commitOffsets([batch.partition: offset], for: group)
    }
}
