// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The bounds-checked reader of untrusted bytes: every value of the protocol is read through it.
///
/// Integers are big-endian. A length is checked against the remaining bytes before memory is allocated for it. Reading
/// a single value either succeeds and advances, or throws and leaves the position unchanged; if reading an array,
/// structure or tagged section throws, the position is at the value inside that failed. Source: Kafka protocol guide,
/// KIP-482.
public struct WireReader: Sendable {
    @usableFromInline let block: ByteBlock
    @usableFromInline var position: Int
    @usableFromInline let end: Int
    /// Message being read, for errors.
    @usableFromInline var message: StaticString?
    @usableFromInline var version: Int16 = -1
    /// Path of the field being read, for errors.
    public var field: StaticString = ""
    /// The first failure of the fields of a message; nil between messages.
    @usableFromInline var failure: Failure?

    /// A reader over `bytes`.
    @inlinable
    public init(_ bytes: ByteSlice) {
        block = bytes.block
        position = bytes.start
        end = bytes.start + bytes.count
    }

    /// Offset of the next byte to read, from the start of the block.
    @inlinable
    public var byteOffset: Int { position }

    /// Bytes not yet read.
    @inlinable
    public var remaining: Int { end - position }

    /// Sets the message and version for errors and checks that the message has this version.
    ///
    /// - Throws: `WireError.unsupportedVersion`.
    public mutating func begin<M: KafkaMessage>(_ type: M.Type, version: Int16) throws(WireError) {
        try begin(M.messageName, M.versions, version: version)
    }

    /// An error at the current position, with message, version and field filled in.
    @inline(never)
    public func error(_ code: WireError.Code, _ detail: String) -> WireError {
        WireError(
            code, byteOffset: position, message: message.map { "\($0)" }, version: message == nil ? nil : version,
            field: field.utf8CodeUnitCount == 0 ? nil : "\(field)", detail: detail)
    }

    /// Throws `WireError.trailingBytes` if bytes are left over.
    public func expectEnd() throws(WireError) {
        guard remaining > 0 else { return }
        var error = error(.trailingBytes, "\(remaining) bytes left over after the last field")
        error.field = error.field ?? "end"
        throw error
    }

    /// Throws `WireError.truncated` unless `count` (not negative) more bytes can be read.
    @inlinable
    func require(_ count: Int) throws(WireError) {
        guard count <= end - position else { throw truncated(count) }
    }

    @inline(never)
    @usableFromInline
    func truncated(_ count: Int) -> WireError {
        error(.truncated, "\(count) bytes needed, but only \(remaining) are left")
    }

    // MARK: Integers

    /// Reads a big-endian integer of the width of `T`.
    @inlinable
    public mutating func readInteger<T: FixedWidthInteger>(_ type: T.Type = T.self) throws(WireError) -> T {
        let width = MemoryLayout<T>.size
        try require(width)
        // `require` checked the bounds; unaligned loads are allowed for trivial types.
        let raw = unsafe block.base.loadUnaligned(fromByteOffset: position, as: T.self)
        position += width
        return T(bigEndian: raw)
    }

    /// Reads one signed byte.
    @inlinable
    public mutating func readInt8() throws(WireError) -> Int8 { try readInteger() }
    /// Reads two bytes.
    @inlinable
    public mutating func readInt16() throws(WireError) -> Int16 { try readInteger() }
    /// Reads four bytes.
    @inlinable
    public mutating func readInt32() throws(WireError) -> Int32 { try readInteger() }
    /// Reads four bytes, unsigned.
    @inlinable
    public mutating func readUInt32() throws(WireError) -> UInt32 { try readInteger() }
    /// Reads eight bytes.
    @inlinable
    public mutating func readInt64() throws(WireError) -> Int64 { try readInteger() }
    /// Reads one byte; every value except 0 is true, as in Kafka's Java implementation.
    @inlinable
    public mutating func readBool() throws(WireError) -> Bool { try readInteger(UInt8.self) != 0 }
    /// Reads an IEEE 754 double.
    @inlinable
    public mutating func readFloat64() throws(WireError) -> Double {
        Double(bitPattern: try readInteger(UInt64.self))
    }
    /// Reads sixteen bytes.
    @inlinable
    public mutating func readUUID() throws(WireError) -> KafkaUUID {
        try require(16)
        return KafkaUUID(high: try readInteger(), low: try readInteger())
    }

    /// Reads an unsigned varint of at most 5 bytes, 7 bits a byte, least significant group first.
    ///
    /// - Throws: `WireError.invalidVarint` if it does not end or does not fit 32 bits.
    @inlinable
    public mutating func readUnsignedVarint() throws(WireError) -> UInt32 {
        if position < end {
            let byte = unsafe block.base.load(fromByteOffset: position, as: UInt8.self)
            if byte < 0x80 {
                position += 1
                return UInt32(byte)
            }
        }
        let value = try readLongVarint(maxBytes: 5)
        return UInt32(truncatingIfNeeded: value)
    }

    /// Reads a zigzag varint of 32 bits. Throws like `readUnsignedVarint`.
    @inlinable
    public mutating func readVarint() throws(WireError) -> Int32 {
        let raw = try readUnsignedVarint()
        return Int32(bitPattern: raw >> 1) ^ -Int32(bitPattern: raw & 1)
    }

