// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An offset to commit, and the assignment of its partition that it belongs to.
struct AssignedOffset: Hashable, Sendable {
    var offset: CommittedOffset
    /// The commit is refused once the partition has another assignment or none; nil for an offset that the user chose.
    var assignment: Int?
}
