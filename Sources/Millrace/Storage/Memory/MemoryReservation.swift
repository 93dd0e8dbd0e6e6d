// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Memory of one table of one task; given back with the last reference. Used by one thread at a time.
public final class MemoryReservation: Sendable {
    private let manager: MemoryManager
    private let held = Atomic(0)
    private let isAsked = Atomic(false)

    init(manager: MemoryManager) { self.manager = manager }

    deinit { manager.end(ObjectIdentifier(self), held: held.load(ordering: .relaxed)) }

    /// Bytes held.
    public var bytes: Int { held.load(ordering: .relaxed) }

    /// Asks for `bytes` in all. Returns false if there is no room, or if another task needs some: then the owner should
    /// write its table to disk, and call this again with what is left.
    public func resize(to bytes: Int) -> Bool {
        let current = held.load(ordering: .relaxed)
        if bytes > current, isAsked.exchange(false, ordering: .relaxed) { return false }
        guard manager.resize(from: current, to: bytes) else { return false }
        held.store(bytes, ordering: .relaxed)
        return true
    }

    /// Makes the next growth fail.
    func ask() { isAsked.store(true, ordering: .relaxed) }
}