    /// Reads a zigzag varint of 64 bits, at most 10 bytes. Throws like `readUnsignedVarint`.
    @inlinable
    public mutating func readVarlong() throws(WireError) -> Int64 {
        let raw = try readLongVarint(maxBytes: 10)
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    @inlinable
    mutating func readLongVarint(maxBytes: Int) throws(WireError) -> UInt64 {
        var value: UInt64 = 0
        var cursor = position
        var shift: UInt64 = 0
        for index in 0..<maxBytes {
            guard cursor < end else { throw truncated(index + 1) }
            let byte = unsafe block.base.load(fromByteOffset: cursor, as: UInt8.self)
            cursor += 1
            // The last byte may only hold the bits that are left: 4 of a 32-bit value, 1 of a 64-bit one.
            if index == maxBytes - 1, byte > (maxBytes == 5 ? 0x0f : 0x01) {
                throw error(.invalidVarint, "varint is longer than \(maxBytes) bytes or exceeds its type")
            }
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 {
                position = cursor
                return value
            }
            shift += 7
        }
        throw error(.invalidVarint, "varint is longer than \(maxBytes) bytes")
    }

    // MARK: Lengths, strings, bytes

    /// Reads `count` bytes as a view, without a copy.
    ///
    /// - Throws: `WireError.invalidLength` if `count` is negative, `.truncated` if fewer bytes are left.
    @inlinable
    public mutating func readSlice(count: Int) throws(WireError) -> ByteSlice {
        guard count >= 0 else { throw error(.invalidLength, "length \(count) is negative") }
        try require(count)
        let slice = ByteSlice(block: block, range: position..<position + count)
        position += count
        return slice
    }

    /// Skips `count` bytes. Throws like `readSlice`.
    @inlinable
    public mutating func skip(count: Int) throws(WireError) {
        guard count >= 0 else { throw error(.invalidLength, "length \(count) is negative") }
        try require(count)
        position += count
    }

    /// The length fields of the protocol.
    public enum LengthKind: Sendable {
        /// int16, −1 for null: strings before flexible versions.
        case int16
        /// int32, −1 for null: bytes, records and arrays before flexible versions.
        case int32
        /// Unsigned varint of the length plus one, 0 for null: flexible versions.
        case compact
    }

    /// Reads a length. Returns nil for null, otherwise `0...remaining`.
    ///
    /// - Throws: `WireError.invalidLength` with the offset of the length's first byte, for a negative length other than
    ///   −1 or one above `remaining`. The bound holds for arrays too, because every element takes at least one byte.
    @inlinable
    public mutating func readLength(_ kind: LengthKind) throws(WireError) -> Int? {
        let start = position
        let length: Int
        switch kind {
        case .int16: length = Int(try readInt16())
        case .int32: length = Int(try readInt32())
        case .compact: length = Int(try readUnsignedVarint()) - 1
        }
        if length == -1 { return nil }
        guard length >= 0, length <= remaining else {
            let left = remaining
            position = start
            throw error(.invalidLength, "length \(length), but only \(left) bytes are left")
        }
        return length
    }

    /// Reads a UTF-8 string, nil for null. Ill-formed UTF-8 is replaced by U+FFFD.
    ///
    /// - Throws: `WireError.invalidLength`, `.truncated`; the position stays at the length's first byte.
    public mutating func readNullableString(flexible: Bool) throws(WireError) -> String? {
        let value = nullableString(field, flexible: flexible)
        try check()
        return value
    }

    /// Reads a UTF-8 string. Throws as `readNullableString`, and `WireError.unexpectedNull` for null.
    public mutating func readString(flexible: Bool) throws(WireError) -> String {
        let value = string(field, flexible: flexible)
        try check()
        return value
    }

    /// Reads bytes or a record set as a view, nil for null. Throws as `readNullableString`.
    public mutating func readNullableBytes(flexible: Bool) throws(WireError) -> ByteSlice? {
        let value = nullableBytes(field, flexible: flexible)
        try check()
        return value
    }

    /// Reads bytes as a view. Throws as `readNullableString`, and `WireError.unexpectedNull` for null.
    public mutating func readBytes(flexible: Bool) throws(WireError) -> ByteSlice {
        let value = bytes(field, flexible: flexible)
        try check()
        return value
    }

    // MARK: Tags

    /// Reads a tagged-field section whose fields the schema does not name.
    ///
    /// - Throws: `WireError.invalidValue` for tags that do not ascend, `.invalidLength` for a field longer than the
    ///   rest, `.truncated` and `.invalidVarint`.
    public mutating func readTaggedFields() throws(WireError) -> [TaggedField] {
        let count = try readUnsignedVarint()
        var fields: [TaggedField] = []
        for _ in 0..<count {
            let (tag, data) = try readTaggedField(after: fields.last?.tag)
            fields.append(TaggedField(tag: tag, data: data))
        }
        return fields
    }

    /// Reads one tagged field, whose tag must be larger than `previous`.
    mutating func readTaggedField(after previous: UInt32?) throws(WireError) -> (tag: UInt32, data: ByteSlice) {
        let tag = try readUnsignedVarint()
        if let previous, tag <= previous {
            throw error(.invalidValue, "tag \(tag) after tag \(previous): tags must ascend")
        }
        let size = Int(try readUnsignedVarint())
        guard size <= remaining else {
            throw error(.invalidLength, "tag \(tag) has \(size) bytes, but only \(remaining) are left")
        }
        return (tag, try readSlice(count: size))
    }

    /// A reader over `bytes` whose errors name the same message, version and field as those of `other`.
    init(_ bytes: ByteSlice, like other: WireReader) {
        self.init(bytes)
        message = other.message
        version = other.version
        field = other.field
    }
}
