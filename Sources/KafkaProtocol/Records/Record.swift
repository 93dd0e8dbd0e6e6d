// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One record of a partition: a small value that points into the block that its batch was received in or decompressed
/// to.
///
/// Key, value and headers are views without a copy, and the record keeps the whole block alive. To keep a few records
/// of a large fetch for long, copy their bytes (`ByteSlice.bytes`). Source: Kafka record format, magic 0 to 2.
public struct Record: Sendable {
    @usableFromInline let block: ByteBlock
    /// Only the cursor that created the record changes them, and only before it passes the record on.
    @usableFromInline var places: Places

    /// Offset, timestamp, and positions of a record's parts in its block.
    @usableFromInline
    struct Places: Sendable {
        @usableFromInline var offset: Int64
        @usableFromInline var timestamp: Int64
        /// Position of the key's first byte in the block. The other parts follow, so their distances from it fit in 32
        /// bits.
        @usableFromInline var keyStart: Int
        /// −1 for null.
        @usableFromInline var keyCount: Int32
        /// Distance of the value from `keyStart`.
        @usableFromInline var valueDistance: Int32
        /// −1 for null.
        @usableFromInline var valueCount: Int32
        /// Length of the header section after the value; 0 in magic 0 and 1.
        @usableFromInline var headerBytes: Int32

        /// Placeholder until the first record is read.
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

    // The decoder that calls this has checked every position against the block.
    @inlinable
    @inline(__always)
    init(block: ByteBlock, places: Places) {
        self.block = block
        self.places = places
    }

    /// Offset of the record in its partition.
    @inlinable
    public var offset: Int64 { places.offset }

    /// Milliseconds since 1970 UTC. Time of creation, or of appending at the broker: see the batch's `timestampType`.
    /// −1 without a timestamp (magic 0).
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

    /// Length of the key in bytes, 0 for null.
    @inlinable
    public var keyCount: Int { max(0, Int(places.keyCount)) }

    /// Length of the value in bytes, 0 for null.
    @inlinable
    public var valueCount: Int { max(0, Int(places.valueCount)) }

    /// The headers, in order. Decoded when they are iterated.
    @inlinable
    public var headers: RecordHeaders {
        let start = places.keyStart + Int(places.valueDistance) + valueCount
        return RecordHeaders(ByteSlice(block: block, range: start..<start + Int(places.headerBytes)))
    }
}
