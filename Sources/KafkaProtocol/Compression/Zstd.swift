// Millrace
// SPDX-License-Identifier: Apache-2.0

#if Zstd
internal import CZstd

/// Zstandard through the system's library. Source: RFC 8878; zstd manual.
enum Zstd {
    private static let decompressors = ContextPool<DecompressionContext>()
    private static let compressors = ContextPool<CompressionContext>()

    /// Decompresses `input`: one frame or several in a row.
    ///
    /// - Throws: `WireError.corruptCompression`; `.limitExceeded` for output above `limit` bytes.
    static func decompress(_ input: ByteSlice, limit: Int) throws(WireError) -> ByteSlice {
        guard !input.isEmpty else { throw corrupt(input, "zstd input is empty") }
        guard let context = decompressors.take() ?? DecompressionContext() else {
            throw corrupt(input, "zstd cannot create a decompressor: out of memory?")
        }
        // A context keeps the memory of its largest window: free large ones instead of pooling them.
        defer { if context.sizeInBytes <= 16 << 20 { decompressors.put(context) } }
        // A single call directly into the output is fastest. It is possible if the frames bound their size and the
        // bound is close: at most 32 times the input, or 256 KiB. Otherwise the output grows by doubling.
        if let bound = sizeBound(input), bound <= limit, bound <= max(256 << 10, 32 * input.count) {
            var output = GrowingBuffer(capacity: bound, limit: bound, byteOffset: input.start)
            guard let written = unsafe context.decompress(input, into: output.unused) else {
                throw corrupt(input, "not valid zstd: \(input.count) bytes")
            }
            output.advance(written)
            return output.finish()
        }
        return try stream(input, limit: limit, context)
    }

    /// Windows up to this size are accepted even if the limit is lower: a frame written as a stream has the window size
    /// of its level, however small its contents.
    private static let minWindowBytes = 8 << 20

    private static func stream(
        _ input: ByteSlice, limit: Int, _ context: DecompressionContext
    ) throws(WireError) -> ByteSlice {
        var output = GrowingBuffer(
            capacity: max(256 << 10, 8 * input.count), limit: limit, byteOffset: input.start)
        context.beginStream(maxWindowBytes: max(minWindowBytes, limit))
        var consumed = 0
        while true {
            guard let step = unsafe context.step(input, from: consumed, into: output.unused) else {
                if context.refusedWindow {
                    throw WireError(
                        .limitExceeded, byteOffset: input.start,
                        detail: "zstd frame has a window larger than the limit of \(limit) bytes")
                }
                throw corrupt(input, "not valid zstd after \(consumed) of \(input.count) bytes")
            }
            consumed += step.consumed
            output.advance(step.produced)
            if step.isFrameComplete && consumed == input.count { return output.finish() }
            if output.room == 0 {
                try output.reserve(1)
            } else if consumed == input.count && step.produced == 0 {
                throw corrupt(input, "zstd is cut off after \(input.count) bytes")
            }
        }
    }

    /// Compresses `input` at level 3 and appends it as one frame with its size in the header.
    static func compress(
        _ input: UnsafeRawBufferPointer, into output: inout GrowingBuffer, level: Int? = nil
    ) throws(WireError) {
        guard let context = compressors.take() ?? CompressionContext() else {
            throw WireError(
                .corruptCompression, byteOffset: 0, detail: "zstd cannot create a compressor: out of memory?")
        }
        defer { compressors.put(context) }
        try output.reserve(ZSTD_compressBound(input.count))
        guard let written = unsafe context.compress(input, into: output.unused, level: level ?? 3) else {
            throw WireError(.corruptCompression, byteOffset: 0, detail: "zstd failed to compress \(input.count) bytes")
        }
        output.advance(written)
    }

    /// Maximum size that the frames of `input` can decompress to: the content size from the header, or 128 KiB per
    /// block if the header has none. Nil for incomplete frames. Only used to choose the size of the buffer.
    ///
    /// Source: RFC 8878 section 3.1.1.
    private static func sizeBound(_ input: ByteSlice) -> Int? {
        var total = 0
        var position = 0
        while position < input.count {
            let rest = input[position..<input.count]
            guard let frame = frameBound(rest), frame.bound <= Int(Int32.max) else { return nil }
            total += frame.bound
            position += frame.length
        }
        return total
    }

