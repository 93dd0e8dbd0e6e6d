// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Records of one partition that are sent, and succeed or fail, together.
// `@unchecked Sendable`: while it is open it is only touched under the producer's lock, and once it was taken from its
// queue, by the task that sends it. What others see is `outcome`, which is safe by itself.
final class ProducerBatch: @unchecked Sendable {
    /// Where a batch was written.
    struct Outcome: Sendable {
        /// −1 if unknown.
        var baseOffset: Int64
        /// The broker's timestamp of all records, nil if each keeps its own.
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

    /// The finished batch. Once only: the records are gone then.
    func takeBytes() throws(WireError) -> ByteSlice {
        var taken = try RecordBatchBuilder(capacity: RecordBatchBuilder.headerSize)
        swap(&taken, &builder)
        return try taken.finish()
    }
}
