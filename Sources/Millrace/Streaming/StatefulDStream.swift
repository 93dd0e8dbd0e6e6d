// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A stream with state, which moves on with every batch whether or not an output reads it.
protocol StatefulDStream: AnyDStream {
    /// Brings the state of every partition to the batch `time`.
    func advance(to time: BatchTime) async throws
    /// Keeps the RDDs of earlier batches, as their state is gone when a later batch has run.
    func keepEarlierBatches()
    /// The batch has ended: queries see the state after it.
    func commit()
    /// Whether the state is in checkpoints.
    var isPersisted: Bool { get }
    /// Throws `StreamingError.codecMissing` if the state cannot be stored.
    func checkCodecs() throws
    /// Records of the changes that have not been committed, for the state log. Called once per batch.
    func makeRecords() throws -> [StoredBytes]
    /// The batch `time` is stored. Returns the earliest batch whose record is needed to read the state back as it was
    /// after any batch from `limit` on; `nil` if none is.
    func oldestNeededBatch(after time: BatchTime, backTo limit: BatchTime) -> BatchTime?
    /// The state of an earlier run, as of the batch `time`; batches after it are advanced to again.
    func recover(_ records: [StateRecord], at time: BatchTime)
    /// Applies the changes that a task of the running batch made in another process, once.
    func apply(_ update: StateUpdate) throws
}
