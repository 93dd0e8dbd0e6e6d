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
            let split = TextSplit.of(partition)
            var reader = try storing("the text file \(split.path)") { try LineReader(split, files) }
            while let lines = try storing("the text file \(split.path)", { try reader.next() }) {
                try task.checkCancellation()
                try await yield(Chunk(lines))
            }
        }
    }
}
