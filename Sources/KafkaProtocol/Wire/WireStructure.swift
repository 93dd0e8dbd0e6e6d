// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A structure inside messages, as generated code reads and writes it.
///
/// Nothing here throws: the reader or writer keeps the first failure, and the message throws it after its last field.
protocol WireStructure {
    /// Reads a value in the layout of `version`; after a failure its fields are zero or empty.
    init(reading reader: inout WireReader, version: Int16)
    /// Appends the value in the layout of `version`.
    func write(into writer: inout WireWriter, version: Int16)

    /// Reads `count` values, or fewer if one of them fails.
    static func array(_ count: Int, reading reader: inout WireReader, version: Int16) -> [Self]
    /// Appends the values without a count.
    static func write(_ array: [Self], into writer: inout WireWriter, version: Int16)
}

// Requirements, so that the loops are compiled for each type, without indirect calls and copies of elements, while what
// surrounds them (WireReader.nullableStructs, WireWriter.nullableStructs) exists once for all types.
extension WireStructure {
    static func array(_ count: Int, reading reader: inout WireReader, version: Int16) -> [Self] {
        // Each slot below `initialized` was initialized once, in order, and none is beyond `count`.
        unsafe [Self](unsafeUninitializedCapacity: count) { buffer, initialized in
            guard let base = buffer.baseAddress else { return }
            var index = 0
            while index < count, reader.failure == nil {
                unsafe (base + index).initialize(to: Self(reading: &reader, version: version))
                index += 1
            }
            initialized = index
        }
    }

    static func write(_ array: [Self], into writer: inout WireWriter, version: Int16) {
        // In place: a loop over the array would copy each element.
        unsafe array.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for index in 0..<buffer.count { unsafe base[index].write(into: &writer, version: version) }
        }
    }
}

/// Whether two arrays of structures, or of which one is nil, are equal. One function for all types: a comparison of
/// arrays for each of them was a fifth of the code of all messages.
@inline(never)
@_semantics("optimize.sil.specialize.generic.never")
func areEqual<Element: WireStructure & Equatable>(_ a: [Element]?, _ b: [Element]?) -> Bool { a == b }
