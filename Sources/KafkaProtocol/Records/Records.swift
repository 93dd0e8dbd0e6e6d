// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The decompressed and checked records of one batch: a sequence that can be iterated many times and cannot fail.
///
/// `RecordBatch.records()` creates it. Iteration allocates no memory. `RecordBatch.recordCursor()` is the alternative
/// in a single pass, which checks each record when it reaches it.
public struct Records: Sequence, Sendable {
    @usableFromInline let cursor: RecordCursor

    /// Checks all remaining records of `cursor`.
    init(validating cursor: RecordCursor) throws(WireError) {
        try cursor.validate()
        self.cursor = cursor
    }

    /// Number of records.
    @inlinable
    public var count: Int { cursor.remaining }

    /// Size of the decompressed records in bytes.
    var sizeInBytes: Int { cursor.end - cursor.position }

    /// Whether there are no records, for example because compaction removed them.
    @inlinable
    public var isEmpty: Bool { count == 0 }

    /// The same as `count`.
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
            // Does not throw: `Records` has checked the same bytes, and they are immutable.
            try? cursor.nextChecked()
        }
    }
}
