// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads the records of one batch in order and checks each while reading it: the fastest way through a batch, in one
/// pass and without an allocation per record.
///
/// `Records` does the same, but checks all records before the first.
public struct RecordCursor: Sendable {
    @usableFromInline let block: ByteBlock
    /// Position of the next record; `end` is the position after the last one.
    @usableFromInline var position: Int
    @usableFromInline let end: Int
    /// Number of records left, according to the batch's header.
    @usableFromInline var remaining: Int
    @usableFromInline let baseOffset: Int64
    @usableFromInline let lastOffsetDelta: UInt32
    /// A record's timestamp is `baseTimestamp + (delta & timestampMask)`; the mask is 0 for log append time, else −1.
    @usableFromInline let baseTimestamp: Int64
    @usableFromInline let timestampMask: Int64
    @usableFromInline let magic: Int8

    init(
        _ records: ByteSlice, count: Int, magic: Int8, baseOffset: Int64, lastOffsetDelta: UInt32, baseTimestamp: Int64,
        timestampMask: Int64
    ) {
        block = records.block
        position = records.start
        end = records.start + records.count
        remaining = count
        self.magic = magic
        self.baseOffset = baseOffset
        self.lastOffsetDelta = lastOffsetDelta
        self.baseTimestamp = baseTimestamp
        self.timestampMask = timestampMask
    }

    /// Number of records left, according to the batch's header.
    @inlinable
    public var remainingCount: Int { remaining }

    /// The next record, nil after the last.
    ///
    /// - Throws: `WireError` with the offset of the first wrong byte in the block, and the batch's base offset in its
    ///   detail. The cursor stays before the corrupt record, so the next call throws too.
    @inlinable
    public mutating func next() throws(WireError) -> Record? {
        if let places = nextPlaces() { return Record(block: block, places: places) }
        return try nextChecked()
    }

    /// Calls `body` with all remaining records.
    ///
    /// - Throws: the errors of `body` and of `next()`. The cursor is then after the record that `body` was called with,
    ///   or before the corrupt one.
    @inlinable
    public mutating func forEach(_ body: (Record) throws -> Void) throws {
        repeat {
            try forEachPlain(body)
            guard let record = try nextChecked() else { return }
            try body(record)
        } while true
    }

    /// Calls `body` with the records up to the first that needs the careful path of `next()`: the last one, or a
    /// corrupt one.
    ///
    /// Several times as fast as `next()`, because it reuses one record and so retains the block once instead of per
    /// record.
    @inlinable
    @inline(__always)
    public mutating func forEachPlain(_ body: (Record) throws -> Void) rethrows {
        var record = Record(block: block, places: Record.Places())
        while let places = nextPlaces() {
            record.places = places
            try body(record)
        }
    }

    /// Checks all remaining records without advancing.
    ///
    /// - Throws: the errors of `next()`.
    func validate() throws(WireError) {
        var probe = self
        while true {
            if probe.nextPlaces() != nil { continue }
            if try probe.nextChecked() == nil { return }
        }
    }

    // MARK: Fast path

    /// Reads the next record of a batch of magic 2 if it is valid and not close to the end of the records. Otherwise
    /// returns nil without advancing; `nextChecked` then reads the same bytes with all checks.
    @inlinable
    @inline(__always)
    mutating func nextPlaces() -> Record.Places? {
        // The fields before the key take at most 5 + 1 + 9 + 5 + 5 bytes, so loading them needs no further checks.
        guard magic == 2, remaining > 0, end - position >= 32 else { return nil }
        let base = unsafe UnsafeRawPointer(block.base)
        var cursor = position
        guard let length = unsafe Self.varint(base, &cursor, maxShift: 28), length & 1 == 0 else { return nil }
        let recordEnd = cursor + Int(length >> 1)
        guard length <= UInt64(UInt32.max), recordEnd <= end else { return nil }
        cursor += 1  // attributes: none are defined
        guard let timestampDelta = unsafe Self.varint(base, &cursor, maxShift: 56),
            let offsetDelta = unsafe Self.varint(base, &cursor, maxShift: 28),
            offsetDelta & 1 == 0, offsetDelta >> 1 <= UInt64(lastOffsetDelta),
            let key = unsafe Self.varint(base, &cursor, maxShift: 28)
        else { return nil }
        // In zigzag −1 is 1, and every other negative length is odd too.
        let keyStart = cursor
        guard key & 1 == 0 || key == 1 else { return nil }
        let keyCount = key == 1 ? 0 : Int(key >> 1)
        // After the key, up to 5 bytes of value length and 1 of header count must be inside the records.
        guard keyCount <= recordEnd - keyStart, end - (keyStart + keyCount) >= 6 else { return nil }
        cursor += keyCount
        guard let value = unsafe Self.varint(base, &cursor, maxShift: 28), value & 1 == 0 || value == 1 else {
            return nil
        }
        let valueStart = cursor
        let valueEnd = valueStart + (value == 1 ? 0 : Int(value >> 1))
        guard valueEnd < recordEnd else { return nil }
        if unsafe !(valueEnd + 1 == recordEnd && base.load(fromByteOffset: valueEnd, as: UInt8.self) == 0) {
            guard RecordHeaders.isValid(block, valueEnd..<recordEnd) else { return nil }
        }
        position = recordEnd
        remaining -= 1
        let delta = Int64(bitPattern: timestampDelta >> 1) ^ -Int64(bitPattern: timestampDelta & 1)
        // All parts are inside the record, whose length fits in an Int32, so the distances fit too. Null is −1: zigzag
        // 1, shifted right, minus its low bit.
        return Record.Places(
            offset: baseOffset &+ Int64(offsetDelta >> 1), timestamp: baseTimestamp &+ (delta & timestampMask),
            keyStart: keyStart,
            keyCount: Int32(truncatingIfNeeded: key >> 1) &- Int32(truncatingIfNeeded: key & 1),
            valueDistance: Int32(truncatingIfNeeded: valueStart &- keyStart),
            valueCount: Int32(truncatingIfNeeded: value >> 1) &- Int32(truncatingIfNeeded: value & 1),
            headerBytes: Int32(truncatingIfNeeded: recordEnd &- valueEnd))
    }

