// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Numbers: all their bytes, little-endian, so that runs of them are copied at once.
@usableFromInline
protocol FixedSizeStorable: Storable, BitwiseCopyable {}

extension FixedSizeStorable {
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// The size of the type.
    @inlinable
    public static var _storedSize: Int? { MemoryLayout<Self>.size }

    /// Copies the values at once where memory has the stored layout.
    @inlinable
    public static func _store(_ run: StorableRun<Self>, into writer: inout StoreWriter) throws {
        #if _endian(little)
        if let bytes = unsafe run.contiguousBytes { return unsafe writer.writeRaw(bytes) }
        #endif
        for index in 0..<run.count { try run[index].store(into: &writer) }
    }

    /// Copies the values at once where memory has the stored layout.
    @inlinable
    public static func _restore(
        _ slots: StorableSlots<Self>, from reader: inout StoreReader, version: UInt32
    ) throws {
        #if _endian(little)
        if let target = unsafe slots.contiguousBytes { return unsafe try reader.readRaw(into: target) }
        #endif
        for index in 0..<slots.count { slots.initialize(index, to: try Self(from: &reader, version: version)) }
    }
}

extension Int: FixedSizeStorable {
    /// "Int".
    public static var storableName: String { "Int" }
    /// Writes 8 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(Int64(self)) }
    /// Reads 8 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try Self(truncatingIfNeeded: reader.readInteger(Int64.self))
    }
}

extension Int8: FixedSizeStorable {
    /// "Int8".
    public static var storableName: String { "Int8" }
    /// Writes 1 byte.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 1 byte.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension Int16: FixedSizeStorable {
    /// "Int16".
    public static var storableName: String { "Int16" }
    /// Writes 2 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 2 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension Int32: FixedSizeStorable {
    /// "Int32".
    public static var storableName: String { "Int32" }
    /// Writes 4 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 4 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension Int64: FixedSizeStorable {
    /// "Int64".
    public static var storableName: String { "Int64" }
    /// Writes 8 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 8 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension UInt: FixedSizeStorable {
    /// "UInt".
    public static var storableName: String { "UInt" }
    /// Writes 8 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(UInt64(self)) }
    /// Reads 8 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try Self(truncatingIfNeeded: reader.readInteger(UInt64.self))
    }
}

extension UInt8: FixedSizeStorable {
    /// "UInt8".
    public static var storableName: String { "UInt8" }
    /// Writes 1 byte.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 1 byte.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension UInt16: FixedSizeStorable {
    /// "UInt16".
    public static var storableName: String { "UInt16" }
    /// Writes 2 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 2 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension UInt32: FixedSizeStorable {
    /// "UInt32".
    public static var storableName: String { "UInt32" }
    /// Writes 4 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 4 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension UInt64: FixedSizeStorable {
    /// "UInt64".
    public static var storableName: String { "UInt64" }
    /// Writes 8 bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(self) }
    /// Reads 8 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readInteger()
    }
}

extension Float: FixedSizeStorable {
    /// "Float".
    public static var storableName: String { "Float" }
    /// Writes the bit pattern, 4 bytes: NaNs keep their payload.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(bitPattern) }
    /// Reads 4 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self.init(bitPattern: try reader.readInteger())
    }
}

extension Double: FixedSizeStorable {
    /// "Double".
    public static var storableName: String { "Double" }
    /// Writes the bit pattern, 8 bytes: NaNs keep their payload.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(bitPattern) }
    /// Reads 8 bytes.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self.init(bitPattern: try reader.readInteger())
    }
}
