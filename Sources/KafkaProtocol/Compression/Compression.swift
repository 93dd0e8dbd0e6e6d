// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Compression codec of a record batch. The raw value is the number in the batch's attributes.
///
/// Source: Kafka record batch format; property `compression.type`; zstd since KIP-110.
public enum Compression: Int8, CaseIterable, Sendable {
    /// No compression.
    case none = 0
    /// gzip, always built in (zlib).
    case gzip = 1
    /// Snappy, in the blocks that snappy-java writes. Package trait `Snappy`.
    case snappy = 2
    /// LZ4 frames. Package trait `LZ4`.
    case lz4 = 3
    /// Zstandard. Package trait `Zstd`. Only in batches of magic 2.
    case zstd = 4

    /// Kafka's name, in lower case: `none`, `gzip`, `snappy`, `lz4`, `zstd`.
    public var name: String {
        switch self {
        case .none: "none"
        case .gzip: "gzip"
        case .snappy: "snappy"
        case .lz4: "lz4"
        case .zstd: "zstd"
        }
    }

    /// The codec with this name, in lower case as in Kafka's properties; nil for an unknown name.
    public init?(name: String) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }

    /// Whether this build of the package can read and write the codec.
    public var isBuiltIn: Bool {
        switch self {
        case .none, .gzip: return true
        case .snappy:
            #if Snappy
            return true
            #else
            return false
            #endif
        case .lz4:
            #if LZ4
            return true
            #else
            return false
            #endif
        case .zstd:
            #if Zstd
            return true
            #else
            return false
            #endif
        }
    }

    /// The levels that the codec has besides its default, as Kafka allows them; nil for a codec without levels. A
    /// higher level takes more time and gives fewer bytes. Source: KIP-390, properties `compression.gzip.level`,
    /// `compression.lz4.level` and `compression.zstd.level`.
    public var levels: ClosedRange<Int>? {
        switch self {
        case .none, .snappy: nil
        case .gzip: 1...9
        case .lz4: 1...17
        case .zstd: -131072...22
        }
    }

    /// Checks that the codec is built in, for configuration.
    ///
    /// - Throws: `WireError.unsupportedCodec` naming the package trait to enable.
    public func requireBuiltIn() throws(WireError) {
        if !isBuiltIn { throw notBuiltIn(byteOffset: 0) }
    }

    func notBuiltIn(byteOffset: Int) -> WireError {
        let trait =
            switch self {
            case .snappy: "Snappy"
            case .lz4: "LZ4"
            case .zstd: "Zstd"
            case .none, .gzip: "none"
            }
        return WireError(
            .unsupportedCodec, byteOffset: byteOffset,
            detail: "\(name) is not built in: build with the package trait \(trait)")
    }

    /// Decompresses `input` into one block; returns `input` itself for `.none`.
    ///
    /// - Parameters:
    ///   - input: all of the compressed bytes.
    ///   - limit: maximum size of the output in bytes.
    ///   - acceptsOldLZ4Checksum: whether to accept LZ4 header checksums computed as Kafka did before 0.10.
    /// - Throws: `WireError` with the offset of `input`: `.corruptCompression`, `.limitExceeded`, `.unsupportedCodec`.
    package func decompress(
        _ input: ByteSlice, limit: Int, acceptsOldLZ4Checksum: Bool = false
    ) throws(WireError) -> ByteSlice {
        switch self {
        case .none: return input
        case .gzip: return try Gzip.decompress(input, limit: limit)
        case .snappy:
            #if Snappy
            return try Snappy.decompress(input, limit: limit)
            #else
            throw notBuiltIn(byteOffset: input.start)
            #endif
        case .lz4:
            #if LZ4
            return try LZ4.decompress(input, limit: limit, acceptsOldChecksum: acceptsOldLZ4Checksum)
            #else
            throw notBuiltIn(byteOffset: input.start)
            #endif
        case .zstd:
            #if Zstd
            return try Zstd.decompress(input, limit: limit)
            #else
            throw notBuiltIn(byteOffset: input.start)
            #endif
        }
    }

    /// Compresses `input` in the format of a record batch.
    ///
    /// - Throws: `WireError.unsupportedCodec`, or `.limitExceeded` for more than 2 GiB of output.
    package func compressed(_ input: ByteSlice) throws(WireError) -> ByteSlice {
        var output = GrowingBuffer(capacity: input.count, limit: Int(Int32.max), byteOffset: 0)
        unsafe try input.withUnsafeBytes { bytes throws(WireError) in unsafe try compress(bytes, into: &output) }
        return output.finish()
    }

    /// Compresses `input` and appends the result to `output`; `.none` appends a copy.
    ///
    /// `level` is one of `levels`; nil for the codec's default.
    /// - Throws: `WireError.unsupportedCodec`, or `.limitExceeded` if the result exceeds the limit of `output`.
    func compress(
        _ input: UnsafeRawBufferPointer, into output: inout GrowingBuffer, level: Int? = nil
    ) throws(WireError) {
        switch self {
        case .none: unsafe try output.append(input)
        case .gzip: unsafe try Gzip.compress(input, into: &output, level: level)
        case .snappy:
            #if Snappy
            unsafe try Snappy.compress(input, into: &output)
            #else
            throw notBuiltIn(byteOffset: 0)
            #endif
        case .lz4:
            #if LZ4
            unsafe try LZ4.compress(input, into: &output, level: level)
            #else
            throw notBuiltIn(byteOffset: 0)
            #endif
        case .zstd:
            #if Zstd
            unsafe try Zstd.compress(input, into: &output, level: level)
            #else
            throw notBuiltIn(byteOffset: 0)
            #endif
        }
    }
}
