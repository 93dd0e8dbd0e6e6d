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
