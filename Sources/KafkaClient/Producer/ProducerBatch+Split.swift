// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

extension ProducerBatch {
    /// Two batches with the records of this one, which the broker refused as too large. They have its numbers, so that
    /// the batches after it need no others.
    ///
    /// - Parameters:
    ///   - bytes: the finished batch, of at least two records.
    ///   - configuration: gives the codec.
    /// - Throws: `WireError` if the batch cannot be read or encoded.
    func split(
        _ bytes: ByteSlice, _ configuration: ProducerConfiguration
    ) throws -> (first: ProducerBatch, second: ProducerBatch) {
        let whole = try RecordBatch(decoding: bytes)
        let records = Array(try whole.records())
        let at = records.count / 2
        let first = try half(records[..<at], order, configuration, whole.isTransactional)
        let second = try half(records[at...], order + span / 2, configuration, whole.isTransactional)
        if sequence >= 0 {
            first.sequence = sequence
            second.sequence = PartitionQueue.sequence(sequence, plus: at)
        }
        return (first, second)
    }

    private func half(
        _ records: ArraySlice<Record>, _ order: UInt64, _ configuration: ProducerConfiguration, _ isTransactional: Bool
    ) throws -> ProducerBatch {
        var builder = try RecordBatchBuilder(
            compression: configuration.compression, isTransactional: isTransactional,
            compressionLevel: configuration.compressionLevel)
        for record in records {
            try builder.append(
                key: record.key, value: record.value, headers: Array(record.headers), timestamp: record.timestamp)
        }
        let charge = builder.sizeInBytes
        let half = ProducerBatch(queue, builder: builder, createdAt: createdAt, order: order, span: span / 2)
        half.charge = charge
        half.recordCount = records.count
        half.attempts = attempts
        half.mayBeWritten = mayBeWritten
        half.producerID = producerID
        half.epoch = epoch
        half.sequence = sequence
        half.broker = broker
        half.phase = .sealed
        return half
    }
}
