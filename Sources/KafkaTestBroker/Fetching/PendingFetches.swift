// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport
internal import Synchronization

/// Waiting fetches, by their partitions.
///
/// A fetch completes once: by an append that gives it enough bytes, by its timer, or because its connection closed.
final class PendingFetches: Sendable {
    private struct Waiting {
        var fetch: any LongPoll
        var timer: ClusterTimer?
        var reply: DeferredReply
    }

    private struct State {
        var nextID = 0
        var waiting: [Int: Waiting] = [:]
        var byPartition: [PartitionKey: Set<Int>] = [:]
    }

    private let state = Mutex(State())

    /// Keeps `fetch` until it is answered, on the loop, or cancelled.
    ///
    /// Checks the fetch again once it is in the list, so that an append after the first check is not missed.
    func add(_ fetch: any LongPoll, core: ClusterCore) -> DeferredReply {
        let (id, reply) = state.withLock { state in
            let id = state.nextID
            state.nextID += 1
            let reply = DeferredReply { [weak self] in _ = self?.remove(id) }
            state.waiting[id] = Waiting(fetch: fetch, timer: nil, reply: reply)
            for key in fetch.partitions { state.byPartition[key, default: []].insert(id) }
            return (id, reply)
        }
        let timer = core.clock.schedule(at: fetch.deadline, on: core.loop) { [weak self, weak core] in
            guard let self, let core else { return }
            expire(id, core)
        }
        let isWaiting = state.withLock { state in
            state.waiting[id]?.timer = timer
            return state.waiting[id] != nil
        }
        if !isWaiting { timer.cancel() }
        look(id, core)
        return reply
    }

    /// Checks the fetches that wait for these partitions again, on the loop.
    func wake(_ keys: Set<PartitionKey>, on core: ClusterCore) {
        let ids = state.withLock { state in
            guard !state.waiting.isEmpty else { return Set<Int>() }
            return keys.reduce(into: Set<Int>()) { $0.formUnion(state.byPartition[$1] ?? []) }
        }
        guard !ids.isEmpty else { return }
        core.loop.execute { for id in ids.sorted() { self.look(id, core) } }
    }

    private func look(_ id: Int, _ core: ClusterCore) {
        guard let fetch = state.withLock({ $0.waiting[id]?.fetch }) else { return }
        let answer = core.update(on: fetch.call.broker) { state in
            fetch.look(isLast: false, now: core.clock.now, &state)
        }
        guard let answer else { return }
        remove(id)?.reply.give(answer())
    }

    private func expire(_ id: Int, _ core: ClusterCore) {
        guard let waiting = remove(id) else { return }
        let answer = core.update(on: waiting.fetch.call.broker) { state in
            waiting.fetch.look(isLast: true, now: core.clock.now, &state)
        }
        if let answer { waiting.reply.give(answer()) }
    }

    private func remove(_ id: Int) -> Waiting? {
        let waiting = state.withLock { state -> Waiting? in
            guard let waiting = state.waiting.removeValue(forKey: id) else { return nil }
            for key in waiting.fetch.partitions {
                state.byPartition[key]?.remove(id)
                if state.byPartition[key]?.isEmpty == true { state.byPartition[key] = nil }
            }
            return waiting
        }
        waiting?.timer?.cancel()
        return waiting
    }
}
