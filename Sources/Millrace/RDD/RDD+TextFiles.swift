// Millrace
// SPDX-License-Identifier: Apache-2.0

extension MillraceContext {
    /// The lines of a text file, or of all files of a folder, without their ends (LF or CR LF).
    ///
    /// A line belongs to the partition in which it begins. Bytes that are not UTF-8 become U+FFFD. Files whose names
    /// begin with `_` or `.` are left out of a folder. Source: `SparkContext.textFile`.
    ///
    /// - Parameters:
    ///   - path: A file, or a folder with files.
    ///   - partitions: Least number of partitions; default 2, or `defaultParallelism` if that is less. A file has at
    ///     least one of its own.
    /// - Throws: `StreamingError.storageFailed` if there is no such file, or it cannot be read.
    public func textFile(_ path: String, partitions: Int? = nil) throws -> RDD<String> {
        let files = POSIXFileSystem()
        let parts = try storing("the text file \(path)") {
            let paths = try TextSplit.paths(path, files)
            let sizes = try paths.map { try TextSplit.size(of: $0, files) }
            let wanted = max(1, partitions ?? min(2, configuration.defaultParallelism ?? 2))
            return TextSplit.splits(of: Array(zip(paths, sizes)), into: wanted)
        }
        return DerivedRDD(context: self, kind: "textFile", partitions: parts, dependencies: []) {
            partition, task, yield in
            guard let split = partition as? TextSplit else {
                preconditionFailure("partition \(partition.index) belongs to another RDD")
            }
            var reader = try storing("the text file \(split.path)") { try LineReader(split, files) }
            while let lines = try storing("the text file \(split.path)", { try reader.next() }) {
                try task.checkCancellation()
                try await yield(Chunk(lines))
            }
        }
    }
}

extension RDD {
    /// Writes each element's description as a line, one file per partition: `part-00000` and so on in the folder
    /// `path`, and `_SUCCESS` once all are there. A file is complete or missing, whatever attempts fail.
    /// Source: `RDD.saveAsTextFile`.
    ///
    /// - Throws: `StreamingError.invalidOperation` if the folder has files already; `.storageFailed` if it cannot be
    ///   written; and as every action does.
    public func saveAsTextFile(_ path: String) async throws {
        let files = POSIXFileSystem()
        try storing("the folder \(path)") { try files.makeDirectory(path) }
        guard try storing("the folder \(path)", { try files.names(in: path) }).isEmpty else {
            throw StreamingError(
                code: .invalidOperation, message: "saveAsTextFile: \(path) has files already; use an empty folder")
        }
        try await foreachPartition { elements in
            let digits = String(elements.index)
            let name = "part-" + String(repeating: "0", count: Swift.max(0, 5 - digits.count)) + digits
            // An attempt's own file, so that two attempts never write into one.
            let aside = "\(path)/_\(name)-\(elements.task.attempt)"
            try await storingAsync("a part of \(path)") {
                let file = try files.open(aside)
                defer { file.close() }
                var offset = 0
                var buffer: [UInt8] = []
                func flush() throws {
                    unsafe try buffer.withUnsafeBytes { unsafe try file.write($0, at: offset) }
                    offset += buffer.count
                    buffer.removeAll(keepingCapacity: true)
                }
                try file.truncate(to: 0)
                try await elements.forEach { element in
                    buffer.append(contentsOf: "\(element)".utf8)
                    buffer.append(0x0a)
                    if buffer.count > 1 << 16 { try flush() }
                }
                try flush()
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
