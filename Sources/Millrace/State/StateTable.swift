// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The keys of one key group: dense arrays of keys, values and stamps, and an open-addressing index of their positions.
///
/// A slot of the index holds 8 bits of the hash and the position plus one in 24 bits; 0 is a free slot. Slots are
/// probed linearly and are at most four fifths full. A removed entry is replaced by the last one. With times, entries
/// are also linked in the order in which they were touched. Holds fewer than 2^24 keys. Own design.
@usableFromInline
struct StateTable<Key: StableHashable, Value> {
    /// Neighbours in the order of touching; `none` at the ends.
    @usableFromInline
    struct Link {
        @usableFromInline var time: Int64
        @usableFromInline var previous: UInt32
        @usableFromInline var next: UInt32

        @usableFromInline
        init(time: Int64, previous: UInt32, next: UInt32) {
            self.time = time
            self.previous = previous
            self.next = next
        }
    }

    @usableFromInline static var none: UInt32 { .max }
    @usableFromInline static var maxCount: Int { 0xff_fffe }

    @usableFromInline var keys: [Key] = []
    @usableFromInline var values: [Value] = []
    /// The number of the batch that changed the entry last.
    @usableFromInline var stamps: [UInt32] = []
    @usableFromInline var links: [Link] = []
    @usableFromInline var slots: [UInt32] = []
    @usableFromInline var oldest: UInt32
    @usableFromInline var newest: UInt32
    @usableFromInline let hasTimes: Bool

    @usableFromInline
    init(hasTimes: Bool) {
        self.hasTimes = hasTimes
        oldest = Self.none
        newest = Self.none
    }

    @inlinable var count: Int { keys.count }

    /// Bytes of the arrays, without what keys and values refer to.
    var byteCount: Int {
        keys.capacity * MemoryLayout<Key>.stride + values.capacity * MemoryLayout<Value>.stride + stamps.capacity * 4
            + links.capacity * MemoryLayout<Link>.stride + slots.count * 4
    }

    // MARK: Index

    @inlinable
    static func fragment(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 48) << 24 }

    @inlinable
    static func position(_ slot: UInt32) -> Int { Int(slot & 0xff_ffff) - 1 }

    /// Position of the entry of `key`, −1 if there is none.
    @inlinable
    func find(_ key: Key, _ hash: UInt64) -> Int {
        guard !slots.isEmpty else { return -1 }
        let mask = slots.count - 1
        let fragment = Self.fragment(hash)
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 {
            let slot = slots[index]
            if (slot ^ fragment) >> 24 == 0 {
                let position = Self.position(slot)
                if keys[position] == key { return position }
            }
            index = (index + 1) & mask
        }
        return -1
    }

    /// The slot that holds `position`, whose key has this hash.
    @inlinable
    func slot(of position: Int, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while Self.position(slots[index]) != position { index = (index + 1) & mask }
        return index
    }

    @inlinable
    mutating func place(_ position: Int, _ hash: UInt64) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 { index = (index + 1) & mask }
        slots[index] = Self.fragment(hash) | UInt32(position + 1)
    }

    @usableFromInline
    mutating func resize(to slotCount: Int) {
        slots = Array(repeating: 0, count: slotCount)
        for position in keys.indices { place(position, keys[position].stableHashValue) }
    }

    // MARK: Entries

    /// Adds an entry for a key that has none.
    @inlinable
    mutating func insert(_ key: Key, _ hash: UInt64, _ value: Value, stamp: UInt32, time: Int64) {
        precondition(keys.count < Self.maxCount, "more than 2^24 keys in one of the 256 groups of a state")
        if keys.count == keys.capacity { grow() }
        keys.append(key)
        values.append(value)
        stamps.append(stamp)
        if keys.count * 5 > slots.count * 4 {
            resize(to: max(16, slots.count * 2))
        } else {
            place(keys.count - 1, hash)
        }
        if hasTimes {
            links.append(Link(time: time, previous: Self.none, next: Self.none))
            append(keys.count - 1)
        }
    }

    /// More room by a quarter: doubling would waste more memory than the copies cost.
    @usableFromInline
    mutating func grow() {
        let capacity = keys.count + max(16, keys.count / 4)
        keys.reserveCapacity(capacity)
        values.reserveCapacity(capacity)
        stamps.reserveCapacity(capacity)
        if hasTimes { links.reserveCapacity(capacity) }
    }

    /// Removes the entry at `position`; the last entry takes its place.
    @inlinable
    mutating func remove(at position: Int, _ hash: UInt64) {
        vacate(slot(of: position, hash))
        if hasTimes { unlink(position) }
        let last = keys.count - 1
        if position != last {
            let moved = slot(of: last, keys[last].stableHashValue)
            slots[moved] = slots[moved] & 0xff00_0000 | UInt32(position + 1)
            keys.swapAt(position, last)
            values.swapAt(position, last)
            stamps.swapAt(position, last)
            if hasTimes { moveLink(last, to: position) }
        }
        keys.removeLast()
        values.removeLast()
        stamps.removeLast()
        if hasTimes { links.removeLast() }
    }

    /// Empties a slot and moves later ones back that were displaced over it.
    @usableFromInline
    mutating func vacate(_ slot: Int) {
        let mask = slots.count - 1
        var free = slot
        var index = (slot + 1) & mask
        while slots[index] != 0 {
            let home = Int(truncatingIfNeeded: keys[Self.position(slots[index])].stableHashValue) & mask
            // The entry may move to the free slot if its home is not between the two.
            if (index - home) & mask >= (index - free) & mask {
                slots[free] = slots[index]
                free = index
            }
            index = (index + 1) & mask
        }
        slots[free] = 0
    }

    // MARK: Order of touching

    /// Sets the time of an entry and makes it the newest one.
    @inlinable
    mutating func touch(_ position: Int, time: Int64) {
        guard hasTimes else { return }
        if links[position].time != time || newest != UInt32(position) {
            unlink(position)
            links[position].time = time
            append(position)
        }
    }

    @usableFromInline
    mutating func append(_ position: Int) {
        let index = UInt32(position)
        links[position].previous = newest
        links[position].next = Self.none
        if newest == Self.none { oldest = index } else { links[Int(newest)].next = index }
        newest = index
    }

    @usableFromInline
    mutating func unlink(_ position: Int) {
        let link = links[position]
        if link.previous == Self.none { oldest = link.next } else { links[Int(link.previous)].next = link.next }
        if link.next == Self.none { newest = link.previous } else { links[Int(link.next)].previous = link.previous }
    }

    /// Makes the neighbours of the entry at `last` point to `position`, its new place.
    @usableFromInline
    mutating func moveLink(_ last: Int, to position: Int) {
        let link = links[last]
        links[position] = link
        let index = UInt32(position)
        if link.previous == Self.none { oldest = index } else { links[Int(link.previous)].next = index }
        if link.next == Self.none { newest = index } else { links[Int(link.next)].previous = index }
    }

    /// Links all entries again by their times; after changes of times out of order.
    mutating func relink() {
        guard hasTimes else { return }
        oldest = Self.none
        newest = Self.none
        for position in links.indices.sorted(by: { (links[$0].time, $0) < (links[$1].time, $1) }) { append(position) }
    }
}
