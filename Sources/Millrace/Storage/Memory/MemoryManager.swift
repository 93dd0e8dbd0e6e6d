// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// One limit for the memory that caches, shuffles and state take. Own design, after Spark's `UnifiedMemoryManager`.
///
/// Storage (cached blocks) and execution (tables of running tasks, outputs of map tasks) share the limit. Execution may
/// push cached blocks out down to `storageFraction` of the limit; storage never takes memory from running tasks.
/// Outputs of map tasks get at most a quarter of the limit; the others are on disk. Sizes are estimates of those who
/// ask.
public final class MemoryManager: Sendable {
    private struct State {
        var storage = 0
        var execution = 0
        /// Part of `execution`: outputs of map tasks that have ended.
        var outputs = 0
        var reservations: [ObjectIdentifier: Weak] = [:]
        var evict: (@Sendable (Int) -> Void)?
    }

    private struct Weak {
        weak var reservation: MemoryReservation?
    }

    /// A reservation gets this many bytes in any case, or a task could not make progress.
    static let minimumShare = 1 << 20

    /// Bytes that storage and execution may take together; `nil` for no limit.
    public let limit: Int?
    /// Share of the limit up to which cached blocks are safe from running tasks.
    public let storageFraction: Double
    private let state = Mutex(State())
    private let spills = Atomic(0)

    /// A manager of `limit` bytes.
    public init(limit: Int? = nil, storageFraction: Double = 0.5) {
        self.limit = limit.map { max(0, $0) }
        self.storageFraction = min(1, max(0, storageFraction))
    }

    /// Bytes of cached blocks.
    public var storageBytes: Int { state.withLock { $0.storage } }
    /// Bytes of the tables of running tasks.
    public var executionBytes: Int { state.withLock { $0.execution } }

    /// Number of times that elements were written to disk since memory lacked room, in shuffles and sorts.
    public var spillCount: Int { spills.load(ordering: .relaxed) }

    func noteSpill() { spills.add(1, ordering: .relaxed) }

    // MARK: Storage

    /// Sets the function that removes cached blocks of at least so many bytes, if there are any.
    func setEvictor(_ evict: @escaping @Sendable (Int) -> Void) { state.withLock { $0.evict = evict } }

    /// Takes `bytes` for a block; older blocks are removed for it. Returns false if there is no room.
    func acquireStorage(_ bytes: Int) -> Bool {
        if take(storage: bytes) == 0 { return true }
        // A block that could never fit must not push all others out.
        guard let limit, bytes <= limit - executionBytes else { return false }
        let missing = take(storage: bytes)
        if missing == 0 { return true }
        state.withLock { $0.evict }?(missing)
        return take(storage: bytes) == 0
    }

    /// Takes bytes, or returns how many are missing.
    private func take(storage bytes: Int) -> Int {
        state.withLock { state in
            let missing = limit.map { max(0, state.storage + state.execution + bytes - $0) } ?? 0
            if missing == 0 { state.storage += bytes }
            return missing
        }
    }

    func releaseStorage(_ bytes: Int) { state.withLock { $0.storage -= bytes } }

    // MARK: Execution

    /// A reservation of no bytes yet, for one table of one task.
    public func reservation() -> MemoryReservation {
        let reservation = MemoryReservation(manager: self)
        state.withLock { $0.reservations[ObjectIdentifier(reservation)] = Weak(reservation: reservation) }
        return reservation
    }

    /// Memory for the output of a map task that has ended; `nil` if it must go to disk.
    func reserveOutput(_ bytes: Int) -> OutputMemory? {
        let isFree = state.withLock { state in
            if let limit {
                guard state.outputs + bytes <= limit / 4, state.storage + state.execution + bytes <= limit else {
                    return false
                }
            }
            state.outputs += bytes
            state.execution += bytes
            return true
        }
        return isFree ? OutputMemory(manager: self, bytes: bytes) : nil
    }

    func releaseOutput(_ bytes: Int) {
        state.withLock { state in
            state.outputs -= bytes
            state.execution -= bytes
        }
    }

    /// Changes a reservation from `held` to `wanted` bytes. Returns false if there is no room; nothing changes then.
    func resize(from held: Int, to wanted: Int) -> Bool {
        if wanted <= held {
            state.withLock { $0.execution -= held - wanted }
            return true
        }
        if take(execution: wanted - held, held: held) { return true }
        guard let limit else { return false }
        let (evict, excess) = state.withLock { state in
            let missing = state.storage + state.execution + wanted - held - limit
            return (state.evict, min(missing, state.storage - Int(Double(limit) * storageFraction)))
        }
        if excess > 0 { evict?(excess) }
        if take(execution: wanted - held, held: held) { return true }
        askOthersToSpill(held: held)
        return false
    }

    private func take(execution bytes: Int, held: Int) -> Bool {
        state.withLock { state in
            let isFree = limit.map { state.storage + state.execution + bytes <= $0 } ?? true
            guard isFree || held + bytes <= Self.minimumShare else { return false }
            state.execution += bytes
            return true
        }
    }

    /// Marks reservations that hold more than an even share, if one that holds less was refused.
    private func askOthersToSpill(held: Int) {
        state.withLock { state in
            let live = state.reservations.values.compactMap(\.reservation)
            guard let limit, live.count > 1, held < limit / live.count else { return }
            for reservation in live where reservation.bytes > limit / live.count { reservation.ask() }
        }
    }

    func end(_ id: ObjectIdentifier, held: Int) {
        state.withLock { state in
            state.reservations[id] = nil
            state.execution -= held
        }
    }
}
