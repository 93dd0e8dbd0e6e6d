// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// Checked records of several batches in order of their offsets. `FetchedRecords.records()` makes it.
public struct FetchedRecordSequence: Sequence, Sendable {
    @usableFromInline let runs: [Records]
    @usableFromInline let lowerBound: Int64
    @usableFromInline let upperBound: Int64

    init(runs: [Records], lowerBound: Int64, upperBound: Int64) {
        self.runs = runs
        self.lowerBound = lowerBound
        self.upperBound = upperBound
    }

    /// An iterator at the first record.
    @inlinable
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Reads one record at a time.
    public struct Iterator: IteratorProtocol, Sendable {
        @usableFromInline let sequence: FetchedRecordSequence
        @usableFromInline var nextRun = 0
        @usableFromInline var current: Records.Iterator?

        @inlinable
        init(_ sequence: FetchedRecordSequence) { self.sequence = sequence }

        /// The next record; nil after the last.
        @inlinable
        public mutating func next() -> Record? {
            while true {
                while let record = current?.next() {
                    if record.offset < sequence.lowerBound { continue }
                    if record.offset >= sequence.upperBound { break }
                    return record
                }
                guard nextRun < sequence.runs.count else { return nil }
                current = sequence.runs[nextRun].makeIterator()
                nextRun += 1
            }
        }
    }
}
