// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import Testing

/// Heap allocations of decoding and of building batches.
@Suite(.serialized, .enabled(if: Allocations.areCounted, "allocations are not counted here")) struct MemoryTests {
    private static let key = ByteSlice(utf8: "a key, 18 bytes up")
    private static let value = ByteSlice(copying: [UInt8](repeating: 0x76, count: 100))

    private static func batch(
        _ count: Int, _ compression: Compression = .none, baseOffset: Int64 = 0, headers: [RecordHeader] = []
    ) throws -> ByteSlice {
        var builder = try RecordBatchBuilder(compression: compression, baseOffset: baseOffset)
        for index in 0..<count {
            try builder.append(key: key, value: value, headers: headers, timestamp: 1_700_000_000_000 + Int64(index))
        }
        return try builder.finish()
    }

    /// Number of allocations while `read` reads a batch of `count` records; `read` returns the number it saw.
    private func blocks(_ bytes: ByteSlice, _ count: Int, _ read: (RecordBatch) throws -> Int) throws -> Int {
        // A first run makes what a process makes only once.
        _ = try read(RecordBatch(decoding: bytes))
        let (seen, allocations) = try Allocations.counted { try read(RecordBatch(decoding: bytes)) }
        #expect(seen == count)
        return allocations.count
    }

    @Test(arguments: Compression.allCases.filter(\.isBuiltIn))
    func readingABatchTakesNoBlockPerRecord(_ compression: Compression) throws {
        let headers = [RecordHeader(key: "h", value: ByteSlice(utf8: "v"))]
        for headers in [[], headers] {
            var most: [Int] = []
            for count in [10, 1000, 20_000] {
                let bytes = try Self.batch(count, compression, headers: headers)
                let each = try blocks(bytes, count) { batch in
                    var (records, size) = (0, 0)
                    try batch.forEachRecord { record in
                        records += 1
                        size += (record.key?.count ?? 0) + (record.value.map { Int($0[0]) } ?? 0) + record.headers.count
                    }
                    return size > 0 ? records : 0
                }
                let sequence = try blocks(bytes, count) { try $0.records().reduce(0) { sum, _ in sum + 1 } }
                most.append(max(each, sequence))
            }
            // Two blocks for the decompressed bytes, one for each time that they outgrow it, one for the batch.
            #expect(most.allSatisfy { $0 <= 12 }, "\(compression), \(headers.count) headers: \(most) blocks")
            if compression == .none { #expect(Set(most).count == 1, "\(most)") }
        }
    }

    @Test func countingSeesABlockPerRecordWhereThereIsOne() throws {
        let bytes = try Self.batch(1000)
        var kept: [[UInt8]] = []
        kept.reserveCapacity(3000)
        let count = try blocks(bytes, 1000) { batch in
            var records = 0
            try batch.forEachRecord {
                kept.append($0.value?.bytes ?? [])
                records += 1
            }
            return records
        }
        #expect(count >= 1000)
        #expect(kept.count == 2000)
    }

    @Test func aBatchKeepsLittleMoreThanItsBytes() throws {
        let (batches, allocations) = try Allocations.counted {
            try (0..<20).map { _ in
                var builder = try RecordBatchBuilder(capacity: 1 << 20)
                try builder.append(key: Self.key, value: Self.value, timestamp: 0)
                return try builder.finish()
            }
        }
        #expect(batches.count == 20)
        // One batch at a time has a buffer of 1 MiB.
        #expect(allocations.peakBytes >= 1 << 20 && allocations.peakBytes < 2 << 20)
    }

    @Test func aBuilderThatGrowsHoldsItsBytesOnce() throws {
        // Just above a power of two, where doubling reserves most.
        let (batch, allocations) = try Allocations.counted { try Self.batch(140_000) }
        #expect(batch.count > 16 << 20 && batch.count < 18 << 20)
        // At most twice the bytes, and never the old block beside the new one.
        #expect(allocations.peakBytes < 2 * batch.count + (1 << 20))
    }

    /// A Fetch response of `size` bytes or slightly more: 4 topics, 256 KiB per partition, batches of 16 KiB.
    private static func fetchResponse(_ size: Int) throws -> (frame: ByteSlice, records: Int) {
        let batch = try batch(128)
        let set = ByteSlice(copying: (0..<16).flatMap { _ in batch.bytes })
        let partitions = size / set.count / 4 + 1
        let topics = (0..<4).map { topic in
            FetchResponse.FetchableTopicResponse(
                topic: "topic number \(topic)",
                partitions: (0..<partitions).map { index in
                    var partition = FetchResponse.PartitionData(partitionIndex: Int32(index), highWatermark: 2048)
                    partition.records = set
                    return partition
                })
        }
        var writer = WireWriter(capacity: size + (1 << 20))
        try ResponseHeader(correlationID: 7).encode(into: &writer, version: FetchResponse.headerVersion(12))
        try FetchResponse(responses: topics).encode(into: &writer, version: 12)
        return (writer.finish(), 4 * partitions * 16 * 128)
    }

    /// A copy of `frame` as a socket delivers it: 64 KiB at a time, into one block of the frame's length.
    private static func assembled(_ frame: ByteSlice) throws -> ByteSlice? {
        try withUnsafeBytes(of: UInt32(frame.count).bigEndian) { prefix in
            try frame.withUnsafeBytes { bytes throws in
                var assembler = FrameAssembler(maxFrameBytes: 200 << 20)
                var position = 0
                _ = try assembler.next(in: prefix, from: &position)
                for start in stride(from: 0, to: bytes.count, by: 64 << 10) {
                    let part = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + (64 << 10), bytes.count)])
                    position = 0
                    if let block = try assembler.next(in: part, from: &position) {
                        return ByteSlice(ByteBlock(adopting: block))
                    }
                }
                return nil
            }
        }
    }

    @Test func fetchResponseOf100MiBTakesLittleMoreThanItsSize() throws {
        let (frame, expected) = try Self.fetchResponse(100 << 20)
        #expect(frame.count >= 100 << 20)
        let (records, allocations) = try Allocations.counted { () throws -> Int in
            var reader = WireReader(try #require(try Self.assembled(frame)))
            _ = try ResponseHeader(from: &reader, version: 1)
            let response = try FetchResponse(from: &reader, version: 12)
            var records = 0
            for partition in response.responses.lazy.flatMap(\.partitions) {
                var batches = RecordBatchReader(try #require(partition.records))
                while let batch = try batches.next() { try batch.forEachRecord { _ in records += 1 } }
            }
            return records
        }
        #expect(records == expected)
        print("Fetch response of \(frame.count) bytes, \(records) records: \(allocations.peakBytes) bytes at most")
        #expect(allocations.peakBytes >= frame.count)
        #expect(Double(allocations.peakBytes) <= 1.3 * Double(frame.count))
    }
}
