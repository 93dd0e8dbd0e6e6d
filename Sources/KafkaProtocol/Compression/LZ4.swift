// Millrace
// SPDX-License-Identifier: Apache-2.0

#if LZ4
internal import CLZ4

/// LZ4 frames. This code parses frames, so that their blocks decompress directly into one output buffer; the system
/// library decompresses the blocks and writes whole frames.
///
/// Source: LZ4 frame format 1.6.2; KAFKA-3160 for the old header checksum.
enum LZ4 {
    private static let magic: UInt32 = 0x184D_2204
    private static let historyBytes = 64 << 10

    /// Decompresses `input`: one frame or several in a row.
    ///
    /// - Parameter acceptsOldChecksum: whether to accept a header checksum that covers the magic number too, as Kafka
    ///   wrote it in message sets of magic 0.
    /// - Throws: `WireError.corruptCompression`; `.limitExceeded` for output above `limit` bytes.
    static func decompress(
        _ input: ByteSlice, limit: Int, acceptsOldChecksum: Bool
    ) throws(WireError) -> ByteSlice {
        // lz4 expands its input by at most 255. Start with eight times the input or 64 KiB, and grow by doubling.
        var output = GrowingBuffer(
            capacity: max(64 << 10, 8 * input.count), limit: limit, byteOffset: input.start)
        var reader = WireReader(input)
        do throws(WireError) {
            repeat {
                try readFrame(&reader, input, acceptsOldChecksum, into: &output)
            } while reader.remaining > 0
        } catch {
            guard error.code == .truncated || error.code == .invalidLength else { throw error }
            throw corrupt(reader, "lz4 frame is cut off: \(error.detail)")
        }
        return output.finish()
    }

    /// Compresses `input` and appends it as one frame of independent blocks of 64 KiB, the only kind that Kafka's Java
    /// client reads.
    static func compress(
        _ input: UnsafeRawBufferPointer, into output: inout GrowingBuffer, level: Int? = nil
    ) throws(WireError) {
        var preferences = LZ4F_preferences_t()
        // Below 3 the library has one fast mode, 0.
        if let level { preferences.compressionLevel = Int32(clamping: level) }
        preferences.frameInfo.blockSizeID = LZ4F_max64KB
        preferences.frameInfo.blockMode = LZ4F_blockIndependent
        try output.reserve(unsafe LZ4F_compressFrameBound(input.count, &preferences))
        // The library asked for this room, and reads exactly `input.count` bytes.
        let written = unsafe LZ4F_compressFrame(
            output.unused.baseAddress, output.room, input.baseAddress, input.count, &preferences)
        guard LZ4F_isError(written) == 0 else {
            throw WireError(.corruptCompression, byteOffset: 0, detail: "lz4 failed to compress \(input.count) bytes")
        }
        output.advance(written)
    }

    private struct FrameHeader {
        var maxBlockBytes: Int
        var hasIndependentBlocks: Bool
        var hasBlockChecksums: Bool
        var hasContentChecksum: Bool
        var contentSize: UInt64?
    }

    private static func readFrame(
        _ reader: inout WireReader, _ input: ByteSlice, _ acceptsOldChecksum: Bool, into output: inout GrowingBuffer
    ) throws(WireError) {
        let header = try readHeader(&reader, input, acceptsOldChecksum)
        let start = output.count
        while true {
            let word = try reader.readUInt32().byteSwapped
            if word == 0 { break }
            let block = try reader.readSlice(count: Int(word & 0x7fff_ffff))
            if header.hasBlockChecksums { try verify(block, try reader.readUInt32().byteSwapped, reader) }
            if word & 0x8000_0000 != 0 {
                guard block.count <= header.maxBlockBytes else {
                    throw corrupt(
                        reader,
                        "lz4 block of \(block.count) bytes exceeds the frame's maximum of \(header.maxBlockBytes)")
                }
                unsafe try block.withUnsafeBytes { bytes throws(WireError) in unsafe try output.append(bytes) }
            } else {
                let history = header.hasIndependentBlocks ? 0 : min(output.count - start, historyBytes)
                try decompress(block, header.maxBlockBytes, history: history, reader, into: &output)
            }
        }
        if let size = header.contentSize, size != UInt64(output.count - start) {
            throw corrupt(
                reader, "lz4 frame decompresses to \(output.count - start) bytes, but its header states \(size)")
        }
        if header.hasContentChecksum {
            let stored = try reader.readUInt32().byteSwapped
            let computed = unsafe output.withWritten(from: start) { unsafe XXHash32.hash($0) }
            guard stored == computed else { throw corrupt(reader, "lz4 content checksum does not match") }
        }
    }

