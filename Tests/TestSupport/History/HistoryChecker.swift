// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// Judges a history: which values were lost, repeated, reordered or invented.
///
/// A plain value that knows nothing of clients. The order of a partition's values follows from the offsets that
/// acknowledgements and polls gave. Source: the checks of Jepsen's Kafka workload.
package struct HistoryChecker {
    /// The order of a partition's values, and what happened to each.
    private struct Log {
        /// Values at each offset; more than one is a contradiction.
        var values: [Int64: Set<Int>] = [:]
        var offsets: [Int: Set<Int64>] = [:]
        var read: Set<Int> = []
        var lastRead: Int64 = -1

        mutating func note(_ value: Int, at offset: Int64) {
            values[offset, default: []].insert(value)
            offsets[value, default: []].insert(offset)
        }
    }

    private let entries: [History.Entry]
    private var logs: [TopicPartition: Log] = [:]
    private var outcomes: [Int: HistoryOperation.Outcome] = [:]
    private var found: Set<HistoryAnomaly> = []

    /// All anomalies of a history whose last polls read every partition to its end.
    package static func anomalies(in entries: [History.Entry]) -> Set<HistoryAnomaly> {
        var checker = HistoryChecker(entries)
        checker.checkOffsets()
        checker.checkValues()
        checker.checkPolls()
        checker.checkSends()
        checker.checkCycles()
        return checker.found
    }

    private init(_ entries: [History.Entry]) {
        self.entries = entries
        for entry in entries {
            switch entry.operation {
            case .send(let writes, let outcome), .transaction(let writes, let outcome):
                for write in writes {
                    outcomes[write.value] = outcome
                    // A failed write has no place in the log, whatever offset it was told.
                    if let offset = write.offset, outcome != .failed {
                        logs[write.partition, default: Log()].note(write.value, at: offset)
                    }
                }
            case .poll(let reads):
                for (partition, reads) in reads {
                    for read in reads { note(read, of: partition) }
                }
            case .reposition: break
            }
        }
    }

    private mutating func note(_ read: HistoryOperation.Read, of partition: TopicPartition) {
        logs[partition, default: Log()].note(read.value, at: read.offset)
        logs[partition, default: Log()].read.insert(read.value)
        logs[partition, default: Log()].lastRead = max(logs[partition]?.lastRead ?? -1, read.offset)
    }

    private mutating func checkOffsets() {
        for (partition, log) in logs {
            for (offset, values) in log.values where values.count > 1 {
                found.insert(.inconsistentOffset(partition, offset: offset, values: values))
            }
            for (value, offsets) in log.offsets where offsets.count > 1 {
                found.insert(.duplicate(partition, value: value, offsets: offsets))
            }
        }
    }

    private mutating func checkValues() {
        for entry in entries {
            guard case .send(let writes, .ok) = entry.operation else {
                if case .transaction(let writes, .ok) = entry.operation { checkAreRead(writes) }
                continue
            }
            checkAreRead(writes)
        }
        for (partition, log) in logs {
            for value in log.read {
                switch outcomes[value] {
                case nil: found.insert(.inventedRead(partition, value: value))
                case .failed: found.insert(.abortedRead(partition, value: value))
                case .ok, .unknown: break
                }
            }
        }
    }

    private mutating func checkAreRead(_ writes: [HistoryOperation.Write]) {
        for write in writes {
            let log = logs[write.partition, default: Log()]
            guard !log.read.contains(write.value) else { continue }
            // Without an offset nobody can tell where it would have been.
            if let offset = write.offset, offset < log.lastRead {
                found.insert(.lostWrite(write.partition, value: write.value))
            } else {
                found.insert(.unseen(write.partition, value: write.value))
            }
        }
    }

    /// Each consumer must get every readable value between two offsets that it got.
    private mutating func checkPolls() {
        struct Place: Hashable { var process: Int, partition: TopicPartition }
        var positions: [Place: Int64] = [:]
        for entry in entries {
            switch entry.operation {
            case .reposition(let partitions):
                for partition in partitions { positions[Place(process: entry.process, partition: partition)] = nil }
            case .poll(let polled):
                for (partition, reads) in polled {
                    let place = Place(process: entry.process, partition: partition)
                    for read in reads {
                        if let last = positions[place] { checkStep(place.process, partition, last, read.offset) }
                        positions[place] = read.offset
                    }
                }
            case .send, .transaction: break
            }
        }
    }

    private mutating func checkStep(_ process: Int, _ partition: TopicPartition, _ from: Int64, _ to: Int64) {
        if to <= from {
            found.insert(.nonmonotonicPoll(partition, process: process, from: from, to: to))
            return
        }
        guard let log = logs[partition] else { return }
        for offset in from + 1..<to {
            for value in log.values[offset] ?? [] where outcomes[value] == .ok {
                found.insert(.skippedPoll(partition, process: process, from: from, to: to, value: value))
            }
        }
    }

    private mutating func checkSends() {
        struct Place: Hashable { var process: Int, partition: TopicPartition }
        var positions: [Place: Int64] = [:]
        for entry in entries {
            let writes: [HistoryOperation.Write]
            switch entry.operation {
            case .send(let all, .ok), .transaction(let all, .ok): writes = all
            default: continue
            }
            for write in writes {
                guard let offset = write.offset else { continue }
                let place = Place(process: entry.process, partition: write.partition)
                if let last = positions[place], offset <= last {
                    found.insert(
                        .nonmonotonicSend(write.partition, process: entry.process, from: last, to: offset))
                }
                positions[place] = offset
            }
        }
    }

    // MARK: Cycles

    /// Strongly connected transactions by the order of their writes: neighbours in each partition's log.
    private mutating func checkCycles() {
        var writers: [Int: Int] = [:]
        for (index, entry) in entries.enumerated() {
            guard case .transaction(let writes, .ok) = entry.operation else { continue }
            for write in writes { writers[write.value] = index }
        }
        var next: [Int: Set<Int>] = [:]
        for log in logs.values {
            var last: Int?
            for offset in log.values.keys.sorted() {
                guard let value = log.values[offset]?.first, let writer = writers[value] else { continue }
                if let last, last != writer { next[last, default: []].insert(writer) }
                last = writer
            }
        }
        for component in Self.components(next) where component.count > 1 {
            found.insert(.writeCycle(component.sorted()))
        }
    }

    /// The strongly connected components of a graph, by Kosaraju's two passes, without recursion.
    private static func components(_ next: [Int: Set<Int>]) -> [[Int]] {
        var before: [Int: Set<Int>] = [:]
        for (node, targets) in next { for target in targets { before[target, default: []].insert(node) } }
        var seen: Set<Int> = []
        var finished: [Int] = []
        for node in next.keys.sorted() { finished += reach(node, next, &seen) }
        seen = []
        return finished.reversed().map { reach($0, before, &seen) }.filter { !$0.isEmpty }
    }

    /// The nodes that `start` reaches and that were not seen, in the order in which a depth-first walk leaves them.
    private static func reach(_ start: Int, _ next: [Int: Set<Int>], _ seen: inout Set<Int>) -> [Int] {
        guard seen.insert(start).inserted else { return [] }
        var order: [Int] = []
        var path = [(node: start, left: Array(next[start] ?? []))]
        while var top = path.popLast() {
            guard let target = top.left.popLast() else {
                order.append(top.node)
                continue
            }
            path.append(top)
            if seen.insert(target).inserted { path.append((target, Array(next[target] ?? []))) }
        }
        return order
    }
}
