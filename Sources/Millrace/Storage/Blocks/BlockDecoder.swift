// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Reads a block, frame by frame, from memory or from a file.
struct BlockDecoder<Element> {
    private let source: any BlockSource
    private let codec: StorageCodec<Element>
    private var offset: Int
    private var count: UInt64 = 0
    private var isAtEnd = false

    /// Checks the head of the block that begins at `offset`.
    /// - Throws: `StorableError` if it is damaged or of another type; `DiskError`.
    init(_ source: any BlockSource, at offset: Int = 0, _ codec: StorageCodec<Element>) throws {
        self.source = source
        self.codec = codec
        var fixed = StoreReader(try source.read(BlockFormat.fixedHeadSize, at: offset))
        let rest = try BlockFormat.readFixedHead(&fixed).rest
        try BlockFormat.checkHead(source.read(BlockFormat.fixedHeadSize + rest, at: offset), codec)
        self.offset = offset + BlockFormat.fixedHeadSize + rest
    }

    /// The elements of the next frame; `nil` at the end of the block.
    mutating func next() throws -> [Element]? {
        guard !isAtEnd else { return nil }
        let head = StoreReader(try source.read(BlockFormat.frameHeadSize, at: offset))
        var reader = head
        let length = Int(try reader.readInteger(UInt32.self))
        let frameCount = Int(try reader.readInteger(UInt32.self))
        let sum = try reader.readInteger(UInt32.self)
        // The source checks the length before memory is allocated for it.
        let frame = try source.read(BlockFormat.frameHeadSize + length, at: offset)
        guard frame.count == BlockFormat.frameHeadSize + length else {
            throw StorableError(.truncated, "a block ends inside a frame", byteOffset: offset)
        }
        guard unsafe frame.withUnsafeBytes({ unsafe BlockFormat.frameSum($0) }) == sum else {
            throw StorableError(.damaged, "a frame of a block does not have its checksum", byteOffset: offset)
        }
        offset += frame.count
        return try decode(frame, frameCount)
    }

    private mutating func decode(_ frame: StoredBytes, _ frameCount: Int) throws -> [Element]? {
        var reader = StoreReader(frame, BlockFormat.frameHeadSize..<frame.count)
        guard frameCount > 0 else {
            guard try reader.readInteger(UInt64.self) == count else {
                throw StorableError(.damaged, "a block lacks some of its frames", byteOffset: offset)
            }
            isAtEnd = true
            return nil
        }
        guard frameCount <= BlockFormat.maxFrameCount else {
            throw StorableError(.invalidLength, "a frame of a block has \(frameCount) elements", byteOffset: offset)
        }
        let elements = try codec.restore(count: frameCount, from: &reader)
        try reader.expectEnd()
        count += UInt64(frameCount)
        return elements
    }
}
