// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One record of a partition: a small value that points into the block its batch was received in or decompressed to.
///
/// Key, value and headers are views that copy nothing; the record keeps the block alive. To keep a few records of a large fetch
/// for long, copy what is needed (`ByteSlice.bytes`). Source: Kafka record format, magic 0 to 2.
public struct Record: Sendable {
    @usableFromInline let block: ByteBlock
    /// Only the cursor that made the record moves it, and only before it hands it out.
    @usableFromInline var places: Places

    /// Where a record stands in its partition, in time, and in its block.
    @usableFromInline
    struct Places: Sendable {
        @usableFromInline var offset: Int64
        @usableFromInline var timestamp: Int64
        /// The key's first byte in the block. The other parts follow it, so that their places fit in 32 bits.
        @usableFromInline var keyStart: Int
        /// −1 for null.
        @usableFromInline var keyCount: Int32
        /// From `keyStart`.
        @usableFromInline var valueDistance: Int32
        /// −1 for null.
        @usableFromInline var valueCount: Int32
        /// Bytes of the header section behind the value; 0 in magic 0 and 1.
        @usableFromInline var headerBytes: Int32

        /// Nowhere yet.
        @inlinable
        @inline(__always)
        init() {
            self.init(
                offset: 0, timestamp: -1, keyStart: 0, keyCount: -1, valueDistance: 0, valueCount: -1, headerBytes: 0)
        }

        @inlinable
        @inline(__always)
        init(
            offset: Int64, timestamp: Int64, keyStart: Int, keyCount: Int32, valueDistance: Int32, valueCount: Int32,
            headerBytes: Int32
        ) {
            self.offset = offset
            self.timestamp = timestamp
            self.keyStart = keyStart
            self.keyCount = keyCount
            self.valueDistance = valueDistance
            self.valueCount = valueCount
            self.headerBytes = headerBytes
        }
    }

    // Every place was checked against the block by the decoder that calls this.
    @inlinable
    @inline(__always)
    init(block: ByteBlock, places: Places) {
        self.block = block
        self.places = places
    }

    /// The record's offset in its partition.
    @inlinable
    public var offset: Int64 { places.offset }

    /// Milliseconds since 1970 UTC: when it was created, or when the broker appended it, as the batch's `timestampType` says.
    /// −1 where there is none (magic 0).
    @inlinable
    public var timestamp: Int64 { places.timestamp }

    /// The key, nil for null.
    @inlinable
    public var key: ByteSlice? {
        guard places.keyCount >= 0 else { return nil }
        return ByteSlice(block: block, range: places.keyStart..<places.keyStart + Int(places.keyCount))
    }

    /// The value, nil for null (a tombstone in a compacted topic).
    @inlinable
    public var value: ByteSlice? {
        guard places.valueCount >= 0 else { return nil }
        let start = places.keyStart + Int(places.valueDistance)
        return ByteSlice(block: block, range: start..<start + Int(places.valueCount))
    }

    /// The key's length in bytes, 0 for null.
    @inlinable
    public var keyCount: Int { max(0, Int(places.keyCount)) }

    /// The value's length in bytes, 0 for null.
    @inlinable
    public var valueCount: Int { max(0, Int(places.valueCount)) }

    /// The headers, in order. Decoded only when iterated.
    @inlinable
    public var headers: RecordHeaders {
        let start = places.keyStart + Int(places.valueDistance) + valueCount
        return RecordHeaders(ByteSlice(block: block, range: start..<start + Int(places.headerBytes)))
    }
}

/// A named value that travels with a record. Keys may repeat. Source: KIP-82.
public struct RecordHeader: Hashable, Sendable {
    /// The name, UTF-8 on the wire.
    public var key: String
    /// The bytes, nil for null.
    public var value: ByteSlice?

    /// A header of the given name and bytes.
    public init(key: String, value: ByteSlice?) {
        self.key = key
        self.value = value
    }
}

/// The headers of one record, decoded one by one while they are iterated.
///
/// They were checked when the record was read, so iterating cannot fail. Values are views into the record's block.
public struct RecordHeaders: Sequence, Sendable {
    /// The header section: a count, then keys and values; no bytes at all for magic 0 and 1.
    @usableFromInline let section: ByteSlice

    @usableFromInline
    init(_ section: ByteSlice) { self.section = section }

    /// How many headers there are.
    public var count: Int { makeIterator().remaining }

    /// Whether there are none.
    public var isEmpty: Bool { section.count <= 1 }

    /// The value of the last header named `key`: nil if there is none, `.some(nil)` if its value is null.
    ///
    /// The last one wins, as in Kafka's `lastHeader`. Linear in the number of headers.
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
            // No section means no headers; a section was validated with its record, so reading it does not throw.
            remaining = section.isEmpty ? 0 : Int((try? reader.readVarint()) ?? 0)
        }

        /// The next header, nil after the last.
        public mutating func next() -> RecordHeader? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            // Validated with the record, as above.
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

    /// Checks a header section, which must take all of `reader`'s bytes.
    ///
    /// - Throws: `WireError` with the offset of what is wrong.
    static func validate(_ reader: inout WireReader) throws(WireError) {
        let count = Int(try reader.readVarint())
        // A header takes two bytes at least: two lengths.
        guard count >= 0, count <= reader.remaining / 2 else {
            throw reader.error(.invalidLength, "\(count) headers in \(reader.remaining) bytes")
        }
        for _ in 0..<count { _ = try readParts(&reader) }
        try reader.expectEnd()
    }

    /// Whether the bytes `range` of `block` are a header section.
    @inline(never)
    @usableFromInline
    static func isValid(_ block: ByteBlock, _ range: Range<Int>) -> Bool {
        var reader = WireReader(ByteSlice(block: block, range: range))
        do throws(WireError) {
            try validate(&reader)
            return true
        } catch {
            return false  // the caller's slow path finds the same error again and reports it
        }
    }
}
