// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A key's reduced value of a window.
struct WindowTotal<Value: Sendable>: Sendable {
    var value: Value
    /// Batches of the window that hold the key.
    var count: Int
}