    private static func frameBound(_ frame: ByteSlice) -> (length: Int, bound: Int)? {
        guard frame.count >= 9 else { return nil }
        let magic = littleEndian(frame, 0, 4)
        if magic & ~0xf == 0x184D_2A50 {  // skippable
            let length = 8 + littleEndian(frame, 4, 4)
            return length <= frame.count ? (length, 0) : nil
        }
        guard magic == 0xFD2F_B528 else { return nil }
        let descriptor = Int(frame[4])
        let isSingleSegment = descriptor & 0x20 != 0
        let contentSizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]
        let contentSizeOffset = 5 + (isSingleSegment ? 0 : 1) + [0, 1, 2, 4][descriptor & 3]
        var position = contentSizeOffset + contentSizeBytes
        var blocks = 0
        var isLast = false
        while !isLast {
            guard position + 3 <= frame.count else { return nil }
            let header = littleEndian(frame, position, 3)
            isLast = header & 1 == 1
            blocks += 1
            position += 3 + ((header >> 1) & 3 == 1 ? 1 : header >> 3)  // an RLE block stores one byte
        }
        if descriptor & 0x04 != 0 { position += 4 }
        guard position <= frame.count else { return nil }
        let byBlocks = blocks * (128 << 10)
        guard contentSizeBytes > 0 else { return (position, byBlocks) }
        let stated = littleEndian(frame, contentSizeOffset, contentSizeBytes) + (contentSizeBytes == 2 ? 256 : 0)
        return stated >= 0 && stated <= byBlocks ? (position, stated) : nil
    }

    /// An unsigned integer of up to 8 bytes; negative if it does not fit into an `Int`.
    private static func littleEndian(_ bytes: ByteSlice, _ offset: Int, _ count: Int) -> Int {
        var value: UInt64 = 0
        for index in stride(from: count - 1, through: 0, by: -1) { value = value << 8 | UInt64(bytes[offset + index]) }
        return Int(truncatingIfNeeded: value)
    }

    private static func corrupt(_ input: ByteSlice, _ detail: String) -> WireError {
        WireError(.corruptCompression, byteOffset: input.start, detail: detail)
    }
}

/// A reusable zstd decompressor.
// `@unchecked Sendable`: the pool lends it to one caller at a time, and nothing else refers to it.
@safe
private final class DecompressionContext: @unchecked Sendable {
    private let context: OpaquePointer
    /// Whether the last `step` failed because the frame's window is too large.
    private(set) var refusedWindow = false

    /// Memory of the context in bytes.
    var sizeInBytes: Int { unsafe ZSTD_sizeof_DCtx(context) }

    init?() {
        guard let context = unsafe ZSTD_createDCtx() else { return nil }
        unsafe self.context = unsafe context
    }

    deinit { unsafe ZSTD_freeDCtx(context) }

    /// Decompresses all of `input` in one call. Nil if it is corrupt or does not fit into `target`.
    func decompress(_ input: ByteSlice, into target: UnsafeMutableRawBufferPointer) -> Int? {
        let written = unsafe input.withUnsafeBytes { bytes in
            unsafe ZSTD_decompressDCtx(context, target.baseAddress, target.count, bytes.baseAddress, bytes.count)
        }
        return ZSTD_isError(written) == 0 ? written : nil
    }

    private static func isWindowTooLarge(_ status: Int) -> Bool {
        ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge
    }

    /// Begins a stream of frames whose windows are at most `maxWindowBytes`, rounded up to a power of two, and at most
    /// 128 MiB.
    func beginStream(maxWindowBytes: Int) {
        // Resetting only the session cannot fail, and every build supports logarithms from 10 to 27.
        _ = unsafe ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
        let logarithm = min(max(Int.bitWidth - (maxWindowBytes - 1).leadingZeroBitCount, 10), 27)
        _ = unsafe ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Int32(logarithm))
        refusedWindow = false
    }

    /// Decompresses from byte `start` of `input` until either `input` or `target` ends. Nil if `input` is corrupt.
    func step(
        _ input: ByteSlice, from start: Int, into target: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int, isFrameComplete: Bool)? {
        unsafe input.withUnsafeBytes { bytes in
            var source = unsafe ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: start)
            var sink = unsafe ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
            let status = unsafe ZSTD_decompressStream(context, &sink, &source)
            guard ZSTD_isError(status) == 0 else {
                refusedWindow = Self.isWindowTooLarge(status)
                return nil
            }
            return unsafe (source.pos - start, sink.pos, status == 0)
        }
    }
}

/// A reusable zstd compressor.
// `@unchecked Sendable`: for the same reason as `DecompressionContext`.
@safe
private final class CompressionContext: @unchecked Sendable {
    private let context: OpaquePointer

    init?() {
        guard let context = unsafe ZSTD_createCCtx() else { return nil }
        unsafe self.context = unsafe context
    }

    deinit { unsafe ZSTD_freeCCtx(context) }

    func compress(
        _ input: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, level: Int
    ) -> Int? {
        let written = unsafe ZSTD_compressCCtx(
            context, target.baseAddress, target.count, input.baseAddress, input.count, Int32(clamping: level))
        return ZSTD_isError(written) == 0 ? written : nil
    }
}
#endif
