// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

/// Output of one batch of a stream under test.
public struct StreamOutput<Element: Sendable>: Sendable {
    /// The batch.
    public let time: BatchTime
    /// The elements, in the order of the partitions.
    public let elements: [Element]
}
