// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A key's reduced value of a batch that enters or leaves a window.
enum WindowSlice<Value: Sendable>: Sendable {
    case entering(Value)
    case leaving(Value)
}
