// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Logging
private import Synchronization

/// The blocks of all receivers of a context, and their two logs: "receivers" has which blocks there are and which
/// batch got them, "received" has their contents. Source: Spark's `ReceiverTracker`.
///
/// Order of a block's life: block manager, data log, metadata log, ownership of the checkpoint looked up, waiting for
/// a batch, acknowledged to the receiver. So a driver that takes over finds every block that was acknowledged, and one
/// that was replaced acknowledges nothing. Data is read back from the log at a restart only.
final class ReceiverTracker: Sendable {
    private struct State {
        var machine = ReceiverTrackerStateMachine()
        var logs: Logs?
        var nextNumber = 0
        /// Batches that were forgotten, and that a checkpoint that is kept may still have, or whose log record is not
        /// written yet.
        var forgotten: [String: [Forgotten]] = [:]

        /// Records of the logs before this stamp can be removed.
        var oldestNeeded: Int64 {
            forgotten.values.joined().reduce(machine.oldestNeeded) { min($0, $1.oldest) }
        }
    }

    private struct Forgotten: Sendable {
        let time: BatchTime
        /// The least stamp of its blocks.
        let oldest: Int64
    }

    private struct Logs: Sendable {
        let metadata: WriteAheadLog
        let data: WriteAheadLog
        let checkOwner: @Sendable () async throws -> Void
        /// The last batch that no checkpoint needs.
        let releasedThrough: @Sendable () -> BatchTime
    }

    /// Name of this run in the ids of its blocks.
    let run: String
    /// Threads that cut, encode and store blocks.
    let threads: TaskPool
    private let state = Mutex(State())

    init(run: UInt64 = .random(in: .min ... .max), startThread: @escaping TaskThread.Start = TaskThread.start) {
        let digits = String(run, radix: 16)
        self.run = String(repeating: "0", count: 16 - digits.count) + digits
        threads = TaskPool(threads: min(4, Platform.processorCount), startThread: startThread)
    }

    deinit { threads.close() }

    /// Whether blocks are logged.
    var hasLog: Bool { state.withLock { $0.logs != nil } }

    // MARK: Storing

    /// Logs a block that `keep` puts into the block manager, and adds it to those that wait for a batch.
    ///
    /// All tries store the same block: one that failed may have reached the logs, and the block comes once even so.
    ///
    /// - Parameters:
    ///   - count: Number of elements.
    ///   - stream: The stream's operator id.
    ///   - owner: Name of the stream in block ids.
    ///   - contents: The block's bytes; nil without a log.
    ///   - now: The present, in milliseconds since the epoch.
    ///   - limit: Time that writing it to the logs may take, in each try.
    ///   - tries: Number of tries, at least 1.
    ///   - blocks: The block manager.
    ///   - keep: Puts the block into the block manager.
    func store(
        _ count: Int, stream: String, owner: String, contents: StoredBytes?, now: Int64, within limit: TimeLimit,
        tries: Int, in blocks: BlockManager, keep: @Sendable (BlockID) throws -> Void
    ) async throws -> ReceivedBlock {
        let (block, logs) = state.withLock { state in
            let id = BlockID(owner: owner, index: state.nextNumber)
            state.nextNumber += 1
            let stamp = state.machine.begin(id, now: now)
            let block = ReceivedBlock(owner: owner, number: id.index, recordCount: count, stamp: stamp)
            return (block, state.logs)
        }
        var left = tries
        while true {
            do {
                try keep(block.id)
                if let logs, let contents { try await Self.log(block, stream, contents, in: logs, within: limit) }
                state.withLock { $0.machine.add(block, stream: stream) }
                return block
            } catch {
                blocks.remove(block.id)
                left -= 1
                if left > 0 { continue }
                state.withLock { $0.machine.abandon(block.id) }
                throw error
            }
        }
    }

    private static func log(
        _ block: ReceivedBlock, _ stream: String, _ contents: StoredBytes, in logs: Logs, within limit: TimeLimit
    ) async throws {
        let record = try ReceivedBlockRecord(stream: stream, block: block, contents: contents).encode()
        let event = try encode([.added(stream: stream, block)])
        try await limit.run("writing the block \(block) to the receivers' log") { isLate in
            let time = BatchTime(milliseconds: block.stamp)
            try await logs.data.append(record, time: time)
            // The receiver was told that it is not stored, or another try stores it.
            if isLate() { return }
            try await logs.metadata.append(event, time: time)
            try await logs.checkOwner()
        }
    }

    private static func encode(_ events: [ReceivedBlockEvent]) throws -> StoredBytes {
        var writer = StoreWriter()
        try writer.write(events)
        return writer.finish()
    }

    // MARK: Batches

