// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Keeps blocks in memory and on disk: partitions of persisted RDDs, received data. Source: Spark's `BlockManager`.
///
/// Blocks in memory are removed, the one that was used longest ago first, when memory lacks room; those whose level has
/// disk are written there first. A block that cannot be kept is not an error: `put` says so, and the owner computes it
/// again when it needs it.
public final class BlockManager: Sendable {
    private struct Entry {
        var block: any AnyStoredBlock
        var lastUse: UInt64
    }

    private struct State {
        var entries: [BlockID: Entry] = [:]
        var clock: UInt64 = 0
        var evictions = 0
    }

    /// Memory that blocks share with running tasks.
    public let memory: MemoryManager
    /// Folder for blocks on disk; made when the first one is written.
    private let disk: LazyLocalDisk
    private let state = Mutex(State())

    /// A manager without blocks.
    public init(memory: MemoryManager, disk: LazyLocalDisk) {
        self.memory = memory
        self.disk = disk
        memory.setEvictor { [weak self] bytes in self?.evict(bytes) }
    }

    /// Number of blocks that were pushed out of memory.
    public var evictions: Int { state.withLock { $0.evictions } }

    /// Ids of all blocks, sorted by their names.
    public var blocks: [BlockID] {
        state.withLock { $0.entries.keys.sorted { ($0.owner, $0.index) < ($1.owner, $1.index) } }
    }

    /// Whether a block is on disk; `nil` if it is not kept.
    public func isOnDisk(_ id: BlockID) -> Bool? { state.withLock { $0.entries[id]?.block.isOnDisk } }

    // MARK: Putting

    /// Keeps `elements` as block `id`, instead of an earlier block of this id. Returns whether it is kept.
    ///
    /// - Throws: `StreamingError.codecMissing` if the level needs a codec and `Element` has none; `.storageFailed` if
    ///   the disk cannot be written, after which the block is not kept.
    @discardableResult
    public func put<Element: Sendable>(
        _ id: BlockID, _ elements: [Element], level: StorageLevel, codec: StorageCodec<Element>? = StorageCodec()
    ) throws -> Bool {
        if level.needsCodec, codec == nil { _ = try StorageCodec<Element>.require(for: "persist(.\(level))") }
        guard let block = try makeBlock(elements, level, codec) else { return false }
        insert(block, as: id)
        return true
    }

    /// Keeps the bytes of an encoded block, whatever the level says of values in memory; otherwise as `put`.
    @discardableResult
    func put<Element: Sendable>(
        _ id: BlockID, encoded bytes: StoredBytes, count: Int, level: StorageLevel, codec: StorageCodec<Element>
    ) throws -> Bool {
        let block = StoredBlock<Element>(
            .bytes(bytes), level: level, count: count, memoryBytes: bytes.count, codec: codec)
        if level.usesMemory, memory.acquireStorage(bytes.count) {
            insert(block, as: id)
            return true
        }
        guard level.usesDisk else { return false }
        insert(try storing("a block") { try block.onDisk(disk.get()) }, as: id)
        return true
    }

    private func insert(_ block: any AnyStoredBlock, as id: BlockID) {
        let old = state.withLock { state in
            state.clock += 1
            return state.entries.updateValue(Entry(block: block, lastUse: state.clock), forKey: id)
        }
        if let old { memory.releaseStorage(old.block.memoryBytes) }
    }

