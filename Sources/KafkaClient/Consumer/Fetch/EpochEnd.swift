// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A leader epoch in a partition's log, and the offset after the last record of that epoch. Source:
/// OffsetForLeaderEpoch, KIP-320.
package struct EpochEnd: Hashable, Sendable {
    package var epoch: Int32
    package var offset: Int64

    package init(epoch: Int32, offset: Int64) {
        self.epoch = epoch
        self.offset = offset
    }
}
