// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A caller that waits for room in a producer's buffer.
// `@unchecked Sendable`: the producer's lock guards `isAdmitted`.
final class RoomWaiter: @unchecked Sendable {
    /// Completed when `bytes` of the buffer are reserved for the caller, or when it has waited too long.
    let admission = Promise<Void>()
    let bytes: Int
    /// The moment when the wait ends, whatever happens.
    let deadline: Duration
    var isAdmitted = false

    init(bytes: Int, deadline: Duration) {
        self.bytes = bytes
        self.deadline = deadline
    }
}
