// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Appends blocks to a file, one after the other.
struct BlockFileWriter<Element>: ~Copyable {
    private static var bufferSize: Int { 256 << 10 }

    private let file: any DiskFile
    private let codec: StorageCodec<Element>
    private var buffer = StoreWriter(capacity: 64 << 10)
    private var encoder: BlockEncoder<Element>
    /// Bytes written to the file.
    private var written = 0

    init(_ file: TemporaryFile, _ codec: StorageCodec<Element>) throws(DiskError) {
        self.init(try file.openForWriting(), codec)
    }

    /// A writer of an open, empty file.
    init(_ file: any DiskFile, _ codec: StorageCodec<Element>) {
        self.file = file
        self.codec = codec
        encoder = BlockEncoder(codec)
    }

    /// Begins a block. Returns its offset in the file.
    mutating func begin() -> Int {
        encoder = BlockEncoder(codec)
        let start = written + buffer.count
        encoder.begin(into: &buffer)
        return start
    }

    /// Appends elements to the block.
    mutating func append(_ elements: ArraySlice<Element>) throws {
        var rest = elements
        while !rest.isEmpty {
            // Pieces, so that the buffer stays small.
            let piece = rest.prefix(4096)
            try encoder.append(piece, into: &buffer)
            if buffer.count >= Self.bufferSize { try flush() }
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Ends the block.
    mutating func end() throws { try encoder.end(into: &buffer) }

    /// Writes out everything. Returns the size of the file.
    mutating func finish() throws(DiskError) -> Int {
        try flush()
        return written
    }

    private mutating func flush() throws(DiskError) {
        let offset = written
        let file = file
        unsafe try buffer.withWritten { (bytes) throws(DiskError) in unsafe try file.write(bytes, at: offset) }
        written += buffer.count
        buffer.truncate(to: 0)
    }
}