    private static func readHeader(
        _ reader: inout WireReader, _ input: ByteSlice, _ acceptsOldChecksum: Bool
    ) throws(WireError) -> FrameHeader {
        let start = reader.byteOffset - input.start
        guard try reader.readUInt32().byteSwapped == magic else { throw corrupt(reader, "not an lz4 frame") }
        let flags: UInt8 = try reader.readInteger()
        let descriptor: UInt8 = try reader.readInteger()
        guard flags >> 6 == 1, flags & 0x02 == 0, descriptor & 0x8f == 0, descriptor >> 4 >= 4 else {
            throw corrupt(reader, "lz4 frame has an unknown version or block size")
        }
        guard flags & 0x01 == 0 else { throw corrupt(reader, "lz4 frame needs a dictionary, which is not supported") }
        let contentSize = flags & 0x08 != 0 ? try reader.readInteger(UInt64.self).byteSwapped : nil
        let end = reader.byteOffset - input.start
        let stored: UInt8 = try reader.readInteger()
        let right = headerChecksum(input[start + 4..<end])
        guard stored == right || (acceptsOldChecksum && stored == headerChecksum(input[start..<end])) else {
            throw corrupt(reader, "lz4 header checksum does not match")
        }
        return FrameHeader(
            maxBlockBytes: 1 << (8 + 2 * Int(descriptor >> 4)), hasIndependentBlocks: flags & 0x20 != 0,
            hasBlockChecksums: flags & 0x10 != 0, hasContentChecksum: flags & 0x04 != 0, contentSize: contentSize)
    }

    private static func headerChecksum(_ bytes: ByteSlice) -> UInt8 {
        UInt8(truncatingIfNeeded: unsafe bytes.withUnsafeBytes { unsafe XXHash32.hash($0) } >> 8)
    }

    private static func verify(_ block: ByteSlice, _ stored: UInt32, _ reader: WireReader) throws(WireError) {
        guard unsafe block.withUnsafeBytes({ unsafe XXHash32.hash($0) }) == stored else {
            throw corrupt(reader, "lz4 block checksum does not match")
        }
    }

    private static func decompress(
        _ block: ByteSlice, _ maxBlockBytes: Int, history: Int, _ reader: WireReader, into output: inout GrowingBuffer
    ) throws(WireError) {
        // A byte expands to at most 255, and a block never exceeds the frame's block size.
        let most = min(maxBlockBytes, 255 * block.count)
        // Near the limit the last block may still fit, so reserve the rest of the limit instead of the maximum.
        try output.reserve(max(min(most, output.limit - output.count), 1))
        let room = min(most, output.room)
        let target = unsafe output.unused.baseAddress.unsafelyUnwrapped
        // LZ4 itself checks that it stays inside `block` and `room`. The history directly precedes `target` in the same
        // buffer, because `history` is at most the number of bytes that this frame has written. Both counts fit: a
        // block has at most 4 MiB of output, and its input is part of a frame below 2 GiB.
        let written = unsafe block.withUnsafeBytes { bytes in
            unsafe LZ4_decompress_safe_usingDict(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), target.assumingMemoryBound(to: CChar.self),
                Int32(clamping: bytes.count), Int32(room), (target - history).assumingMemoryBound(to: CChar.self),
                Int32(history))
        }
        guard written >= 0 else {
            if room < most {
                throw WireError(
                    .limitExceeded, byteOffset: output.byteOffset,
                    detail: "decompresses to more than the limit of \(output.limit) bytes, or is corrupt")
            }
            throw corrupt(reader, "lz4 block of \(block.count) bytes is corrupt")
        }
        output.advance(Int(written))
    }

    private static func corrupt(_ reader: WireReader, _ detail: String) -> WireError {
        reader.error(.corruptCompression, detail)
    }
}
#endif
