// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A driver that writes to a sink, until another one takes over. Own design.
public struct SinkOwner: Sendable, CustomStringConvertible {
    /// The job.
    public let job: String
    /// The process.
    public let driver: CheckpointOwner
    /// Epoch of the checkpoint's lease, which goes up with every driver of the job; `nil` without a checkpoint.
    public let epoch: UInt64?
    /// The last batch that the checkpoint knows; `nil` without one of an earlier run. No sink has a later batch, as
    /// plans are stored before their batches run.
    public let lastBatch: BatchTime?
    /// Names of newer checkpoints, which are damaged.
    private let damaged: [String]
    private let checkLease: @Sendable () async throws -> Void

    /// An owner.
    ///
    /// - Parameters:
    ///   - driver: The process.
    ///   - epoch: Epoch of the checkpoint's lease.
    ///   - lastBatch: The last batch that the checkpoint knows.
    ///   - damaged: Names of newer checkpoints that were passed over, because they are damaged.
    ///   - check: Throws `StreamingError.ownerReplaced` if the lease is another driver's.
    public init(
        driver: CheckpointOwner, epoch: UInt64?, lastBatch: BatchTime? = nil, damaged: [String] = [],
        check: @escaping @Sendable () async throws -> Void = {}
    ) {
        job = driver.job
        self.driver = driver
        self.epoch = epoch
        self.lastBatch = lastBatch
        self.damaged = damaged
        checkLease = check
    }

    /// Asks the checkpoint whether its lease is still this driver's. Without a checkpoint there is nothing to ask.
    ///
    /// - Throws: `StreamingError.ownerReplaced`, which names the new owner; `.storageFailed`.
    public func check() async throws { try await checkLease() }

    /// Compares the last batch that a place has with the checkpoint; for `Sink.recover`.
    ///
    /// A place that has a batch which the checkpoint does not know is ahead of it: the newest checkpoint was damaged or
    /// replaced by an older copy, or all of them are lost. The records of the batch would come again, as another batch.
    /// An owner without a checkpoint is not compared.
    ///
    /// - Parameters:
    ///   - batch: The last batch that was written with this checkpoint; `nil` if there is none.
    ///   - place: Names the place.
    ///   - remedy: A way to go on without the checkpoint, which begins with a verb.
    /// - Throws: `StreamingError.batchRefused`.
    public func checkIsKnown(_ batch: BatchTime?, on place: String, remedy: String) throws {
        guard let batch, epoch != nil, lastBatch.map({ batch > $0 }) ?? true else { return }
        let known = lastBatch.map { "ends with the batch \($0)" } ?? "has no batch"
        let reason = damaged.isEmpty ? "" : " (passed over, as damaged: \(damaged.joined(separator: ", ")))"
        throw StreamingError(
            code: .batchRefused,
            message: "\(place) has the batch \(batch), and the checkpoint \(known)\(reason): records would be written "
                + "twice. Restore the newest checkpoint, or, to go on without it, \(remedy)",
            batchTime: batch)
    }

    /// Job, process, host and epoch in words.
    public var description: String { "\(driver)" + (epoch.map { " (epoch \($0))" } ?? "") }
}
