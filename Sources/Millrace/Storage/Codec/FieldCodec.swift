// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The codec of a type that is known at run time only. Stores and restores values at equal distances in memory.
///
/// Pointers must be aligned for the type; values to store must be initialized, places to restore must not be.
protocol FieldCodec: Sendable {
    /// The name of the type in stored data.
    var name: String { get }
    /// Bytes that each value takes, if that is the same for all.
    var storedSize: Int? { get }
    func writeVersion(into writer: inout StoreWriter)
    func readVersion(from reader: inout StoreReader) throws -> UInt32
    @unsafe
    func store(_ base: UnsafeRawPointer, stride: Int, count: Int, into writer: inout StoreWriter) throws
    /// Initializes all places, or none if it throws.
    @unsafe
    func restore(
        _ base: UnsafeMutableRawPointer, stride: Int, count: Int, from reader: inout StoreReader, version: UInt32
    ) throws
    @unsafe
    func deinitialize(_ base: UnsafeMutableRawPointer, stride: Int, count: Int)
}

extension FieldCodec {
    func writeVersion(into writer: inout StoreWriter) {}
    func readVersion(from reader: inout StoreReader) throws -> UInt32 { 0 }
}

/// Finds the codec of a type at run time; `nil` if values of the type cannot be stored.
func findFieldCodec(of type: Any.Type) -> (any FieldCodec)? {
    if let storable = type as? any Storable.Type { return storableField(storable) }
    if let container = type as? any DynamicallyStorable.Type { return container.makeFieldCodec() }
    if let codable = type as? any Codable.Type { return codableField(codable) }
    return TupleField(type)
}

private func storableField<Value: Storable>(_ type: Value.Type) -> any FieldCodec { StorableField<Value>() }
private func codableField<Value: Codable>(_ type: Value.Type) -> any FieldCodec { CodableField<Value>() }

/// A type that conforms to `Storable`.
private struct StorableField<Value: Storable>: FieldCodec {
    var name: String { Value.storableName }
    var storedSize: Int? { Value._storedSize }

    func writeVersion(into writer: inout StoreWriter) { writer.writeVersion(of: Value.self) }
    func readVersion(from reader: inout StoreReader) throws -> UInt32 { try reader.readVersion(of: Value.self) }

    func store(_ base: UnsafeRawPointer, stride: Int, count: Int, into writer: inout StoreWriter) throws {
        unsafe try Value._store(StorableRun(base: base, stride: stride, count: count), into: &writer)
    }

    func restore(
        _ base: UnsafeMutableRawPointer, stride: Int, count: Int, from reader: inout StoreReader, version: UInt32
    ) throws {
        let slots = unsafe StorableSlots<Value>(base: base, stride: stride, count: count)
        try Value._restore(slots, from: &reader, version: version)
    }

    func deinitialize(_ base: UnsafeMutableRawPointer, stride: Int, count: Int) {
        unsafe StorableSlots<Value>(base: base, stride: stride, count: count).deinitialize(first: count)
    }
}

/// A type that is only `Codable`: stored as it would be if it conformed to `Storable` with version 1.
private struct CodableField<Value: Codable>: FieldCodec {
    let name = storableTypeName(Value.self)
    var storedSize: Int? { nil }

    func writeVersion(into writer: inout StoreWriter) { writer.writeVarint(1) }

    func readVersion(from reader: inout StoreReader) throws -> UInt32 {
        let version = try reader.readVarint()
        guard version == 1 else { throw reader.badVersion(version, name, 1) }
        return 1
    }

    func store(_ base: UnsafeRawPointer, stride: Int, count: Int, into writer: inout StoreWriter) throws {
        unsafe try BinaryEncoding.store(StorableRun<Value>(base: base, stride: stride, count: count), into: &writer)
    }

    func restore(
        _ base: UnsafeMutableRawPointer, stride: Int, count: Int, from reader: inout StoreReader, version: UInt32
    ) throws {
        let slots = unsafe StorableSlots<Value>(base: base, stride: stride, count: count)
        try BinaryDecoding.restore(slots, from: &reader)
    }

    func deinitialize(_ base: UnsafeMutableRawPointer, stride: Int, count: Int) {
        unsafe StorableSlots<Value>(base: base, stride: stride, count: count).deinitialize(first: count)
    }
}
