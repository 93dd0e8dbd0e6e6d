// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaProtocol

/// A request as scripts and recorders see it.
public struct ReceivedRequest: Sendable {
    /// The API.
    public var api: APIKey
    /// The id of the broker that received it.
    public var broker: Int32
    /// The API's version.
    public var version: Int16
    /// The client id; nil if the client sent none.
    public var clientID: String?
    /// The decoded body, of the type that belongs to the API, such as `FetchRequest`.
    public var request: any KafkaRequest
    /// All its bytes after the length prefix, header included.
    package var frame: ByteSlice
    /// The partitions that it names.
    var partitions: [PartitionKey]

    /// Whether the request names a partition, or any partition of the topic if `partition` is nil.
    ///
    /// Supported for Produce, Fetch with all partitions of its session, ListOffsets, OffsetForLeaderEpoch,
    /// DeleteRecords, OffsetCommit, TxnOffsetCommit, OffsetFetch that names partitions, OffsetDelete and
    /// AddPartitionsToTxn up to version 3; false for others.
    public func concerns(_ topic: String, _ partition: Int32? = nil) -> Bool {
        partitions.contains { $0.topic == topic && (partition == nil || $0.partition == partition) }
    }
}
