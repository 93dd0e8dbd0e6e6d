// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A record of the receivers' data log: the stream, the block and its bytes in the block format.
struct ReceivedBlockRecord {
    let stream: String
    let block: ReceivedBlock
    let contents: StoredBytes

    /// The bytes of the record.
    func encode() throws -> StoredBytes {
        var writer = StoreWriter(capacity: contents.count + 256)
        writer.writeString(stream)
        try writer.write(block)
        unsafe contents.withUnsafeBytes { unsafe writer.writeRaw($0) }
        return writer.finish()
    }

    init(stream: String, block: ReceivedBlock, contents: StoredBytes) {
        self.stream = stream
        self.block = block
        self.contents = contents
    }

    /// - Throws: `StorableError` if the bytes are not a record.
    init(_ bytes: StoredBytes, isNeeded: (String, ReceivedBlock) -> Bool) throws {
        var reader = StoreReader(bytes)
        stream = try reader.readString()
        block = try reader.read()
        // Blocks that are not needed are not copied.
        contents = bytes.copy(of: isNeeded(stream, block) ? reader.byteOffset..<bytes.count : 0..<0)
    }
}
