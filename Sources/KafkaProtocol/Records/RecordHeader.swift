// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A named value that travels with a record. Keys may repeat. Source: KIP-82.
public struct RecordHeader: Hashable, Sendable {
    /// The name, UTF-8 on the wire.
    public var key: String
    /// The bytes, nil for null.
    public var value: ByteSlice?

    /// A header of the given name and bytes.
    public init(key: String, value: ByteSlice?) {
        self.key = key
        self.value = value
    }
}
