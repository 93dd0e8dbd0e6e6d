// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import CZlib

/// gzip through the system's zlib. Source: RFC 1952; zlib manual.
package enum Gzip {
    private static let inflaters = ContextPool<InflateContext>()
    private static let deflaters = ContextPool<DeflateContext>()

    /// Decompresses `input`: one gzip member or several in a row.
    ///
    /// - Throws: `WireError.corruptCompression` for bytes that are not complete gzip, `.limitExceeded` for output above
    ///   `limit` bytes.
    package static func decompress(_ input: ByteSlice, limit: Int) throws(WireError) -> ByteSlice {
        guard let context = inflaters.take() ?? InflateContext() else {
            throw failure(input, "zlib cannot create a decompressor: out of memory?")
        }
        defer { inflaters.put(context) }
        guard context.reset(), UInt32(exactly: input.count) != nil else {
            throw failure(input, "zlib cannot decompress \(input.count) bytes at once")
        }
        // The last four bytes state the size of the output, but are not trusted: the buffer starts with at most 64 KiB
        // or eight times the input, and grows by doubling.
        let claimed = input.count >= 18 ? trailingSize(input) : 0
        let start = max(min(claimed, max(64 << 10, 8 * input.count)), 64)
        var output = GrowingBuffer(capacity: start, limit: limit, byteOffset: input.start)
        var consumed = 0
        while true {
            // Only this call touches `unused`, and `input` lives until the function returns.
            let step = unsafe context.run(input.unsafeBaseAddress + consumed, input.count - consumed, output.unused)
            consumed += step.consumed
            output.advance(step.produced)
            switch step.status {
            case Z_STREAM_END:
                if consumed == input.count { return output.finish() }
                guard context.reset() else { throw failure(input, "zlib cannot reset its decompressor") }
            case Z_OK, Z_BUF_ERROR:
                if output.room == 0 {
                    try output.reserve(1)
                } else if step.consumed == 0 || consumed == input.count {
                    throw failure(input, "gzip is cut off after \(input.count) bytes")
                }
            default:
                throw failure(input, "not valid gzip: zlib status \(step.status) after \(consumed) bytes")
            }
        }
    }

    /// Compresses `input` at level 6 and appends it as one gzip member.
    static func compress(
        _ input: UnsafeRawBufferPointer, into output: inout GrowingBuffer, level: Int? = nil
    ) throws(WireError) {
        guard let context = deflaters.take() ?? DeflateContext(), UInt32(exactly: input.count) != nil else {
            throw WireError(.limitExceeded, byteOffset: 0, detail: "zlib cannot compress \(input.count) bytes at once")
        }
        defer { deflaters.put(context) }
        try output.reserve(context.bound(input.count))
        guard let written = unsafe context.run(input, output.unused, level: level) else {
            throw WireError(.corruptCompression, byteOffset: 0, detail: "zlib failed to compress \(input.count) bytes")
        }
        output.advance(written)
    }

    /// Compresses `input` at level 6 as one gzip member.
    ///
    /// - Throws: `WireError.limitExceeded` for 4 GiB of input or more.
    package static func compress(_ input: ByteSlice) throws(WireError) -> ByteSlice {
        var output = GrowingBuffer(capacity: input.count / 2, limit: .max, byteOffset: 0)
        // `input` lives until the call returns.
        let bytes = unsafe UnsafeRawBufferPointer(start: input.unsafeBaseAddress, count: input.count)
        unsafe try compress(bytes, into: &output)
        return output.finish()
    }

    private static func trailingSize(_ input: ByteSlice) -> Int {
        var size = 0
        for index in 1...4 { size = size << 8 | Int(input[input.count - index]) }
        return size
    }

    private static func failure(_ input: ByteSlice, _ detail: String) -> WireError {
        WireError(.corruptCompression, byteOffset: input.start, detail: detail)
    }
}

/// A reusable zlib decompressor.
// `@unchecked Sendable`: the pool lends it to one caller at a time, and nothing else refers to it.
@safe
private final class InflateContext: @unchecked Sendable {
    // On the heap at a fixed address, because zlib's state points back to it.
    private let stream: UnsafeMutablePointer<z_stream>

    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        // Window of 15 bits, plus 16 for the gzip format only.
        let status = unsafe inflateInit2_(stream, 31, zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { return nil }
    }

    deinit {
        // Also correct after `inflateInit2_` failed: the state is nil then and the call does nothing.
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    func reset() -> Bool { unsafe inflateReset(stream) == Z_OK }

    /// Decompresses `count` bytes at `source` into `target` until either ends. Keeps neither pointer.
    func run(
        _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawBufferPointer
    ) -> (status: Int32, consumed: Int, produced: Int) {
        let offered = UInt32(clamping: target.count)
        // zlib only reads its input, although the pointer's type is mutable.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
            mutating: source.assumingMemoryBound(to: UInt8.self))
        unsafe stream.pointee.avail_in = UInt32(clamping: count)
        unsafe stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = offered
        let before = unsafe stream.pointee.avail_in
        let status = unsafe inflate(stream, Z_NO_FLUSH)
        return unsafe (status, Int(before - stream.pointee.avail_in), Int(offered - stream.pointee.avail_out))
    }
}

/// A reusable zlib compressor.
// `@unchecked Sendable`: for the same reason as `InflateContext`.
@safe
private final class DeflateContext: @unchecked Sendable {
    private let stream: UnsafeMutablePointer<z_stream>
    private var level = Z_DEFAULT_COMPRESSION

    init?() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe deflateInit2_(
            stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
            Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else { return nil }
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    func bound(_ count: Int) -> Int { Int(unsafe deflateBound(stream, UInt(count))) }

    /// Compresses all of `input` into `target`, which has at least `bound(input.count)` bytes. Nil if zlib fails.
    func run(_ input: UnsafeRawBufferPointer, _ target: UnsafeMutableRawBufferPointer, level: Int?) -> Int? {
        guard unsafe deflateReset(stream) == Z_OK else { return nil }
        let wanted = level.map { Int32(clamping: $0) } ?? Z_DEFAULT_COMPRESSION
        if wanted != self.level {
            // Nothing was compressed since the reset, so that zlib writes nothing here.
            guard unsafe deflateParams(stream, wanted, Z_DEFAULT_STRATEGY) == Z_OK else { return nil }
            self.level = wanted
        }
        let offered = UInt32(clamping: target.count)
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
        unsafe stream.pointee.next_out = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
        unsafe stream.pointee.avail_out = offered
        guard unsafe deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
        return unsafe Int(offered - stream.pointee.avail_out)
    }
}
