// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The point at which a log that was read and the leader's part: the cause of a `KafkaError.logTruncated`. Source:
/// KIP-320.
struct LogDivergence: Error {
    /// The last epoch that both logs have, and the offset from which on they differ.
    var end: EpochEnd
}
