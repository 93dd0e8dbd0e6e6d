// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

extension PartitionLog {
    /// An offset with its record's timestamp in milliseconds.
    struct TimestampedOffset: Equatable {
        var offset: Int64
        var timestamp: Int64
    }

    /// The first record at or after the log's start with a timestamp of at least `timestamp`; nil if there is none.
    ///
    /// Source: ListOffsets, KIP-79. Reads the records of the first batch that can hold it.
    func firstOffset(withTimestampFrom timestamp: Int64) throws(WireError) -> TimestampedOffset? {
        for entry in entries where entry.maxTimestamp >= timestamp {
            let found = try record(in: entry) { $0.timestamp >= timestamp }
            if let found { return found }
        }
        return nil
    }

    /// The first record with the log's largest timestamp; nil for an empty log. Source: ListOffsets v7, KIP-734.
    func offsetOfMaxTimestamp() throws(WireError) -> TimestampedOffset? {
        guard let largest = entries.map(\.maxTimestamp).max() else { return nil }
        return try firstOffset(withTimestampFrom: largest)
    }

    private func record(in entry: Entry, where matches: (Record) -> Bool) throws(WireError) -> TimestampedOffset? {
        var cursor = try batch(entry).recordCursor()
        while let record = try cursor.next() {
            // Stored bytes have the assigned offsets, so the record's offset is the log's.
            if record.offset >= startOffset, matches(record) {
                return TimestampedOffset(offset: record.offset, timestamp: record.timestamp)
            }
        }
        return nil
    }
}