    private func makeBlock<Element: Sendable>(
        _ elements: [Element], _ level: StorageLevel, _ codec: StorageCodec<Element>?
    ) throws -> (any AnyStoredBlock)? {
        if level.usesMemory {
            let place: StoredBlock<Element>.Place
            let bytes: Int
            if level.isSerialized, let codec {
                let stored = try storing("a block") { try BlockEncoder.encode(elements, codec) }
                (place, bytes) = (.bytes(stored), stored.count)
            } else {
                (place, bytes) = (.values(elements), estimatedBytes(of: elements, codec: codec))
            }
            let block = StoredBlock(place, level: level, count: elements.count, memoryBytes: bytes, codec: codec)
            if memory.acquireStorage(bytes) { return block }
            if level.usesDisk { return try storing("a block") { try block.onDisk(disk.get()) } }
            return nil
        }
        guard level.usesDisk, let codec else { return nil }
        return try storing("a block") {
            let file = try disk.get().makeFile("block")
            try StoredBlock.write(elements, to: file, codec)
            return StoredBlock(.file(file), level: level, count: elements.count, memoryBytes: 0, codec: codec)
        }
    }

    // MARK: Getting

    /// Calls `body` with runs of the elements of a block, in order. Returns false, without calls, if it is not kept.
    ///
    /// - Throws: `StreamingError.storageFailed` or `.dataDamaged` if the block cannot be read back: it is removed then,
    ///   so that the next attempt computes it again; errors of `body`.
    public func forEachRun<Element: Sendable>(
        of id: BlockID, as type: Element.Type = Element.self, _ body: ([Element]) throws -> Void
    ) throws -> Bool {
        guard let block = use(id) as? StoredBlock<Element> else { return false }
        do {
            try storing("block \(id)") { try block.forEachRun(body) }
        } catch let error as StreamingError where error.code == .storageFailed || error.code == .dataDamaged {
            remove(id)
            throw error
        }
        return true
    }

    /// The elements of a block; `nil` if it is not kept.
    /// - Throws: As `forEachRun`.
    public func get<Element: Sendable>(_ id: BlockID, as type: Element.Type = Element.self) throws -> [Element]? {
        var elements: [Element] = []
        // The first run is kept as it is: a block of values has one.
        let isKept = try forEachRun(of: id, as: type) { run in
            if elements.isEmpty { elements = run } else { elements += run }
        }
        return isKept ? elements : nil
    }

    private func use(_ id: BlockID) -> (any AnyStoredBlock)? {
        state.withLock { state in
            state.clock += 1
            state.entries[id]?.lastUse = state.clock
            return state.entries[id]?.block
        }
    }

    // MARK: Removing

    /// Removes a block, in memory and on disk. Tasks that read it go on.
    public func remove(_ id: BlockID) {
        let old = state.withLock { $0.entries.removeValue(forKey: id) }
        if let old { memory.releaseStorage(old.block.memoryBytes) }
    }

    /// Removes all blocks of `owner`.
    public func removeAll(of owner: String) {
        for id in state.withLock({ $0.entries.keys.filter { $0.owner == owner } }) { remove(id) }
    }

    /// Pushes blocks out of memory until at least `bytes` are free, if there are as many.
    private func evict(_ bytes: Int) {
        var missing = bytes
        let candidates = state.withLock { state in
            state.entries.filter { $0.value.block.memoryBytes > 0 }.sorted { $0.value.lastUse < $1.value.lastUse }
        }
        for (id, entry) in candidates where missing > 0 {
            let block = entry.block
            // A block that cannot be written stays in memory: its owner may rely on the disk.
            let replacement = block.level.usesDisk ? try? block.onDisk(disk.get()) : nil
            if block.level.usesDisk, replacement == nil { continue }
            if replace(id, block, by: replacement) { missing -= block.memoryBytes }
        }
    }

    /// Replaces a block unless someone else did. Returns whether memory became free.
    private func replace(_ id: BlockID, _ block: any AnyStoredBlock, by replacement: (any AnyStoredBlock)?) -> Bool {
        let isReplaced = state.withLock { state in
            guard let entry = state.entries[id], entry.block === block else { return false }
            state.evictions += 1
            state.entries[id] = replacement.map { Entry(block: $0, lastUse: entry.lastUse) }
            return true
        }
        if isReplaced { memory.releaseStorage(block.memoryBytes) }
        return isReplaced
    }
}
