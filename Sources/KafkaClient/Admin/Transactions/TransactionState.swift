// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The state of a transactional id, as its coordinator names it. Source: `TransactionState` of the Java client.
public struct TransactionState: Hashable, Sendable, CustomStringConvertible {
    /// The coordinator's name, such as `Ongoing`.
    public var name: String

    /// A state by name.
    public init(_ name: String) { self.name = name }

    /// The name.
    public var description: String { name }

    /// No transaction yet.
    public static let empty = TransactionState("Empty")
    /// A transaction is open.
    public static let ongoing = TransactionState("Ongoing")
    /// Commit markers are being written.
    public static let prepareCommit = TransactionState("PrepareCommit")
    /// Abort markers are being written.
    public static let prepareAbort = TransactionState("PrepareAbort")
    /// The last transaction was committed.
    public static let completeCommit = TransactionState("CompleteCommit")
    /// The last transaction was aborted.
    public static let completeAbort = TransactionState("CompleteAbort")
    /// An older producer's transaction is being aborted.
    public static let prepareEpochFence = TransactionState("PrepareEpochFence")
    /// The id has expired.
    public static let dead = TransactionState("Dead")
}
