// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Which blocks wait for a batch, which batch has which, and which part of the logs is still needed. A pure value.
/// Source: Spark's `ReceivedBlockTracker`.
///
/// A block *begins*, is stored and logged, and is then *added*: only then a batch can get it. A batch gets all blocks
/// that wait, once, and keeps them until it is forgotten. After a restart `apply` takes the events of the log in order,
/// and `settle` decides by the checkpoint: a batch whose plan was not stored never ran, so its blocks wait again.
struct ReceiverTrackerStateMachine: Sendable {
    private struct Stream: Sendable {
        var waiting: [ReceivedBlock] = []
        var allocated: [BatchTime: [ReceivedBlock]] = [:]
    }

    private var streams: [String: Stream] = [:]
    private var known: Set<BlockID> = []
    /// Stamps of blocks that have begun and were not added yet.
    private var begun: [BlockID: Int64] = [:]
    private(set) var lastStamp = Int64.min

    // MARK: Receiving

    /// A stamp for a block that is about to be stored: not before that of any earlier block.
    mutating func begin(_ id: BlockID, now: Int64) -> Int64 {
        lastStamp = max(lastStamp, now)
        begun[id] = lastStamp
        return lastStamp
    }

    /// The block could not be stored.
    mutating func abandon(_ id: BlockID) { begun[id] = nil }

    /// The block is stored and logged. A block that is known has no effect.
    mutating func add(_ block: ReceivedBlock, stream: String) {
        begun[block.id] = nil
        lastStamp = max(lastStamp, block.stamp)
        guard known.insert(block.id).inserted else { return }
        streams[stream, default: Stream()].waiting.append(block)
    }

    // MARK: Batches

    /// The blocks that the batch has, or would get now.
    func blocks(of stream: String, at time: BatchTime) -> [ReceivedBlock] {
        streams[stream].map { $0.allocated[time] ?? $0.waiting } ?? []
    }

    /// Hands blocks to a batch, instead of those that it had.
    mutating func allocate(_ blocks: [ReceivedBlock], of stream: String, at time: BatchTime) {
        var state = streams[stream] ?? Stream()
        let ids = Set(blocks.map(\.id))
        let returned = (state.allocated[time] ?? []).filter { !ids.contains($0.id) }
        // A batch of an earlier run that never ran may have had them.
        for other in state.allocated.keys { state.allocated[other]?.removeAll { ids.contains($0.id) } }
        state.waiting = returned + state.waiting.filter { !ids.contains($0.id) }
        state.allocated[time] = blocks
        known.formUnion(ids)
        streams[stream] = state
    }

    /// Forgets a batch; returns its blocks, which can be removed.
    mutating func forget(_ time: BatchTime, of stream: String) -> [ReceivedBlock] {
        let blocks = streams[stream]?.allocated.removeValue(forKey: time) ?? []
        for block in blocks { known.remove(block.id) }
        return blocks
    }

    /// Whether blocks wait for a batch.
    func hasWaiting(_ stream: String) -> Bool { streams[stream].map { !$0.waiting.isEmpty } ?? false }

    /// The least stamp of a block that is needed: records of the logs before it can be removed.
    var oldestNeeded: Int64 {
        var oldest = begun.values.min() ?? .max
        for stream in streams.values {
            for block in stream.waiting { oldest = min(oldest, block.stamp) }
            for block in stream.allocated.values.joined() { oldest = min(oldest, block.stamp) }
        }
        return oldest == .max ? lastStamp : oldest
    }

    // MARK: Restart

    /// Takes an event of the log.
    mutating func apply(_ event: ReceivedBlockEvent) {
        switch event {
        case .added(let stream, let block): add(block, stream: stream)
        case .allocated(let stream, let time, let blocks):
            // Blocks whose additions were removed from the log are not needed any more.
            allocate(blocks.filter { known.contains($0.id) }, of: stream, at: time)
        case .cleaned(let stream, let times): for time in times { _ = forget(time, of: stream) }
        }
    }

    /// Compares the log with the checkpoint, after the last event. Returns batches that it has no longer, by stream,
    /// each with the least stamp of its blocks: older checkpoints may still have them.
    ///
    /// - Parameters:
    ///   - lastTime: The last batch whose plan is in the checkpoint, or was; nil if none ever was.
    ///   - remembered: Batches that the checkpoint has.
    ///   - streams: Streams of the program.
    mutating func settle(
        after lastTime: BatchTime?, remembered: Set<BatchTime>, streams present: Set<String>
    ) -> [String: [(time: BatchTime, oldest: Int64)]] {
        var dropped: [String: [(time: BatchTime, oldest: Int64)]] = [:]
        for name in Array(streams.keys) {
            guard present.contains(name), var state = streams[name] else {
                streams[name] = nil
                continue
            }
            var returned: [ReceivedBlock] = []
            for time in state.allocated.keys.sorted() {
                if lastTime.map({ time > $0 }) ?? true {
                    returned += state.allocated.removeValue(forKey: time) ?? []
                } else if !remembered.contains(time) {
                    let blocks = state.allocated.removeValue(forKey: time) ?? []
                    for block in blocks { known.remove(block.id) }
                    if let oldest = blocks.map(\.stamp).min() { dropped[name, default: []].append((time, oldest)) }
                }
            }
            state.waiting = returned + state.waiting
            streams[name] = state
        }
        return dropped
    }

    /// All blocks that are needed, by stream.
    var needed: [String: Set<ReceivedBlock>] {
        streams.mapValues { Set($0.waiting).union($0.allocated.values.joined()) }
    }
}
