// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Synchronization
import TestSupport

/// The members of the group, and whether one of them has read the last value of each partition.
final class HistoryReaders: Sendable {
    private struct State {
        var consumers: [KafkaConsumer] = []
        var expected: Set<Int> = []
        var announced = 0
        var read: Set<Int> = []
    }

    private let sentinels: Int
    private let state = Mutex(State())

    init(sentinels: Int) { self.sentinels = sentinels }

    var isDone: Bool { state.withLock { isDone($0) } }

    /// All values that a member has read.
    var values: Set<Int> { state.withLock { $0.read } }

    private func isDone(_ state: State) -> Bool {
        state.announced == sentinels && state.expected.isSubset(of: state.read)
    }

    func expect(_ value: Int) {
        state.withLock { state in
            state.expected.insert(value)
            state.announced += 1
        }
    }

    /// Whether a value is one of the last.
    func expects(_ value: Int) -> Bool { state.withLock { $0.expected.contains(value) } }

    func add(_ consumer: KafkaConsumer) {
        let isDone = state.withLock { state in
            state.consumers.append(consumer)
            return self.isDone(state)
        }
        if isDone { consumer.stop() }
    }

    /// Notes values that were read. Returns whether everything was; then all members stop.
    func note(_ reads: [HistoryOperation.Read]) -> Bool {
        let consumers = state.withLock { state -> [KafkaConsumer]? in
            state.read.formUnion(reads.map(\.value))
            return isDone(state) ? state.consumers : nil
        }
        for consumer in consumers ?? [] { consumer.stop() }
        return consumers != nil
    }
}
