// Millrace
// SPDX-License-Identifier: Apache-2.0

public import Millrace

extension Batch {
    /// The offset ranges of all Kafka inputs of the batch, in the order of the inputs: store them together with the
    /// results, and a batch that comes again is known by them.
    public var offsetRanges: [OffsetRange] { inputs.flatMap { $0.metadata as? [OffsetRange] ?? [] } }
}
