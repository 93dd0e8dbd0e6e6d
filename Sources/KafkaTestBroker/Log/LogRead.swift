// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The result of reading a log: consecutive batches, in place.
struct LogRead: Sendable {
    /// Contiguous bytes of one segment.
    struct Piece: Sendable {
        var segment: LogSegment
        var range: Range<Int>
    }

    private(set) var pieces: [Piece] = []
    private(set) var byteCount = 0
    /// The offset after the last batch; nil without one.
    private(set) var nextOffset: Int64?

    /// Adds the batch of `entry`, merged with the previous piece if they are contiguous.
    mutating func append(_ entry: PartitionLog.Entry) {
        byteCount += entry.range.count
        nextOffset = entry.lastOffset + 1
        if let last = pieces.last, last.segment === entry.segment, last.range.upperBound == entry.range.lowerBound {
            pieces[pieces.count - 1].range = last.range.lowerBound..<entry.range.upperBound
        } else {
            pieces.append(Piece(segment: entry.segment, range: entry.range))
        }
    }
}
