// Millrace
// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Millrace

/// Whether a database has a batch.
@Suite struct SinkLedgerTests {
    private func check(last: Int64?, begun: Int64?, time: Int64, isOfCheckpoint: Bool) throws -> SinkPreparation {
        let owner = CheckpointOwner(job: "j", host: "h", process: 1, started: 1)
        let claim = SinkClaim(epoch: 1, isOfCheckpoint: isOfCheckpoint, driver: owner)
        let ledger = SinkLedger(claim: claim, batch: last, positions: [:])
        return try ledger.check(
            Batch(time: BatchTime(milliseconds: time), operation: 0, attempt: 1, inputs: []), of: claim,
            begun: begun.map { BatchTime(milliseconds: $0) }, allowsSkips: false, on: "place")
    }

    @Test(arguments: [(nil, 10), (5, 10)] as [(Int64?, Int64)])
    func aLaterBatchIsWritten(_ last: Int64?, _ time: Int64) throws {
        #expect(try check(last: last, begun: nil, time: time, isOfCheckpoint: true) == .needsWrite)
        #expect(try check(last: last, begun: time, time: time, isOfCheckpoint: false) == .needsWrite)
    }

    @Test func withACheckpointNoBatchUpToTheLastIsWrittenAgain() throws {
        for time in [5, 10] as [Int64] {
            #expect(try check(last: 10, begun: nil, time: time, isOfCheckpoint: true) == .committed)
        }
    }

    @Test func withoutACheckpointOnlyTheBatchThatWasBegunCanBeThere() throws {
        #expect(try check(last: 10, begun: 10, time: 10, isOfCheckpoint: false) == .committed)
        #expect(try check(last: 10, begun: nil, time: 10, isOfCheckpoint: false) == .needsWrite)
        // The last one is of an earlier run, before the clock was set back; the commit of this one has failed.
        #expect(try check(last: 10, begun: 5, time: 5, isOfCheckpoint: false) == .needsWrite)
    }

    /// With one, windows that pass batches over, and two streams of one source, are no fault.
    @Test(arguments: [0, 4, 8] as [Int64])
    func rangesThatDoNotFollowAreRefusedWithoutACheckpoint(_ first: Int64) throws {
        struct Range: SourceRange {
            var source: String { "s" }
            let firstPosition: Int64
            var endPosition: Int64 { firstPosition + 2 }
        }
        let driver = CheckpointOwner(job: "j", host: "h", process: 1, started: 1)
        let input = InputInfo(
            streamID: 0, streamName: "s", recordCount: 2, plannedRecordCount: 2, skippedRecordCount: 0, description: "",
            metadata: [Range(firstPosition: first)])
        let batch = Batch(time: BatchTime(milliseconds: 20), operation: 0, attempt: 1, inputs: [input])
        for isOfCheckpoint in [true, false] {
            let claim = SinkClaim(epoch: 1, isOfCheckpoint: isOfCheckpoint, driver: driver)
            let ledger = SinkLedger(claim: claim, batch: 10, positions: ["s": 4])
            func check() throws -> SinkPreparation {
                try ledger.check(batch, of: claim, begun: nil, allowsSkips: false, on: "place")
            }
            if isOfCheckpoint || first == 4 {
                #expect(try check() == .needsWrite)
            } else {
                #expect { try check() } throws: { ($0 as? StreamingError)?.code == .batchRefused }
            }
        }
    }

    /// The checkpoint is gone, and its epochs have come as far as the claim again.
    @Test func aBatchOfALostCheckpointIsRefused() {
        let driver = CheckpointOwner(job: "j", host: "h", process: 1, started: 1)
        func claim(batch: Int64?, lastBatch: Int64?, isOfCheckpoint: Bool = true) throws -> SinkClaim {
            let ledger = SinkLedger(
                claim: SinkClaim(epoch: 5, isOfCheckpoint: isOfCheckpoint, driver: driver), batch: batch, positions: [:]
            )
            let owner = SinkOwner(
                driver: driver, epoch: 6, lastBatch: lastBatch.map { BatchTime(milliseconds: $0) })
            return try ledger.claim(of: owner, on: "place")
        }
        for lastBatch in [nil, 5] as [Int64?] {
            #expect {
                _ = try claim(batch: 10, lastBatch: lastBatch)
            } throws: { ($0 as? StreamingError)?.code == .batchRefused }
        }
        #expect(throws: Never.self) { try claim(batch: 10, lastBatch: 10) }
        #expect(throws: Never.self) { try claim(batch: nil, lastBatch: nil) }
        // Written without a checkpoint, so that none can have it.
        #expect(throws: Never.self) { try claim(batch: 10, lastBatch: nil, isOfCheckpoint: false) }
    }
}
