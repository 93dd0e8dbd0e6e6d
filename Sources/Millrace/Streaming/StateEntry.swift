// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A value of a keyed state, and the batch that touched its key last.
struct StateEntry<Value: Sendable>: Sendable {
    var value: Value
    var touched: BatchTime
}
