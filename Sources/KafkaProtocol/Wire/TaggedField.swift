// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A tagged field that the schema does not name, carried through decode and encode. Source: KIP-482.
public struct TaggedField: Hashable, Sendable {
    /// The tag, unique in its section.
    public var tag: UInt32
    /// The field's bytes as they came.
    public var data: ByteSlice

    /// Creates a field from its tag and bytes.
    public init(tag: UInt32, data: ByteSlice) {
        self.tag = tag
        self.data = data
    }
}
