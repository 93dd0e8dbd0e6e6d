// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Record sets as text: a line per batch.
enum RecordSetText {
    /// The lines for `bytes`: one per batch, and the error of the first batch that cannot be read.
    static func lines(_ bytes: ByteSlice) -> [String] {
        var lines: [String] = []
        var reader = RecordBatchReader(bytes)
        do throws(WireError) {
            while let batch = try reader.next() { lines.append(line(batch)) }
            if reader.truncatedBytes > 0 { lines.append("- \(reader.truncatedBytes) bytes of an incomplete batch") }
        } catch {
            lines.append("- cannot be read: \(error)")
        }
        return lines
    }

    private static func line(_ batch: RecordBatch) -> String {
        var parts = ["- offsets \(batch.baseOffset) to \(batch.lastOffset)"]
        parts.append(batch.recordCount == 1 ? "1 record" : "\(batch.recordCount) records")
        parts.append("\(batch.sizeInBytes) bytes")
        parts.append("magic \(batch.magic)")
        parts.append("compression \(batch.compression.name)")
        switch batch.timestampType {
        case .none: break
        case .createTime: parts.append("createTime up to \(batch.maxTimestamp)")
        case .logAppendTime: parts.append("logAppendTime \(batch.maxTimestamp)")
        }
        if batch.partitionLeaderEpoch >= 0 { parts.append("leader epoch \(batch.partitionLeaderEpoch)") }
        if batch.producerID >= 0 {
            parts.append("producer \(batch.producerID) epoch \(batch.producerEpoch) sequence \(batch.baseSequence)")
        }
        if batch.isTransactional { parts.append("transactional") }
        if batch.isControl { parts.append("control") }
        if batch.hasDeleteHorizon { parts.append("delete horizon \(batch.baseTimestamp)") }
        return parts.joined(separator: ", ")
    }
}
