// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaTestBroker

struct UnreadableBatchTests {
    private func batch(_ records: [(key: String, value: String)]) throws -> [UInt8] {
        var builder = try RecordBatchBuilder()
        for record in records {
            try builder.append(key: ByteSlice(utf8: record.key), value: ByteSlice(utf8: record.value), timestamp: 1000)
        }
        return try builder.finish().bytes
    }

    /// A valid batch header and checksum over a first record that can be read and a last one that cannot.
    private func batchWithCorruptEnd() throws -> [UInt8] {
        var bytes = try batch([("a", "2"), ("b", "1")])
        // The last record's header count: −1 instead of 0.
        bytes[bytes.count - 1] = 1
        let attributes = RecordBatch.Layout.attributes
        let crc = CRC32C.checksum(ByteSlice(copying: bytes[attributes...]))
        let crcBytes = (0..<4).map { UInt8(truncatingIfNeeded: crc >> (24 - 8 * $0)) }
        bytes.replaceSubrange(RecordBatch.Layout.crc..<attributes, with: crcBytes)
        return bytes
    }

    @Test func compactionKeepsRecordsThatOnlyAnUnreadableBatchReplaces() throws {
        var bench = StateBench()
        for bytes in [try batch([("a", "1")]), try batchWithCorruptEnd(), try batch([("c", "1"), ("c", "2")])] {
            #expect(bench.produce(ByteSlice(copying: bytes)).errorCode == 0)
        }
        bench.state.compact(PartitionKey(topic: "t", partition: 0), now: bench.now)
        let log = bench.log("t")
        #expect(log.entries.map(\.baseOffset) == [0, 1, 3])
        #expect(throws: WireError.self) { try log.batch(try #require(log.entries.dropFirst().first)).records() }
        let last = try log.batch(try #require(log.entries.last)).records()
        #expect(last.map(\.offset) == [4])
    }
}
