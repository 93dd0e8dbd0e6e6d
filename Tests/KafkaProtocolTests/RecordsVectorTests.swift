// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

/// Record sets of the Java client, read whole, cut and damaged.
@Suite struct RecordsVectorTests {
    @Test func everyMagicAndCodecHasVectors() {
        #expect(RecordVector.all.count >= 158)
        #expect(Set(RecordVector.all.map { "\($0.magic) \($0.codec)" }).count == 13)
    }

    @Test(arguments: RecordVector.readable)
    func setHasTheRecordsThatTheReferenceWrote(_ vector: RecordVector) throws { try expect(vector, in: vector.slice) }

    @Test(arguments: Delivery.allCases)
    func setsArriveThroughTheFramingLayerInAnyCuts(_ delivery: Delivery) throws {
        let version: Int16 = 12
        let sent = try RecordVector.all.map { vector -> ByteSlice in
            let partition = FetchResponse.PartitionData(records: vector.slice)
            let response = FetchResponse(responses: [.init(topic: "t", partitions: [partition])])
            var writer = WireWriter()
            try ResponseHeader(correlationID: Int32(vector.line)).encode(into: &writer, version: 1)
            try response.encode(into: &writer, version: version)
            return writer.finish()
        }
        let frames = try delivery.deliver(sent)
        #expect(frames == sent)
        for (vector, frame) in zip(RecordVector.all, frames) {
            var reader = WireReader(frame)
            #expect(try ResponseHeader(from: &reader, version: 1).correlationID == Int32(vector.line))
            let response = try FetchResponse(from: &reader, version: version)
            let set = try #require(response.responses.first?.partitions.first?.records)
            #expect(set == vector.slice)
            if vector.isReadable { try expect(vector, in: set) }
        }
    }

    private func expect(_ vector: RecordVector, in set: ByteSlice) throws {
        var reader = RecordBatchReader(set)
        for expected in vector.batches {
            let batch = try #require(try reader.next())
            #expect(batch.magic == vector.magic)
            #expect(batch.compression.name == vector.codec)
            #expect(batch.baseOffset == expected.baseOffset)
            #expect(batch.lastOffset == expected.lastOffset)
            #expect(batch.nextOffset == expected.lastOffset + 1)
            #expect(batch.maxTimestamp == expected.maxTimestamp)
            #expect("\(batch.timestampType)" == Self.names[expected.timestampType])
            #expect(batch.recordCount == expected.records.count)
            if vector.magic == 2 {
                #expect(Int64(batch.recordCount) == expected.count)
                #expect(batch.producerID == expected.producerID)
                #expect(Int64(batch.producerEpoch) == expected.producerEpoch)
                #expect(Int64(batch.baseSequence) == expected.baseSequence)
                #expect(Int64(batch.partitionLeaderEpoch) == expected.leaderEpoch)
                #expect(batch.isTransactional == expected.transactional)
                #expect(batch.isControl == expected.control)
            }
            let records = try batch.records()
            #expect(records.count == expected.records.count)
            #expect(records.map { RecordVector.ExpectedRecord($0) } == expected.records)
            var viaCursor: [RecordVector.ExpectedRecord] = []
            try batch.forEachRecord { viaCursor.append(.init($0)) }
            #expect(viaCursor == expected.records)
        }
        #expect(try reader.next() == nil)
        #expect(reader.truncatedBytes == 0)
    }

    private static let names = [
        "NoTimestampType": "none", "CreateTime": "createTime", "LogAppendTime": "logAppendTime",
    ]

    @Test(arguments: RecordVector.readable.filter { $0.bytes.count < 800 })
    func cutSetGivesTheWholeBatchesBeforeTheCut(_ vector: RecordVector) throws {
        let whole = vector.slice
        var ends: [Int] = []
        var reader = RecordBatchReader(whole)
        while try reader.next() != nil { ends.append(whole.count - reader.truncatedBytes) }
        for length in 0..<whole.count {
            // A block of its own, so that a read past the cut leaves the memory.
            var reader = RecordBatchReader(ByteSlice(copying: vector.bytes[..<length]))
            let batches = try reader.remainingBatches()
            let complete = ends.filter { $0 <= length }
            #expect(batches.count == complete.count)
            #expect(reader.truncatedBytes == length - (complete.last ?? 0))
            for (batch, expected) in zip(batches, vector.batches) {
                #expect(try batch.records().map { RecordVector.ExpectedRecord($0) } == expected.records)
            }
        }
    }

    @Test(arguments: RecordVector.readable.filter { $0.bytes.count < 500 })
    func everyFlippedBitAfterTheChecksumIsDetected(_ vector: RecordVector) throws {
        let size = try #require(try Self.firstBatch(vector)?.sizeInBytes)
        let start = vector.magic == 2 ? 17 : 12
        for position in start..<size where !(vector.magic < 2 && position < 12) {
            var damaged = vector.bytes
            damaged[position] ^= 1 << UInt8(position % 8)
            var reader = RecordBatchReader(ByteSlice(copying: damaged))
            #expect(throws: WireError.self) { try reader.next() }
        }
    }

    private static func firstBatch(_ vector: RecordVector) throws -> RecordBatch? {
        var reader = RecordBatchReader(vector.slice)
        return try reader.next()
    }

    @Test func mutatedSetsNeverTrap() {
        let seed = TestSeed.value
        print("mutatedSetsNeverTrap: seed \(seed)")
        var random = SplitMix64(seed: seed)
        let sets = RecordVector.all.filter { $0.bytes.count < 6000 }
        var survivors = 0
        for _ in 0..<2500 {
            guard let vector = sets.randomElement(using: &random) else { return }
            var bytes = vector.bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random))
            }
            let result = decodeAll(
                ByteSlice(copying: bytes), limits: RecordLimits(maxDecompressedBytes: 4 << 20), checkCRC: false)
            if result.error == nil { survivors += 1 }
        }
        // Without the checksum some damage goes unnoticed; survivors show that the damage reached records.
        #expect(survivors > 0, "seed \(seed)")
    }

    @Test func wrongLengthsNeverTrap() throws {
        let seed = TestSeed.value
        print("wrongLengthsNeverTrap: seed \(seed)")
        var random = SplitMix64(seed: seed)
        for vector in RecordVector.all where vector.magic == 2 && vector.codec == "none" && vector.bytes.count < 800 {
            for position in 57..<vector.bytes.count {
                // Five bytes become a random varint.
                var bytes = vector.bytes
                for index in position..<min(position + 5, bytes.count) {
                    bytes[index] = UInt8.random(in: 0...255, using: &random) | (index < position + 4 ? 0x80 : 0)
                }
                let result = decodeAll(ByteSlice(copying: bytes), checkCRC: false)
                #expect(try result.records.count <= vector.batches.at(0).records.count, "seed \(seed)")
            }
        }
    }
}
