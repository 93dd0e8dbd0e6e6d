// Millrace
// SPDX-License-Identifier: Apache-2.0

// Generated code reads thousands of fields. One call without an error branch for each of them, into functions that
// exist once, keeps the compiler's work and the code small (Benchmarks/BUILD-TIME.md).
//
// The first failure is kept and moves the position to the end, so that later reads fail at once, change nothing, and
// give zero, an empty value or nil; `check` throws it. Loops over arrays stop at it.

extension WireReader {
    /// The first failure and the position where it happened.
    @usableFromInline
    final class Failure: Sendable {
        let error: WireError
        let position: Int

        init(_ error: WireError, position: Int) { (self.error, self.position) = (error, position) }
    }

    /// Sets the message and version for errors and checks that the message has this version.
    @inline(never)
    mutating func begin(
        _ message: StaticString, _ versions: ClosedRange<Int16>, version: Int16
    ) throws(WireError) {
        self.message = message
        self.version = version
        guard versions.contains(version) else {
            var error = error(.unsupportedVersion, "version \(version) is outside the known versions \(versions)")
            error.field = "version"
            throw error
        }
    }

    /// Throws the first failure since the last check, with the position back at its place.
    @inline(never)
    mutating func check() throws(WireError) {
        guard let failure else { return }
        self.failure = nil
        position = failure.position
        throw failure.error
    }

    @inline(never)
    mutating func fail(_ error: WireError) {
        guard failure == nil else { return }
        failure = Failure(error, position: position)
        position = end
    }

    @inline(never)
    private mutating func fail(_ field: StaticString, _ error: WireError) {
        guard failure == nil else { return }
        var error = error
        if field.utf8CodeUnitCount > 0 { error.field = "\(field)" }
        fail(error)
    }

    @inline(never)
    private mutating func failTruncated(_ field: StaticString, _ count: Int) {
        if failure == nil { fail(field, truncated(count)) }
    }

    @inline(never)
    private mutating func failNull(_ field: StaticString, at start: Int) {
        guard failure == nil else { return }
        position = start
        fail(field, error(.unexpectedNull, "null where a value is required"))
    }

    // MARK: Scalars

    @inline(__always)
    private mutating func integer<T: FixedWidthInteger>(_ field: StaticString) -> T {
        let start = position
        guard end - start >= MemoryLayout<T>.size else {
            failTruncated(field, MemoryLayout<T>.size)
            return 0
        }
        // In bounds by the guard; unaligned loads are allowed for trivial types.
        let raw = unsafe block.base.loadUnaligned(fromByteOffset: start, as: T.self)
        position = start + MemoryLayout<T>.size
        return T(bigEndian: raw)
    }

    @inline(never) mutating func int8(_ field: StaticString) -> Int8 { integer(field) }
    @inline(never) mutating func int16(_ field: StaticString) -> Int16 { integer(field) }
    @inline(never) mutating func uint16(_ field: StaticString) -> UInt16 { integer(field) }
    @inline(never) mutating func int32(_ field: StaticString) -> Int32 { integer(field) }
    @inline(never) mutating func int64(_ field: StaticString) -> Int64 { integer(field) }
    @inline(never) mutating func bool(_ field: StaticString) -> Bool { (integer(field) as UInt8) != 0 }
    @inline(never) mutating func float64(_ field: StaticString) -> Double { Double(bitPattern: integer(field)) }

    @inline(never)
    mutating func uuid(_ field: StaticString) -> KafkaUUID {
        guard end - position >= 16 else {
            failTruncated(field, 16)
            return .zero
        }
        return KafkaUUID(high: integer(field), low: integer(field))
    }

    // MARK: Strings and bytes

    /// Reads a length: nil for null, 0 after a failure.
    @inline(__always)
    private mutating func length(_ field: StaticString, _ kind: LengthKind) -> Int? {
        // Most lengths of flexible versions are one byte.
        if kind == .compact, position < end {
            let byte = Int(unsafe block.base.load(fromByteOffset: position, as: UInt8.self))
            if byte < 0x80, byte <= end - position {
                position += 1
                return byte == 0 ? nil : byte - 1
            }
        }
        return longLength(field, kind)
    }

    @inline(never)
    private mutating func longLength(_ field: StaticString, _ kind: LengthKind) -> Int? {
        do throws(WireError) {
            return try readLength(kind)
        } catch {
            fail(field, error)
            return 0
        }
    }

