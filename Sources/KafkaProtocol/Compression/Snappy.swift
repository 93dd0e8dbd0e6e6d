// Millrace
// SPDX-License-Identifier: Apache-2.0

#if Snappy
internal import CSnappy

/// Snappy as Kafka's clients write it: in the blocks of snappy-java, or as one raw block.
///
/// snappy-java: the bytes 82 'S' 'N' 'A' 'P' 'P' 'Y' 00, a version and the lowest compatible version (int32 each, both 1), then
/// blocks, each an int32 length and a raw snappy block. Integers are big-endian.
/// Source: format descriptions of snappy (format_description.txt) and of snappy-java (SnappyOutputStream).
enum Snappy {
    private static let header = ByteSlice(
        copying: [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1])
    private static let headerStart = Int32(bitPattern: 0x8253_4E41)
    /// Bytes of input per block that we write, snappy-java's own default.
    private static let blockBytes = 32 << 10

    /// What `input` decompresses to.
    ///
    /// - Throws: `WireError.corruptCompression`, `.limitExceeded` past `limit` bytes.
    static func decompress(_ input: ByteSlice, limit: Int) throws(WireError) -> ByteSlice {
        guard startsWithHeader(input) else {
            let size = try uncompressedSize(input)
            try check(size, limit, input)
            var output = GrowingBuffer(capacity: size, limit: limit, byteOffset: input.start)
            try decompressBlock(input, size: size, into: &output)
            return output.finish()
        }
        // First the sizes, so that the output is allocated once. They were checked against what snappy can reach, so the sum is
        // bounded by the length of the input.
        var total = 0
        try forEachBlock(input) { block throws(WireError) in total += try uncompressedSize(block) }
        try check(total, limit, input)
        var output = GrowingBuffer(capacity: total, limit: limit, byteOffset: input.start)
        try forEachBlock(input) { block throws(WireError) in
            try decompressBlock(block, size: try uncompressedSize(block), into: &output)
        }
        return output.finish()
    }

    /// Throws before anything is allocated.
    private static func check(_ size: Int, _ limit: Int, _ input: ByteSlice) throws(WireError) {
        guard size <= limit else {
            throw WireError(
                .limitExceeded, byteOffset: input.start,
                detail: "decompresses to \(size) bytes, more than the limit of \(limit)")
        }
    }

    /// Appends `input` in blocks of snappy-java.
    static func compress(_ input: UnsafeRawBufferPointer, into output: inout GrowingBuffer) throws(WireError) {
        unsafe try header.withUnsafeBytes { bytes throws(WireError) in unsafe try output.append(bytes) }
        var position = 0
        while position < input.count {
            let size = min(blockBytes, input.count - position)
            try output.reserve(4 + snappy_max_compressed_length(size))
            let lengthOffset = output.count
            output.advance(4)
            var written = output.room
            // `position + size` is inside `input`, and the output has the room that snappy asks for.
            let status = unsafe snappy_compress(
                input.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self) + position, size,
                output.unused.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: CChar.self), &written)
            guard status == SNAPPY_OK else {
                throw WireError(.corruptCompression, byteOffset: 0, detail: "snappy did not compress \(size) bytes")
            }
            output.advance(written)
            output.patchInteger(Int32(written), at: lengthOffset)
            position += size
        }
    }

    private static func startsWithHeader(_ input: ByteSlice) -> Bool {
        input.count >= header.count && (0..<8).allSatisfy { input[$0] == header[$0] }
    }

    /// Calls `body` with every raw block. Headers are skipped wherever they stand: streams may be joined.
    private static func forEachBlock(
        _ input: ByteSlice, _ body: (ByteSlice) throws(WireError) -> Void
    ) throws(WireError) {
        var reader = WireReader(input)
        while reader.remaining > 0 {
            do throws(WireError) {
                let length = try reader.readInt32()
                if length == headerStart {
                    try reader.skip(count: header.count - 4)
                } else {
                    try body(try reader.readSlice(count: Int(length)))
                }
            } catch {
                throw error.code == .limitExceeded ? error : corrupt(input, error.detail)
            }
        }
    }

    /// The size that the block says it has, if snappy can reach it: a copy of 3 bytes gives at most 64.
    private static func uncompressedSize(_ block: ByteSlice) throws(WireError) -> Int {
        var size = 0
        let status = unsafe block.withUnsafeBytes { bytes in
            unsafe snappy_uncompressed_length(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &size)
        }
        guard status == SNAPPY_OK, size <= 22 * block.count else {
            throw corrupt(block, "snappy block of \(block.count) bytes claims to hold \(size)")
        }
        return size
    }

    private static func decompressBlock(
        _ block: ByteSlice, size: Int, into output: inout GrowingBuffer
    ) throws(WireError) {
        try output.reserve(size)
        var written = output.room
        let target = unsafe output.unused
        // snappy checks every copy against the size in its header, which `reserve` made room for.
        let status = unsafe block.withUnsafeBytes { bytes in
            unsafe snappy_uncompress(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
                target.baseAddress?.assumingMemoryBound(to: CChar.self), &written)
        }
        guard status == SNAPPY_OK, written == size else {
            throw corrupt(block, "snappy block of \(block.count) bytes does not decompress")
        }
        output.advance(written)
    }

    private static func corrupt(_ input: ByteSlice, _ detail: String) -> WireError {
        WireError(.corruptCompression, byteOffset: input.start, detail: detail)
    }
}
#endif
