// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Millrace

/// Outputs of the job in one folder: a file that every attempt of a batch adds to, and files with the batch time in
/// their names, which a second attempt replaces.
package struct TortureOutput: Sendable {
    package let folder: String
    private let files: CrashingFileSystem

    init(folder: String, files: CrashingFileSystem) throws {
        self.folder = folder
        self.files = files
        try files.makeDirectory(folder)
    }

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
    }
}
