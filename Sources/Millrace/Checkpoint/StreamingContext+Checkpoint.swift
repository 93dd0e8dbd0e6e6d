// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

extension StreamingContext {
    /// Keeps plans, positions and state in checkpoints, from which the next run of the program goes on. Call it before
    /// `start()`. Source: Spark's `StreamingContext.checkpoint`.
    ///
    /// - Throws: `StreamingError.invalidState` after the start.
    public func checkpoint(_ location: CheckpointLocation) throws {
        try lifecycle.withLock { life in
            guard life.state == .initialized else {
                throw StreamingError(
                    code: .invalidState, message: "checkpoint() was called after start(); call it before")
            }
            life.checkpointLocation = location
        }
    }

    /// The context that `create` makes, with checkpoints in `location`: it goes on from the last one, if there is one.
    /// The program is run again in any case, so it may have changed. Source: Spark's `StreamingContext.getOrCreate`.
    ///
    /// - Throws: Errors of `create`.
    public static func getOrCreate(
        _ location: CheckpointLocation, _ create: () async throws -> StreamingContext
    ) async throws -> StreamingContext {
        let context = try await create()
        try context.checkpoint(location)
        return context
    }

    /// The checkpoint of the running stream, if it has one.
    var streamCheckpoint: StreamCheckpoint? { lifecycle.withLock { $0.checkpoint } }

    /// Number of batches of an earlier run that this one runs again, known after `start()`.
    package var pendingBatchCount: Int { streamCheckpoint?.recovered?.pending.count ?? 0 }

    /// Opens the checkpoint, and gives inputs and states what an earlier run left.
    func recover() async throws {
        guard let location = lifecycle.withLock({ $0.checkpointLocation }) else {
            return try await recoverReceivers(nil)
        }
        for stateful in graph.stateful { try stateful.checkCodecs() }
        try checkReceiverCodecs()
        let checkpoint = try await StreamCheckpoint.open(location, self, graph.fingerprint)
        lifecycle.withLock { $0.checkpoint = checkpoint }
        try await recoverReceivers(checkpoint)
        guard let recovered = checkpoint.recovered else { return }
        let old = recovered.checkpoint
        for input in graph.inputs {
            let id = input.operatorID.description
            let plans = old.batches.compactMap { batch in
                batch.plans.first { $0.operatorID == id }.map { (BatchTime(milliseconds: batch.time), $0.bytes) }
            }
            try storing("the plans of '\(id)'") {
                try input.recover(plans, done: recovered.done)
                if let note = old.notes.first(where: { $0.operatorID == id }) { try input.recover(note: note.bytes) }
            }
        }
        graph.setZeroTime(BatchTime(milliseconds: old.zeroTime))
        for batch in old.batches { graph.noteBatch(BatchTime(milliseconds: batch.time)) }
        for stateful in graph.stateful {
            if let records = recovered.records[stateful.operatorID.description] {
                stateful.recover(records, at: recovered.start(of: stateful))
            }
        }
        engine.logger.notice(
            "the stream goes on from a checkpoint",
            metadata: [
                "generation": "\(old.generation)", "last_batch": "\(old.lastTime)",
                "pending": "\(recovered.pending.count)",
            ])
    }

    /// Brings streams that must remember earlier batches to the last batch that is done: their RDDs of those batches
    /// are computed again, from the same plans and the state before them.
    func replay() async throws {
        guard let recovered = streamCheckpoint?.recovered else { return }
        let starts = graph.stateful.map { ($0, recovered.start(of: $0)) }
        for time in recovered.done {
            for (stateful, start) in starts where time > start {
                try Task.checkCancellation()
                try await stateful.advance(to: time)
                stateful.commit()
            }
        }
    }

    /// The timeline: aligned to that of an earlier run, and after its last batch.
    func makeTimeline() async -> BatchTimeline {
        let timeline: BatchTimeline
        if let old = streamCheckpoint?.recovered?.checkpoint {
            timeline = BatchTimeline(
                interval: batchDuration, wall: clock.now, uptime: clock.uptime,
                zero: BatchTime(milliseconds: old.zeroTime), after: BatchTime(milliseconds: old.lastTime))
        } else {
            timeline = BatchTimeline(interval: batchDuration, wall: clock.now, uptime: clock.uptime)
        }
        await streamCheckpoint?.setZeroTime(timeline.zeroTime)
        return timeline
    }

    /// Stores the plans of a batch, and what inputs keep beside them, before it runs.
    func storePlans(of time: BatchTime) async throws {
        guard let checkpoint = streamCheckpoint else { return }
        let plans = try graph.inputs.compactMap { input in
            try input.storedPlan(for: time).map {
                Checkpoint.Plan(operatorID: input.operatorID.description, bytes: $0.array)
            }
        }
        let notes = try graph.inputs.compactMap { input in
            try input.storedNote().map {
                Checkpoint.Note(operatorID: input.operatorID.description, bytes: $0.array)
            }
        }
        try await checkpoint.planned(time, plans, notes)
    }

    /// Stores that a batch is done.
    func storeDone(_ time: BatchTime) async throws {
        guard let checkpoint = streamCheckpoint else { return }
        let stateful = graph.stateful
        try await checkpoint.done(
            time, remember: graph.longestRemember,
            oldestNeeded: { limit in
                stateful.compactMap { $0.oldestNeededBatch(after: time, backTo: limit) }.min()
            },
            records: { try stateful.flatMap { try $0.makeRecords() } })
    }
}
