// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Changes that the task of a batch made to one partition of a stream's state, for processes in which it did not run.
/// Own design.
public struct StateUpdate: Hashable, Sendable {
    /// Name of the stream's operator.
    public var operatorID: String
    /// The partition of the state.
    public var partition: Int
    /// The batch.
    public var batchTime: BatchTime
    /// The changed keys with their values, in the engine's storage format.
    public var changes: [UInt8]

    /// An update.
    public init(operatorID: String, partition: Int, batchTime: BatchTime, changes: [UInt8]) {
        self.operatorID = operatorID
        self.partition = partition
        self.batchTime = batchTime
        self.changes = changes
    }
}
