// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The features of a cluster, such as `metadata.version`. Source: ApiVersions, KIP-584.
public struct ClusterFeatures: Hashable, Sendable {
    /// The levels that the whole cluster uses.
    public var finalized: [String: Int16]
    /// The levels that the broker that answered could use.
    public var supported: [String: ClosedRange<Int16>]
    /// The number of the finalized levels' last change; nil if unknown.
    public var epoch: Int64?
}
