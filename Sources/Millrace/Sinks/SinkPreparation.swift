// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Answer of a sink to the question whether it has a batch.
public enum SinkPreparation: Hashable, Sendable {
    /// It has not: the batch is to be written.
    case needsWrite
    /// It has: the batch is not to be written again.
    case committed
}
