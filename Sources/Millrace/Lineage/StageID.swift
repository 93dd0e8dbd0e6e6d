// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Identity of a stage, the same in every process that runs the same program: the map side of one shuffle, or the
/// computation of an RDD for an action. Source: Spark's stages, but named by lineage in place of a counter.
public enum StageID: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Computes the partitions of the RDD for its action number `action`, counted from 0.
    case result(LineageName, action: Int)
    /// Computes the map outputs of the shuffle number `input` that the RDD reads.
    case shuffle(LineageName, input: Int)

    /// The RDD that the stage computes or feeds.
    public var rdd: LineageName {
        switch self {
        case .result(let name, _), .shuffle(let name, _): name
        }
    }

    /// The name of the RDD, and which of its shuffles the stage feeds.
    public var description: String {
        switch self {
        case .result(let name, let action): "action \(action) on \(name)"
        case .shuffle(let name, let input): "shuffle \(input) of \(name)"
        }
    }
}
