// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The pushed collections that a batch of a queue stream takes, by their number.
public struct QueuePlan: Codable, Hashable, Sendable {
    /// Number of the first collection.
    public let first: Int
    /// Number after the last collection; equal to `first` for none.
    public let end: Int

    var range: Range<Int> { first..<end }
}
