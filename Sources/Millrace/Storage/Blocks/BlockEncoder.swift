// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Turns runs of elements into the bytes of a block.
struct BlockEncoder<Element>: Sendable {
    private let codec: StorageCodec<Element>
    /// Elements of the next frame, so that it has about `BlockFormat.frameBytes`.
    private var frameCount = 64
    /// Number of elements so far.
    private(set) var count = 0

    init(_ codec: StorageCodec<Element>) { self.codec = codec }

    func begin(into writer: inout StoreWriter) { BlockFormat.writeHead(codec, into: &writer) }

    /// Writes elements as one or more frames.
    mutating func append(_ elements: ArraySlice<Element>, into writer: inout StoreWriter) throws {
        var rest = elements
        while !rest.isEmpty {
            let piece = rest.prefix(frameCount)
            let start = writer.count
            try BlockFormat.writeFrame(count: piece.count, into: &writer) { try codec.store(piece, into: &$0) }
            count += piece.count
            rest = rest.dropFirst(piece.count)
            let perElement = max(1, (writer.count - start) / piece.count)
            frameCount = min(4096, max(1, BlockFormat.frameBytes / perElement))
        }
    }

    func end(into writer: inout StoreWriter) throws {
        try BlockFormat.writeFrame(count: 0, into: &writer) { $0.writeInteger(UInt64(count)) }
    }

    /// The bytes of a whole block.
    static func encode(_ elements: [Element], _ codec: StorageCodec<Element>) throws -> StoredBytes {
        var writer = StoreWriter(capacity: 1024)
        var encoder = BlockEncoder(codec)
        encoder.begin(into: &writer)
        try encoder.append(elements[...], into: &writer)
        try encoder.end(into: &writer)
        return writer.finish()
    }
}
