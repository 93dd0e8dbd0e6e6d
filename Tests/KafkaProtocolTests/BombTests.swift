// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import Testing

/// Small inputs that decompress to gigabytes: each must end in an error before much memory is allocated.
@Suite(.serialized, .enabled(if: Allocations.areCounted, "allocations are not counted here")) struct BombTests {
    /// Compressed bytes and the size that they decompress to.
    struct Bomb: Sendable, CustomTestStringConvertible {
        var name: String
        var codec: Compression
        var make: @Sendable () throws -> (bytes: [UInt8], unpacked: Int)

        var testDescription: String { name }
    }

    static let bombs: [Bomb] = {
        var bombs = [
            // deflate expands up to 1,032 times: 1 MiB becomes 1 GiB.
            Bomb(name: "gzip, 1 MiB", codec: .gzip) { try repeated(.gzip, times: 128) },
            Bomb(name: "gzip, 4 GiB", codec: .gzip) { try repeated(.gzip, times: 512) },
        ]
        if Compression.zstd.isBuiltIn {
            bombs.append(Bomb(name: "zstd, runs", codec: .zstd) { (zstdRuns(32_768), 4 << 30) })
            bombs.append(
                Bomb(name: "zstd, window of 128 MiB", codec: .zstd) { (zstdRuns(32_768, window: 17 << 3), 4 << 30) })
            bombs.append(Bomb(name: "zstd, 1 MiB", codec: .zstd) { (zstdRuns(262_000), 262_000 << 17) })
            bombs.append(Bomb(name: "zstd, frames", codec: .zstd) { try repeated(.zstd, times: 512) })
        }
        if Compression.lz4.isBuiltIn {
            // lz4 expands up to 255 times.
            bombs.append(Bomb(name: "lz4, 1 MiB", codec: .lz4) { try repeated(.lz4, times: 31) })
            bombs.append(Bomb(name: "lz4, 4 GiB", codec: .lz4) { try repeated(.lz4, times: 512) })
        }
        if Compression.snappy.isBuiltIn {
            // snappy expands up to 22 times; a larger claimed size is refused before anything is allocated.
            bombs.append(Bomb(name: "snappy, raw", codec: .snappy) { (rawSnappy(160 << 20), 160 << 20) })
            bombs.append(
                Bomb(name: "snappy, raw, claims 4 GiB", codec: .snappy) {
                    (rawSnappy(20 << 20, claims: 0xffff_ffff), 4 << 30)
                })
            bombs.append(
                Bomb(name: "snappy, xerial", codec: .snappy) {
                    let block = rawSnappy(1 << 20)
                    return (xerial([[UInt8]](repeating: block, count: 160)), 160 << 20)
                })
            bombs.append(
                Bomb(name: "snappy, xerial, claims 4 GiB", codec: .snappy) {
                    let block = rawSnappy(1 << 20, claims: 0x1000_0000)
                    return (xerial([[UInt8]](repeating: block, count: 16)), 4 << 30)
                })
        }
        return bombs
    }()

    /// `count` times the codec's form of 8 MiB of zeros.
    static func repeated(_ codec: Compression, times: Int) throws -> (bytes: [UInt8], unpacked: Int) {
        var builder = try RecordBatchBuilder(compression: codec)
        try builder.append(key: nil, value: ByteSlice(copying: [UInt8](repeating: 0, count: 8 << 20)), timestamp: 0)
        let one = try builder.finish().bytes[61...]
        var bytes: [UInt8] = []
        for _ in 0..<times { bytes += one }
        return (bytes, times * (8 << 20))
    }

    /// A zstd frame without a content size of blocks that each repeat one byte 128 KiB times.
    static func zstdRuns(_ blocks: Int, window: UInt8 = 11 << 3) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0x00, window]
        let header = UInt32(128 << 10) << 3 | 1 << 1
        for _ in 0..<blocks {
            frame += [UInt8(header & 0xff), UInt8(header >> 8 & 0xff), UInt8(header >> 16), 7]
        }
        return frame + [0x03, 0, 0, 7]
    }

    /// A raw snappy block of `size` (a multiple of 64) equal bytes: a literal of 64, then copies of 64 bytes.
    static func rawSnappy(_ size: Int, claims: UInt32? = nil) -> [UInt8] {
        var bytes: [UInt8] = []
        var claim = claims ?? UInt32(size)
        while claim >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: claim) | 0x80)
            claim >>= 7
        }
        bytes.append(UInt8(claim))
        bytes += [60 << 2, 63] + [UInt8](repeating: 0, count: 64)
        for _ in 1..<size / 64 { bytes += [63 << 2 | 2, 64, 0] }
        return bytes
    }

    static func xerial(_ blocks: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1]
        for block in blocks { bytes += bigEndian(UInt32(block.count)) + block }
        return bytes
    }

    static func bigEndian(_ value: UInt32) -> [UInt8] {
        [UInt8(value >> 24), UInt8(value >> 16 & 0xff), UInt8(value >> 8 & 0xff), UInt8(value & 0xff)]
    }

    /// A batch of magic 2 with these compressed bytes, which claims to have one record.
    static func batch(_ codec: Compression, _ payload: [UInt8]) throws -> ByteSlice {
        var builder = try RecordBatchBuilder(baseOffset: 42)
        try builder.append(key: nil, value: nil, timestamp: 0)
        var bytes = Array(try builder.finish().bytes[..<61])
        bytes[22] = UInt8(codec.rawValue)
        bytes += payload
        bytes.replaceSubrange(8..<12, with: bigEndian(UInt32(bytes.count - 12)))
        return ByteSlice(copying: RecordsHostileTests.sealed(bytes))
    }

    /// A message of magic 0 or 1 with this value.
    static func message(_ magic: UInt8, _ codec: Compression, _ value: [UInt8]) -> [UInt8] {
        var body = [magic, UInt8(codec.rawValue)] + [UInt8](repeating: 0, count: magic == 1 ? 8 : 0)
        body += bigEndian(UInt32.max) + bigEndian(UInt32(value.count)) + value
        return [UInt8](repeating: 0, count: 8) + bigEndian(UInt32(body.count + 4)) + bigEndian(crc32(body)) + body
    }

    /// The checksum of messages with magic 0 and 1.
    static func crc32(_ bytes: [UInt8]) -> UInt32 {
        var table = [UInt32](repeating: 0, count: 256)
        for index in 0..<256 {
            var value = UInt32(index)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : (value >> 1) ^ 0xEDB8_8320 }
            table[index] = value
        }
        var state = UInt32.max
        bytes.withUnsafeBufferPointer { bytes in
            table.withUnsafeBufferPointer { table in
                for byte in bytes { state = table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8) }
            }
        }
        return ~state
    }

    /// Bytes that one batch may allocate: its output, which doubles as it grows, a zstd window and the codec's state.
    private func bound(_ limits: RecordLimits, _ codec: Compression = .none) -> Int {
        let window = codec == .zstd ? max(8 << 20, limits.maxDecompressedBytes) : 0
        return 2 * limits.maxDecompressedBytes + window + (1 << 20)
    }

    /// The error of `body`, which must say where it happened, and the allocations up to it.
    private func error<Value>(_ body: () throws -> Value) throws -> (WireError, Allocations) {
        let (result, allocations) = Allocations.counted { Result { _ = try body() } }
        let error = #expect(throws: WireError.self) { try result.get() }
        let found = try #require(error)
        #expect(found.message != nil && found.version != nil && found.field != nil, "\(found)")
        return (found, allocations)
    }

    @Test(arguments: bombs, [1 << 20, RecordLimits.default.maxDecompressedBytes])
    func batchThatExpandsToGigabytesEndsAtTheLimit(_ bomb: Bomb, _ limit: Int) throws {
        let limits = RecordLimits(maxDecompressedBytes: limit)
        let (payload, unpacked) = try bomb.make()
        #expect(unpacked > limit)
        let bytes = try Self.batch(bomb.codec, payload)
        let (error, allocations) = try error { try RecordBatch(decoding: bytes, limits: limits).records() }
        #expect([.limitExceeded, .corruptCompression].contains(error.code), "\(error)")
        #expect(error.code == .limitExceeded || bomb.name.contains("claims"), "\(error)")
        #expect(error.message == "RecordBatch" && error.version == 2 && error.field == "records")
        #expect(error.byteOffset == 61 && error.detail.contains("base offset 42"))
        #expect(
            allocations.peakBytes <= bound(limits, bomb.codec),
            "\(bomb.name): \(payload.count) bytes took \(allocations.peakBytes)")
        print(
            "\(bomb.name): \(payload.count) bytes for \(unpacked), limit \(limit): peak \(allocations.peakBytes) bytes"
        )
    }

    @Test(arguments: bombs.filter { $0.codec != .zstd }, [0, 1] as [UInt8])
    func compressedMessageThatExpandsToGigabytesEndsAtTheLimit(_ bomb: Bomb, _ magic: UInt8) throws {
        let limits = RecordLimits(maxDecompressedBytes: 16 << 20)
        let bytes = ByteSlice(copying: Self.message(magic, bomb.codec, try bomb.make().bytes))
        let (error, allocations) = try error {
            var reader = RecordBatchReader(bytes, limits: limits)
            return try reader.next()
        }
        #expect([.limitExceeded, .corruptCompression].contains(error.code), "\(error)")
        #expect(error.message == "Message" && error.version == Int16(magic))
        #expect(allocations.peakBytes <= bound(limits), "\(bomb.name): \(allocations.peakBytes)")
    }

    @Test(arguments: [Compression.gzip, .snappy, .lz4].filter(\.isBuiltIn), [0, 1] as [UInt8])
    func secondLevelOfNestedSetsIsNeverDecompressed(_ codec: Compression, _ magic: UInt8) throws {
        // Five levels, each with twenty times the next one: 3,200,000 messages of a kilobyte if all were decompressed.
        var level = Self.message(magic, .none, [UInt8](repeating: 0, count: 1000))
        for _ in 0..<5 {
            let set = ByteSlice(copying: [[UInt8]](repeating: level, count: 20).flatMap { $0 })
            level = Self.message(magic, codec, try Self.packed(codec, set))
        }
        let bytes = ByteSlice(copying: level)
        let (error, allocations) = try error { try RecordBatch(decoding: bytes) }
        #expect(error.code == .invalidValue && error.detail.contains("compressed inside"), "\(error)")
        #expect(error.message == "Message" && error.version == Int16(magic))
        #expect(allocations.peakBytes <= 4 << 20, "\(bytes.count) bytes took \(allocations.peakBytes)")
        let refused = try self.error { try RecordBatch(decoding: bytes, limits: RecordLimits(maxNesting: 0)) }.0
        #expect(refused.code == .limitExceeded)
    }

    /// `bytes` compressed as the records of a batch.
    static func packed(_ codec: Compression, _ bytes: ByteSlice) throws -> [UInt8] {
        try codec.compressed(bytes).bytes
    }

    @Test(arguments: [0, 1] as [UInt8])
    func manyCompressedMessagesTakeNoMoreThanTheLargest(_ magic: UInt8) throws {
        // Each holds one message of 8 MiB.
        let limits = RecordLimits(maxDecompressedBytes: 16 << 20)
        let inner = Self.message(magic, .none, [UInt8](repeating: 0, count: 8 << 20))
        let one = Self.message(magic, .gzip, try Self.packed(.gzip, ByteSlice(copying: inner)))
        let set = ByteSlice(copying: [[UInt8]](repeating: one, count: 60).flatMap { $0 })
        let (count, allocations) = try Allocations.counted { () throws -> Int in
            var reader = RecordBatchReader(set, limits: limits)
            let batches = try reader.remainingBatches()
            return try batches.reduce(0) { try $0 + $1.records().reduce(0) { $0 + $1.valueCount } }
        }
        #expect(count == 60 * (8 << 20))
        #expect(allocations.peakBytes <= bound(limits), "\(set.count) bytes took \(allocations.peakBytes)")
    }

    @Test func recordCountIsLimited() throws {
        var builder = try RecordBatchBuilder(compression: .gzip)
        for _ in 0..<1001 { try builder.append(key: nil, value: nil, timestamp: 0) }
        let bytes = try builder.finish()
        #expect(try RecordBatch(decoding: bytes, limits: RecordLimits(maxRecordCount: 1001)).records().count == 1001)
        let limits = RecordLimits(maxRecordCount: 1000)
        let found = try error { try RecordBatch(decoding: bytes, limits: limits) }.0
        #expect(found.code == .limitExceeded && found.field == "recordCount" && found.byteOffset == 57)
        let one = Self.message(1, .none, [])
        let set = ByteSlice(copying: [[UInt8]](repeating: one, count: 1001).flatMap { $0 })
        let message = ByteSlice(copying: Self.message(1, .gzip, try Self.packed(.gzip, set)))
        #expect(try RecordBatch(decoding: message, limits: RecordLimits(maxRecordCount: 1001)).recordCount == 1001)
        #expect(try error { try RecordBatch(decoding: message, limits: limits) }.0.code == .limitExceeded)
    }
}
