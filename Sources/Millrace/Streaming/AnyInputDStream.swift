// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An input stream without its element type, as the graph sees it.
protocol AnyInputDStream: AnyDStream {
    func start() async throws
    func stop() async
    func batchCompleted(_ batch: BatchInfo) async throws
}
