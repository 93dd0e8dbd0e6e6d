// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// One partition's part of a Fetch response, with bytes of records that nobody has read yet.
struct FetchedSlice: Sendable {
    /// The offset that was asked for.
    var offset: Int64
    var data: FetchResponse.PartitionData
    /// The offset after the last whole batch, by the batches' headers; nil without one.
    var nextOffset: Int64?
    /// Keeps the response counted.
    var lease: BufferBudget.Lease?
}
