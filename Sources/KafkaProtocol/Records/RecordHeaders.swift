// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The headers of one record, decoded one at a time during iteration.
///
/// Reading the record has checked them, so iteration cannot fail. Values are views into the record's block.
public struct RecordHeaders: Sequence, Sendable {
    /// The header section: a count, then keys and values. Empty for magic 0 and 1.
    @usableFromInline let section: ByteSlice

    @usableFromInline
    init(_ section: ByteSlice) { self.section = section }

    /// Number of headers.
    public var count: Int { makeIterator().remaining }

    /// Whether the record has no headers.
    public var isEmpty: Bool { section.count <= 1 }

    /// The value of the last header with this key: nil without such a header, `.some(nil)` for a null value.
    ///
    /// The last one wins, as with Kafka's `lastHeader`. Takes time linear in the number of headers.
    public func last(named key: String) -> ByteSlice?? {
        var found: ByteSlice??
        for header in self where header.key == key { found = .some(header.value) }
        return found
    }

    /// An iterator at the first header.
    public func makeIterator() -> Iterator { Iterator(section) }

    /// Decodes one header at a time.
    public struct Iterator: IteratorProtocol, Sendable {
        private var reader: WireReader
        fileprivate private(set) var remaining: Int

        fileprivate init(_ section: ByteSlice) {
            reader = WireReader(section)
            // An empty section means no headers. Other sections were validated with their record, so reading them does
            // not throw.
            remaining = section.isEmpty ? 0 : Int((try? reader.readVarint()) ?? 0)
        }

        /// The next header, nil after the last.
        public mutating func next() -> RecordHeader? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            // Does not throw: the section was validated with its record.
            return try? RecordHeaders.readHeader(&reader)
        }
    }

    fileprivate static func readHeader(_ reader: inout WireReader) throws(WireError) -> RecordHeader {
        let (key, value) = try readParts(&reader)
        return RecordHeader(key: key.string, value: value)
    }

    private static func readParts(_ reader: inout WireReader) throws(WireError) -> (ByteSlice, ByteSlice?) {
        let key = try reader.readSlice(count: Int(try reader.readVarint()))
        let valueCount = Int(try reader.readVarint())
        return (key, valueCount == -1 ? nil : try reader.readSlice(count: valueCount))
    }

    /// Checks a header section, which must take up all remaining bytes of `reader`.
    ///
    /// - Throws: `WireError` with the offset of the first wrong byte.
    static func validate(_ reader: inout WireReader) throws(WireError) {
        let count = Int(try reader.readVarint())
        // A header takes at least two bytes: its two lengths.
        guard count >= 0, count <= reader.remaining / 2 else {
            throw reader.error(.invalidLength, "\(count) headers do not fit into \(reader.remaining) bytes")
        }
        for _ in 0..<count { _ = try readParts(&reader) }
        try reader.expectEnd()
    }

    /// Whether the bytes `range` of `block` are a valid header section.
    @inline(never)
    @usableFromInline
    static func isValid(_ block: ByteBlock, _ range: Range<Int>) -> Bool {
        var reader = WireReader(ByteSlice(block: block, range: range))
        do throws(WireError) {
            try validate(&reader)
            return true
        } catch {
            return false  // the caller's careful path finds and reports the same error
        }
    }
}
