// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

/// The first batch whose output is not as expected.
public struct StreamMismatch: Error, CustomStringConvertible {
    /// Position of the batch among those with an output, counted from 0.
    public let batch: Int
    /// Time of the batch; nil if it has no output.
    public let time: BatchTime?
    /// The expected elements; nil if there should be no such batch.
    public let expected: String?
    /// The elements found; nil if there is no such batch.
    public let found: String?
    /// Whether the program was started again after every batch.
    public let hadRestarts: Bool

    /// One line with both.
    public var description: String {
        let place = time.map { "batch \(batch) at \($0)" } ?? "batch \(batch)"
        let how = hadRestarts ? "with a restart after every batch, " : ""
        return "\(how)\(place): expected \(expected ?? "no output"), found \(found ?? "no output")"
    }
}
