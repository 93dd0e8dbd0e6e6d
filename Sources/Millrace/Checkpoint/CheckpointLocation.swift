// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Place of a job's checkpoints, and how they are kept.
public struct CheckpointLocation: Sendable {
    /// The storage.
    public var store: any CheckpointStore
    /// Number of generations to keep, at least 2; default 10. Source: Spark keeps 10.
    public var keptGenerations = 10
    /// The stream fails after as many writes in a row have failed; default 3.
    public var maxFailures = 3
    /// Whether the state of operators that the program has no longer may be dropped. Default false: it is an error. A
    /// state that was dropped does not come back: an operator that is added again with its id begins without state.
    public var allowsRemovals = false

    /// Checkpoints in `store`.
    public init(store: any CheckpointStore) { self.store = store }

    /// Checkpoints in a directory of the local file system, or of one that several machines mount.
    ///
    /// - Parameters:
    ///   - path: The directory; nothing else may be in it.
    ///   - takesOver: Whether to begin although another driver has the lock, because it hangs.
    public static func directory(_ path: String, takesOver: Bool = false) -> CheckpointLocation {
        CheckpointLocation(store: DirectoryCheckpointStore(directory: path, takesOver: takesOver))
    }
}
