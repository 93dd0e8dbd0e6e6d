// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import KafkaClient
import Synchronization
import TestSupport

/// Partitions that members of a group gain, give up and read, by the machine's monotonic clock.
///
/// A member tells that it gave partitions up before it asks for others, and that it gained some after it got them; so
/// if two members have a partition at once, the times show it however late the lines arrive.
final class MixedGroup: Sendable {
    private struct Change {
        var nanoseconds: UInt64
        var member: String
        var isGain: Bool
        var partition: Int32
    }

    private struct State {
        var changes: [Change] = []
        var owned: [String: Set<Int32>] = [:]
        /// The members that read each offset of a partition.
        var reads: [Int32: [Int64: [String]]] = [:]
        /// Members that were killed: what they read last is read again, since nobody committed it.
        var killed: Set<String> = []
        var faults: [String] = []
        var lines: [String] = []
        /// A member's program has ended by itself.
        var failure: (any Error)?
        var waiters: [(condition: @Sendable (State) -> Bool, event: Event)] = []
    }

    private let state = Mutex(State())
    let partitions: Int32

    init(partitions: Int32) { self.partitions = partitions }

    private func step(_ change: (inout State) -> Void) {
        let ready = state.withLock { state in
            change(&state)
            let now = state
            let ready = state.waiters.filter { $0.condition(now) }
            if !ready.isEmpty { state.waiters.removeAll { $0.condition(now) } }
            return ready
        }
        for waiter in ready { waiter.event.signal() }
    }

    /// Waits for a condition, or for the end of a member's program.
    private func wait(for condition: @escaping @Sendable (State) -> Bool) async throws {
        let event = Event()
        step { state in state.waiters.append(({ $0.failure != nil || condition($0) }, event)) }
        await event.wait()
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Ends all waits with an error.
    func fail(_ error: any Error) { step { $0.failure = $0.failure ?? error } }

    // MARK: Telling

    private func change(_ member: String, gained: Bool, _ partitions: some Sequence<Int32>, at nanoseconds: UInt64) {
        step { state in
            for partition in partitions {
                let change = Change(nanoseconds: nanoseconds, member: member, isGain: gained, partition: partition)
                state.changes.append(change)
                if gained {
                    state.owned[member, default: []].insert(partition)
                } else {
                    state.owned[member]?.remove(partition)
                }
            }
            state.lines.append("\(member) \(gained ? "gained" : "gave") \(nanoseconds) \(Array(partitions))")
        }
    }

    func gained(_ member: String, _ partitions: some Sequence<Int32>) {
        change(member, gained: true, partitions, at: DispatchTime.now().uptimeNanoseconds)
    }

    func gave(_ member: String, _ partitions: some Sequence<Int32>) {
        change(member, gained: false, partitions, at: DispatchTime.now().uptimeNanoseconds)
    }

    func lost(_ member: String, _ partitions: some Sequence<Int32>) {
        step { $0.faults.append("\(member) lost \(Array(partitions))") }
        gave(member, partitions)
    }

    func read(_ member: String, _ partition: Int32, _ offset: Int64) {
        step { state in
            state.reads[partition, default: [:]][offset, default: []].append(member)
            if state.owned[member]?.contains(partition) != true {
                state.faults.append("\(member) read \(partition) at \(offset), which it does not have")
            }
        }
    }

    /// A member's program has been killed, and all that it told was taken.
    func killed(_ member: String) {
        let owned = state.withLock { state in
            state.killed.insert(member)
            return state.owned[member] ?? []
        }
        gave(member, owned)
    }

    /// Takes a line of a member that is a program of its own.
    func take(_ line: String, of member: String) {
        let words = line.split(separator: " ")
        let numbers = words.dropFirst().compactMap { Int64($0) }
        switch words.first {
        case "gained", "gave":
            guard let time = numbers.first else { return }
            change(
                member, gained: words.first == "gained", numbers.dropFirst().map { Int32($0) }, at: UInt64(time))
        case "lost": lost(member, numbers.dropFirst().map { Int32($0) })
        case "record": if numbers.count == 2 { read(member, Int32(numbers[0]), numbers[1]) }
        default: step { $0.lines.append("\(member): \(line)") }
        }
    }

    // MARK: Looking

    /// Waits until exactly these members share all partitions, the difference being one at most.
    func waitShared(_ members: [String]) async throws {
        let all = Set(0..<partitions)
        try await wait { state in
            let shares = members.map { state.owned[$0] ?? [] }
            let counts = shares.map(\.count)
            return counts.reduce(0, +) == all.count && Set(shares.joined()) == all
                && (counts.max() ?? 0) - (counts.min() ?? 0) <= 1
                && state.owned.allSatisfy { members.contains($0.key) || $0.value.isEmpty }
        }
    }

    /// Waits until each partition's first `count` records were read.
    func waitRead(_ count: Int) async throws {
        let partitions = partitions
        try await wait { state in (0..<partitions).allSatisfy { state.reads[$0]?.count == count } }
    }

    /// Contradictions to what a group promises: two owners at once, records of somebody else's, records read twice.
    ///
    /// - Parameter beginsAnew: Whether a member has begun a partition without asking the group where; then nobody else
    ///   is at fault for records that come twice.
    func faults(beginsAnew: (_ member: String, _ partition: Int32) -> Bool = { _, _ in false }) -> [String] {
        let state = state.withLock { $0 }
        var faults = state.faults
        var owners: [Int32: String] = [:]
        for change in state.changes.sorted(by: { $0.nanoseconds < $1.nanoseconds }) {
            let owner = owners[change.partition]
            if change.isGain {
                if let owner, owner != change.member {
                    faults.append("\(change.member) gained \(change.partition), which \(owner) has")
                }
                owners[change.partition] = change.member
            } else if owner == change.member {
                owners[change.partition] = nil
            }
        }
        for (partition, offsets) in state.reads {
            let excused = state.killed.union(Set(offsets.values.joined()).filter { beginsAnew($0, partition) })
            for (offset, readers) in offsets where readers.count(where: { !excused.contains($0) }) > 1 {
                faults.append("\(partition) was read by \(readers) at \(offset)")
            }
            // A member that was killed reads no record twice either.
            for (offset, readers) in offsets where Set(readers).count < readers.count {
                faults.append("\(partition) was read twice at \(offset) by one of \(readers)")
            }
        }
        return faults
    }

    /// Everything that was told but the records.
    var log: String { state.withLock { $0.lines }.joined(separator: "\n") }
}
