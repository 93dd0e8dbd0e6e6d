// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The state of a sink that a database keeps with the rows: read and compared inside of each transaction. A pure value.
/// Own design.
package struct SinkLedger: Sendable {
    /// The owner's claim; nil if the database knows no such sink.
    package var claim: SinkClaim?
    /// Time of the last batch, in milliseconds since 1970 UTC; nil before the first.
    package var batch: Int64?
    /// The positions up to which the sink has its sources, by `SourceRange.source`.
    package var positions: [String: Int64]

    package init(claim: SinkClaim?, batch: Int64?, positions: [String: Int64]) {
        self.claim = claim
        self.batch = batch
        self.positions = positions
    }

    /// The claim of a new owner.
    ///
    /// - Throws: `StreamingError.ownerReplaced` if the database has that of a later owner; `.batchRefused` if it has a
    ///   batch that the owner's checkpoint does not know.
    package func claim(of owner: SinkOwner, on place: String) throws -> SinkClaim {
        let new = try SinkClaim(of: owner, on: place, after: claim)
        if claim?.isOfCheckpoint == true {
            try owner.checkIsKnown(
                batch.map { BatchTime(milliseconds: $0) }, on: place,
                remedy: "give the sink another name and start it from the positions of this one")
        }
        return new
    }

    /// Compares a batch and its owner with the database.
    ///
    /// With a checkpoint the time of a batch says whether it is there, and each batch has the input after that of the
    /// one before. Ranges need not follow one another then: a window that slides over batches passes some over, and a
    /// program may have two streams of one source, or skip what was lost. Otherwise only the ranges can tell.
    ///
    /// - Parameters:
    ///   - batch: The batch.
    ///   - owner: The claim of the driver that asks.
    ///   - begun: The batch whose commit this driver began last.
    ///   - allowsSkips: Whether the batch may begin after the end of the last one.
    ///   - place: Names the sink in errors.
    /// - Returns: Whether the database has the batch.
    /// - Throws: `StreamingError.ownerReplaced`; `.batchRefused` if the batch of an owner without a checkpoint would
    ///   repeat or skip records.
    package func check(
        _ batch: Batch, of owner: SinkClaim, begun: BatchTime?, allowsSkips: Bool, on place: String
    ) throws -> SinkPreparation {
        try owner.check(claim, on: place)
        if let last = self.batch, batch.time.milliseconds <= last {
            // Without a checkpoint times may have gone back since an earlier run. Then only the batch whose commit this
            // driver began can be there, and the ranges tell about others.
            let isThere = begun == batch.time && batch.time.milliseconds == last
            if owner.isOfCheckpoint || isThere { return .committed }
        }
        if owner.isOfCheckpoint { return .needsWrite }
        for range in batch.sourceRanges where range.firstPosition != range.endPosition {
            guard let position = positions[range.source], position != range.firstPosition else { continue }
            let repeats = range.firstPosition < position
            if !repeats, allowsSkips { continue }
            throw StreamingError(
                code: .batchRefused,
                message: "\(place) has \(range.source) up to \(position), and the batch reads from "
                    + "\(range.firstPosition): it would \(repeats ? "repeat" : "skip") records. Start the stream from the "
                    + "sink's positions"
                    + (repeats ? "" : ", or set allowsSkips if they are lost"),
                batchTime: batch.time)
        }
        return .needsWrite
    }
}
