// Millrace
// SPDX-License-Identifier: Apache-2.0

package import KafkaProtocol

/// Filters the batches of aborted transactions out of one Fetch response, for readers of committed records.
///
/// The broker lists the aborted transactions that overlap the response, each with its producer and first offset; it
/// ends at the producer's next abort marker. Batches must be passed in the order of their offsets. Source: KIP-98,
/// Fetch version 4.
package struct AbortedTransactionFilter: Sendable {
    /// Transactions that begin at a later batch, in descending order of first offset.
    private var coming: [FetchResponse.AbortedTransaction]
    /// Producers with an open transaction at the current batch that was aborted.
    private var aborting: Set<Int64> = []

    /// A filter for a response with these aborted transactions, in any order.
    package init(_ aborted: [FetchResponse.AbortedTransaction]) {
        coming = aborted.sorted { $0.firstOffset > $1.firstOffset }
    }

    /// Whether the records of `batch` are delivered. Control batches are not.
    ///
    /// - Throws: `WireError` if a control batch is malformed.
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
