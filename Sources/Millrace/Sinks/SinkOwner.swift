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
    private let checkLease: @Sendable () async throws -> Void

    /// An owner.
    ///
    /// - Parameters:
    ///   - driver: The process.
    ///   - epoch: Epoch of the checkpoint's lease.
    ///   - check: Throws `StreamingError.ownerReplaced` if the lease is another driver's.
    public init(
        driver: CheckpointOwner, epoch: UInt64?, check: @escaping @Sendable () async throws -> Void = {}
    ) {
        job = driver.job
        self.driver = driver
        self.epoch = epoch
        checkLease = check
    }

    /// Asks the checkpoint whether its lease is still this driver's. Without a checkpoint there is nothing to ask.
    ///
    /// - Throws: `StreamingError.ownerReplaced`, which names the new owner; `.storageFailed`.
    public func check() async throws { try await checkLease() }

    /// Job, process, host and epoch in words.
    public var description: String { "\(driver)" + (epoch.map { " (epoch \($0))" } ?? "") }
}
