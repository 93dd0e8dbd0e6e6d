// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Where a batch's records are noted as finished.
@usableFromInline
struct RecordProgress: Sendable {
    private let lease: BatchLease

    init(_ lease: BatchLease) { self.lease = lease }

    /// Notes that all records before `offset` are finished.
    @usableFromInline
    func note(finished offset: Int64) { lease.note(finished: offset) }
}
