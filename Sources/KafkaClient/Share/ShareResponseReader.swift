// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// Reads the records of one partition of a ShareFetch response: only those that were acquired are delivered.
struct ShareResponseReader {
    var topicPartition: TopicPartition
    var place: ShareDeliveries.Place
    var limits: RecordLimits
    var checkCRC: Bool

    /// The acquired records, and acquired offsets that have none (compacted, control records).
    ///
    /// - Throws: `KafkaError.corruptBatch`; `.invalidResponse` if the acquired ranges are not sorted.
    func read(_ data: ShareFetchResponse.PartitionData) throws -> (records: [ShareRecord], gaps: [ClosedRange<Int64>]) {
        var records: [ShareRecord] = []
        var gaps: [ClosedRange<Int64>] = []
        let ranges = try ranges(data)
        var place = 0
        // The next acquired offset that was not seen.
        var next = ranges.first?.range.lowerBound ?? 0
        try forEachRecord(data.records ?? .empty) { record, timestampType in
            while place < ranges.count, record.offset > ranges[place].range.upperBound {
                if next <= ranges[place].range.upperBound { gaps.append(next...ranges[place].range.upperBound) }
                place += 1
                if place < ranges.count { next = ranges[place].range.lowerBound }
            }
            guard place < ranges.count, record.offset >= next else { return }
            if record.offset > next { gaps.append(next...(record.offset - 1)) }
            next = record.offset + 1
            records.append(
                ShareRecord(
                    topicPartition: topicPartition, record: record, timestampType: timestampType,
                    deliveryCount: ranges[place].deliveryCount, place: self.place))
        }
        for (number, entry) in ranges.enumerated().dropFirst(place) {
            let first = number == place ? next : entry.range.lowerBound
            if first <= entry.range.upperBound { gaps.append(first...entry.range.upperBound) }
        }
        return (records, gaps)
    }

    private func ranges(
        _ data: ShareFetchResponse.PartitionData
    ) throws -> [(range: ClosedRange<Int64>, deliveryCount: Int)] {
        var ranges: [(range: ClosedRange<Int64>, deliveryCount: Int)] = []
        for acquired in data.acquiredRecords {
            guard acquired.firstOffset >= 0, acquired.firstOffset <= acquired.lastOffset, acquired.lastOffset < .max,
                ranges.last.map({ $0.range.upperBound < acquired.firstOffset }) ?? true
            else {
                throw KafkaError(
                    .invalidResponse,
                    "the acquired offsets \(acquired.firstOffset) to \(acquired.lastOffset) are not in order",
                    topicPartition: topicPartition)
            }
            ranges.append((acquired.firstOffset...acquired.lastOffset, Int(acquired.deliveryCount)))
        }
        return ranges
    }

    private func forEachRecord(_ bytes: ByteSlice, _ body: (Record, TimestampType) -> Void) throws {
        var reader = RecordBatchReader(bytes, limits: limits, checkCRC: checkCRC)
        var offset: Int64 = -1
        do throws(WireError) {
            while let batch = try reader.next() {
                offset = batch.baseOffset
                if batch.isControl { continue }
                for record in try batch.records() { body(record, batch.timestampType) }
            }
        } catch {
            throw KafkaError.corruptBatch(topicPartition, offset: offset, error)
        }
    }
}
