// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The records of one batch, decompressed and checked: a sequence that can be iterated any number of times and cannot fail.
///
/// Iterating allocates nothing. `RecordBatch.records()` makes it; `RecordBatch.recordCursor()` is the way through a batch in a
/// single pass, where each record is checked only when it is reached.
public struct Records: Sequence, Sendable {
    @usableFromInline let cursor: RecordCursor

    /// Checks all records that `cursor` has left.
    init(validating cursor: RecordCursor) throws(WireError) {
        try cursor.validate()
        self.cursor = cursor
    }

    /// How many records there are.
    @inlinable
    public var count: Int { cursor.remaining }

    /// Bytes of the records, decompressed.
    var sizeInBytes: Int { cursor.end - cursor.position }

    /// Whether there are none, as in a batch whose records compaction removed.
    @inlinable
    public var isEmpty: Bool { count == 0 }

    /// Exactly `count`.
    @inlinable
    public var underestimatedCount: Int { count }

    /// An iterator at the first record.
    @inlinable
    public func makeIterator() -> Iterator { Iterator(cursor) }

    /// Reads one record at a time.
    public struct Iterator: IteratorProtocol, Sendable {
        @usableFromInline var cursor: RecordCursor

        @inlinable
        init(_ cursor: RecordCursor) { self.cursor = cursor }

        /// The next record, nil after the last.
        @inlinable
        public mutating func next() -> Record? {
            if let places = cursor.nextPlaces() { return Record(block: cursor.block, places: places) }
            return nextSlow()
        }

        @inline(never)
        @usableFromInline
        mutating func nextSlow() -> Record? {
            // `Records` went through the same bytes before and met no error, and nothing can have changed them.
            try? cursor.nextChecked()
        }
    }
}
