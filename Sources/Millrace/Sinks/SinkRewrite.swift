// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Thrown by `Sink.commit`: all partitions are to be written once more, because a failed attempt of a task has left
/// something that cannot be told apart.
public struct SinkRewrite: Error, CustomStringConvertible {
    /// The reason.
    public let description: String

    /// A request to write again for this reason.
    public init(_ reason: String) { description = reason }
}
