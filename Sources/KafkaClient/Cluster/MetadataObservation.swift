// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A subscription to changes of the cluster's metadata; it ends when it is released.
final class MetadataObservation: Sendable {
    /// Called after a change, on any thread.
    let changed: @Sendable () -> Void

    init(_ changed: @escaping @Sendable () -> Void) { self.changed = changed }
}