    /// The raw varint at `cursor`, nil if it continues after the byte shifted by `maxShift`. Reads at most `maxShift /
    /// 7 + 1` bytes; the caller makes sure that they exist.
    @inlinable
    @inline(__always)
    static func varint(_ base: UnsafeRawPointer, _ cursor: inout Int, maxShift: UInt64) -> UInt64? {
        var byte = unsafe base.load(fromByteOffset: cursor, as: UInt8.self)
        cursor &+= 1
        var value = UInt64(byte & 0x7f)
        var shift: UInt64 = 7
        while byte >= 0x80 {
            if shift > maxShift { return nil }
            byte = unsafe base.load(fromByteOffset: cursor, as: UInt8.self)
            cursor &+= 1
            value |= UInt64(byte & 0x7f) &<< shift
            shift &+= 7
        }
        return value
    }

    // MARK: Careful path

    /// Reads the next record with the bounds-checked reader: for the last record, all records of magic 0 and 1, and
    /// corrupt ones.
    @inline(never)
    @usableFromInline
    mutating func nextChecked() throws(WireError) -> Record? {
        guard magic == 2 else {
            do throws(WireError) { return try readLegacyMessage() } catch { throw error.inMessage(nil, magic: magic) }
        }
        do throws(WireError) {
            return try readRecord()
        } catch {
            throw error.inBatch(baseOffset, magic: Int16(magic))
        }
    }

    private mutating func readRecord() throws(WireError) -> Record? {
        var reader = WireReader(ByteSlice(block: block, range: position..<end))
        guard remaining > 0 else {
            reader.field = "recordCount"
            try reader.expectEnd()
            return nil
        }
        reader.field = "records.length"
        let length = Int(try reader.readVarint())
        guard length >= 0, length <= reader.remaining else {
            throw reader.error(.invalidLength, "record of \(length) bytes, but only \(reader.remaining) are left")
        }
        let recordEnd = reader.byteOffset + length
        var fields = WireReader(try reader.readSlice(count: length), like: reader)
        fields.field = "records.attributes"
        _ = try fields.readInt8()
        fields.field = "records.timestampDelta"
        let timestampDelta = try fields.readVarlong()
        fields.field = "records.offsetDelta"
        let offsetDelta = try fields.readVarint()
        guard offsetDelta >= 0, UInt32(offsetDelta) <= lastOffsetDelta else {
            throw fields.error(.invalidValue, "offset delta \(offsetDelta) is outside 0...\(lastOffsetDelta)")
        }
        fields.field = "records.key"
        let keyCount = try Self.readNullableCount(&fields)
        let keyStart = fields.byteOffset
        try fields.skip(count: max(0, keyCount))
        fields.field = "records.value"
        let valueCount = try Self.readNullableCount(&fields)
        let valueStart = fields.byteOffset
        try fields.skip(count: max(0, valueCount))
        fields.field = "records.headers"
        let headersStart = fields.byteOffset
        try RecordHeaders.validate(&fields)
        position = recordEnd
        remaining -= 1
        // All lengths fit: they are parts of one record, which is shorter than Int32.max.
        let places = Record.Places(
            offset: baseOffset &+ Int64(offsetDelta), timestamp: baseTimestamp &+ (timestampDelta & timestampMask),
            keyStart: keyStart, keyCount: Int32(keyCount), valueDistance: Int32(valueStart - keyStart),
            valueCount: Int32(valueCount), headerBytes: Int32(recordEnd - headersStart))
        return Record(block: block, places: places)
    }

    private static func readNullableCount(_ reader: inout WireReader) throws(WireError) -> Int {
        let count = Int(try reader.readVarint())
        guard count >= -1, count <= reader.remaining else {
            throw reader.error(.invalidLength, "length \(count), but only \(reader.remaining) bytes are left")
        }
        return count
    }

    private mutating func readLegacyMessage() throws(WireError) -> Record? {
        guard remaining > 0 else { return nil }
        var reader = WireReader(ByteSlice(block: block, range: position..<end))
        // Reading the batch has verified the checksum, if that is on.
        let message = try LegacyMessage(from: &reader, checkCRC: false)
        position = reader.byteOffset
        remaining -= 1
        let places = Record.Places(
            offset: baseOffset &+ message.offset, timestamp: timestampMask == 0 ? baseTimestamp : message.timestamp,
            keyStart: message.keyStart, keyCount: message.keyCount,
            valueDistance: Int32(message.valueStart - message.keyStart), valueCount: message.valueCount, headerBytes: 0)
        return Record(block: block, places: places)
    }
}
