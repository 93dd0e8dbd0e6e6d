// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The blocks that a batch of a receiver's stream has. Decided once; a batch that runs again has the same ones.
public struct ReceiverPlan: Codable, Hashable, Sendable {
    /// The blocks, in the order in which they were acknowledged; one partition each.
    public let blocks: [ReceivedBlock]
}