    /// Reads a string; null is a failure unless `nullable`.
    @inline(never)
    mutating func nullableString(_ field: StaticString, flexible: Bool, nullable: Bool = true) -> String? {
        let start = position
        guard let count = length(field, flexible ? .compact : .int16) else {
            if !nullable { failNull(field, at: start) }
            return nil
        }
        // `readLength` checked the count against the bytes that remain.
        let bytes = unsafe UnsafeRawBufferPointer(start: block.base + position, count: count)
        position += count
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    @inline(never)
    mutating func string(_ field: StaticString, flexible: Bool) -> String {
        nullableString(field, flexible: flexible, nullable: false) ?? ""
    }

    /// Reads bytes as a view; null is a failure unless `nullable`.
    @inline(never)
    mutating func nullableBytes(_ field: StaticString, flexible: Bool, nullable: Bool = true) -> ByteSlice? {
        let start = position
        guard let count = length(field, flexible ? .compact : .int32) else {
            if !nullable { failNull(field, at: start) }
            return nil
        }
        let slice = ByteSlice(block: block, range: position..<position + count)
        position += count
        return slice
    }

    @inline(never)
    mutating func bytes(_ field: StaticString, flexible: Bool) -> ByteSlice {
        nullableBytes(field, flexible: flexible, nullable: false) ?? .empty
    }

    // MARK: Arrays and structures

    /// Reads the count of an array: nil for null, which is a failure unless `nullable`.
    @inline(never)
    private mutating func arrayCount(_ field: StaticString, flexible: Bool, nullable: Bool) -> Int? {
        let start = position
        let count = length(field, flexible ? .compact : .int32)
        if count == nil, !nullable { failNull(field, at: start) }
        return count
    }

    /// Reads an array; null is a failure unless `nullable`. Stops at the first failure.
    ///
    /// Reserves capacity for at most 1,024 elements before they are read, so that a hostile count does not allocate
    /// much.
    @inline(__always)
    private mutating func array<Element>(
        _ field: StaticString, flexible: Bool, nullable: Bool, _ element: (inout WireReader) -> Element
    ) -> [Element]? {
        guard let count = arrayCount(field, flexible: flexible, nullable: nullable) else { return nil }
        var array: [Element] = []
        array.reserveCapacity(min(count, 1024))
        for _ in 0..<count {
            if failure != nil { break }
            array.append(element(&self))
        }
        return array
    }

    mutating func nullableIntegers<T: FixedWidthInteger>(
        _ field: StaticString, flexible: Bool, nullable: Bool = true
    ) -> [T]? {
        array(field, flexible: flexible, nullable: nullable) { $0.integer(field) }
    }

    mutating func integers<T: FixedWidthInteger>(_ field: StaticString, flexible: Bool) -> [T] {
        nullableIntegers(field, flexible: flexible, nullable: false) ?? []
    }

    @inline(never)
    mutating func nullableStrings(_ field: StaticString, flexible: Bool, nullable: Bool = true) -> [String]? {
        array(field, flexible: flexible, nullable: nullable) { $0.string(field, flexible: flexible) }
    }

    @inline(never)
    mutating func strings(_ field: StaticString, flexible: Bool) -> [String] {
        nullableStrings(field, flexible: flexible, nullable: false) ?? []
    }

    /// Reads an array of structures; null is a failure unless `nullable`.
    mutating func nullableStructs<Element: WireStructure>(
        _ field: StaticString, flexible: Bool, version: Int16, nullable: Bool = true
    ) -> [Element]? {
        guard let count = arrayCount(field, flexible: flexible, nullable: nullable) else { return nil }
        return elements(count, version: version)
    }

    mutating func structs<Element: WireStructure>(
        _ field: StaticString, flexible: Bool, version: Int16
    ) -> [Element] {
        elements(arrayCount(field, flexible: flexible, nullable: false) ?? 0, version: version)
    }

    /// Reads `count` structures, or fewer if one of them fails. Reserves as `array` does.
    @inline(never)
    private mutating func elements<Element: WireStructure>(_ count: Int, version: Int16) -> [Element] {
        var array: [Element] = []
        if count == 0 { return array }
        array.reserveCapacity(min(count, 1024))
        for _ in 0..<count {
            if failure != nil { break }
            array.append(Element(reading: &self, version: version))
        }
        return array
    }

    /// Reads a structure with a marker byte before it, negative for nil; without the marker unless `nullable`.
    mutating func nullableStruct<Value: WireStructure>(
        _ field: StaticString, version: Int16, nullable: Bool = true
    ) -> Value? {
        nullable && int8(field) < 0 ? nil : Value(reading: &self, version: version)
    }

    // MARK: Tagged fields

    /// Reads a section of tagged fields of which no tag is known.
    @inline(never)
    mutating func taggedFields(_ field: StaticString) -> [TaggedField] {
        // A section without fields is one byte 0.
        if position < end, unsafe block.base.load(fromByteOffset: position, as: UInt8.self) == 0 {
            position += 1
            return []
        }
        do throws(WireError) {
            return try readTaggedFields()
        } catch {
            fail(field, error)
            return []
        }
    }

    /// Begins a section with known tags; nil if it is empty.
    @inline(never)
    mutating func taggedSection(_ field: StaticString) -> TaggedSection? {
        do throws(WireError) {
            let count = try readUnsignedVarint()
            return count == 0 ? nil : TaggedSection(field: field, left: count, value: self)
        } catch {
            fail(field, error)
            return nil
        }
    }
}

/// A section of tagged fields that is being read.
struct TaggedSection {
    let field: StaticString
    fileprivate var left: UInt32
    /// The tag of the current field.
    private(set) var tag: UInt32 = 0
    /// A reader of exactly the current field's bytes.
    var value: WireReader
    /// The fields that were kept.
    private(set) var unknown: [TaggedField] = []
    private var data = ByteSlice.empty
    private var isFirst = true

    fileprivate init(field: StaticString, left: UInt32, value: WireReader) {
        (self.field, self.left, self.value) = (field, left, value)
    }

    /// Moves to the next field; false after the last one and after a failure, which goes to `reader`.
    @inline(never)
    mutating func next(_ reader: inout WireReader) -> Bool {
        do throws(WireError) {
            if !isFirst {
                try value.check()
                try value.expectEnd()
            }
            if left == 0 { return false }
            left -= 1
            reader.field = field
            let (tag, data) = try reader.readTaggedField(after: isFirst ? nil : tag)
            (self.tag, self.data, isFirst) = (tag, data, false)
            value = WireReader(data, like: reader)
            return true
        } catch {
            reader.fail(error)
            return false
        }
    }

    /// Keeps the current field as one that the schema does not name.
    @inline(never)
    mutating func keep() {
        unknown.append(TaggedField(tag: tag, data: data))
        value.position = value.end
    }
}
