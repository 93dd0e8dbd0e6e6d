// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

/// Batches with wrong headers, and compressed bytes that expand too far or not at all.
@Suite struct RecordsHostileTests {
    /// A valid uncompressed batch of three records, changed by `change`, with a new checksum.
    private func batch(_ change: (inout [UInt8]) -> Void) throws -> ByteSlice {
        var builder = try RecordBatchBuilder(baseOffset: 42)
        for _ in 0..<3 {
            try builder.append(
                key: ByteSlice(utf8: "key"), value: ByteSlice(utf8: "value"),
                headers: [RecordHeader(key: "h", value: nil)], timestamp: 5)
        }
        var bytes = try builder.finish().bytes
        change(&bytes)
        return ByteSlice(copying: Self.sealed(bytes))
    }

    static func sealed(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let crc = bytes.withUnsafeBytes { CRC32C.checksum(UnsafeRawBufferPointer(rebasing: $0[21...])) }
        for index in 0..<4 { bytes[17 + index] = UInt8(truncatingIfNeeded: crc >> UInt32(24 - 8 * index)) }
        return bytes
    }

    /// The code of the error, which must name batch, format, field and byte.
    private func code(_ bytes: ByteSlice) -> WireError.Code? {
        guard let error = decodeAll(bytes).error else { return nil }
        #expect(error.message == "RecordBatch" && error.version != nil && error.field != nil, "\(error)")
        #expect(error.detail.contains("base offset"), "\(error)")
        return error.code
    }

    @Test func unchangedBatchIsValid() throws {
        let (records, error) = decodeAll(try batch { _ in })
        #expect(records.count == 3)
        #expect(error == nil)
    }

    @Test func errorNamesByteOffsetAndBaseOffset() throws {
        // The first record's length, at byte 61, becomes negative.
        let error = try #require(decodeAll(try batch { $0[61] = 1 }).error)
        #expect(error.code == .invalidLength)
        #expect(error.detail.contains("base offset 42"))
        #expect(error.byteOffset >= 61 && error.byteOffset <= 62)
    }

