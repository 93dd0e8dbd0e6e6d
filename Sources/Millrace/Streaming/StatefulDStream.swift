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
}
