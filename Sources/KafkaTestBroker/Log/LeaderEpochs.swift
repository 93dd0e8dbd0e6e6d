// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Which leader's epoch wrote which part of a log. A pure value. Source: KIP-101, KIP-320; `LeaderEpochFileCache` of
/// Kafka.
struct LeaderEpochs: Sendable {
    /// An epoch and the offset behind its last record.
    struct End: Equatable, Sendable {
        var epoch: Int32
        var offset: Int64
    }

    private struct Start: Sendable {
        var epoch: Int32
        var offset: Int64
    }

    /// Both rise.
    private var starts: [Start]

    /// The history of a log whose first leader has epoch `first`.
    init(first: Int32) { starts = [Start(epoch: first, offset: 0)] }

    /// The epoch that wrote last; −1 for none.
    var latest: Int32 { starts.last?.epoch ?? -1 }

    /// Notes that `epoch` writes from `offset` on. Epochs that wrote nothing before are forgotten.
    mutating func begin(_ epoch: Int32, at offset: Int64) {
        guard epoch > latest else { return }
        while let last = starts.last, last.offset >= offset { starts.removeLast() }
        starts.append(Start(epoch: epoch, offset: offset))
    }

    /// Where the largest epoch that is not above `epoch` ends in a log that ends at `endOffset`; nil for an epoch that
    /// is newer than all, or if nothing is known.
    func end(of epoch: Int32, endOffset: Int64) -> End? {
        guard epoch >= 0, let last = starts.last, epoch <= last.epoch else { return nil }
        if epoch == last.epoch { return End(epoch: epoch, offset: endOffset) }
        guard let next = starts.firstIndex(where: { $0.epoch > epoch }) else { return nil }
        // Older than the log: what it wrote is gone, and it ended where the log begins.
        let found = next > 0 ? starts[next - 1].epoch : epoch
        return End(epoch: found, offset: starts[next].offset)
    }

    /// The epoch that wrote the record at `offset`; −1 if that is not known.
    func epoch(at offset: Int64) -> Int32 { starts.last { $0.offset <= offset }?.epoch ?? -1 }

    /// The log begins at `offset` now.
    mutating func forget(before offset: Int64) {
        while starts.count > 1, starts[1].offset <= offset { starts.removeFirst() }
        if let first = starts.first, first.offset < offset { starts[0].offset = offset }
    }

    /// The log ends at `offset` now.
    mutating func truncate(to offset: Int64) { starts.removeAll { $0.offset >= offset } }
}
