// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A partitioner of keys of one type: for `partitionBy` and its like.
public protocol KeyPartitioner<Key>: Partitioner {
    /// Type of the keys.
    associatedtype Key
    /// The partition of `key`, in 0 ..< `partitionCount`, the same for equal keys and in every process. Called once
    /// per element; any other result is a precondition failure of the task.
    func partition(for key: Key) -> Int
}
