// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaClient
internal import Millrace
internal import Synchronization

/// Asks for the latest offsets of a stream's partitions at each batch. Partitions that cannot be reached delay neither
/// the others nor the batch.
///
/// A batch waits for its answers until a limit. A partition whose answer is late is asked on in the background, and
/// later batches do not wait for it until it has answered; an answer that came meanwhile counts.
final class LatestOffsets: Sendable {
    /// The outcome for the partitions of one batch.
    struct Answer: Sendable {
        var known: [TopicPartition: ListedOffset] = [:]
        /// Partitions without an answer, with the last failure if there was one.
        var waiting: [TopicPartition: KafkaError?] = [:]
        /// Failures that do not pass.
        var failed: [TopicPartition: KafkaError] = [:]
    }

    private struct State {
        /// Partitions that are being asked.
        var asked: Set<TopicPartition> = []
        /// Partitions that did not answer an earlier batch in time.
        var overdue: Set<TopicPartition> = []
        var found: [TopicPartition: ListedOffset] = [:]
        /// Last failures of partitions that have not answered since.
        var failures: [TopicPartition: KafkaError] = [:]
        var failed: [TopicPartition: KafkaError] = [:]
        /// Partitions that the current batch waits for.
        var awaited: Set<TopicPartition> = []
        var signal: TimedSignal?
        /// Lookups under way.
        var tasks: [Int: Task<Void, Never>] = [:]
        var nextTask = 0
        var isCancelled = false

        mutating func answer(for partitions: [TopicPartition]) -> Answer {
            var answer = Answer()
            for partition in partitions {
                if let error = failed.removeValue(forKey: partition) {
                    answer.failed[partition] = error
                    overdue.insert(partition)
                } else if let offset = found.removeValue(forKey: partition) {
                    answer.known[partition] = offset
                    overdue.remove(partition)
                } else {
                    answer.waiting[partition] = .some(failures[partition])
                    overdue.insert(partition)
                }
            }
            return answer
        }
    }

    private let client: ClusterClient
    private let isolation: IsolationLevel
    private let state = Mutex(State())

    init(_ client: ClusterClient, isolation: IsolationLevel) {
        self.client = client
        self.isolation = isolation
    }

    /// The latest offsets of `partitions`, waiting until `limit` at most for those that answered in time before.
    func latest(
        of partitions: [TopicPartition], until limit: Duration, _ clock: any StreamingClock
    ) async -> Answer {
        let signal = TimedSignal()
        let (new, waits) = state.withLock { state in
            let new = partitions.filter { !state.asked.contains($0) }
            state.asked.formUnion(new)
            state.awaited = Set(new).subtracting(state.overdue)
            state.signal = signal
            return (new, !state.awaited.isEmpty)
        }
        if !new.isEmpty { ask(new) }
        if waits { await signal.wait(until: limit, clock) }
        return state.withLock { state in
            state.signal = nil
            state.awaited = []
            return state.answer(for: partitions)
        }
    }

    private func ask(_ partitions: [TopicPartition]) {
        state.withLock { state in
            guard !state.isCancelled else { return }
            let id = state.nextTask
            state.nextTask += 1
            // Ends when every partition has its result, or with `cancel()`.
            state.tasks[id] = Task.detached { [self] in
                let positions = Dictionary(partitions.map { ($0, OffsetPosition.latest) }) { first, _ in first }
                do {
                    try await client.lookUpOffsets(positions, isolation: isolation) { partition, error in
                        self.state.withLock { $0.failures[partition] = error }
                    } finish: { partition, result in
                        self.note(partition, result)
                    }
                } catch {
                    // Only `cancel()` ends a lookup early, and nobody waits for it then.
                }
                self.state.withLock { $0.tasks[id] = nil }
            }
        }
    }

    private func note(_ partition: TopicPartition, _ result: Result<ListedOffset, KafkaError>) {
        let signal = state.withLock { state -> TimedSignal? in
            state.asked.remove(partition)
            switch result {
            case .success(let offset):
                state.found[partition] = offset
                state.failures[partition] = nil
            case .failure(let error) where error.isRetriable:
                // The client's time limit is over. The next batch asks again.
                state.failures[partition] = error
            case .failure(let error): state.failed[partition] = error
            }
            state.awaited.remove(partition)
            return state.awaited.isEmpty ? state.signal : nil
        }
        signal?.fire()
    }

    /// Ends all lookups.
    func cancel() {
        let tasks = state.withLock { state in
            state.isCancelled = true
            return state.tasks.values
        }
        for task in tasks { task.cancel() }
    }
}
