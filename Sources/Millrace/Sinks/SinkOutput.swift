// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// Drives a sink through its batches: see `Sink`.
package final class SinkOutput<S: Sink>: Sendable {
    private let sink: S
    private let owner = Mutex<SinkOwner?>(nil)

    package init(_ sink: S) { self.sink = sink }

    package func start(_ owner: SinkOwner) async throws {
        // A driver that hung since it took the lease must not fence its successor.
        try await owner.check()
        try await sink.recover(as: owner)
        self.owner.withLock { $0 = owner }
    }

    package func stop() async { await sink.close() }

    package func run(_ rdd: RDD<S.Element>, _ batch: Batch) async throws {
        guard let owner = owner.withLock({ $0 }) else {
            throw StreamingError(
                code: .invalidState, message: "the sink \(sink.place) was not started", batchTime: batch.time)
        }
        let logger = rdd.context.logger
        var attempts = 1
        while true {
            try await owner.check()
            guard try await sink.prepare(batch) == .needsWrite else {
                OutputTracker.noteAction()
                return logger.notice(
                    "a batch is in the sink already and is not written again",
                    metadata: ["sink": "\(sink.place)", "batch": "\(batch.time)"])
            }
            do {
                return try await writeAndCommit(rdd, batch, owner)
            } catch let error as SinkRewrite where attempts < rdd.context.configuration.master.maxFailures {
                try await sink.abort(batch)
                attempts += 1
                logger.warning(
                    "all partitions of a batch are written again",
                    metadata: ["sink": "\(sink.place)", "batch": "\(batch.time)", "reason": "\(error)"])
            } catch {
                try await sink.abort(batch)
                throw error
            }
        }
    }

    private func writeAndCommit(_ rdd: RDD<S.Element>, _ batch: Batch, _ owner: SinkOwner) async throws {
        let sink = sink
        let receipts = try await rdd.context.runJob(on: rdd) { try await sink.write($0, of: batch) }
        // The write took its time: another driver may have begun.
        try await owner.check()
        try Task.checkCancellation()
        try await sink.commit(batch, receipts)
    }
}
