// Millrace
// SPDX-License-Identifier: Apache-2.0

extension RDD {
    /// Writes each element's description as a line, one file per partition: `part-00000` and so on in the folder
    /// `path`, and `_SUCCESS` once all are there. A file is complete or missing, whatever attempts fail.
    /// Source: `RDD.saveAsTextFile`.
    ///
    /// - Throws: `StreamingError.invalidOperation` if the folder has files already; `.storageFailed` if it cannot be
    ///   written; and as every action does.
    public func saveAsTextFile(_ path: String) async throws {
        try await save("saveAsTextFile", path, .text(), POSIXFileSystem())
    }

    /// Writes the elements in the engine's storage format, one file per partition, as `saveAsTextFile` does;
    /// `MillraceContext.objectFile` reads them. Source: `RDD.saveAsObjectFile`.
    ///
    /// - Throws: `StreamingError.codecMissing` if values of this type cannot be stored; as `saveAsTextFile`.
    public func saveAsObjectFile(_ path: String) async throws {
        try await save("saveAsObjectFile", path, try .objects(), POSIXFileSystem())
    }

    final func save(
        _ action: String, _ path: String, _ format: FileFormat<Element>, _ files: any FileSystem
    ) async throws {
        try storing("the folder \(path)") { try files.makeDirectory(path) }
        guard try storing("the folder \(path)", { try files.names(in: path) }).isEmpty else {
            throw StreamingError(
                code: .invalidOperation, message: "\(action): \(path) has files already; use an empty folder")
        }
        try await foreachPartition { elements in
            let name = partName(elements.index)
            // An attempt's own file, so that two attempts never write into one.
            let aside = "\(path)/_\(name)-\(elements.task.attempt)"
            try await storingAsync("a part of \(path)") {
                let file = try files.open(aside)
                defer { file.close() }
                try file.truncate(to: 0)
                try await format.write(elements, file)
                try file.sync()
                try files.rename(aside, to: "\(path)/\(name)")
            }
        }
        try storing("the folder \(path)") {
            try files.open("\(path)/_SUCCESS").close()
            try files.syncDirectory(path)
        }
    }
}

/// `storing` for bodies that await; errors of other layers pass through it.
private func storingAsync(_ what: String, _ body: () async throws -> Void) async throws {
    do {
        try await body()
    } catch let error as DiskError {
        _ = try storing(what) { throw error }
    }
}

extension MillraceContext {
    /// The elements of an object file, or of all object files of a folder, which `saveAsObjectFile` or
    /// `saveAsObjectFiles` wrote: one partition per file. Files whose names begin with `_` or `.` are left out of a
    /// folder. Source: `SparkContext.objectFile`.
    ///
    /// - Throws: `StreamingError.storageFailed` if there is no such file; `.codecMissing` if values of this type cannot
    ///   be stored. Jobs on it throw `.dataDamaged` if a file is damaged or of another type.
    public func objectFile<Element: Sendable>(
        _ path: String, of type: Element.Type = Element.self
    ) throws -> RDD<Element> {
        let files = POSIXFileSystem()
        let codec = try StorageCodec<Element>.require(for: "objectFile")
        let parts = try storing("the object file \(path)") {
            let paths = try TextSplit.paths(path, files)
            let sizes = try paths.map { try TextSplit.size(of: $0, files) }
            return zip(paths, sizes).enumerated().map { index, file in
                TextSplit(index: index, path: file.0, start: 0, end: file.1)
            }
        }
        return DerivedRDD(context: self, kind: "objectFile", partitions: parts, dependencies: []) {
            partition, task, yield in
            try await readObjects(TextSplit.of(partition).path, codec, task, yield)
        }
    }
}

/// Hands on the elements of an object file.
func readObjects<Element: Sendable>(
    _ path: String, _ codec: StorageCodec<Element>, _ task: TaskContext,
    _ yield: (Chunk<Element>) async throws -> Void
) async throws {
    let what = "the object file \(path)"
    var reader = try storing(what) {
        guard let file = try POSIXFileSystem().openForReading(path) else {
            throw DiskError(call: "open", errno: 2, path: path, message: "there is no such file")
        }
        return try BlockDecoder(FileBlockSource(file), codec)
    }
    while let elements = try storing(what, { try reader.next() }) {
        try task.checkCancellation()
        try await yield(Chunk(elements))
    }
}
