// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// Tells which batches of one Fetch response belong to aborted transactions, for readers that see only what was
/// committed.
///
/// A broker lists the aborted transactions that reach into the response, each with its producer and first offset; each
/// ends at the producer's next abort marker. Batches must be passed in the order of their offsets. Source: KIP-98,
/// Fetch version 4.
package struct AbortedTransactionFilter: Sendable {
    /// Still to begin, the next one last.
    private var coming: [FetchResponse.AbortedTransaction]
    /// Producers whose transaction, open at the place reached, was aborted.
    private var aborting: Set<Int64> = []

    /// A filter for a response with these aborted transactions, in any order.
    package init(_ aborted: [FetchResponse.AbortedTransaction]) {
        coming = aborted.sorted { $0.firstOffset > $1.firstOffset }
    }

    /// Whether the records of `batch` are to be delivered. Control batches never are.
    ///
    /// - Throws: `WireError` if a control batch cannot be read.
    package mutating func delivers(_ batch: RecordBatch) throws(WireError) -> Bool {
        while let next = coming.last, next.firstOffset <= batch.lastOffset {
            aborting.insert(next.producerID)
            coming.removeLast()
        }
        if batch.isControl {
            if aborting.contains(batch.producerID), try batch.controlRecord()?.kind == .abort {
                aborting.remove(batch.producerID)
            }
            return false
        }
        return !(batch.isTransactional && aborting.contains(batch.producerID))
    }
}
