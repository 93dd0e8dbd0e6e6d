// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

/// Batches built in the buffers of a pool.
@Suite struct BufferPoolTests {
    private func batch(
        _ pool: BufferPool, _ text: String, records: Int = 1, compression: Compression = .none
    ) throws -> ByteSlice {
        var builder = try RecordBatchBuilder(compression: compression, pool: pool)
        for _ in 0..<records { try builder.append(key: nil, value: ByteSlice(utf8: text), timestamp: 7) }
        return try builder.finish()
    }

    private func values(_ bytes: ByteSlice) throws -> [String] {
        try RecordBatch(decoding: bytes).records().map { String(decoding: $0.value?.bytes ?? [], as: UTF8.self) }
    }

    private func address(_ bytes: ByteSlice) -> UInt { bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) } }

    @Test func aBufferIsUsedAgainOnceItsBatchIsGone() throws {
        let pool = BufferPool(bufferBytes: 1024, maxIdle: 4)
        var first: ByteSlice? = try batch(pool, "first")
        let place = first.map(address)
        #expect(pool.idleCount == 0)
        first = nil
        #expect(pool.idleCount == 1)
        let second = try batch(pool, "second")
        #expect(address(second) == place)
        #expect(try values(second) == ["second"])
    }

    @Test func aBatchThatSomebodyHoldsKeepsItsBuffer() throws {
        let pool = BufferPool(bufferBytes: 1024, maxIdle: 4)
        // Only the value is kept; it points into the batch's bytes.
        var records = try Array(RecordBatch(decoding: batch(pool, "held")).records())
        let value = records.removeLast().value
        let others = try (0..<3).map { try batch(pool, "other \($0)") }
        #expect(Set(others.map(address)).count == 3)
        #expect(value?.bytes == [UInt8]("held".utf8))
        #expect(try others.map { try values($0).only } == ["other 0", "other 1", "other 2"])
    }

    @Test func noMoreThanTheLimitIsKept() throws {
        let pool = BufferPool(bufferBytes: 1024, maxIdle: 2)
        var batches = try (0..<5).map { try batch(pool, "\($0)") }
        #expect(batches.count == 5)
        batches = []
        #expect(pool.idleCount == 2)
    }

    @Test func aBatchThatOutgrewItsBufferIsWholeAndLeavesThePool() throws {
        let pool = BufferPool(bufferBytes: 1024, maxIdle: 4)
        var large: ByteSlice? = try batch(pool, String(repeating: "x", count: 100), records: 50)
        #expect(try large.map(values)?.count == 50)
        large = nil
        #expect(pool.idleCount == 0)
    }

    @Test func aBatchThatOutgrewItsBufferGoesOnInALargerOne() throws {
        let largest = BufferPool(bufferBytes: 8192, maxIdle: 4)
        let larger = BufferPool(bufferBytes: 2048, maxIdle: 4, larger: largest)
        let pool = BufferPool(bufferBytes: 1024, maxIdle: 4, larger: larger)
        let text = String(repeating: "x", count: 100)
        var held: ByteSlice? = try batch(pool, text, records: 15)
        #expect(try held.map(values) == [String](repeating: text, count: 15))
        #expect(pool.idleCount == 1 && larger.idleCount == 0)
        // 3000 bytes at once: past the middle one.
        var wide: ByteSlice? = try batch(pool, String(repeating: "y", count: 3000), records: 2)
        #expect(try wide.map(values)?.count == 2)
        // 50 records of 100 bytes, and more than the largest has room for.
        #expect(try values(batch(pool, text, records: 50)).count == 50)
        #expect(try values(batch(pool, text, records: 200)).count == 200)
        (held, wide) = (nil, nil)
        #expect(pool.idleCount == 1 && larger.idleCount == 2 && largest.idleCount == 1)
    }

    @Test(arguments: Compression.allCases.filter { $0.isBuiltIn && $0 != .none })
    func compressingGivesTheBufferBackAtOnce(_ compression: Compression) throws {
        let pool = BufferPool(bufferBytes: 4096, maxIdle: 4)
        let bytes = try batch(pool, "compressed", records: 20, compression: compression)
        #expect(pool.idleCount == 1)
        #expect(try values(bytes) == [String](repeating: "compressed", count: 20))
    }

    @Test func bytesAreTheSameAsWithoutAPool() throws {
        let pool = BufferPool(bufferBytes: 0, maxIdle: 0)
        var builder = try RecordBatchBuilder()
        try builder.append(key: nil, value: ByteSlice(utf8: "x"), timestamp: 7)
        #expect(try batch(pool, "x") == builder.finish())
        #expect(pool.idleCount == 0)
    }

    @Test func aBatchOutlivesItsPool() throws {
        let held = try batch(BufferPool(bufferBytes: 1024, maxIdle: 1), "held")
        #expect(try values(held) == ["held"])
    }
}
