// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A header of a record: a named value. Keys may repeat. Source: KIP-82.
public struct RecordHeader: Hashable, Sendable {
    /// The header's name, UTF-8 on the wire.
    public var key: String
    /// The header's value, nil for null.
    public var value: ByteSlice?

    /// A header with the given key and value.
    public init(key: String, value: ByteSlice?) {
        self.key = key
        self.value = value
    }
}
