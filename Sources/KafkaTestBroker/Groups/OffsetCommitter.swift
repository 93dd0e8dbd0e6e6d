// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The group member in whose name offsets are committed.
struct OffsetCommitter {
    var group: String
    var memberID: String
    var instanceID: String?
    /// The generation, or the member's epoch in the consumer protocol; negative without a member.
    var generation: Int32
    var isTransactional = false
}
