// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The stored part of a topic, without its partitions.
struct StoredTopic: Equatable, Sendable {
    var id: KafkaUUID
    var configs: [String: String]
    var partitionCount: Int
}

extension StoredTopic {
    func write(into writer: inout WireWriter) {
        writer.writeUUID(id)
        writer.writeMap(configs) { $1.writeText($0) }
        writer.writeInteger(UInt32(partitionCount))
    }

    init(from reader: inout WireReader) throws(WireError) {
        id = try reader.readUUID()
        configs = try reader.readMap { (reader: inout WireReader) throws(WireError) in try reader.readText() }
        partitionCount = Int(try reader.readUInt32())
    }
}
