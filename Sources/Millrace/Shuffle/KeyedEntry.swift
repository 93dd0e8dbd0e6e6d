// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A key, its stable hash, and a value or combined value: what shuffles move and tables hold.
@usableFromInline
struct KeyedEntry<Key: StableHashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline let hash: UInt64
    @usableFromInline let key: Key
    @usableFromInline var value: Value

    @inlinable
    init(hash: UInt64, key: Key, value: Value) {
        self.hash = hash
        self.key = key
        self.value = value
    }
}

extension KeyedEntry: DynamicallyStorable {
    /// A structure is laid out as the tuple of its fields is. The hash is the same in every process.
    static func makeFieldCodec() -> (any FieldCodec)? { TupleField((UInt64, Key, Value).self) }
}
