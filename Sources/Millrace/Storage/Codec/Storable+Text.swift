// Millrace
// SPDX-License-Identifier: Apache-2.0

extension String: Storable {
    /// "String".
    public static var storableName: String { "String" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes the number of UTF-8 bytes and the bytes.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeString(self) }
    /// Reads a string; bytes that are not UTF-8 are an error.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws { self = try reader.readString() }
}

extension Bool: Storable {
    /// "Bool".
    public static var storableName: String { "Bool" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes one byte, 0 or 1.
    @inlinable
    public func store(into writer: inout StoreWriter) { writer.writeInteger(UInt8(self ? 1 : 0)) }
    /// Reads one byte; other values than 0 and 1 are an error.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        let byte = try reader.readInteger(UInt8.self)
        guard byte <= 1 else { throw reader.error(.invalidValue, "a Bool is 0 or 1, not \(byte)") }
        self = byte == 1
    }
}

extension Duration: Storable {
    /// "Duration".
    public static var storableName: String { "Duration" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes seconds and attoseconds, 8 bytes each.
    public func store(into writer: inout StoreWriter) {
        writer.writeInteger(components.seconds)
        writer.writeInteger(components.attoseconds)
    }
    /// Reads 16 bytes; attoseconds of a second or more are an error.
    public init(from reader: inout StoreReader, version: UInt32) throws {
        let seconds = try reader.readInteger(Int64.self)
        let attoseconds = try reader.readInteger(Int64.self)
        guard attoseconds.magnitude < 1_000_000_000_000_000_000 else {
            throw reader.error(.invalidValue, "a Duration has \(attoseconds) attoseconds after its seconds")
        }
        self.init(secondsComponent: seconds, attosecondsComponent: attoseconds)
    }
}

extension Storable where Self: RawRepresentable, RawValue: Storable {
    /// Writes the raw value.
    @inlinable
    public func store(into writer: inout StoreWriter) throws { try writer.write(rawValue) }
    /// Reads a raw value; one without a case is an error.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        let rawValue: RawValue = try reader.read()
        guard let value = Self(rawValue: rawValue) else {
            throw reader.error(.invalidValue, "\(Self.storableName) has no case \(rawValue)")
        }
        self = value
    }
}

extension Storable where Self: RawRepresentable & Codable, RawValue: Storable {
    /// Writes the raw value.
    @inlinable
    public func store(into writer: inout StoreWriter) throws { try writer.write(rawValue) }
    /// Reads a raw value; one without a case is an error.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        let rawValue: RawValue = try reader.read()
        guard let value = Self(rawValue: rawValue) else {
            throw reader.error(.invalidValue, "\(Self.storableName) has no case \(rawValue)")
        }
        self = value
    }
}
