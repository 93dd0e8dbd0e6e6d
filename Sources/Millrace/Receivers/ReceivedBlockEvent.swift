// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A record of the receivers' metadata log. Streams are named by the ids of their operators. Source: Spark's
/// `ReceivedBlockTrackerLogEvent`.
enum ReceivedBlockEvent: Hashable, Sendable {
    /// A block was stored.
    case added(stream: String, ReceivedBlock)
    /// A batch got these blocks.
    case allocated(stream: String, BatchTime, [ReceivedBlock])
    /// The blocks of these batches are not needed any more.
    case cleaned(stream: String, [BatchTime])
}

extension ReceivedBlockEvent: Storable {
    static var storableName: String { "ReceivedBlockEvent" }

    func store(into writer: inout StoreWriter) throws {
        switch self {
        case .added(let stream, let block):
            writer.writeInteger(UInt8(0))
            writer.writeString(stream)
            try writer.write(block)
        case .allocated(let stream, let time, let blocks):
            writer.writeInteger(UInt8(1))
            writer.writeString(stream)
            writer.writeInteger(time.milliseconds)
            try writer.write(blocks)
        case .cleaned(let stream, let times):
            writer.writeInteger(UInt8(2))
            writer.writeString(stream)
            try writer.write(times.map(\.milliseconds))
        }
    }

    init(from reader: inout StoreReader, version: UInt32) throws {
        let kind = try reader.readInteger(UInt8.self)
        let stream = try reader.readString()
        switch kind {
        case 0: self = .added(stream: stream, try reader.read())
        case 1:
            let time = BatchTime(milliseconds: try reader.readInteger())
            self = .allocated(stream: stream, time, try reader.read())
        case 2: self = .cleaned(stream: stream, try reader.read([Int64].self).map(BatchTime.init(milliseconds:)))
        default: throw reader.error(.invalidValue, "\(kind) is not a kind of event of received blocks")
        }
    }
}
