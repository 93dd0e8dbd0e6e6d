// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Logging
private import Synchronization

/// The checkpoint of a running stream: stores plans before their batches run, and state after they are done.
///
/// Order of a batch's life: plan stored, outputs, changes of state appended to the log, checkpoint that has the batch
/// as done and the end of the log, completion of the inputs (which commit their offsets). After a crash the next run
/// goes on from the last checkpoint: what the log has after the end that it names is dropped.
///
/// A damaged checkpoint is passed over, so what only older ones need stays until none of the kept ones does.
actor StreamCheckpoint {
    /// Checkpoint and records of an earlier run.
    struct Recovered: Sendable {
        let checkpoint: Checkpoint
        /// Records of the state log, by operator.
        let records: [String: [StateRecord]]
        /// Names of newer checkpoints, which are damaged.
        let damaged: [String]

        /// Batches that are done, oldest first: those before the first one that is not. Where the stream went on after
        /// a failure there are later ones; they run again, as the failed one comes first.
        var done: [BatchTime] { checkpoint.batches.prefix { $0.isDone }.map { BatchTime(milliseconds: $0.time) } }

        /// Batches to run, oldest first.
        var pending: [BatchTime] { checkpoint.batches.dropFirst(done.count).map { BatchTime(milliseconds: $0.time) } }

        /// The time as of which the state of a stream is read back: that of the last batch that is done; if the stream
        /// must remember earlier ones, the time before the oldest of these, which are computed again.
        func start(of stream: any StatefulDStream) -> BatchTime {
            let done = done
            let last = done.last ?? pending.first.map { $0 - .milliseconds(1) }
            guard let last else { return BatchTime(milliseconds: checkpoint.lastTime) }
            guard stream.rememberDuration > stream.slideDuration else { return last }
            let limit = last - stream.rememberDuration
            return done.first { $0 > limit }.map { $0 - .milliseconds(1) } ?? last
        }
    }

    private struct Entry {
        var isDone: Bool
        var plans: [Checkpoint.Plan]
        /// Records of the batch that are not in the log yet; nil before they are made.
        var records: [StoredBytes]?
        /// End of those that are.
        var end: LogPosition?
    }

    private let checkpointer: Checkpointer
    private let log: WriteAheadLog
    private let clock: any StreamingClock
    private let backoff: @Sendable (Int) -> Duration
    private let logger: Logger
    /// All that does not change from batch to batch.
    private var base: Checkpoint
    private var entries: [BatchTime: Entry] = [:]
    private var stateEnd: LogPosition?
    /// The last batch that is done and not needed any more.
    private var limit = BatchTime(milliseconds: .min)
    /// That limit as of each generation that is kept, oldest first; only those of this run.
    private var limits: [BatchTime] = []
    private let released = Mutex(BatchTime(milliseconds: .min))

    /// Remains of the earlier run; nil for the first run.
    nonisolated let recovered: Recovered?

    private init(
        checkpointer: Checkpointer, log: WriteAheadLog, stream: StreamingContext, base: Checkpoint,
        recovered: Recovered?
    ) {
        self.checkpointer = checkpointer
        self.log = log
        self.base = base
        self.recovered = recovered
        clock = stream.clock
        logger = stream.engine.logger
        let configuration = stream.configuration
        backoff = { configuration.backoff(beforeRetry: $0) }
        guard let old = recovered?.checkpoint else { return }
        stateEnd = old.stateEnd
        self.base.notes = old.notes
        for batch in old.batches {
            entries[BatchTime(milliseconds: batch.time)] = Entry(isDone: true, plans: batch.plans)
        }
        for time in recovered?.pending ?? [] { entries[time]?.isDone = false }
    }

    /// Takes the lock, reads what an earlier run left, and compares the graphs.
    ///
    /// - Throws: `StreamingError.checkpointInUse`, `.graphChanged`, `.invalidConfiguration` if the batch duration has
    ///   changed, `.dataDamaged`, `.storageFailed`.
    static func open(
        _ location: CheckpointLocation, _ stream: StreamingContext, _ graph: GraphFingerprint
    ) async throws -> StreamCheckpoint {
        let job = stream.engine.configuration.appName
        let lease = try await location.store.acquire(.current(job: job))
        do {
            let checkpointer = Checkpointer(
                store: location.store, lease: lease, kept: location.keptGenerations, maxFailures: location.maxFailures)
            let recovery = try await checkpointer.recover()
            for damaged in recovery.damaged {
                stream.engine.logger.warning(
                    "a damaged checkpoint is passed over",
                    metadata: ["name": "\(damaged.name)", "reason": "\(damaged.reason)"])
            }
            var old = recovery.checkpoint
            var added: [String] = []
            if let last = old {
                let changes = try check(last, stream, graph, location)
                // A later program with operators of these ids must not take what these kept for its own.
                old = last.removing(Set(changes.removed.map(\.id)))
                added = changes.added.map(\.id)
            }
            let records = RecordCollector()
            let end = old?.stateEnd ?? LogPosition(file: 0, offset: 0)
            let log = try await location.store.openLog("state", through: end, lease) { bytes, _ in
                records.add(try StateRecord(bytes))
            }
            if let end = try await endStates(of: added, records, in: log, old?.lastTime) { old?.stateEnd = end }
            let base = Checkpoint(
                job: job, graph: graph, batchDuration: stream.batchDuration.wholeMilliseconds,
                zeroTime: old?.zeroTime ?? 0, lastTime: old?.lastTime ?? .min)
            return StreamCheckpoint(
                checkpointer: checkpointer, log: log, stream: stream, base: base,
                recovered: old.map {
                    Recovered(
                        checkpoint: $0, records: records.byOperator, damaged: recovery.damaged.map(\.name))
                })
        } catch {
            await location.store.release(lease)
            throw error
        }
    }

    /// Ends the states that earlier operators with the ids of new ones left in the log: the new ones begin without.
    /// Returns the new end of the log; `nil` if there are none.
    private static func endStates(
        of ids: [String], _ records: RecordCollector, in log: WriteAheadLog, _ lastTime: Int64?
    ) async throws -> LogPosition? {
        let batch = BatchTime(milliseconds: lastTime ?? .min)
        var end: LogPosition?
        for id in ids where records.drop(id) {
            end = try await log.append(StateRecord.end(operatorID: id, batch: batch), time: batch)
        }
        return end
    }

    /// Compares the program with the checkpoint. Returns the changes of the graph, which are allowed.
    private static func check(
        _ old: Checkpoint, _ stream: StreamingContext, _ graph: GraphFingerprint, _ location: CheckpointLocation
    ) throws -> GraphChanges {
        guard old.batchDuration == stream.batchDuration.wholeMilliseconds else {
            throw StreamingError(
                code: .invalidConfiguration,
                message: "the checkpoint is of batches every \(old.batchDuration) ms, the program has batches every "
                    + "\(stream.batchDuration.wholeMilliseconds) ms: use the same, or another directory")
        }
        let changes = graph.changes(since: old.graph)
        try changes.check(allowsRemovals: location.allowsRemovals)
        if !changes.isEmpty {
            stream.engine.logger.notice(
                "the graph of streams has changed since the checkpoint", metadata: ["changes": "\(changes)"])
        }
        return changes
    }

    /// Opens a further log beside the checkpoint, and replays it.
    nonisolated func openLog(
        _ name: String, replay: @escaping @Sendable (StoredBytes, BatchTime) throws -> Void
    ) async throws -> WriteAheadLog {
        try await checkpointer.store.openLog(name, through: nil, checkpointer.lease, replay: replay)
    }

    /// The right to write.
    nonisolated var lease: CheckpointLease { checkpointer.lease }

    /// - Throws: `StreamingError.ownerReplaced` if another driver has taken the checkpoint over; `.storageFailed`.
    nonisolated func checkOwner() async throws { try await checkpointer.store.check(checkpointer.lease) }

    func setZeroTime(_ time: BatchTime) { base.zeroTime = time.milliseconds }

    // MARK: Batches

    /// The last batch that no checkpoint that is kept needs: neither its plans nor what they name. The earliest time
    /// there is until this run has written as many checkpoints as are kept.
    nonisolated var releasedThrough: BatchTime { released.withLock { $0 } }

    /// Stores the plans of a batch, and what inputs keep beside them; it may run once this returns.
    /// - Throws: `StreamingError.ownerReplaced`, or the last of too many failures in a row.
    func planned(_ time: BatchTime, _ plans: [Checkpoint.Plan], _ notes: [Checkpoint.Note]) async throws {
        entries[time] = Entry(isDone: false, plans: plans)
        base.notes = notes
        base.lastTime = max(base.lastTime, time.milliseconds)
        try await write()
    }

    /// Stores that a batch is done, with its changes of state.
    ///
    /// - Parameters:
    ///   - time: The batch.
    ///   - remember: Time for which plans of batches that are done are needed.
    ///   - oldestNeeded: The earliest batch whose record is needed for the states after any batch from the given time
    ///     on; `nil` if none is.
    ///   - records: Makes the records of the changes; called once per batch, also if this is called again.
    func done(
        _ time: BatchTime, remember: Duration, oldestNeeded: @Sendable (BatchTime) -> BatchTime?,
        records: @Sendable () throws -> [StoredBytes]
    ) async throws {
        if entries[time]?.records == nil {
            entries[time, default: Entry(isDone: false, plans: [])].records = try records()
        }
        while let record = entries[time]?.records?.first {
            // In a variable of its own: an access to the entries must not last over the wait.
            let end = try await log.append(record, time: time)
            entries[time]?.end = end
            entries[time]?.records?.removeFirst()
        }
        // Both at once: a checkpoint that is written in between must not have a part of the batch's changes.
        stateEnd = entries[time]?.end ?? stateEnd
        entries[time]?.isDone = true
        // A batch that failed runs again after a restart, and all later ones after it.
        let first = entries.filter { !$0.value.isDone }.keys.min()
        let limit = min(time - remember, first.map { $0 - .milliseconds(1) } ?? time)
        self.limit = max(self.limit, limit)
        entries = entries.filter { !$0.value.isDone || $0.key > limit || $0.key == time }
        try await write()
        // States are needed as they were before the oldest batch that a kept checkpoint has, which may be computed
        // again. Without state there is no record at all.
        if let oldest = oldestNeeded(releasedThrough), limits.count == checkpointer.kept {
            do {
                try await log.clean(before: oldest)
            } catch {
                logger.warning("old files of the state log could not be removed", metadata: ["error": "\(error)"])
            }
        }
    }

    /// Writes a generation, again after failures, until too many have failed in a row.
    private func write() async throws {
        var attempt = 0
        while true {
            var checkpoint = base
            let limit = limit
            checkpoint.stateEnd = stateEnd
            checkpoint.batches = entries.sorted { $0.key < $1.key }.map { time, entry in
                Checkpoint.Batch(time: time.milliseconds, isDone: entry.isDone, plans: entry.plans)
            }
            if try await checkpointer.write(checkpoint, logger: logger) { return noteWritten(upTo: limit) }
            attempt += 1
            try await clock.sleep(until: clock.uptime + backoff(attempt))
        }
    }

    /// A generation is written that needs no batch up to `limit`.
    private func noteWritten(upTo limit: BatchTime) {
        limits.append(limit)
        if limits.count > checkpointer.kept { limits.removeFirst() }
        guard limits.count == checkpointer.kept, let oldest = limits.min() else { return }
        released.withLock { $0 = max($0, oldest) }
    }

    /// Closes the log and gives the lock back.
    func close() async {
        await log.close()
        await checkpointer.store.release(checkpointer.lease)
    }
}
