// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream without its element type, as the graph sees it.
protocol AnyDStream: AnyObject, Sendable {
    var id: Int { get }
    var parents: [any AnyDStream] { get }
    /// Drops the RDDs of batches up to and including `time`.
    func forget(through time: BatchTime)
}
