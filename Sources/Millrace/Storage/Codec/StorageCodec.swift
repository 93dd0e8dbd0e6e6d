// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Stores and restores elements of a type that generic code knows as `Element` only.
///
/// Found once, at run time; then each call handles many elements in one loop that knows their type. Storable are:
/// types that conform to `Storable`; those that conform to `Codable`; tuples, arrays, optionals, dictionaries, sets and
/// pairs of storable types, also inside each other. Own design.
public struct StorageCodec<Element>: Sendable {
    private let field: any FieldCodec
    /// The name of the type in stored data.
    public let typeName: String
    /// A hash of `typeName`: data of another type is refused by it. Versions of a type have the same fingerprint.
    public let fingerprint: UInt64

    /// The codec of `Element`; `nil` if values of this type cannot be stored.
    public init?() {
        guard let field = findFieldCodec(of: Element.self) else { return nil }
        self.field = field
        typeName = field.name
        var hasher = StableHasher()
        hasher.combine(bytes: typeName.utf8)
        fingerprint = hasher.finalize()
    }

    /// The codec of `Element`, for an operation that cannot do without.
    ///
    /// - Parameter operation: Name of the operation, for the error.
    /// - Throws: `StreamingError.codecMissing` if values of this type cannot be stored.
    public static func require(for operation: String) throws -> StorageCodec {
        if let codec = StorageCodec() { return codec }
        throw StreamingError(
            code: .codecMissing,
            message: "\(operation) needs to store values of type \(Element.self), which has no codec: "
                + "declare it Codable, or conform it to Storable")
    }

    // MARK: Storing

    /// Writes one value.
    public func store(_ value: Element, into writer: inout StoreWriter) throws {
        field.writeVersion(into: &writer)
        unsafe try withUnsafePointer(to: value) { pointer in
            unsafe try field.store(
                UnsafeRawPointer(pointer), stride: MemoryLayout<Element>.stride, count: 1, into: &writer)
        }
    }

    /// Writes values without their count.
    public func store(_ values: ArraySlice<Element>, into writer: inout StoreWriter) throws {
        guard !values.isEmpty else { return }
        field.writeVersion(into: &writer)
        unsafe try values.withUnsafeBufferPointer { buffer in
            // The buffer is valid in the closure, and has at least one element, so an address.
            unsafe try field.store(
                UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped), stride: MemoryLayout<Element>.stride,
                count: buffer.count, into: &writer)
        }
    }

    /// Writes an array as `Array` does: its count and its elements.
    public func storeArray(_ values: [Element], into writer: inout StoreWriter) throws {
        try writer.writeElements(values) { writer in
            field.writeVersion(into: &writer)
        } _: { run, writer in
            unsafe try field.store(run.base, stride: run.stride, count: run.count, into: &writer)
        }
    }

    // MARK: Restoring

    /// Reads a value that `store(_:into:)` wrote.
    public func restore(from reader: inout StoreReader) throws -> Element {
        // `Element` may be a tuple, so there is no initializer to call: it is restored in place and moved out.
        let place = UnsafeMutablePointer<Element>.allocate(capacity: 1)
        defer { unsafe place.deallocate() }
        let version = try field.readVersion(from: &reader)
        unsafe try field.restore(
            UnsafeMutableRawPointer(place), stride: MemoryLayout<Element>.stride, count: 1, from: &reader,
            version: version)
        return unsafe place.move()
    }

    /// Reads `count` values. Memory for all of them is allocated first, so the caller bounds `count`.
    public func restore(count: Int, from reader: inout StoreReader) throws -> [Element] {
        guard count > 0 else { return [] }
        let version = try field.readVersion(from: &reader)
        return try reader.readPiece(count) { slots, reader in
            unsafe try field.restore(
                slots.base, stride: slots.stride, count: slots.count, from: &reader, version: version)
        }
    }

    /// Reads an array that `storeArray` wrote.
    public func restoreArray(from reader: inout StoreReader) throws -> [Element] {
        try reader.readElements(fixedSize: field.storedSize) {
            try field.readVersion(from: &$0)
        } read: { slots, version, reader in
            unsafe try field.restore(
                slots.base, stride: slots.stride, count: slots.count, from: &reader, version: version)
        }
    }
}
