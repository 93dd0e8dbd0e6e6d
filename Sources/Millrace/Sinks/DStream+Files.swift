// Millrace
// SPDX-License-Identifier: Apache-2.0

extension DStream {
    /// Writes each batch as a folder `PREFIX-TIME[.SUFFIX]` of text files, a line per element and a file per partition.
    /// `FileSink` has the details and the guarantee: exactly once with a checkpoint. Source: `DStream.saveAsTextFiles`.
    ///
    /// - Parameters:
    ///   - prefix: Folder and beginning of the names, such as `out/words`.
    ///   - suffix: End of the names, after a dot; empty (the default) for none.
    public func saveAsTextFiles(_ prefix: String, suffix: String = "") {
        write(to: FileSink(prefix: prefix, suffix: suffix, format: .text()), name: "saveAsTextFiles")
    }

    /// Writes each batch as a folder `PREFIX-TIME[.SUFFIX]` of object files, which `MillraceContext.objectFile` reads.
    /// Guarantee as `saveAsTextFiles`. Source: `DStream.saveAsObjectFiles`.
    ///
    /// - Parameters:
    ///   - prefix: Folder and beginning of the names.
    ///   - suffix: End of the names, after a dot; empty (the default) for none.
    /// - Throws: `StreamingError.codecMissing` if values of this type cannot be stored.
    public func saveAsObjectFiles(_ prefix: String, suffix: String = "") throws {
        write(to: FileSink(prefix: prefix, suffix: suffix, format: try .objects()), name: "saveAsObjectFiles")
    }
}
