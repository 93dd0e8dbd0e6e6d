// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A type whose values can be stored: in shuffles and caches on disk, state, logs and checkpoints.
///
/// Numbers, `String`, `Bool`, `Optional`, `Array`, `Dictionary`, `Set`, `Pair` and `Duration` are storable. So is any
/// `Codable` type: declaring the conformance is enough, `struct Session: Codable, Storable { … }`, and fields are then
/// stored by name, so that optional ones may be added and any removed. Other types write their fields themselves:
///
///     extension Point: Storable {
///         func store(into writer: inout StoreWriter) throws {
///             try writer.write(x)
///             try writer.write(y)
///         }
///         init(from reader: inout StoreReader, version: UInt32) throws {
///             self.init(x: try reader.read(), y: try reader.read())
///         }
///     }
///
/// A type that changes its fields raises `storableVersion` and goes on reading the versions before.
/// Values are equal after a round trip. Own design.
public protocol Storable: SendableMetatype {
    /// The name that stored data carries; data under another name is refused. Default: the type's qualified name.
    /// A type that is renamed returns its old name.
    static var storableName: String { get }
    /// The version that `store(into:)` writes; default 1. 0 means that the format never changes, and that no version is
    /// stored.
    static var storableVersion: UInt32 { get }
    /// Writes the value.
    func store(into writer: inout StoreWriter) throws
    /// Reads a value that version `version` of this type wrote, which is at most `storableVersion`.
    ///
    /// The bytes may be hostile: it must throw, not trap.
    init(from reader: inout StoreReader, version: UInt32) throws

    /// Writes many values without their count; for this module's own types. Default: one after the other.
    static func _store(_ run: StorableRun<Self>, into writer: inout StoreWriter) throws
    /// Reads what `_store` wrote, into all of `slots`. Initializes none of them if it throws.
    static func _restore(_ slots: StorableSlots<Self>, from reader: inout StoreReader, version: UInt32) throws
    /// Bytes that each value takes, if that is the same for all.
    static var _storedSize: Int? { get }
}

extension Storable {
    /// The type's qualified name.
    public static var storableName: String { storableTypeName(Self.self) }
    /// 1.
    @inlinable
    public static var storableVersion: UInt32 { 1 }
    /// `nil`: sizes differ.
    @inlinable
    public static var _storedSize: Int? { nil }

    /// Writes the values one after the other.
    @inlinable
    public static func _store(_ run: StorableRun<Self>, into writer: inout StoreWriter) throws {
        try writer.enter()
        for index in 0..<run.count { try run[index].store(into: &writer) }
        writer.depth -= 1
    }

    /// Reads the values one after the other.
    @inlinable
    public static func _restore(
        _ slots: StorableSlots<Self>, from reader: inout StoreReader, version: UInt32
    ) throws {
        try reader.enter()
        var done = 0
        do {
            while done < slots.count {
                slots.initialize(done, to: try Self(from: &reader, version: version))
                done += 1
            }
        } catch {
            slots.deinitialize(first: done)
            throw error
        }
        reader.depth -= 1
    }
}

/// A type's qualified name, the same in every process and build: the addresses in names of private types are left out.
func storableTypeName(_ type: Any.Type) -> String {
    let name = _typeName(type, qualified: true)
    guard name.contains("(unknown context at ") else { return name }
    var parts = name.split(separator: "(unknown context at $", omittingEmptySubsequences: false)
    for index in parts.indices.dropFirst() {
        // The address ends in "). ".
        parts[index] = parts[index].drop { $0 != ")" }.dropFirst().drop { $0 == "." }
    }
    return parts.joined()
}
