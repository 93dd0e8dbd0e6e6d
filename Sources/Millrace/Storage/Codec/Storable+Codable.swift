// Millrace
// SPDX-License-Identifier: Apache-2.0

extension Storable where Self: Codable {
    /// Writes the value's fields by name.
    public func store(into writer: inout StoreWriter) throws {
        try BinaryEncoding.store(self, into: &writer)
    }

    /// Reads a value's fields by name: unknown ones are passed over.
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try BinaryDecoding.restore(from: &reader)
    }

    /// Writes the values one after the other; the names of fields once.
    public static func _store(_ run: StorableRun<Self>, into writer: inout StoreWriter) throws {
        try BinaryEncoding.store(run, into: &writer)
    }

    /// Reads the values one after the other.
    public static func _restore(
        _ slots: StorableSlots<Self>, from reader: inout StoreReader, version: UInt32
    ) throws {
        try BinaryDecoding.restore(slots, from: &reader)
    }
}
