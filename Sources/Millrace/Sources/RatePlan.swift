// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The numbers that a batch of a rate stream holds.
public struct RatePlan: Codable, Hashable, Sendable {
    /// The first number.
    public let first: Int
    /// The number after the last one.
    public let end: Int
}
