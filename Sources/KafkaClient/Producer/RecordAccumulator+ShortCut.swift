// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The short way of a record that leaves the choice of the partition to the producer: into the open batch that took the
/// one before it. Nothing is looked up, and no reference is counted but that of the delivery.
extension RecordAccumulator {
    struct ShortCut {
        let topic: ProducerTopic
        let batch: ProducerBatch
    }

    /// Whether records without a partition can go the short way; with `key`, if they have one.
    static func hasShortCut(_ configuration: ProducerConfiguration, key: Bool) -> Bool {
        guard configuration.transactionalID == nil, configuration.batchBytes <= configuration.maxRequestBytes else {
            return false
        }
        return switch configuration.partitioner.kind {
        case .byKey: !key
        case .sticky: true
        case .custom: false
        }
    }

    /// Adds a record that names no partition, has no headers, and has no key if the partitioner looks at keys, to the
    /// batch that took the last one; nil if `append` must look for another.
    mutating func appendShortly(_ topic: String, key: ByteSlice?, value: ByteSlice?, timestamp: Int64) -> Delivery? {
        let size = RecordBatchBuilder.maxRecordSize(keyCount: key?.count ?? 0, valueCount: value?.count ?? 0)
        // Less than the whole batch: one that is full is closed at once.
        guard let way = shortCut, way.batch.phase == .open, !way.batch.isDue, way.topic.name == topic,
            max(way.batch.byteCount, way.topic.stickyBytes) + size < configuration.batchBytes,
            bufferedBytes + size <= configuration.bufferBytes,
            let added = try? way.batch.append(key: key, value: value, headers: [], timestamp: timestamp)
        else { return nil }
        bufferedBytes += added
        way.topic.stickyBytes += added
        return Delivery(
            batch: way.batch, index: Int32(truncatingIfNeeded: way.batch.recordCount &- 1), timestamp: timestamp)
    }

    /// Notes the batch that took a record without a partition, for the next one.
    mutating func noteShortCut(_ topic: ProducerTopic, _ batch: ProducerBatch) {
        guard batch.phase == .open, !batch.isDue, waiters.isEmpty else { return shortCut = nil }
        shortCut = ShortCut(topic: topic, batch: batch)
    }
}
