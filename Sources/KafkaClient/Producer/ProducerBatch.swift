// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Records of one partition that are sent together and share an outcome.
// `@unchecked Sendable`: the producer's lock guards an open batch; after it is taken from its queue, only the task that
// sends it uses it. Other tasks use only `outcome`, which is Sendable.
final class ProducerBatch: @unchecked Sendable {
    /// The place of a written batch.
    struct Outcome: Sendable {
        /// −1 if unknown.
        var baseOffset: Int64
        /// The broker's timestamp for all records; nil if each keeps its own.
        var logAppendTime: Int64?
    }

    let partition: TopicPartition
    let createdAt: Duration
    let outcome = Promise<Outcome>()
    var builder: RecordBatchBuilder
    var reservedBytes = 0
    var recordCount = 0

    init(_ partition: TopicPartition, _ builder: consuming RecordBatchBuilder, _ now: Duration) {
        self.partition = partition
        self.builder = builder
        createdAt = now
    }

    /// Finishes the batch and returns its bytes. Call it once: it removes the records.
    func takeBytes() throws(WireError) -> ByteSlice {
        var taken = try RecordBatchBuilder(capacity: RecordBatchBuilder.headerSize)
        swap(&taken, &builder)
        return try taken.finish()
    }
}
