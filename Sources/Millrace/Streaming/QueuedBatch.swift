// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A generated batch that waits to run.
struct QueuedBatch: Sendable {
    /// The work of one output operation.
    struct Operation: Sendable {
        let output: StreamGraph.Output
        let run: @Sendable () async throws -> Void
    }

    var info: BatchInfo
    let operations: [Operation]
}
