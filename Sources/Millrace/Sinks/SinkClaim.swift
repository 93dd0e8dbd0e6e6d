// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The claim on a place that a sink keeps there, to refuse owners that were replaced.
///
/// With a checkpoint the epoch is that of its lease, so that a driver that hung before it took the place cannot take it
/// from its successor. Without one it is counted up. A pure value. Own design.
package struct SinkClaim: Codable, Storable, Hashable, Sendable {
    package static let storableName = "SinkClaim"

    /// Goes up with every owner.
    package var epoch: UInt64
    /// Whether the epoch is that of a checkpoint.
    package var isOfCheckpoint: Bool
    /// The owner.
    package var driver: CheckpointOwner

    package init(epoch: UInt64, isOfCheckpoint: Bool, driver: CheckpointOwner) {
        self.epoch = epoch
        self.isOfCheckpoint = isOfCheckpoint
        self.driver = driver
    }

    /// The claim of `owner` on `place`, after the claim `last`.
    ///
    /// - Throws: `StreamingError.ownerReplaced` if `last` is that of a later owner.
    package init(of owner: SinkOwner, on place: String, after last: SinkClaim?) throws {
        guard let epoch = owner.epoch else {
            self.init(epoch: (last?.epoch ?? 0) + 1, isOfCheckpoint: false, driver: owner.driver)
            return
        }
        // A driver of the same epoch belongs to another checkpoint, which began at 1 again.
        if let last, last.isOfCheckpoint, last.epoch > epoch || (last.epoch == epoch && last.driver != owner.driver) {
            throw StreamingError(
                code: .ownerReplaced,
                message:
                    "\(place) belongs to \(last.driver) (epoch \(last.epoch)); this driver, \(owner), must not write "
                    + "there. If the job's checkpoint was removed on purpose, write to another place, or remove this one"
            )
        }
        self.init(epoch: epoch, isOfCheckpoint: true, driver: owner.driver)
    }

    /// Compares the claim that a place has now.
    ///
    /// - Throws: `StreamingError.ownerReplaced` if it is not this one.
    package func check(_ now: SinkClaim?, on place: String) throws {
        if now == self { return }
        let winner = now.map { "\($0.driver) (epoch \($0.epoch))" } ?? "nobody, as its claim was removed"
        throw StreamingError(
            code: .ownerReplaced,
            message: "\(place) belongs to \(winner); this driver, \(driver) (epoch \(epoch)), must not go on")
    }
}
