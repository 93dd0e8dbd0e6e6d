// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// One message of magic 0 or 1, the formats before record batches. The value of a compressed message holds a whole
/// message set.
///
/// Layout: offset, size, CRC-32 of the rest, magic, attributes, a timestamp (magic 1 only), key and value with int32
/// lengths. Source: Kafka message format v0 and v1 (KIP-31, KIP-32).
struct LegacyMessage {
    /// Length of the fields offset and size.
    static let prefixBytes = RecordBatch.Layout.lengthEnd
    /// Length of the smallest message: magic 0, key and value null.
    static let minBytes = prefixBytes + RecordBatch.Layout.minLength

    var offset: Int64
    var crc: UInt32
    var magic: Int8
    var attributes: Int8
    /// −1 in magic 0.
    var timestamp: Int64
    var keyStart: Int
    /// −1 for null.
    var keyCount: Int32
    var valueStart: Int
    /// −1 for null.
    var valueCount: Int32

    /// Reads one message, leaving `reader` after its last byte.
    ///
    /// - Throws: `WireError`: `.truncated`, `.invalidLength`, `.checksumMismatch`, and `.invalidValue` for another
    ///   magic.
    init(from reader: inout WireReader, checkCRC: Bool) throws(WireError) {
        reader.field = "offset"
        offset = try reader.readInt64()
        reader.field = "messageSize"
        let size = Int(try reader.readInt32())
        guard size >= Self.minBytes - Self.prefixBytes, size <= reader.remaining else {
            throw reader.error(.invalidLength, "message of \(size) bytes, but only \(reader.remaining) are left")
        }
        let bytes = try reader.readSlice(count: size)
        var fields = WireReader(bytes, like: reader)
        fields.field = "crc"
        crc = try fields.readUInt32()
        if checkCRC {
            let computed = Self.checksum(bytes[4..<size])
            guard computed == crc else {
                throw fields.error(
                    .checksumMismatch, "message at offset \(offset) has CRC \(crc), but its bytes have \(computed)")
            }
        }
        fields.field = "magic"
        magic = try fields.readInt8()
        guard magic == 0 || magic == 1 else { throw fields.error(.invalidValue, "message has unknown magic \(magic)") }
        fields.field = "attributes"
        attributes = try fields.readInt8()
        fields.field = "timestamp"
        timestamp = magic == 1 ? try fields.readInt64() : -1
        fields.field = "key"
        keyCount = try Self.readCount(&fields)
        keyStart = fields.byteOffset
        try fields.skip(count: max(0, Int(keyCount)))
        fields.field = "value"
        valueCount = try Self.readCount(&fields)
        valueStart = fields.byteOffset
        try fields.skip(count: max(0, Int(valueCount)))
        try fields.expectEnd()
    }

    /// Whether the wrapper's timestamp applies to all messages inside: attribute bit 3, magic 1 only.
    var isLogAppendTime: Bool { magic == 1 && attributes & 0x08 != 0 }

    private static func readCount(_ reader: inout WireReader) throws(WireError) -> Int32 {
        let count = try reader.readInt32()
        guard count >= -1, Int(count) <= reader.remaining else {
            throw reader.error(.invalidLength, "length \(count), but only \(reader.remaining) bytes are left")
        }
        return count
    }

    private static func checksum(_ bytes: ByteSlice) -> UInt32 {
        // zlib reads exactly the given bytes, and a message is shorter than `Int32.max`.
        unsafe bytes.withUnsafeBytes { bytes in
            unsafe UInt32(
                truncatingIfNeeded: crc32(
                    0, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt32(clamping: bytes.count)))
        }
    }
}
