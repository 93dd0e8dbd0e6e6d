// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@Suite struct RecordsBuilderTests {
    static let builtIn = Compression.allCases.filter(\.isBuiltIn)

    @Test(arguments: builtIn)
    func batchOfEveryCodecReadsBackAsWritten(_ compression: Compression) throws {
        let seed = TestSeed.value
        print("batchOfEveryCodecReadsBackAsWritten \(compression): seed \(seed)")
        var random = SplitMix64(seed: seed)
        for round in 0..<6 {
            var builder = try RecordBatchBuilder(
                compression: compression, baseOffset: 1_000_000_007, partitionLeaderEpoch: 12, producerID: 77,
                producerEpoch: 3, baseSequence: 100, isTransactional: round % 2 == 0)
            var expected: [RecordVector.ExpectedRecord] = []
            for index in 0..<Int.random(in: 1...120, using: &random) {
                let record = Self.randomRecord(1_000_000_007 + Int64(index), &random)
                expected.append(record)
                let before = builder.sizeInBytes
                let headers = record.headers.map {
                    RecordHeader(key: $0.key, value: $0.value.map { ByteSlice(copying: $0) })
                }
                try builder.append(
                    key: record.key.map { ByteSlice(copying: $0) }, value: record.value.map { ByteSlice(copying: $0) },
                    headers: headers, timestamp: record.timestamp)
                let most = RecordBatchBuilder.maxRecordSize(
                    keyCount: record.key?.count ?? 0, valueCount: record.value?.count ?? 0, headers: headers)
                #expect(builder.sizeInBytes - before <= most)
            }
            let size = builder.sizeInBytes
            let bytes = try builder.finish()
            if compression == .none { #expect(bytes.count == size) }
            let batch = try RecordBatch(decoding: bytes)
            #expect(batch.compression == compression)
            #expect(batch.baseOffset == 1_000_000_007)
            #expect(batch.lastOffset == 1_000_000_006 + Int64(expected.count))
            #expect(batch.partitionLeaderEpoch == 12)
            #expect(batch.producerID == 77 && batch.producerEpoch == 3 && batch.baseSequence == 100)
            #expect(batch.lastSequence == 99 + Int32(expected.count))
            #expect(batch.isTransactional == (round % 2 == 0))
            #expect(batch.maxTimestamp == expected.map(\.timestamp).max())
            #expect(try batch.records().map { RecordVector.ExpectedRecord($0) } == expected, "seed \(seed)")
        }
    }

    private static func randomRecord(_ offset: Int64, _ random: inout SplitMix64) -> RecordVector.ExpectedRecord {
        func bytes() -> [UInt8]? {
            let most = [0, 7, 70, 70, 70, 4000].randomElement(using: &random) ?? 0
            if Int.random(in: 0..<8, using: &random) == 0 { return nil }
            return (0..<Int.random(in: 0...most, using: &random)).map { _ in
                UInt8.random(in: 97...104, using: &random)
            }
        }
        let headers = (0..<max(0, Int.random(in: -3...3, using: &random))).map {
            RecordVector.Header(key: "ключ\($0)", value: bytes())
        }
        let timestamp =
            Int64.random(in: 0...1, using: &random) * Int64.random(in: -5...1_800_000_000_000, using: &random)
        return .init(offset: offset, timestamp: timestamp, key: bytes(), value: bytes(), headers: headers)
    }

    /// Above 12 KiB the checksum is computed in steps while records are added.
    @Test(arguments: [1, 60, 119, 120, 121, 500, 3000])
    func largeBatchHasTheChecksumOfItsBytes(_ count: Int) throws {
        var builder = try RecordBatchBuilder()
        for index in 0..<count {
            try builder.append(
                key: index % 3 == 0 ? ByteSlice(utf8: "\(index)") : nil,
                value: ByteSlice(copying: [UInt8](repeating: UInt8(truncatingIfNeeded: index), count: 100)),
                timestamp: 1_000 + Int64(index))
        }
        builder.setProducer(id: 9, epoch: 1, baseSequence: 70)
        let bytes = try builder.finish()
        let whole = bytes.withUnsafeBytes { all in
            CRC32C.checksum(UnsafeRawBufferPointer(rebasing: all[RecordBatch.Layout.attributes...]))
        }
        let batch = try RecordBatch(decoding: bytes)
        #expect(batch.crc == whole)
        #expect(try batch.records().map(\.offset) == Array(0..<Int64(count)))
    }

    @Test func recordsInPlaceAreTheSameBytes() throws {
        let pool = BufferPool(bufferBytes: 4096, maxIdle: 1)
        var plain = try RecordBatchBuilder(pool: pool)
        var inPlace = try RecordBatchBuilder(pool: pool)
        let keys: [ByteSlice?] = [nil, "", "k", ByteSlice(copying: [UInt8](repeating: 7, count: 130))]
        var count = 0
        while true {
            let (key, value) = (keys[count % 4], keys[count / 4 % 4])
            let before = inPlace.sizeInBytes
            let added = inPlace.appendInPlace(key: key, value: value, timestamp: 5000 - Int64(count * 40))
            if added == 0 { break }
            #expect(added == inPlace.sizeInBytes - before)
            try plain.append(key: key, value: value, timestamp: 5000 - Int64(count * 40))
            count += 1
        }
        // The first buffer is full, and nothing was appended.
        #expect(count > 30 && inPlace.count == count && inPlace.sizeInBytes > 4096 - 36 - 260)
        #expect(try inPlace.finish() == plain.finish())
    }

    @Test func batchWithoutRecordsIsValid() throws {
        let batch = try RecordBatch(decoding: try RecordBatchBuilder().finish())
        #expect(batch.recordCount == 0)
        #expect(try batch.records().isEmpty)
        #expect(batch.nextOffset == 1)
    }

    @Test func gapsInOffsetsAreKept() throws {
        var builder = try RecordBatchBuilder(baseOffset: 10)
        for delta: Int32 in [0, 5, 6, 300] {
            try builder.append(key: nil, value: ByteSlice(utf8: "v"), timestamp: 1, offsetDelta: delta)
        }
        let batch = try RecordBatch(decoding: try builder.finish())
        #expect(batch.lastOffset == 310 && batch.recordCount == 4)
        #expect(try batch.records().map(\.offset) == [10, 15, 16, 310])
    }

    @Test func assignedBatchHasNewOffsetsAndTheSameChecksum() throws {
        var builder = try RecordBatchBuilder(producerID: 5, producerEpoch: 0, baseSequence: 0)
        for _ in 0..<3 { try builder.append(key: nil, value: ByteSlice(utf8: "v"), timestamp: 1) }
        let produced = try RecordBatch(decoding: try builder.finish())
        let assigned = produced.assigned(baseOffset: 4711, leaderEpoch: 9)
        let reread = try RecordBatch(decoding: assigned.bytes)
        for batch in [assigned, reread] {
            #expect(batch.baseOffset == 4711 && batch.lastOffset == 4713 && batch.partitionLeaderEpoch == 9)
            #expect(batch.crc == produced.crc && batch.producerID == 5)
            #expect(try batch.records().map(\.offset) == [4711, 4712, 4713])
        }
        #expect(produced.baseOffset == 0)
        #expect(produced.bytes[7] == 0)
    }

    @Test(arguments: [ControlRecord.Kind.commit, .abort])
    func endOfTransactionReadsBack(_ kind: ControlRecord.Kind) throws {
        let batch = try RecordBatch.endOfTransaction(
            kind, producerID: 9000, producerEpoch: 3, coordinatorEpoch: 11, timestamp: 1_700_000_000_000)
        #expect(batch.isControl && batch.isTransactional)
        #expect(try batch.controlRecord() == ControlRecord(kind: kind, coordinatorEpoch: 11))
        // The reference's bytes, with the vector's offset and leader epoch.
        let bytes = batch.assigned(baseOffset: 77, leaderEpoch: 5).bytes.bytes
        #expect(RecordVector.all.contains { $0.bytes == bytes })
    }

    @Test func dataBatchHasNoControlRecord() throws {
        let batch = try RecordBatch(decoding: try RecordBatchBuilder().finish())
        #expect(try batch.controlRecord() == nil)
    }

    @Test func lastHeaderOfANameWins() throws {
        var builder = try RecordBatchBuilder()
        let headers = [
            RecordHeader(key: "a", value: ByteSlice(utf8: "1")), RecordHeader(key: "b", value: nil),
            RecordHeader(key: "a", value: ByteSlice(utf8: "2")),
        ]
        try builder.append(key: nil, value: nil, headers: headers, timestamp: 0)
        let records = try RecordBatch(decoding: try builder.finish()).records()
        let found = try #require(records.first { _ in true }).headers
        #expect(found.count == 3 && !found.isEmpty)
        #expect(Array(found) == headers)
        #expect(found.last(named: "a") == .some(ByteSlice(utf8: "2")))
        #expect(found.last(named: "b") == .some(nil))
        #expect(found.last(named: "c") == nil)
    }

    @Test(arguments: builtIn)
    func numbersCanBeSetLast(compression: Compression) throws {
        func builder(_ id: Int64, _ epoch: Int16, _ sequence: Int32) throws -> RecordBatchBuilder {
            var builder = try RecordBatchBuilder(
                compression: compression, producerID: id, producerEpoch: epoch, baseSequence: sequence)
            for number in 0..<50 { try builder.append(key: nil, value: "value \(number)", timestamp: 5) }
            return builder
        }
        let expected = try builder(7, 3, 9).finish()
        var late = try builder(-1, -1, -1)
        try late.seal()
        try late.seal()
        late.setProducer(id: 7, epoch: 3, baseSequence: 9)
        let bytes = try late.finish()
        #expect(bytes == expected)
        let other = try builder(1, 2, 3).finish()
        let copy = try RecordBatchBuilder.copy(of: other, producerID: 7, epoch: 3, baseSequence: 9)
        #expect(copy == expected)
        // Checks the checksum too.
        #expect(try RecordBatch(decoding: copy).records().count == 50)
    }

    @Test(arguments: builtIn.filter { $0.levels != nil })
    func everyLevelCanBeRead(compression: Compression) throws {
        let levels = try #require(compression.levels)
        var sizes: [Int] = []
        for level in [max(levels.lowerBound, -5), 1, 5, levels.upperBound] {
            var builder = try RecordBatchBuilder(compression: compression, compressionLevel: level)
            for number in 0..<500 {
                try builder.append(key: nil, value: "value \(number * number % 97) of \(number)", timestamp: 5)
            }
            let bytes = try builder.finish()
            sizes.append(bytes.count)
            #expect(try RecordBatch(decoding: bytes).records().map { $0.value?.string }.last == "value 2 of 499")
        }
        let (first, last) = try (#require(sizes.first), #require(sizes.last))
        #expect(last < first, "\(sizes)")
    }

    @Test func codecNamesAreKafkas() {
        #expect(Compression.allCases.map(\.name) == ["none", "gzip", "snappy", "lz4", "zstd"])
        for codec in Compression.allCases { #expect(Compression(name: codec.name) == codec) }
        #expect(Compression(name: "GZIP") == nil)
    }

    @Test func codecThatIsNotBuiltInNamesItsTrait() {
        for codec in Compression.allCases where !codec.isBuiltIn {
            #expect {
                try codec.requireBuiltIn()
            } throws: { error in
                (error as? WireError)?.code == .unsupportedCodec
                    && (error as? WireError)?.detail.lowercased().contains("trait \(codec.name)") == true
            }
        }
    }
}
