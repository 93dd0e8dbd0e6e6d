// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reaction to records that are gone before they were read: retention deleted them, the log was truncated, or the topic
/// was deleted and created again.
///
/// Source: Spark's `failOnDataLoss` (Structured Streaming with Kafka).
public enum DataLossPolicy: String, Sendable, CaseIterable {
    /// An error that names partition, offsets and remedy.
    case fail
    /// Reading goes on at the first record left. Skipped records are counted and reported.
    case skip
}
