// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// The facts that the batch headers of a record set give without reading records: enough to send the next fetch.
package struct RecordSetScan: Sendable, Equatable {
    /// The offset after the last whole batch; nil if there is none.
    package private(set) var nextOffset: Int64?
    /// The length of the first batch if it was cut and nothing else is there; nil otherwise, or if its header was cut
    /// too.
    package private(set) var cutBatchBytes: Int?
    /// The leader epoch of the last whole batch; −1 if unknown, as in all magics before 2.
    package private(set) var leaderEpoch: Int32 = -1

    /// Steps over the batches of `records`. Stops silently at malformed bytes: reading the records reports them.
    package init(_ records: ByteSlice) {
        (nextOffset, cutBatchBytes, leaderEpoch) = records.withRawSpan { Self.scan($0) }
    }

    private static func scan(_ records: RawSpan) -> (nextOffset: Int64?, cutBatchBytes: Int?, leaderEpoch: Int32) {
        typealias Layout = RecordBatch.Layout
        var nextOffset: Int64?
        var leaderEpoch: Int32 = -1
        var start = 0
        // In all magics offset and length come first.
        while records.byteCount - start >= Layout.lengthEnd {
            let length = integer(Int32.self, at: start + Layout.length, in: records)
            guard length >= Layout.minLength else { break }
            let size = Layout.lengthEnd + Int(length)
            guard size <= records.byteCount - start else {
                return (nextOffset, nextOffset == nil ? size : nil, leaderEpoch)
            }
            var delta: Int32 = 0
            var epoch: Int32 = -1
            if integer(UInt8.self, at: start + Layout.magic, in: records) == 2, size >= Layout.records {
                delta = integer(Int32.self, at: start + Layout.lastOffsetDelta, in: records)
                epoch = integer(Int32.self, at: start + Layout.partitionLeaderEpoch, in: records)
            }
            let baseOffset = integer(Int64.self, at: start + Layout.baseOffset, in: records)
            let (lastOffset, overflows) = baseOffset.addingReportingOverflow(Int64(delta))
            guard delta >= 0, !overflows, lastOffset < .max else { break }
            nextOffset = lastOffset + 1
            leaderEpoch = epoch
            start += size
        }
        return (nextOffset, nil, leaderEpoch)
    }

    /// The big-endian integer at `offset`. Traps if it does not end inside `bytes`.
    private static func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        _: Value.Type, at offset: Int, in bytes: RawSpan
    ) -> Value {
        // Loads of integers cannot misinterpret bytes; the span checks the bounds.
        Value(bigEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
    }
}
