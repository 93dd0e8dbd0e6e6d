// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The deliveries of records that were enqueued together, in the order of the records.
///
/// Takes memory per batch of records, not per record. Dropping it does not affect the records.
public struct Deliveries: RandomAccessCollection, Sendable {
    /// Records that follow each other in a batch and have the same timestamp.
    struct Run: Sendable {
        let batch: ProducerBatch
        let timestamp: Int64
        /// Index of the first record in the batch.
        let first: Int
        /// Position of the first record in the collection.
        let start: Int

        func delivery(at position: Int) -> Delivery {
            Delivery(
                batch: batch, index: Int32(truncatingIfNeeded: first + position - start), timestamp: timestamp)
        }
    }

    private(set) var runs: [Run] = []
    /// The number of records.
    public private(set) var count = 0

    /// Deliveries of no records.
    public init() {}

    /// 0.
    public var startIndex: Int { 0 }
    /// The number of records.
    public var endIndex: Int { count }

    /// The delivery of a record. Traps if `position` is not an index.
    public subscript(position: Int) -> Delivery {
        precondition(indices.contains(position), "the position is out of bounds")
        return runs[run(of: position)].delivery(at: position)
    }

    /// Goes through the deliveries.
    public struct Iterator: IteratorProtocol {
        private let deliveries: Deliveries
        private var run = 0
        private var position = 0

        init(_ deliveries: Deliveries) { self.deliveries = deliveries }

        /// The next delivery; nil at the end.
        public mutating func next() -> Delivery? {
            guard position < deliveries.count else { return nil }
            if position == deliveries.end(of: run) { run += 1 }
            defer { position += 1 }
            return deliveries.runs[run].delivery(at: position)
        }
    }

    /// The deliveries in order.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Whether every record was written or has failed, so that no delivery's `value` waits.
    public var isFinished: Bool { runs.allSatisfy { $0.batch.outcome != nil } }

    /// The receipts in order; waits until all records are written.
    ///
    /// - Throws: as `Delivery.value`, for the first record that failed; others may have been written.
    public func receipts() async throws -> [DeliveryReceipt] {
        var all: [DeliveryReceipt] = []
        all.reserveCapacity(count)
        for (index, run) in runs.enumerated() {
            let end = end(of: index)
            let known = run.first..<run.first + end - run.start
            if run.batch.appendKnownReceipts(known, timestamp: run.timestamp, to: &all) { continue }
            let first = try await run.delivery(at: run.start).value
            if run.batch.appendKnownReceipts(known, timestamp: run.timestamp, to: &all) { continue }
            // The batch was split.
            all.append(first)
            for position in run.start + 1..<end { all.append(try await run.delivery(at: position).value) }
        }
        return all
    }

    private func end(of run: Int) -> Int { run + 1 < runs.count ? runs[run + 1].start : count }

    /// The index of the run that has the record at `position`.
    private func run(of position: Int) -> Int {
        var (low, high) = (0, runs.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if runs[middle].start <= position { low = middle } else { high = middle }
        }
        return low
    }

    /// Adds `count` records of a batch, the first of which has index `first` there.
    mutating func add(_ batch: ProducerBatch, first: Int, count added: Int, timestamp: Int64) {
        guard added > 0 else { return }
        if let last = runs.last, last.batch === batch, last.timestamp == timestamp,
            last.first + count - last.start == first
        {
            count += added
            return
        }
        runs.append(Run(batch: batch, timestamp: timestamp, first: first, start: count))
        count += added
    }

    mutating func add(_ delivery: Delivery) {
        add(delivery.batch, first: Int(delivery.index), count: 1, timestamp: delivery.timestamp)
    }
}
