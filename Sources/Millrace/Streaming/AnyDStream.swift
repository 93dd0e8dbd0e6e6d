// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream as the graph sees it, without the type of its elements.
protocol AnyDStream: AnyObject, Sendable {
    var id: Int { get }
    var parents: [any AnyDStream] { get }
    /// Forgets the RDDs of batches up to `time`.
    func forget(through time: BatchTime)
}
