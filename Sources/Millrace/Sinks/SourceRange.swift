// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A part of a source that a batch has read: positions from one up to another. Sinks that store it with the results can
/// tell whether a batch follows those that they have. Source: Spark's advice on exactly-once output.
public protocol SourceRange: Sendable {
    /// Name of the source, such as `topic-partition`.
    var source: String { get }
    /// First position of the range.
    var firstPosition: Int64 { get }
    /// Position after the last one of the range; equal to the first one for an empty range.
    var endPosition: Int64 { get }
}