    @Test func wrongHeaderFieldsAreRejected() throws {
        #expect(code(try batch { $0[16] = 3 }) == .invalidValue)  // magic
        #expect(code(try batch { $0[8] = 0xff }) == .invalidLength)  // batch length
        #expect(code(try batch { $0[23] = 0x80 }) == .invalidValue)  // last offset delta
        #expect(
            code(try batch { $0.replaceSubrange(0..<8, with: [0x7f] + [UInt8](repeating: 0xff, count: 7)) })
                == .invalidValue)
        #expect(code(try batch { $0[57] = 0xff }) == .invalidLength)  // record count, negative
        #expect(code(try batch { $0[57] = 0x7f }) == .invalidLength)  // record count, huge
    }

    @Test func recordCountHasToMatchTheRecords() throws {
        #expect(code(try batch { $0[60] = 2 }) == .trailingBytes)
        #expect(code(try batch { $0[60] = 4 }) == .truncated)
    }

    @Test func offsetDeltaBeyondTheBatchIsRejected() throws {
        #expect(code(try batch { $0[26] = 1 }) == .invalidValue)
    }

    @Test func damagedHeadersAreRejectedWithTheirRecord() throws {
        // The header count comes after length, attributes, two deltas, key and value, 14 bytes into the record.
        let sound = try batch { _ in }
        let place = 61 + 4 + 4 + 6
        #expect(try sound.bytes.at(place) == 2)  // One header, in zigzag form.
        #expect(code(try batch { $0[place] = 1 }) == .invalidLength)
        #expect(code(try batch { $0[place] = 0x7e }) == .invalidLength)
        #expect(code(try batch { $0[place + 1] = 0x7e }) != nil)
        #expect(code(try batch { $0[place + 3] = 0x03 }) != nil)
    }

    @Test func changedByteFailsTheChecksumUnlessItIsNotChecked() throws {
        var bytes = try batch { _ in }.bytes
        bytes[70] ^= 0x20
        #expect(code(ByteSlice(copying: bytes)) == .checksumMismatch)
        #expect(decodeAll(ByteSlice(copying: bytes), checkCRC: false).error?.code != .checksumMismatch)
    }

    @Test(arguments: [5, 6, 7] as [UInt8])
    func unknownCodecIsRejected(_ codec: UInt8) throws {
        #expect(code(try batch { $0[22] = codec }) == .unsupportedCodec)
    }

    @Test func codecThatIsNotBuiltInIsReportedAtItsBatch() throws {
        for codec in Compression.allCases where !codec.isBuiltIn {
            #expect(code(try batch { $0[22] = UInt8(codec.rawValue) }) == .unsupportedCodec)
        }
    }

    @Test(arguments: Compression.allCases.filter { $0 != .none && $0.isBuiltIn })
    func bytesThatAreNotCompressedAreRejected(_ codec: Compression) throws {
        #expect(code(try batch { $0[22] = UInt8(codec.rawValue) }) == .corruptCompression)
        #expect(throws: WireError.self) { try codec.decompress(.empty, limit: 1000) }
    }

    @Test(arguments: Compression.allCases.filter { $0 != .none && $0.isBuiltIn })
    func cutAndDamagedCompressionNeverTraps(_ codec: Compression) throws {
        let seed = TestSeed.value
        print("cutAndDamagedCompressionNeverTraps \(codec): seed \(seed)")
        var random = SplitMix64(seed: seed)
        let packed = try packedValue(codec, zeros: 0)
        for length in 0..<packed.count {
            let outcome = Result { try codec.decompress(ByteSlice(copying: packed[..<length]), limit: 1 << 20) }
            // snappy may end after any block; the other formats mark their end.
            if codec != .snappy { #expect(throws: WireError.self) { try outcome.get() } }
        }
        for _ in 0..<500 {
            var bytes = packed
            bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            if let output = try? codec.decompress(ByteSlice(copying: bytes), limit: 1 << 20) {
                #expect(output.count <= 1 << 20, "seed \(seed)")
            }
        }
    }

    /// The compressed part of a batch with one value: `zeros` zeros, or a short text.
    private func packedValue(_ codec: Compression, zeros: Int) throws -> [UInt8] {
        var builder = try RecordBatchBuilder(compression: codec)
        let text = (0..<40).map { "line \($0 * $0) of text; " }.joined()
        let value = zeros > 0 ? ByteSlice(copying: [UInt8](repeating: 0, count: zeros)) : ByteSlice(utf8: text)
        try builder.append(key: nil, value: value, timestamp: 0)
        return Array(try builder.finish().bytes[61...])
    }

    @Test(arguments: Compression.allCases.filter { $0 != .none && $0.isBuiltIn })
    func bombEndsAtTheLimit(_ codec: Compression) throws {
        let size = 8 << 20
        let bomb = ByteSlice(copying: try packedValue(codec, zeros: size))
        for limit in [0, 1, 1000, 1 << 20, size] {
            #expect {
                try codec.decompress(bomb, limit: limit)
            } throws: {
                ($0 as? WireError)?.code == .limitExceeded
            }
        }
        // The record adds a few bytes to the zeros.
        let whole = try codec.decompress(bomb, limit: size + 100)
        #expect(whole.count > size)
        #expect(try codec.decompress(bomb, limit: whole.count).count == whole.count)
        #expect {
            try codec.decompress(bomb, limit: whole.count - 1)
        } throws: {
            ($0 as? WireError)?.code == .limitExceeded
        }
    }

    @Test func gzipBombOfManyGigabytesEndsAtTheLimit() throws {
        // A gzip member of 8 MiB of zeros, 540 times: 4.2 GiB from 4.4 MB.
        let member = try packedValue(.gzip, zeros: 8 << 20)
        var bomb: [UInt8] = []
        for _ in 0..<540 { bomb += member }
        #expect {
            try Compression.gzip.decompress(ByteSlice(copying: bomb), limit: 40 << 20)
        } throws: {
            ($0 as? WireError)?.code == .limitExceeded
        }
    }

    #if Zstd
    @Test func zstdFrameThatClaimsTooMuchIsRejected() throws {
        var frame = try packedValue(.zstd, zeros: 100_000)
        #expect(try frame.at(4) >> 6 == 2)  // The size takes four bytes.
        let place = frame[4] & 0x20 != 0 ? 5 : 6
        frame.replaceSubrange(place..<place + 4, with: [0xff, 0xff, 0xff, 0xff])
        #expect(throws: WireError.self) { try Compression.zstd.decompress(ByteSlice(copying: frame), limit: 128 << 20) }
    }

    @Test func zstdRunsBeyondAnyBoundAreStreamedToTheLimit() throws {
        // 30,000 blocks that each repeat one byte 128 KiB times: 3.9 GB from 120 kB.
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58]
        let header = UInt32(128 << 10) << 3 | 1 << 1
        for _ in 0..<30_000 {
            frame += [UInt8(header & 0xff), UInt8(header >> 8 & 0xff), UInt8(header >> 16), 7]
        }
        frame += [0x03, 0, 0, 7]
        #expect {
            try Compression.zstd.decompress(ByteSlice(copying: frame), limit: 16 << 20)
        } throws: {
            ($0 as? WireError)?.code == .limitExceeded
        }
    }
    #endif

    #if Snappy
    @Test func rawSnappyIsReadToo() throws {
        // Length 5, a literal of 5 bytes.
        let raw: [UInt8] = [5, 16] + Array("hello".utf8)
        #expect(try Compression.snappy.decompress(ByteSlice(copying: raw), limit: 100).string == "hello")
        // snappy-java's blocks, with their header twice, as in joined streams.
        let header: [UInt8] = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]
        let framed = header + [0, 0, 0, 7] + raw + header + [0, 0, 0, 7] + raw
        #expect(try Compression.snappy.decompress(ByteSlice(copying: framed), limit: 100).string == "hellohello")
    }

    @Test func snappyThatClaimsMoreThanItCanHoldAllocatesNothing() {
        let claim: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0x0f, 16, 1, 2, 3, 4, 5]
        #expect {
            try Compression.snappy.decompress(ByteSlice(copying: claim), limit: Int.max)
        } throws: {
            ($0 as? WireError)?.code == .corruptCompression
        }
    }
    #endif

    #if LZ4
    @Test func oldLZ4ChecksumIsAcceptedInMagic0Only() throws {
        let vector = try #require(RecordVector.all.first { $0.magic == 0 && $0.codec == "lz4" })
        // After offset, size, CRC, magic, attributes, null key and length.
        let frame = ByteSlice(copying: vector.bytes[26...])
        #expect(frame.bytes.prefix(4) == [0x04, 0x22, 0x4d, 0x18])
        #expect(try Compression.lz4.decompress(frame, limit: 1 << 20, acceptsOldLZ4Checksum: true).count > 0)
        #expect {
            try Compression.lz4.decompress(frame, limit: 1 << 20)
        } throws: {
            ($0 as? WireError)?.code == .corruptCompression
        }
    }
    #endif
}
