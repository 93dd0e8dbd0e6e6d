// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A tagged field that the schema does not name; decoding keeps it and encoding writes it again. Source: KIP-482.
public struct TaggedField: Hashable, Sendable {
    /// The tag, unique in its section.
    public var tag: UInt32
    /// The field's bytes, unchanged.
    public var data: ByteSlice

    /// Creates a field from its tag and bytes.
    public init(tag: UInt32, data: ByteSlice) {
        self.tag = tag
        self.data = data
    }
}
