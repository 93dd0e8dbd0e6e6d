// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient
package import Millrace

/// The mark of the last batch that a sink has committed: an offset of a group of the sink's own, committed with the
/// records of the batch. Its offset is the batch time. A pure value. Own design.
package struct SinkMark: Hashable, Sendable {
    private static let names = ["millrace-batch", "epoch", "run"]

    /// The last batch.
    package var batch: BatchTime
    /// Epoch of the driver that wrote it; 0 without a checkpoint.
    package var epoch: UInt64
    /// The run of the driver that wrote it.
    package var run: String

    package init(batch: BatchTime, epoch: UInt64, run: String) {
        self.batch = batch
        self.epoch = epoch
        self.run = run
    }

    /// Reads a mark.
    /// - Throws: `KafkaStreamError.invalidConfiguration` if the group has offsets of another kind.
    package init(_ committed: CommittedOffset, group: String) throws {
        let parts = committed.metadata.split(separator: " ").map { $0.split(separator: "=", maxSplits: 1) }
        guard parts.map({ $0.first.map(String.init) ?? "" }) == Self.names, parts[1].count == 2, parts[2].count == 2,
            let epoch = UInt64(parts[1][1])
        else {
            throw KafkaStreamError(
                .invalidConfiguration,
                "group \"\(group)\" has the offset \(committed.offset) that is not a sink's: choose another "
                    + "transactionalID")
        }
        self.init(
            batch: BatchTime(milliseconds: committed.offset), epoch: epoch, run: String(parts[2][1]))
    }

    /// The offset to commit.
    package var offset: CommittedOffset {
        CommittedOffset(
            offset: batch.milliseconds, metadata: "\(Self.names[0]) \(Self.names[1])=\(epoch) \(Self.names[2])=\(run)")
    }

    /// The run of an owner.
    package static func run(of owner: SinkOwner) -> String { "\(owner.driver.started)-\(owner.driver.process)" }

    /// Whether a driver that begins must not write: the mark is that of its epoch or a later one.
    package func refuses(_ owner: SinkOwner) -> Bool { owner.epoch.map { epoch >= $0 } ?? false }

    /// Whether a batch of `owner` is committed.
    ///
    /// Without a checkpoint only batches of the run itself come again, and times may be earlier than in another run.
    package func covers(_ time: BatchTime, of owner: SinkOwner) -> Bool {
        time <= batch && (owner.epoch != nil || run == Self.run(of: owner))
    }
}
