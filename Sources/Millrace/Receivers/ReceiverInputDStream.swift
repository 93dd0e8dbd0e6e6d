// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Logging
private import Synchronization

/// A stream of what a receiver stores. A batch has all blocks that were acknowledged before its tick, as one RDD
/// partition each. Source: Spark's `ReceiverInputDStream`.
///
/// A batch that runs again, or runs after a restart, has the same blocks. Blocks are kept until their batch is
/// forgotten (`remember`). With `ReceiverConfiguration.writeAheadLog` every block that was acknowledged reaches a
/// batch, whatever is killed; without it, blocks that no batch has processed are lost with the process, and
/// `lostBlockCount` and a warning say how many.
///
/// `@unchecked Sendable`: a `Mutex` guards the count, the rest are immutable values, as `DStream` asks.
open class ReceiverInputDStream<Element: Sendable>: InputDStream<Element, ReceiverPlan>, AnyReceiverInput,
    @unchecked Sendable
{
    private let receiver: any Receiver<Element>
    private let level: StorageLevel
    private let codec: StorageCodec<Element>?
    private let supervisor = Mutex<ReceiverSupervisor<Element>?>(nil)
    private let lostBlocks = Mutex<Set<ReceivedBlock>>([])
    /// A receiver that is told to end without grace has this long for it.
    private static var endTimeout: Duration { .seconds(10) }

    /// A stream of `receiver`'s elements.
    ///
    /// - Parameters:
    ///   - context: The context.
    ///   - receiver: The receiver.
    ///   - level: Where blocks are kept until their batch is forgotten. Default: as stored bytes in memory, on disk
    ///     where memory lacks room; as values in memory if elements cannot be stored.
    ///   - kind: Enters the operator's id; default: the receiver's type.
    public init(
        context: StreamingContext, receiver: any Receiver<Element>, level: StorageLevel? = nil, kind: String? = nil
    ) {
        self.receiver = receiver
        codec = StorageCodec()
        self.level = level ?? (codec == nil ? .memoryOnly : .memoryAndDiskSerialized)
        super.init(context: context, kind: kind ?? "receiver \(type(of: receiver))")
    }

    /// The receiver's type and the stream's id.
    open override var name: String { "\(type(of: receiver)) \(id)" }

    /// The receiver's state; nil before the start.
    public final var receiverInfo: ReceiverInfo? { supervisor.withLock { $0 }?.info }

    /// Number of blocks of batches of an earlier run that were lost with it, because there was no log.
    public final var lostBlockCount: Int { lostBlocks.withLock { $0.count } }

    private var key: String { operatorID.description }
    private var owner: String { "input-\(id)-\(context.receivers.run)" }

    // MARK: Life

    /// Starts the receiver.
    /// - Throws: `StreamingError.threadsUnavailable` if the system refuses a thread.
    open override func start() async throws {
        try context.receivers.threads.start()
        let configuration = context.configuration.receivers
        let supervisor = ReceiverSupervisor<Element>(
            receiver, stream: context, streamID: id, streamName: name
        ) { [weak self, clock = context.clock] in
            BlockGenerator(configuration, clock: clock, rate: { [weak self] in self?.receiverRate }) {
                [weak self] elements, tries in
                guard let self else { throw CancellationError() }
                return try await self.store(elements, tries: tries)
            }
        }
        self.supervisor.withLock { $0 = supervisor }
        try supervisor.start()
    }

    /// Records per second that the receiver may store: the lower one of its maximum and of the backpressure's rate.
    private var receiverRate: Double? {
        let limits = [context.configuration.receivers.maxRate, rateLimit].compactMap { $0 }.filter { $0 > 0 }
        return limits.min()
    }

    final override func drain() async -> Bool {
        await supervisor.withLock { $0 }?.end()
        return context.receivers.hasWaiting(key)
    }

    /// Ends the receiver: it has 10 s, after which what it stores is refused. Removes the stream's blocks.
    open override func stop() async {
        await supervisor.withLock { $0 }?.end(within: Self.endTimeout)
        context.engine.blocks.removeAll(of: owner)
    }

    // MARK: Blocks

    /// Stores elements as a block, or as several if they are too large for one record of the log. Returns the last.
    private func store(_ elements: [Element], tries: Int) async throws -> ReceivedBlock {
        guard context.receivers.hasLog else { return try await put(elements, nil, tries: tries) }
        let codec = try StorageCodec<Element>.require(for: "the receivers' log of '\(key)'")
        let contents = try storing("a received block") { try BlockEncoder.encode(elements, codec) }
        let limit = context.configuration.receivers.maxBlockBytes
        if contents.count <= limit { return try await put(elements, contents, tries: tries) }
        guard elements.count > 1 else {
            throw StreamingError(
                code: .storageFailed,
                message: "a received element has \(contents.count) bytes, the receivers' log takes \(limit) at most")
        }
        _ = try await store(Array(elements[..<(elements.count / 2)]), tries: tries)
        return try await store(Array(elements[(elements.count / 2)...]), tries: tries)
    }

    private func put(_ elements: [Element], _ contents: StoredBytes?, tries: Int) async throws -> ReceivedBlock {
        let block = try await context.receivers.store(
            elements.count, stream: key, owner: owner, contents: contents, now: context.steadyTime.milliseconds,
            within: TimeLimit(context.configuration.receivers.blockStoreTimeout, context.clock), tries: tries,
            in: context.engine.blocks, keep: { try self.keep($0, elements, contents) })
        context.metrics.received(elements.count, by: name)
        return block
    }

    /// Puts a block into the block manager.
    private func keep(_ id: BlockID, _ elements: [Element], _ contents: StoredBytes?) throws {
        let blocks = context.engine.blocks
        let isKept: Bool
        if let contents, let codec {
            isKept = try blocks.put(id, encoded: contents, count: elements.count, level: level, codec: codec)
        } else {
            isKept = try blocks.put(id, elements, level: level, codec: codec)
        }
        guard !isKept else { return }
        throw StreamingError(
            code: .storageFailed,
            message: "there is no room in memory for a received block, and its level (\(level)) has no disk: raise "
                + "EngineConfiguration.memoryLimit, or use another level")
    }

    final func checkCodec() throws {
        _ = try StorageCodec<Element>.require(for: "the receivers' log of stream \(id) ('\(key)')")
    }

    final func restore(_ block: ReceivedBlock, _ contents: StoredBytes) throws {
        let codec = try StorageCodec<Element>.require(for: "the receivers' log of '\(key)'")
        // A level without disk must not lose what the log has.
        let level = level.usesDisk ? level : .memoryAndDiskSerialized
        try context.engine.blocks.put(
            block.id, encoded: contents, count: block.recordCount, level: level, codec: codec)
    }

    // MARK: Batches

    /// Takes all blocks that wait.
    public final override func plan(at time: BatchTime) async throws -> ReceiverPlan {
        let blocks = try await context.receivers.allocate(key, at: time)
        await context.receivers.clean(context.engine.logger)
        reportInput(
            time: time, recordCount: blocks.reduce(0) { $0 + $1.recordCount },
            description: "\(blocks.count) blocks", metadata: blocks)
        return ReceiverPlan(blocks: blocks)
    }

    /// An RDD of the plan's blocks.
    public final override func rdd(_ plan: ReceiverPlan, at time: BatchTime) throws -> RDD<Element> {
        guard !context.receivers.hasLog else { return BlockRDD(context.engine, plan.blocks) }
        // Blocks of an earlier run were in the memory of its process.
        let lost = plan.blocks.filter { !$0.owner.hasSuffix(context.receivers.run) }
        let isNew = lostBlocks.withLock { all in
            defer { all.formUnion(lost) }
            return !all.isSuperset(of: lost)
        }
        if isNew {
            context.engine.logger.warning(
                "received blocks of an earlier run are lost, because there was no log (receivers.writeAheadLog)",
                metadata: [
                    "batch": "\(time)", "stream": "\(id)", "blocks": "\(lost.count)",
                    "records": "\(lost.reduce(0) { $0 + $1.recordCount })",
                ])
        }
        return BlockRDD(context.engine, plan.blocks.filter { !lost.contains($0) })
    }

    /// Removes the plan's blocks.
    public final override func planForgotten(_ plan: ReceiverPlan, at time: BatchTime) {
        _ = context.receivers.forget(time, of: key)
        for block in plan.blocks { context.engine.blocks.remove(block.id) }
    }
}
