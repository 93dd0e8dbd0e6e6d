// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Elements in a part of a temporary file, in order. The file is removed with the last of its runs.
@usableFromInline
struct DiskRun<Element: Sendable>: Sendable {
    private let file: TemporaryFile
    private let start: Int
    private let codec: StorageCodec<Element>
    /// Number of elements.
    @usableFromInline let count: Int

    init(file: TemporaryFile, start: Int, count: Int, codec: StorageCodec<Element>) {
        self.file = file
        self.start = start
        self.count = count
        self.codec = codec
    }

    /// A reader of the elements.
    /// - Throws: `StreamingError.storageFailed` or `.dataDamaged`.
    @usableFromInline
    func open() throws -> DiskRunReader<Element> {
        try DiskRunReader(storing("spilled elements") { try BlockDecoder(ReopenedFile(file: file), at: start, codec) })
    }
}

/// A temporary file that is open only while it is read: a task may merge more runs than a process may have files.
private struct ReopenedFile: BlockSource {
    let file: TemporaryFile

    func read(_ count: Int, at offset: Int) throws -> StoredBytes {
        let open = try file.openForReading()
        defer { open.close() }
        return try FileBlockSource(open).read(count, at: offset)
    }
}
