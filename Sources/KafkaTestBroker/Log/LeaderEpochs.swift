// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The leader epochs of a log, each with its first offset. A pure value. Source: KIP-101, KIP-320; Kafka's
/// `LeaderEpochFileCache`.
struct LeaderEpochs: Sendable {
    /// An epoch and the offset after its last record.
    struct End: Equatable, Sendable {
        var epoch: Int32
        var offset: Int64
    }

    private struct Start: Sendable {
        var epoch: Int32
        var offset: Int64
    }

    /// Sorted by epoch and by offset.
    private var starts: [Start]

    /// The epochs of an empty log whose first leader has epoch `first`.
    init(first: Int32) { starts = [Start(epoch: first, offset: 0)] }

    /// The last epoch; −1 for none.
    var latest: Int32 { starts.last?.epoch ?? -1 }

    /// Notes that `epoch` writes from `offset` on. Earlier epochs without records are forgotten.
    mutating func begin(_ epoch: Int32, at offset: Int64) {
        guard epoch > latest else { return }
        while let last = starts.last, last.offset >= offset { starts.removeLast() }
        starts.append(Start(epoch: epoch, offset: offset))
    }

    /// The end of the largest epoch up to `epoch`, in a log that ends at `endOffset`; nil for an epoch newer than all,
    /// or if no epoch is known.
    func end(of epoch: Int32, endOffset: Int64) -> End? {
        guard epoch >= 0, let last = starts.last, epoch <= last.epoch else { return nil }
        if epoch == last.epoch { return End(epoch: epoch, offset: endOffset) }
        guard let next = starts.firstIndex(where: { $0.epoch > epoch }) else { return nil }
        // The epoch is older than the log: its records are gone, and it ended where the log begins.
        let found = next > 0 ? starts[next - 1].epoch : epoch
        return End(epoch: found, offset: starts[next].offset)
    }

    /// The epoch of the record at `offset`; −1 if unknown.
    func epoch(at offset: Int64) -> Int32 { starts.last { $0.offset <= offset }?.epoch ?? -1 }

    /// Forgets epochs that ended before `offset`, where the log now begins.
    mutating func forget(before offset: Int64) {
        while starts.count > 1, starts[1].offset <= offset { starts.removeFirst() }
        if let first = starts.first, first.offset < offset { starts[0].offset = offset }
    }

    /// Forgets epochs that began at or after `offset`, where the log now ends.
    mutating func truncate(to offset: Int64) { starts.removeAll { $0.offset >= offset } }
}
