// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The contents of files that a `FileSink` writes: one file for each partition.
public struct FileFormat<Element: Sendable>: Sendable {
    let write: @Sendable (PartitionElements<Element>, any DiskFile) async throws -> Void

    /// A line for each element, in UTF-8, ended by LF.
    ///
    /// - Parameter line: Text of an element; default: its description.
    public static func text(
        _ line: @escaping @Sendable (Element) throws -> String = { "\($0)" }
    ) -> FileFormat {
        FileFormat { elements, file in
            var offset = 0
            var buffer: [UInt8] = []
            func flush() throws {
                unsafe try buffer.withUnsafeBytes { unsafe try file.write($0, at: offset) }
                offset += buffer.count
                buffer.removeAll(keepingCapacity: true)
            }
            try await elements.forEach { element in
                buffer.append(contentsOf: try line(element).utf8)
                buffer.append(0x0a)
                if buffer.count > 1 << 16 { try flush() }
            }
            try flush()
        }
    }

    /// The elements in the engine's storage format, with checksums; `MillraceContext.objectFile` reads them.
    ///
    /// - Throws: `StreamingError.codecMissing` if values of this type cannot be stored.
    public static func objects() throws -> FileFormat {
        let codec = try StorageCodec<Element>.require(for: "an object file")
        return FileFormat { elements, file in
            var writer = BlockFileWriter(file, codec)
            _ = writer.begin()
            try await elements.forEachChunk { try writer.append(ArraySlice($0.elements)) }
            try writer.end()
            _ = try writer.finish()
        }
    }
}
