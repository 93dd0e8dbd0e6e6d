// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A block of one element type, wherever it is.
final class StoredBlock<Element: Sendable>: AnyStoredBlock {
    /// Place of the elements.
    enum Place: Sendable {
        case values([Element])
        case bytes(StoredBytes)
        case file(TemporaryFile)
    }

    let level: StorageLevel
    let count: Int
    let memoryBytes: Int
    private let place: Place
    private let codec: StorageCodec<Element>?

    init(_ place: Place, level: StorageLevel, count: Int, memoryBytes: Int, codec: StorageCodec<Element>?) {
        self.place = place
        self.level = level
        self.count = count
        self.memoryBytes = memoryBytes
        self.codec = codec
    }

    var isOnDisk: Bool {
        if case .file = place { return true }
        return false
    }

    func onDisk(_ disk: LocalDisk) throws -> any AnyStoredBlock {
        StoredBlock(
            .file(try write(to: disk)), level: level, count: count, memoryBytes: 0, codec: codec)
    }

    private func write(to disk: LocalDisk) throws -> TemporaryFile {
        let file = try disk.makeFile("block")
        switch place {
        case .file(let file): return file
        case .bytes(let bytes):
            let open = try file.openForWriting()
            defer { open.close() }
            unsafe try bytes.withUnsafeBytes { (bytes) throws(DiskError) in unsafe try open.write(bytes, at: 0) }
        case .values(let elements):
            guard let codec else { preconditionFailure("a block without a codec has a level with disk") }
            try Self.write(elements, to: file, codec)
        }
        return file
    }

    /// Writes a file with one block.
    static func write(_ elements: [Element], to file: TemporaryFile, _ codec: StorageCodec<Element>) throws {
        var writer = try BlockFileWriter(file, codec)
        _ = writer.begin()
        try writer.append(elements[...])
        try writer.end()
        _ = try writer.finish()
    }

    /// Calls `body` with runs of elements, in order.
    func forEachRun(_ body: ([Element]) throws -> Void) throws {
        switch place {
        case .values(let elements): if !elements.isEmpty { try body(elements) }
        case .bytes(let bytes): try decode(MemoryBlockSource(bytes: bytes), body)
        case .file(let file):
            let open = try file.openForReading()
            defer { open.close() }
            try decode(FileBlockSource(open), body)
        }
    }

    private func decode(_ source: some BlockSource, _ body: ([Element]) throws -> Void) throws {
        guard let codec else { preconditionFailure("stored bytes without a codec") }
        var decoder = try BlockDecoder(source, codec)
        while let run = try decoder.next() { try body(run) }
    }
}
