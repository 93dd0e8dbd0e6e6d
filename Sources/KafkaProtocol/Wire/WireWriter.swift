// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The growing buffer that messages are encoded into. Integers are big-endian. Source: Kafka protocol guide, KIP-482.
///
/// Noncopyable, so that `finish()` can return the buffer without a copy.
@safe
public struct WireWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    /// Bytes copied into the buffer so far.
    public private(set) var count = 0
    /// Byte slices of at least this length are referenced instead of copied.
    private let referenceThreshold: Int
    /// Referenced slices, each with the buffer position that it is inserted at.
    private var references: [(position: Int, slice: ByteSlice)] = []
    @usableFromInline var message: StaticString?
    @usableFromInline var version: Int16 = -1
    /// Path of the field being written, for errors.
    public var field: StaticString = ""
    /// The first failure of the fields of a message; nil between messages.
    var failure: WireError?

    /// An empty writer with an initial capacity of `capacity` bytes.
    ///
    /// - Parameters:
    ///   - capacity: initial size of the buffer in bytes; 256 by default.
    ///   - referenceThreshold: byte slices of at least this length, in bytes, are referenced instead of copied, and
    ///     become elements of their own in `finishSlices()`. By default everything is copied.
    public init(capacity: Int = 256, referencingFrom referenceThreshold: Int = .max) {
        self.capacity = max(capacity, 16)
        self.referenceThreshold = max(referenceThreshold, 1)
        unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
    }

    deinit { unsafe base.deallocate() }

    /// The written bytes as one block. Ends the writer. Copies only if slices were referenced.
    public consuming func finish() -> ByteSlice {
        if references.isEmpty { return ByteSlice(block: takeBlock(), range: 0..<count) }
        var whole = WireWriter(capacity: count + referencedBytes)
        for slice in finishSlices() { whole.writeRaw(slice) }
        return whole.finish()
    }

    /// The written bytes as slices, in sending order: parts of the buffer and, between them, the referenced slices.
    /// Ends the writer.
    public consuming func finishSlices() -> [ByteSlice] {
        let (references, count) = (self.references, self.count)
        let buffer = ByteSlice(block: takeBlock(), range: 0..<count)
        var slices: [ByteSlice] = []
        slices.reserveCapacity(2 * references.count + 1)
        var position = 0
        for reference in references {
            if position < reference.position { slices.append(buffer[position..<reference.position]) }
            position = reference.position
            slices.append(reference.slice)
        }
        if position < count { slices.append(buffer[position..<count]) }
        return slices
    }

    private var referencedBytes: Int { references.reduce(0) { $0 + $1.slice.count } }

    private mutating func takeBlock() -> ByteBlock {
        let block = unsafe ByteBlock(adopting: UnsafeMutableRawBufferPointer(start: base, count: capacity))
        // `deinit` still runs and frees `base`: give it other memory.
        unsafe base = .allocate(byteCount: 1, alignment: 1)
        return block
    }

    /// Sets the message and version for errors and checks that the message has this version.
    public mutating func begin<M: KafkaMessage>(_ type: M.Type, version: Int16) throws(WireError) {
        try begin(M.messageName, M.versions, version: version)
    }

    /// An error at the current position, with message, version and field filled in.
    @inline(never)
    public func error(_ code: WireError.Code, _ detail: String) -> WireError {
        WireError(
            code, byteOffset: count + referencedBytes, message: message.map { "\($0)" },
            version: message == nil ? nil : version,
            field: field.utf8CodeUnitCount == 0 ? nil : "\(field)", detail: detail)
    }

    /// The error for a field that is set and not ignorable, but missing from the version being written.
    @inline(never)
    public func unsupportedField(_ name: StaticString) -> WireError {
        var error = error(.unsupportedVersion, "is set, but version \(version) does not have this field")
        error.field = "\(name)"
        return error
    }

    // MARK: Raw bytes

    /// Makes room for `extra` more bytes.
    @inlinable
    package mutating func reserve(_ extra: Int) {
        if extra > capacity - count { grow(extra) }
    }

    @inline(never)
    @usableFromInline
    mutating func grow(_ extra: Int) {
        let larger = max(capacity * 2, count + extra)
        unsafe base = reallocate(base, byteCount: larger)
        capacity = larger
    }

    /// Appends a big-endian integer of the width of `T`.
    @inlinable
    public mutating func writeInteger<T: FixedWidthInteger>(_ value: T) {
        reserve(MemoryLayout<T>.size)
        unsafe (base + count).storeBytes(of: value.bigEndian, as: T.self)
        advance(MemoryLayout<T>.size)
    }

    /// Adds `bytes`, already stored after the written ones, to `count`.
    @usableFromInline
    mutating func advance(_ bytes: Int) { count += bytes }

    /// Overwrites the integer at `offset`. Traps if these bytes have not been written yet.
    @inlinable
    public mutating func patchInteger<T: FixedWidthInteger>(_ value: T, at offset: Int) {
        precondition(offset >= 0 && offset + MemoryLayout<T>.size <= count)
        unsafe (base + offset).storeBytes(of: value.bigEndian, as: T.self)
    }

    /// Appends bytes unchanged, without a length.
    @inlinable
    package mutating func writeRaw(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        reserve(bytes.count)
        unsafe (base + count).copyMemory(from: start, byteCount: bytes.count)
        advance(bytes.count)
    }

    /// Appends bytes unchanged, without a length; slices of at least `referenceThreshold` bytes by reference.
    public mutating func writeRaw(_ slice: ByteSlice) {
        guard slice.count < referenceThreshold else { return references.append((count, slice)) }
        reserve(slice.count)
        let target = unsafe base + count
        unsafe slice.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress { unsafe target.copyMemory(from: start, byteCount: bytes.count) }
        }
        advance(slice.count)
    }

    /// Calls `body` with all bytes written since `offset`, for checksums.
    package borrowing func withWritten<R>(from offset: Int, _ body: (UnsafeRawBufferPointer) -> R) -> R {
        precondition(offset >= 0 && offset <= count)
        return unsafe body(UnsafeRawBufferPointer(start: base + offset, count: count - offset))
    }

    // MARK: Integers

    /// Appends one byte, 1 for true.
    @inlinable
    public mutating func writeBool(_ value: Bool) { writeInteger(value ? 1 as UInt8 : 0) }
    /// Appends an IEEE 754 double.
    @inlinable
    public mutating func writeFloat64(_ value: Double) { writeInteger(value.bitPattern) }
    /// Appends sixteen bytes.
    @inlinable
    public mutating func writeUUID(_ value: KafkaUUID) {
        writeInteger(value.high)
        writeInteger(value.low)
    }

    /// Appends an unsigned varint: 1 to 5 bytes, 7 bits a byte, least significant group first.
    @inlinable
    public mutating func writeUnsignedVarint(_ value: UInt32) { writeLongVarint(UInt64(value)) }

    /// Appends a zigzag varint of 32 bits.
    @inlinable
    public mutating func writeVarint(_ value: Int32) {
        writeLongVarint(UInt64(UInt32(bitPattern: (value << 1) ^ (value >> 31))))
    }

    /// Appends a zigzag varint of 64 bits: 1 to 10 bytes.
    @inlinable
    public mutating func writeVarlong(_ value: Int64) {
        writeLongVarint(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    @inlinable
    mutating func writeLongVarint(_ value: UInt64) {
        reserve(10)
        var rest = value
        var written = 0
        while rest >= 0x80 {
            unsafe (base + count + written).storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
            rest >>= 7
            written += 1
        }
        unsafe (base + count + written).storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
        advance(written + 1)
    }

    // MARK: Lengths, strings, bytes

    /// Appends a length, nil for null. Throws `WireError.invalidLength` if it does not fit the length field.
    @inlinable
    public mutating func writeLength(_ length: Int?, _ kind: WireReader.LengthKind) throws(WireError) {
        switch kind {
        case .int16:
            guard let short = Int16(exactly: length ?? -1) else { throw tooLong(length, 32_767) }
            writeInteger(short)
        case .int32:
            guard let int = Int32(exactly: length ?? -1) else { throw tooLong(length, Int(Int32.max)) }
            writeInteger(int)
        case .compact:
            guard let length else { return writeUnsignedVarint(0) }
            guard length < Int(Int32.max) else { throw tooLong(length, Int(Int32.max) - 1) }
            writeUnsignedVarint(UInt32(length) + 1)
        }
    }

    @inline(never)
    @usableFromInline
    func tooLong(_ length: Int?, _ most: Int) -> WireError {
        error(.invalidLength, "length \(length ?? -1) exceeds the maximum of \(most)")
    }

    /// Appends a UTF-8 string, nil as null. Throws `WireError.invalidLength` if it is too long for its length field.
    public mutating func writeNullableString(_ value: String?, flexible: Bool) throws(WireError) {
        nullableString(value, field, flexible: flexible)
        try check()
    }

    /// Appends a UTF-8 string. Throws as `writeNullableString`.
    public mutating func writeString(_ value: String, flexible: Bool) throws(WireError) {
        string(value, field, flexible: flexible)
        try check()
    }

    /// Appends bytes or a record set, nil as null. Throws as `writeNullableString`.
    public mutating func writeNullableBytes(_ value: ByteSlice?, flexible: Bool) throws(WireError) {
        nullableBytes(value, field, flexible: flexible)
        try check()
    }

    /// Appends bytes. Throws as `writeNullableString`.
    public mutating func writeBytes(_ value: ByteSlice, flexible: Bool) throws(WireError) {
        try writeNullableBytes(value, flexible: flexible)
    }

    // MARK: Arrays and tags

    /// Appends an array.
    @inlinable
    public mutating func writeArray<Element>(
        _ array: [Element], flexible: Bool, _ element: (Element, inout WireWriter) throws(WireError) -> Void
    ) throws(WireError) {
        try writeLength(array.count, flexible ? .compact : .int32)
        for item in array { try element(item, &self) }
    }

    /// A tagged field whose bytes `body` writes.
    public borrowing func taggedField(
        _ tag: UInt32, _ body: (inout WireWriter) throws(WireError) -> Void
    ) throws(WireError) -> TaggedField {
        var inner = taggedWriter()
        inner.field = field
        try body(&inner)
        return TaggedField(tag: tag, data: inner.finish())
    }

    /// Appends a tagged-field section: `known` and `unknown` fields together, in ascending order of tags.
    public mutating func writeTaggedFields(_ known: [TaggedField], unknown: [TaggedField] = []) {
        writeUnsignedVarint(UInt32(known.count + unknown.count))
        var fields = known
        if !unknown.isEmpty {
            fields += unknown
            fields.sort { $0.tag < $1.tag }
        }
        for field in fields {
            writeUnsignedVarint(field.tag)
            writeUnsignedVarint(UInt32(field.data.count))
            writeRaw(field.data)
        }
    }
}
