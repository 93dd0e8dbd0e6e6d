// Millrace
// SPDX-License-Identifier: Apache-2.0

extension Optional: Storable where Wrapped: Storable {
    /// "Optional<…>".
    public static var storableName: String { "Optional<\(Wrapped.storableName)>" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes 0 for `nil`, 1 and the value otherwise.
    @inlinable
    public func store(into writer: inout StoreWriter) throws {
        guard let self else { return writer.writeInteger(UInt8(0)) }
        writer.writeInteger(UInt8(1))
        try writer.write(self)
    }
    /// Reads a value or `nil`.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.read(Bool.self) ? .some(reader.read()) : nil
    }
}

extension Array: Storable where Element: Storable {
    /// "Array<…>".
    public static var storableName: String { "Array<\(Element.storableName)>" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes the count and the elements; numbers are copied at once.
    @inlinable
    public func store(into writer: inout StoreWriter) throws {
        try writer.writeElements(self) { writer in
            writer.writeVersion(of: Element.self)
        } _: { run, writer in
            try Element._store(run, into: &writer)
        }
    }
    /// Reads the elements; allocates no more than a multiple of the bytes that are there.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self = try reader.readElements(fixedSize: Element._storedSize) { reader in
            try reader.readVersion(of: Element.self)
        } read: { slots, version, reader in
            try Element._restore(slots, from: &reader, version: version)
        }
    }
}

extension Dictionary: Storable where Key: Storable, Value: Storable {
    /// "Dictionary<…, …>".
    public static var storableName: String { "Dictionary<\(Key.storableName), \(Value.storableName)>" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes the keys as an array, then the values as one, in the dictionary's order.
    @inlinable
    public func store(into writer: inout StoreWriter) throws {
        try Array(keys).store(into: &writer)
        try Array(values).store(into: &writer)
    }
    /// Reads keys and values; another number of values, and a key that occurs twice, are errors.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        let keys = try [Key](from: &reader, version: 0)
        let values = try [Value](from: &reader, version: 0)
        guard keys.count == values.count else {
            throw reader.error(.invalidValue, "a dictionary has \(keys.count) keys and \(values.count) values")
        }
        self.init(minimumCapacity: keys.count)
        for index in keys.indices where updateValue(values[index], forKey: keys[index]) != nil {
            throw reader.error(.invalidValue, "a dictionary has a key twice")
        }
    }
}

extension Set: Storable where Element: Storable {
    /// "Set<…>".
    public static var storableName: String { "Set<\(Element.storableName)>" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes the elements as an array, in the set's order.
    @inlinable
    public func store(into writer: inout StoreWriter) throws { try Array(self).store(into: &writer) }
    /// Reads the elements; one that occurs twice is an error.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        let elements = try [Element](from: &reader, version: 0)
        self.init(elements)
        guard count == elements.count else { throw reader.error(.invalidValue, "a set has an element twice") }
    }
}

extension Pair: Storable where First: Storable, Second: Storable {
    /// "Pair<…, …>".
    public static var storableName: String { "Pair<\(First.storableName), \(Second.storableName)>" }
    /// 0: the format never changes.
    @inlinable
    public static var storableVersion: UInt32 { 0 }
    /// Writes the first value, then the second.
    @inlinable
    public func store(into writer: inout StoreWriter) throws {
        try writer.write(first)
        try writer.write(second)
    }
    /// Reads the first value, then the second.
    @inlinable
    public init(from reader: inout StoreReader, version: UInt32) throws {
        self.init(try reader.read(), try reader.read())
    }
}

extension StoreWriter {
    /// Writes the count of `elements` and the version of their type, then what `body` writes for runs of at most
    /// `StoreReader.pieceCount` of them, padded to at least a byte per element: so a reader can bound the count by the
    /// bytes that follow.
    @inlinable
    mutating func writeElements<Element>(
        _ elements: [Element], version: (inout StoreWriter) -> Void,
        _ body: (StorableRun<Element>, inout StoreWriter) throws -> Void
    ) throws {
        writeCount(elements.count)
        guard !elements.isEmpty else { return }
        let start = count
        version(&self)
        unsafe try elements.withUnsafeBufferPointer { buffer in
            for first in stride(from: 0, to: buffer.count, by: StoreReader.pieceCount) {
                let piece = min(StoreReader.pieceCount, buffer.count - first)
                // The run is within the buffer, and used inside the closure only, where the buffer is valid.
                let base = unsafe UnsafeRawPointer(buffer.baseAddress.unsafelyUnwrapped + first)
                unsafe try body(
                    StorableRun(base: base, stride: MemoryLayout<Element>.stride, count: piece), &self)
            }
        }
        while count - start < elements.count { writeInteger(UInt8(0)) }
    }
}

extension StoreReader {
    /// Elements of a run, and so the number that is allocated before one of them is read.
    @usableFromInline static var pieceCount: Int { 4096 }

    /// Reads what `writeElements` wrote. `fixedSize` are the bytes that each element takes, if known: then all are
    /// allocated at once, else piece by piece.
    @inlinable
    mutating func readElements<Element>(
        fixedSize: Int?, version: (inout StoreReader) throws -> UInt32,
        read: (StorableSlots<Element>, UInt32, inout StoreReader) throws -> Void
    ) throws -> [Element] {
        let count = try readCount()
        guard count > 0 else { return [] }
        let start = position
        let version = try version(&self)
        if let fixedSize, fixedSize > 0, remaining / fixedSize < count { throw truncated(count) }
        var elements: [Element] = []
        let piece = fixedSize == nil ? min(count, Self.pieceCount) : count
        while elements.count < count {
            let next = try readPiece(min(piece, count - elements.count)) { try read($0, version, &$1) }
            if elements.isEmpty { elements = next } else { elements.append(contentsOf: next) }
        }
        if position - start < count { try skip(count - (position - start)) }
        return elements
    }

    @inlinable
    mutating func readPiece<Element>(
        _ count: Int, _ read: (StorableSlots<Element>, inout StoreReader) throws -> Void
    ) throws -> [Element] {
        unsafe try Array(unsafeUninitializedCapacity: count) { buffer, filled in
            // The buffer has room for `count` elements, at least one.
            let base = unsafe UnsafeMutableRawPointer(buffer.baseAddress.unsafelyUnwrapped)
            unsafe try read(
                StorableSlots(base: base, stride: MemoryLayout<Element>.stride, count: count), &self)
            filled = count
        }
    }
}
