// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A file of a `LocalDisk`, removed with the last reference. It is opened for each use, since a process may have many.
final class TemporaryFile: Sendable {
    let path: String
    private let disk: LocalDisk

    init(path: String, disk: LocalDisk) {
        self.path = path
        self.disk = disk
    }

    // A file that stays goes with its folder.
    deinit { try? disk.files.remove(path) }

    /// Opens the file for writing; creates it.
    func openForWriting() throws(DiskError) -> any DiskFile { try disk.files.open(path) }

    /// Opens the file for reading.
    func openForReading() throws(DiskError) -> any DiskFile {
        guard let file = try disk.files.openForReading(path) else {
            throw DiskError(call: "open", errno: 0, path: path, message: "the file has been removed by someone else")
        }
        return file
    }
}
