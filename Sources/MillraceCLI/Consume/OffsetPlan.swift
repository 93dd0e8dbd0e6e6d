// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient

/// The start and end that `millrace consume` was asked for: a value that says which offsets to look up, and makes the
/// range of each partition of them.
struct OffsetPlan: Sendable, Equatable {
    /// Where each partition starts.
    let start: OffsetArgument
    /// Reading a partition ends before a record with this timestamp or a later one; nil for none.
    let endTime: Int64?
    /// Whether reading ends at the record that was the last one at the start.
    let exitsAtEnd: Bool

    /// Combines the values of all -o options.
    ///
    /// - Parameters:
    ///   - arguments: the values; none starts at `initial`.
    ///   - initial: the start without an argument.
    ///   - exitsAtEnd: as the property.
    /// - Throws: `ValidationError` for two starts or two ends.
    init(_ arguments: [OffsetArgument], initial: OffsetArgument, exitsAtEnd: Bool) throws {
        var starts: [OffsetArgument] = []
        var ends: [Int64] = []
        for argument in arguments {
            if case .untilTime(let time) = argument { ends.append(time) } else { starts.append(argument) }
        }
        guard starts.count <= 1, ends.count <= 1 else {
            throw ValidationError("-o can name one start and one end (e@TIME)")
        }
        start = starts.first ?? initial
        endTime = ends.first
        self.exitsAtEnd = exitsAtEnd
    }

    /// The positions to look up in each partition.
    var positions: [OffsetPosition] {
        var positions: [OffsetPosition] = exitsAtEnd ? [.latest] : []
        switch start {
        case .beginning: positions.append(.earliest)
        case .end: positions.append(.latest)
        case .beforeEnd: positions += [.earliest, .latest]
        case .fromTime(let time): positions.append(.timestamp(time))
        case .stored, .absolute, .untilTime: break
        }
        var seen: Set<OffsetPosition> = []
        return positions.filter { seen.insert($0).inserted }
    }

    /// The range to read.
    ///
    /// - Parameter offsets: the offsets of `positions`.
    /// - Returns: the first offset, and the end, exclusive; nil for no end.
    func range(_ offsets: [OffsetPosition: Int64]) -> (from: Int64, until: Int64?) {
        let latest = offsets[.latest] ?? 0
        let from =
            switch start {
            case .beginning: offsets[.earliest] ?? 0
            case .end: latest
            case .beforeEnd(let count): max(offsets[.earliest] ?? 0, latest - count)
            case .fromTime(let time): offsets[.timestamp(time)] ?? 0
            case .absolute(let offset): offset
            case .stored, .untilTime: Int64(0)
            }
        return (from, exitsAtEnd ? latest : nil)
    }

    /// The ranges of partitions, with the offsets that their leaders have now.
    ///
    /// - Throws: `KafkaError` of the first partition without an answer; `CancellationError`.
    func ranges(
        of partitions: [TopicPartition], isolation: IsolationLevel = .readUncommitted, _ client: ClusterClient
    ) async throws -> [PartitionRange] {
        var offsets: [TopicPartition: [OffsetPosition: Int64]] = [:]
        for position in positions {
            let asked = Dictionary(uniqueKeysWithValues: partitions.map { ($0, position) })
            for (partition, offset) in try await client.listOffsets(asked, isolation: isolation) {
                offsets[partition, default: [:]][position] = offset
            }
        }
        return partitions.map { partition in
            let range = range(offsets[partition] ?? [:])
            return PartitionRange(partition: partition, from: range.from, until: range.until)
        }
    }
}
