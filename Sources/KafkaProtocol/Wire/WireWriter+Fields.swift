// Millrace
// SPDX-License-Identifier: Apache-2.0

// As in WireReader+Fields.swift: one call without an error branch for each field of generated code. The first failure
// is kept, and `check` throws it; bytes written after it are never used.

extension WireWriter {
    /// Sets the message and version for errors and checks that the message has this version.
    @inline(never)
    mutating func begin(
        _ message: StaticString, _ versions: ClosedRange<Int16>, version: Int16
    ) throws(WireError) {
        self.message = message
        self.version = version
        guard versions.contains(version) else {
            throw error(.unsupportedVersion, "version \(version) is outside the known versions \(versions)")
        }
    }

    /// Throws the first failure since the last check.
    @inline(never)
    mutating func check() throws(WireError) {
        guard let failure else { return }
        self.failure = nil
        throw failure
    }

    @inline(never)
    private mutating func fail(_ field: StaticString, _ error: WireError) {
        guard failure == nil else { return }
        failure = error
        if field.utf8CodeUnitCount > 0 { failure?.field = "\(field)" }
    }

    @inline(never)
    private mutating func failNull(_ field: StaticString) {
        fail(field, error(.unexpectedNull, "is nil, but version \(version) cannot carry a null"))
    }

    /// Fails because `field` is set, not ignorable, and unknown to the version being written.
    @inline(never)
    mutating func unsupported(_ field: StaticString) { fail(field, unsupportedField(field)) }

    // MARK: Scalars

    @inline(never) mutating func int8(_ value: Int8) { writeInteger(value) }
    @inline(never) mutating func int16(_ value: Int16) { writeInteger(value) }
    @inline(never) mutating func uint16(_ value: UInt16) { writeInteger(value) }
    @inline(never) mutating func int32(_ value: Int32) { writeInteger(value) }
    @inline(never) mutating func int64(_ value: Int64) { writeInteger(value) }
    @inline(never) mutating func bool(_ value: Bool) { writeBool(value) }
    @inline(never) mutating func float64(_ value: Double) { writeFloat64(value) }
    @inline(never) mutating func uuid(_ value: KafkaUUID) { writeUUID(value) }

    // MARK: Strings and bytes

    /// Appends a length, nil for null, which is a failure unless `nullable`. False if nothing may follow.
    @inline(__always)
    private mutating func length(
        _ length: Int?, _ kind: WireReader.LengthKind, _ field: StaticString, nullable: Bool
    ) -> Bool {
        if length == nil, !nullable {
            failNull(field)
            return false
        }
        // Most lengths of flexible versions are one byte.
        if kind == .compact, let length, length < 0x7f {
            writeInteger(UInt8(truncatingIfNeeded: length + 1))
            return true
        }
        return longLength(length, kind, field)
    }

    @inline(never)
    private mutating func longLength(_ length: Int?, _ kind: WireReader.LengthKind, _ field: StaticString) -> Bool {
        do throws(WireError) {
            try writeLength(length, kind)
            return length != nil
        } catch {
            fail(field, error)
            return false
        }
    }

    @inline(never)
    mutating func string(_ value: String, _ field: StaticString, flexible: Bool) {
        var value = value
        guard length(value.utf8.count, flexible ? .compact : .int16, field, nullable: false) else { return }
        value.withUTF8 { unsafe writeRaw(UnsafeRawBufferPointer($0)) }
    }

    /// Appends a string; nil is a failure unless `nullable`.
    @inline(never)
    mutating func nullableString(_ value: String?, _ field: StaticString, flexible: Bool, nullable: Bool = true) {
        if let value {
            string(value, field, flexible: flexible)
        } else {
            _ = length(nil, flexible ? .compact : .int16, field, nullable: nullable)
        }
    }

    @inline(never)
    mutating func bytes(_ value: ByteSlice, _ field: StaticString, flexible: Bool) {
        nullableBytes(value, field, flexible: flexible, nullable: false)
    }

