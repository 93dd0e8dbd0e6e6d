// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A planned batch that waits to run.
struct QueuedBatch: Sendable {
    var info: BatchInfo
    /// The output operations that are due, in the order of registration.
    let outputs: [StreamGraph.Output]
}