    /// The blocks of a batch: those that it has, or all that wait. Logged before it returns.
    func allocate(_ stream: String, at time: BatchTime) async throws -> [ReceivedBlock] {
        let (blocks, logs, forgotten, stamp) = state.withLock { state in
            let released = state.logs?.releasedThrough() ?? BatchTime(milliseconds: .min)
            return (
                state.machine.blocks(of: stream, at: time), state.logs,
                (state.forgotten[stream] ?? []).filter { $0.time <= released }, state.machine.lastStamp
            )
        }
        if let logs, !blocks.isEmpty || !forgotten.isEmpty {
            var events: [ReceivedBlockEvent] = []
            if !forgotten.isEmpty { events.append(.cleaned(stream: stream, forgotten.map(\.time))) }
            if !blocks.isEmpty { events.append(.allocated(stream: stream, time, blocks)) }
            try await logs.metadata.append(Self.encode(events), time: BatchTime(milliseconds: stamp))
        }
        state.withLock { state in
            // More may have been forgotten meanwhile.
            let logged = Set(forgotten.map(\.time))
            state.forgotten[stream]?.removeAll { logged.contains($0.time) }
            if !blocks.isEmpty { state.machine.allocate(blocks, of: stream, at: time) }
        }
        return blocks
    }

    /// Forgets a batch whose end is in the checkpoint; returns its blocks, which can be removed from memory.
    func forget(_ time: BatchTime, of stream: String) -> [ReceivedBlock] {
        state.withLock { state in
            let blocks = state.machine.forget(time, of: stream)
            if state.logs != nil, let oldest = blocks.map(\.stamp).min() {
                state.forgotten[stream, default: []].append(Forgotten(time: time, oldest: oldest))
            }
            return blocks
        }
    }

    /// Whether blocks wait for a batch.
    func hasWaiting(_ stream: String) -> Bool { state.withLock { $0.machine.hasWaiting(stream) } }

    /// Removes files of the logs that no block needs. A failure is logged only: the next call tries again.
    func clean(_ logger: Logger) async {
        guard let logs = state.withLock({ $0.logs }) else { return }
        let oldest = BatchTime(milliseconds: state.withLock { $0.oldestNeeded })
        do {
            // Metadata first: all that it names exists.
            try await logs.metadata.clean(before: oldest)
            try await logs.data.clean(before: oldest)
        } catch {
            logger.warning("old files of the receivers' logs could not be removed", metadata: ["error": "\(error)"])
        }
    }

    // MARK: Restart

    /// Opens the logs, and puts the blocks that are needed into the block manager.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint whose logs these are.
    ///   - inputs: Streams with receivers, by the ids of their operators.
    /// - Throws: `StreamingError.dataDamaged` if a record is damaged, or a block that is needed is missing;
    ///   `.storageFailed`.
    func open(_ checkpoint: StreamCheckpoint, _ inputs: [String: any AnyReceiverInput]) async throws {
        let events = EventCollector()
        let metadata = try await checkpoint.openLog("receivers") { bytes, _ in try events.add(bytes) }
        let old = checkpoint.recovered?.checkpoint
        var machine = events.machine
        let dropped = machine.settle(
            after: old.map { BatchTime(milliseconds: $0.lastTime) },
            remembered: Set((old?.batches ?? []).map { BatchTime(milliseconds: $0.time) }), streams: Set(inputs.keys))
        let needed = machine.needed
        let found = Mutex<Set<ReceivedBlock>>([])
        let data: WriteAheadLog
        do {
            data = try await checkpoint.openLog("received") { bytes, _ in
                let record = try storing("a record of the receivers' log") {
                    try ReceivedBlockRecord(bytes) { needed[$0]?.contains($1) == true }
                }
                guard needed[record.stream]?.contains(record.block) == true else { return }
                // A block that was stored on a second attempt is there twice.
                guard found.withLock({ $0.insert(record.block).inserted }) else { return }
                try inputs[record.stream]?.restore(record.block, record.contents)
            }
        } catch {
            await metadata.close()
            throw error
        }
        let logs = Logs(
            metadata: metadata, data: data, checkOwner: { try await checkpoint.checkOwner() },
            releasedThrough: { checkpoint.releasedThrough })
        state.withLock { state in
            state.machine = machine
            state.logs = logs
            state.forgotten = dropped.mapValues { batches in
                batches.map { Forgotten(time: $0.time, oldest: $0.oldest) }
            }
        }
        let missing = Set(needed.values.joined()).subtracting(found.withLock { $0 })
        if let block = missing.min(by: { ($0.stamp, $0.number) < ($1.stamp, $1.number) }) {
            throw StreamingError(
                code: .dataDamaged,
                message: "\(missing.count) received blocks that are needed are not in the log \(data.directory), "
                    + "beginning with \(block): restore its files")
        }
    }

    /// Closes the logs: later blocks are refused.
    func close() async {
        if let logs = state.withLock({ $0.logs }) {
            await logs.data.close()
            await logs.metadata.close()
        }
        threads.close()
    }
}

/// The state that the events of a log lead to.
private final class EventCollector: Sendable {
    private let state = Mutex(ReceiverTrackerStateMachine())

    var machine: ReceiverTrackerStateMachine { state.withLock { $0 } }

    func add(_ bytes: StoredBytes) throws {
        var reader = StoreReader(bytes)
        let events = try storing("a record of the receivers' metadata log") {
            try reader.read([ReceivedBlockEvent].self)
        }
        state.withLock { state in for event in events { state.apply(event) } }
    }
}
