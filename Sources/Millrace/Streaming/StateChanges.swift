// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Changes that one batch makes to one partition of a keyed state.
struct StateChanges<Key: Hashable & Sendable, Value: Sendable, Output: Sendable>: Sendable {
    /// New entries; nil removes the key.
    var entries: [Key: StateEntry<Value>?] = [:]
    /// A table that replaces the whole one; `entries` is empty then.
    var table: [Key: StateEntry<Value>]?
    /// Elements of the batch's stream.
    var output: [Output] = []
}
