// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace
import Synchronization

/// Outputs of the job in one folder: a file that every attempt of a batch adds to, and files with the batch time in
/// their names, which a second attempt replaces.
package final class TortureOutput: Sendable {
    package let folder: String
    private let files: CrashingFileSystem
    /// Records in the files of batches, those of earlier lives too.
    private let records = Mutex<Set<String>>([])

    init(folder: String, files: CrashingFileSystem) throws {
        self.folder = folder
        self.files = files
        try files.makeDirectory(folder)
        for name in try files.names(in: folder) where name.hasPrefix("output-") && !name.hasSuffix(".new") {
            let text = try files.contents(of: folder + "/" + name).map { String(decoding: $0.array, as: UTF8.self) }
            note((text ?? "").split(separator: "\n", omittingEmptySubsequences: false).dropFirst().map(String.init))
        }
    }

    private func note(_ lines: [String]) {
        records.withLock { records in
            for line in lines where !line.isEmpty { records.insert(String(line.prefix { $0 != " " })) }
        }
    }

    /// Number of different records in the files of batches.
    var distinctCount: Int { records.withLock { $0.count } }

    /// Adds lines at the end of the file "append". What a writer that was killed left of its last line is cut off.
    func append(_ lines: [String]) throws {
        let file = try files.open(folder + "/append")
        defer { file.close() }
        let size = try file.size()
        let old = try file.read(size, at: 0).array
        let end = (old.lastIndex(of: 0x0a) ?? -1) + 1
        if end < size { try file.truncate(to: end) }
        let text = StoredBytes(Array(lines.map { $0 + "\n" }.joined().utf8))
        try text.withUnsafeBytes { (bytes) throws(DiskError) in try file.write(bytes, at: end) }
        try file.sync()
    }

    /// Writes the file of a batch, completely or not at all.
    func replace(_ name: String, _ lines: [String]) throws {
        let bytes = StoredBytes(Array(lines.map { $0 + "\n" }.joined().utf8))
        try files.writeAtomically(bytes, to: folder + "/" + name, in: folder)
        if name.hasPrefix("output-") { note(Array(lines.dropFirst())) }
    }
}
