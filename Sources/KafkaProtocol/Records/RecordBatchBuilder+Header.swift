// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RecordBatchBuilder {
    /// Header fields that cannot be computed from the records' bytes.
    struct Header {
        var baseOffset: Int64
        var partitionLeaderEpoch: Int32
        var attributes: Int16
        var lastOffsetDelta: Int32
        var baseTimestamp: Int64
        var maxTimestamp: Int64
        var producerID: Int64
        var producerEpoch: Int16
        var baseSequence: Int32
        var count: Int32

        /// Writes the header before the records, the checksum last. `recordsChecksum` is that of the records before
        /// `checked`.
        func write(into output: inout GrowingBuffer, checked: Int, _ recordsChecksum: UInt32) {
            output.patchInteger(baseOffset, at: RecordBatch.Layout.baseOffset)
            // The buffer's limit keeps `count` at or below `Int32.max`.
            output.patchInteger(
                Int32(output.count - LegacyMessage.prefixBytes), at: RecordBatch.Layout.length)
            output.patchInteger(partitionLeaderEpoch, at: RecordBatch.Layout.partitionLeaderEpoch)
            output.patchInteger(2 as Int8, at: RecordBatch.Layout.magic)
            output.patchInteger(attributes, at: RecordBatch.Layout.attributes)
            output.patchInteger(lastOffsetDelta, at: RecordBatch.Layout.lastOffsetDelta)
            output.patchInteger(baseTimestamp, at: RecordBatch.Layout.baseTimestamp)
            output.patchInteger(maxTimestamp, at: RecordBatch.Layout.maxTimestamp)
            output.patchInteger(producerID, at: RecordBatch.Layout.producerID)
            output.patchInteger(producerEpoch, at: RecordBatch.Layout.producerEpoch)
            output.patchInteger(baseSequence, at: RecordBatch.Layout.baseSequence)
            output.patchInteger(count, at: RecordBatch.Layout.recordCount)
            var crc = unsafe output.withWritten(from: RecordBatch.Layout.attributes) {
                unsafe CRC32C.checksum(
                    UnsafeRawBufferPointer(rebasing: $0.prefix(headerSize - RecordBatch.Layout.attributes)))
            }
            crc = CRC32C.joined(crc, recordsChecksum, count: checked - headerSize)
            crc = unsafe output.withWritten(from: checked) { unsafe CRC32C.checksum($0, seed: crc) }
            output.patchInteger(crc, at: RecordBatch.Layout.crc)
        }
    }
}