    /// Appends bytes; nil is a failure unless `nullable`.
    @inline(never)
    mutating func nullableBytes(_ value: ByteSlice?, _ field: StaticString, flexible: Bool, nullable: Bool = true) {
        guard length(value?.count, flexible ? .compact : .int32, field, nullable: nullable) else { return }
        if let value { writeRaw(value) }
    }

    // MARK: Arrays and structures

    mutating func integers<T: FixedWidthInteger>(_ array: [T], _ field: StaticString, flexible: Bool) {
        nullableIntegers(array, field, flexible: flexible, nullable: false)
    }

    /// Appends an array; nil is a failure unless `nullable`.
    mutating func nullableIntegers<T: FixedWidthInteger>(
        _ array: [T]?, _ field: StaticString, flexible: Bool, nullable: Bool = true
    ) {
        guard length(array?.count, flexible ? .compact : .int32, field, nullable: nullable) else { return }
        for item in array ?? [] { writeInteger(item) }
    }

    @inline(never)
    mutating func strings(_ array: [String], _ field: StaticString, flexible: Bool) {
        nullableStrings(array, field, flexible: flexible, nullable: false)
    }

    /// Appends an array; nil is a failure unless `nullable`.
    @inline(never)
    mutating func nullableStrings(_ array: [String]?, _ field: StaticString, flexible: Bool, nullable: Bool = true) {
        guard length(array?.count, flexible ? .compact : .int32, field, nullable: nullable) else { return }
        for item in array ?? [] { string(item, field, flexible: flexible) }
    }

    /// Appends an array of structures; nil is a failure unless `nullable`.
    mutating func nullableStructs<Element: WireStructure>(
        _ array: [Element]?, _ field: StaticString, flexible: Bool, version: Int16, nullable: Bool = true
    ) {
        if arrayCount(array?.count, field, flexible: flexible, nullable: nullable), let array {
            elements(array, version: version)
        }
    }

    mutating func structs<Element: WireStructure>(
        _ array: [Element], _ field: StaticString, flexible: Bool, version: Int16
    ) {
        if arrayCount(array.count, field, flexible: flexible, nullable: false) { elements(array, version: version) }
    }

    /// Appends the count of an array; nil is a failure unless `nullable`. False if nothing may follow.
    @inline(never)
    private mutating func arrayCount(_ count: Int?, _ field: StaticString, flexible: Bool, nullable: Bool) -> Bool {
        length(count, flexible ? .compact : .int32, field, nullable: nullable)
    }

    @inline(never)
    private mutating func elements<Element: WireStructure>(_ array: [Element], version: Int16) {
        // In place: a loop over the array would copy each element. The pointer is used inside the closure only, within
        // the count.
        unsafe array.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for index in 0..<buffer.count { unsafe base[index].write(into: &self, version: version) }
        }
    }

    /// Appends a structure after its marker byte, −1 alone for nil; without the marker unless `nullable`.
    mutating func nullableStruct<Value: WireStructure>(
        _ value: Value?, _ field: StaticString, version: Int16, nullable: Bool = true
    ) {
        guard let value else { return nullable ? writeInteger(-1 as Int8) : failNull(field) }
        if nullable { writeInteger(1 as Int8) }
        value.write(into: &self, version: version)
    }

    // MARK: Tagged fields

    /// A writer for the bytes of one known tagged field.
    @inline(never)
    borrowing func taggedWriter() -> WireWriter {
        var inner = WireWriter(capacity: 64)
        inner.message = message
        inner.version = version
        return inner
    }

    /// Adds a known tagged field with the bytes and the failure of `inner`.
    @inline(never)
    mutating func add(_ tag: UInt32, _ inner: consuming WireWriter, to fields: inout [TaggedField]) {
        if failure == nil { failure = inner.failure }
        fields.append(TaggedField(tag: tag, data: inner.finish()))
    }

    /// Appends a section of tagged fields of which no tag is known.
    @inline(never)
    mutating func taggedFields(_ fields: [TaggedField]) {
        fields.isEmpty ? writeInteger(0 as UInt8) : writeTaggedFields(fields)
    }
}
