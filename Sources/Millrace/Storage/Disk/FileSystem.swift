// Millrace
// SPDX-License-Identifier: Apache-2.0

/// The operating system's files; tests replace them by ones that fail, or that lose power.
package protocol FileSystem: Sendable {
    /// Creates a directory and its parents, unless they exist.
    func makeDirectory(_ path: String) throws(DiskError)
    /// The names in a directory, sorted, without "." and ".."; empty if it does not exist.
    func names(in path: String) throws(DiskError) -> [String]
    /// Opens a file for reading and writing; creates it if it is missing.
    func open(_ path: String) throws(DiskError) -> any DiskFile
    /// Creates a file for reading and writing; `nil` if it is there already. Of several callers one gets the file.
    func create(_ path: String) throws(DiskError) -> (any DiskFile)?
    /// Opens a file for reading; `nil` if it is missing.
    func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)?
    /// Returns when the directory's entries are on the disk.
    func syncDirectory(_ path: String) throws(DiskError)
    /// Atomically replaces a file by another.
    func rename(_ path: String, to target: String) throws(DiskError)
    /// Removes a file or an empty directory; has no effect if it is missing.
    func remove(_ path: String) throws(DiskError)
}

extension FileSystem {
    /// A whole file; `nil` if it is missing.
    package func contents(of path: String) throws(DiskError) -> StoredBytes? {
        guard let file = try openForReading(path) else { return nil }
        defer { file.close() }
        return try file.read(try file.size(), at: 0)
    }

    /// Writes a file that is there completely or not at all, whenever the power fails: written aside, synced, renamed,
    /// and the directory synced.
    package func writeAtomically(_ bytes: StoredBytes, to path: String, in directory: String) throws(DiskError) {
        let aside = path + ".new"
        let file = try open(aside)
        do throws(DiskError) {
            defer { file.close() }
            try file.truncate(to: 0)
            unsafe try bytes.withUnsafeBytes { (bytes) throws(DiskError) in unsafe try file.write(bytes, at: 0) }
            try file.sync()
        } catch {
            // The next attempt empties the file first.
            try? remove(aside)
            throw error
        }
        try rename(aside, to: path)
        try syncDirectory(directory)
    }

    /// Removes a directory and everything in it.
    package func removeTree(_ path: String) throws(DiskError) {
        for name in try names(in: path) {
            // A directory that is not empty refuses to be removed.
            let entry = path + "/" + name
            do throws(DiskError) { try remove(entry) } catch { try removeTree(entry) }
        }
        try remove(path)
    }
}
