// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Records that were handed out and are not finished, and acknowledgements that are not sent: a pure value.
///
///     delivered ──acknowledge──▶ acknowledged ──take──▶ (sent)
///       │   ▲                         ▲
///       │   └── renewed ──take────────┘ an outcome is still to come
///       └──────▶ renewing
struct ShareDeliveries {
    /// The session that acquired a record.
    struct Place: Hashable {
        var broker: Int32
        var part: ShareSession.Part
    }

    /// Consecutive offsets with one type for all, or one for each.
    struct Batch: Equatable {
        var first: Int64
        var last: Int64
        var types: [Int8]
    }

    /// Acknowledgements to send to one broker.
    struct Outgoing {
        var batches: [ShareSession.Part: [Batch]] = [:]
        /// Whether there are renewals among them.
        var renews = false
        var topics: [ShareSession.Part: TopicPartition] = [:]
        var isEmpty: Bool { batches.isEmpty }
    }

    private enum Mark: Equatable {
        case delivered
        /// Its lock is to begin again.
        case renewing
        /// Its lock has begun again, or the request for it is under way.
        case renewed
        case acknowledged(Int8)
    }

    private struct Partition {
        var topicPartition: TopicPartition
        var marks: [Int64: Mark] = [:]
        /// Offsets without records.
        var gaps: [ClosedRange<Int64>] = []
        /// Offsets whose records cannot be read.
        var rejected: [ClosedRange<Int64>] = []

        var isPending: Bool {
            !gaps.isEmpty || !rejected.isEmpty || marks.values.contains { $0 != .delivered && $0 != .renewed }
        }
    }

    private static let gap: Int8 = 0
    private var places: [Place: Partition] = [:]

    /// Whether a record was handed out that has no outcome and was not renewed.
    var hasUnacknowledged: Bool { places.values.contains { $0.marks.values.contains(.delivered) } }

    /// Brokers with something to send.
    var pendingBrokers: Set<Int32> {
        Set(places.filter(\.value.isPending).map(\.key.broker))
    }

    /// Notes records that are handed out.
    mutating func deliver(_ records: [ShareRecord]) {
        for record in records {
            places[record.place, default: Partition(topicPartition: record.topicPartition)].marks[record.offset] =
                .delivered
        }
    }

    /// Notes acquired offsets without records; the broker is told with the next acknowledgements.
    mutating func skip(_ gaps: [ClosedRange<Int64>], _ topicPartition: TopicPartition, _ place: Place) {
        if gaps.isEmpty { return }
        places[place, default: Partition(topicPartition: topicPartition)].gaps += gaps
    }

    /// Notes acquired offsets that cannot be read.
    mutating func reject(_ ranges: [ClosedRange<Int64>], _ topicPartition: TopicPartition, _ place: Place) {
        if ranges.isEmpty { return }
        places[place, default: Partition(topicPartition: topicPartition)].rejected += ranges
    }

    /// Sets a record's outcome, which may change until it is sent. Returns false if the record is not this consumer's
    /// any more.
    mutating func acknowledge(_ offset: Int64, _ place: Place, _ type: ShareAcknowledgeType) -> Bool {
        guard places[place]?.marks[offset] != nil else { return false }
        places[place]?.marks[offset] = type == .renew ? .renewing : .acknowledged(type.rawValue)
        return true
    }

    /// Accepts all records that were handed out.
    mutating func acceptAll() {
        for (place, partition) in places {
            places[place]?.marks = partition.marks.mapValues { mark in
                mark == .delivered ? .acknowledged(ShareAcknowledgeType.accept.rawValue) : mark
            }
        }
    }

    /// Takes what is to be sent to a broker.
    mutating func take(_ broker: Int32) -> Outgoing {
        var outgoing = Outgoing()
        for (place, partition) in places where place.broker == broker {
            var types: [(range: ClosedRange<Int64>, type: Int8)] = partition.gaps.map { ($0, Self.gap) }
            types += partition.rejected.map { ($0, ShareAcknowledgeType.reject.rawValue) }
            var rest = Partition(topicPartition: partition.topicPartition)
            for (offset, mark) in partition.marks {
                switch mark {
                case .acknowledged(let type): types.append((offset...offset, type))
                case .renewing:
                    types.append((offset...offset, ShareAcknowledgeType.renew.rawValue))
                    rest.marks[offset] = .renewed
                    outgoing.renews = true
                case .delivered, .renewed: rest.marks[offset] = mark
                }
            }
            places[place] = rest.marks.isEmpty ? nil : rest
            guard !types.isEmpty else { continue }
            outgoing.batches[place.part] = Self.batches(types)
            outgoing.topics[place.part] = partition.topicPartition
        }
        return outgoing
    }

    /// Forgets what a session acquired: it ended, and the group delivers it again. Returns the partitions that lost
    /// records or acknowledgements.
    mutating func forget(_ broker: Int32) -> [TopicPartition] {
        let lost = places.filter { $0.key.broker == broker }
        for place in lost.keys { places[place] = nil }
        return lost.values.map(\.topicPartition)
    }

    /// Joins neighbours: gaps stay batches of their own, whatever their length; records get a type each.
    private static func batches(_ types: [(range: ClosedRange<Int64>, type: Int8)]) -> [Batch] {
        var batches: [Batch] = []
        for (range, type) in types.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            let isOne = range.count == 1
            if isOne, let last = batches.last, last.last + 1 == range.lowerBound,
                last.types.count == Int(last.last - last.first) + 1
            {
                batches[batches.count - 1].last = range.upperBound
                batches[batches.count - 1].types.append(type)
            } else {
                batches.append(Batch(first: range.lowerBound, last: range.upperBound, types: [type]))
            }
        }
        return batches.map { batch in
            Set(batch.types).count == 1 ? Batch(first: batch.first, last: batch.last, types: [batch.types[0]]) : batch
        }
    }
}
