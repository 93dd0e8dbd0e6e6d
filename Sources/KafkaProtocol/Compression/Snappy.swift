// Millrace
// SPDX-License-Identifier: Apache-2.0

#if Snappy
internal import CSnappy

/// Snappy in the two forms that Kafka clients write: blocks of snappy-java, or one raw block.
///
/// snappy-java: the bytes 82 'S' 'N' 'A' 'P' 'P' 'Y' 00, a version and the lowest compatible version (int32 each, both
/// 1), then blocks, each an int32 length and a raw snappy block. Integers are big-endian. Source: format descriptions
/// of snappy (format_description.txt) and of snappy-java (SnappyOutputStream).
enum Snappy {
    private static let header = ByteSlice(
        copying: [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1])
    private static let headerStart = Int32(bitPattern: 0x8253_4E41)
    /// Input bytes per written block: the default of snappy-java.
    private static let blockBytes = 32 << 10

    /// Decompresses `input`.
    ///
    /// - Throws: `WireError.corruptCompression`; `.limitExceeded` for output above `limit` bytes.
    static func decompress(_ input: ByteSlice, limit: Int) throws(WireError) -> ByteSlice {
        guard startsWithHeader(input) else {
            let size = try uncompressedSize(input)
            try check(size, limit, input)
            var output = GrowingBuffer(capacity: size, limit: limit, byteOffset: input.start)
            try decompressBlock(input, size: size, into: &output)
            return output.finish()
        }
        // Adds up the sizes first, so that the output is allocated once. `uncompressedSize` checks each against
        // snappy's maximum expansion, so the length of the input bounds the sum.
        var total = 0
        try forEachBlock(input) { block throws(WireError) in total += try uncompressedSize(block) }
        try check(total, limit, input)
        var output = GrowingBuffer(capacity: total, limit: limit, byteOffset: input.start)
        try forEachBlock(input) { block throws(WireError) in
            try decompressBlock(block, size: try uncompressedSize(block), into: &output)
        }
        return output.finish()
    }

    /// Throws if `size` exceeds `limit`, before anything is allocated.
    private static func check(_ size: Int, _ limit: Int, _ input: ByteSlice) throws(WireError) {
        guard size <= limit else {
            throw WireError(
                .limitExceeded, byteOffset: input.start,
                detail: "decompresses to \(size) bytes, more than the limit of \(limit)")
        }
    }

    /// Compresses `input` and appends it in blocks of snappy-java.
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
                throw WireError(.corruptCompression, byteOffset: 0, detail: "snappy failed to compress \(size) bytes")
            }
            output.advance(written)
            output.patchInteger(Int32(written), at: lengthOffset)
            position += size
        }
    }

    private static func startsWithHeader(_ input: ByteSlice) -> Bool {
        input.count >= header.count && (0..<8).allSatisfy { input[$0] == header[$0] }
    }

    /// Calls `body` with every raw block. Skips headers between blocks too, because streams may be concatenated.
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

    /// The uncompressed size that the block states, checked against snappy's maximum expansion: a copy element of 3
    /// bytes produces at most 64.
    private static func uncompressedSize(_ block: ByteSlice) throws(WireError) -> Int {
        var size = 0
        let status = unsafe block.withUnsafeBytes { bytes in
            unsafe snappy_uncompressed_length(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count, &size)
        }
        guard status == SNAPPY_OK, size <= 22 * block.count else {
            throw corrupt(block, "snappy block of \(block.count) bytes states an impossible size of \(size) bytes")
        }
        return size
    }

    private static func decompressBlock(
        _ block: ByteSlice, size: Int, into output: inout GrowingBuffer
    ) throws(WireError) {
        try output.reserve(size)
        var written = output.room
        let target = unsafe output.unused
        // snappy checks every copy against the size in the block's header, and `reserve` made room for that size.
        let status = unsafe block.withUnsafeBytes { bytes in
            unsafe snappy_uncompress(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count,
                target.baseAddress?.assumingMemoryBound(to: CChar.self), &written)
        }
        guard status == SNAPPY_OK, written == size else {
            throw corrupt(block, "snappy block of \(block.count) bytes is corrupt")
        }
        output.advance(written)
    }

    private static func corrupt(_ input: ByteSlice, _ detail: String) -> WireError {
        WireError(.corruptCompression, byteOffset: input.start, detail: detail)
    }
}
#endif
