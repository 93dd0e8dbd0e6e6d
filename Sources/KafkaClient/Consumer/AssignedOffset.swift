// Millrace
// SPDX-License-Identifier: Apache-2.0

/// An offset to commit, and the assignment of its partition that it belongs to.
package struct AssignedOffset: Hashable, Sendable {
    package var offset: CommittedOffset
    /// The commit is refused once the partition has another assignment or none; nil for an offset that the user chose.
    package var assignment: Int?

    package init(offset: CommittedOffset, assignment: Int? = nil) {
        self.offset = offset
        self.assignment = assignment
    }
}
