// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream without its element type, as the graph sees it.
protocol AnyDStream: AnyObject, Sendable {
    var id: Int { get }
    /// Stable name of the operator; see `DStream.operatorID`.
    var operatorID: OperatorID { get }
    /// Whether the program named the operator.
    var isNamed: Bool { get }
    var slideDuration: Duration { get }
    var parents: [any AnyDStream] { get }
    /// Kind of the operator, such as "mapWithState".
    var kind: String { get }
    /// Time for which the stream keeps its RDDs.
    var rememberDuration: Duration { get }
    /// Time for which the stream needs its parents' RDDs.
    var parentRememberDuration: Duration { get }
    /// Makes the stream keep its RDDs for `duration` at least.
    func remember(atLeast duration: Duration)
    /// Drops the RDDs that are older than the remember duration, seen from the end of the batch `time`.
    func forget(after time: BatchTime)
    /// Drops all RDDs, once the context has ended: they may refer to the stream.
    func clear()
}
