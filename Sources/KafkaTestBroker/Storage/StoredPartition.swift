// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The stored part of a partition, without its records.
struct StoredPartition: Equatable, Sendable {
    var replicas: [Int32]
    var leaderEpoch: Int32
    var startOffset: Int64
    /// Lower bound of the log's end: compaction may remove the last batch.
    var endOffset: Int64
    /// The current generation of the files.
    var generation: Int32
}

extension StoredPartition {
    func write(into writer: inout WireWriter) {
        writer.writeList(replicas) { $1.writeInteger($0) }
        writer.writeInteger(leaderEpoch)
        writer.writeInteger(startOffset)
        writer.writeInteger(endOffset)
        writer.writeInteger(generation)
    }

    init(from reader: inout WireReader) throws(WireError) {
        replicas = try reader.readList { (reader: inout WireReader) throws(WireError) in try reader.readInt32() }
        leaderEpoch = try reader.readInt32()
        startOffset = try reader.readInt64()
        endOffset = try reader.readInt64()
        generation = try reader.readInt32()
    }
}
