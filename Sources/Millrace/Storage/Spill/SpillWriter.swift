// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Writes runs of elements into one temporary file. Used by one task.
///
/// A class: Swift 6.3 crashes on inlining the end of a noncopyable structure into a caller's module.
@usableFromInline
final class SpillWriter<Element: Sendable> {
    private let file: TemporaryFile
    private let codec: StorageCodec<Element>
    private var writer: BlockFileWriter<Element>
    /// Start of the run in work; `nil` before its first element.
    private var start: Int?
    private var count = 0

    /// A writer into a new file.
    /// - Throws: `StreamingError.codecMissing` if `Element` cannot be stored; `.storageFailed`.
    @usableFromInline
    init(_ space: SpillSpace) throws {
        let codec = try space.codec(of: Element.self)
        let file = try storing("a spill of \(space.operation)") { try space.disk.get().makeFile("spill") }
        let writer = try storing("a spill of \(space.operation)") { try BlockFileWriter(file, codec) }
        self.file = file
        self.codec = codec
        self.writer = writer
        space.memory.noteSpill()
    }

    /// Adds elements to the run.
    /// - Throws: `StreamingError.storageFailed`, and errors of the elements' own coding.
    @usableFromInline
    func append(_ elements: ArraySlice<Element>) throws {
        guard !elements.isEmpty else { return }
        if start == nil { start = writer.begin() }
        count += elements.count
        try storing("a spill") { try writer.append(elements) }
    }

    /// Ends the run; `nil` if it has no elements.
    @usableFromInline
    func endRun() throws -> DiskRun<Element>? {
        guard let start else { return nil }
        try storing("a spill") { try writer.end() }
        defer {
            self.start = nil
            count = 0
        }
        return DiskRun(file: file, start: start, count: count, codec: codec)
    }

    /// Writes out everything; runs cannot be read before.
    @usableFromInline
    func finish() throws {
        _ = try storing("a spill") { try writer.finish() }
    }
}
