// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A structure inside messages, as generated code reads and writes it.
///
/// Neither throws: the reader or writer keeps the first failure, and the message throws it after its last field.
protocol WireStructure {
    /// Reads a value in the layout of `version`; after a failure its fields are zero or empty.
    init(reading reader: inout WireReader, version: Int16)
    /// Appends the value in the layout of `version`.
    func write(into writer: inout WireWriter, version: Int16)
}

/// Whether two arrays of structures are equal, of which one or both may be nil.
///
/// One function for all types: the array's own comparison, which the optimizer would copy and inline for each of them,
/// was a fifth of the code of all messages (Benchmarks/BUILD-TIME.md).
@inline(never)
@_semantics("optimize.sil.specialize.generic.never")
func areEqual<Element: WireStructure & Equatable>(_ a: [Element]?, _ b: [Element]?) -> Bool { a == b }
