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
        var rest = records
        while let (size, lastOffset) = Self.header(of: rest) {
            guard size <= rest.count else {
                if nextOffset == nil { cutBatchBytes = size }
                return
            }
            guard let lastOffset else { return }
            nextOffset = lastOffset + 1
            leaderEpoch = Self.leaderEpoch(of: rest)
            rest = rest[size..<rest.count]
        }
    }

    /// The size of the first batch in `records` and its last offset; nil if its length is cut or too small, nil for
    /// the offset alone if the batch is cut or its offsets are impossible.
    private static func header(of records: ByteSlice) -> (size: Int, lastOffset: Int64?)? {
        typealias Layout = RecordBatch.Layout
        // In all magics offset and length come first.
        guard records.count >= Layout.lengthEnd else { return nil }
        let baseOffset = integer(Int64.self, at: Layout.baseOffset, in: records)
        let length = integer(Int32.self, at: Layout.length, in: records)
        guard length >= Layout.minLength else { return nil }
        let size = Layout.lengthEnd + Int(length)
        guard size <= records.count else { return (size, nil) }
        var delta: Int32 = 0
        if records[Layout.magic] == 2, size >= Layout.records {
            delta = integer(Int32.self, at: Layout.lastOffsetDelta, in: records)
        }
        let (lastOffset, overflows) = baseOffset.addingReportingOverflow(Int64(delta))
        return (size, delta >= 0 && !overflows && lastOffset < .max ? lastOffset : nil)
    }

    private static func leaderEpoch(of batch: ByteSlice) -> Int32 {
        typealias Layout = RecordBatch.Layout
        guard batch.count >= Layout.records, batch[Layout.magic] == 2 else { return -1 }
        return integer(Int32.self, at: Layout.partitionLeaderEpoch, in: batch)
    }

    /// The big-endian integer at `offset`, which must end inside `bytes`.
    private static func integer<Value: FixedWidthInteger>(_: Value.Type, at offset: Int, in bytes: ByteSlice) -> Value {
        (0..<Value.bitWidth / 8).reduce(0) { $0 << 8 | Value(bytes[offset + $1]) }
    }
}
