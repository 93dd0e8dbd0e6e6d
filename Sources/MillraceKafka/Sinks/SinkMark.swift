// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaClient
package import Millrace

/// The mark of the last batch that a sink has committed: an offset of a group of the sink's own, committed with the
/// records of the batch. Its offset is the batch time. A pure value. Own design.
package struct SinkMark: Hashable, Sendable {
    private static let prefix = "millrace-batch epoch="

    /// The last batch.
    package var batch: BatchTime
    /// Epoch of the driver that wrote it; 0 without a checkpoint.
    package var epoch: UInt64

    package init(batch: BatchTime, epoch: UInt64) {
        self.batch = batch
        self.epoch = epoch
    }

    /// Reads a mark.
    /// - Throws: `KafkaStreamError.invalidConfiguration` if the group has offsets of another kind.
    package init(_ committed: CommittedOffset, group: String) throws {
        let text = committed.metadata
        guard text.hasPrefix(Self.prefix), let epoch = UInt64(text.dropFirst(Self.prefix.count)) else {
            throw KafkaStreamError(
                .invalidConfiguration,
                "group \"\(group)\" has the offset \(committed.offset) that is not a sink's: choose another transactionalID"
            )
        }
        self.init(batch: BatchTime(milliseconds: committed.offset), epoch: epoch)
    }

    /// The offset to commit.
    package var offset: CommittedOffset {
        CommittedOffset(offset: batch.milliseconds, metadata: "\(Self.prefix)\(epoch)")
    }
}
