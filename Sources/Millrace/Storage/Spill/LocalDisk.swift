// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A folder for files that one process needs while it runs: spilled tables, blocks, shuffle outputs.
///
/// Files are removed with their last reference. What a process left that was killed is removed by the next one that
/// uses the same folder: each process has a folder with a lock of its own.
public final class LocalDisk: Sendable {
    let files: any FileSystem
    /// Folder of this process.
    let folder: String
    private let lock: any DiskFile
    private let nextFile = Atomic(0)

    /// Uses the folder `directory`, which is made if it is missing.
    /// - Throws: `StreamingError.storageFailed` if it cannot be written.
    public convenience init(directory: String) throws { try self.init(directory: directory, files: POSIXFileSystem()) }

    package init(directory: String, files: any FileSystem) throws {
        self.files = files
        let made = try storing("the folder for temporary files") { try LocalDisk.makeFolder(in: directory, files) }
        folder = made.folder
        lock = made.lock
    }

    private static func makeFolder(
        in directory: String, _ files: any FileSystem
    ) throws -> (folder: String, lock: any DiskFile) {
        try files.makeDirectory(directory)
        removeLeftovers(in: directory, files)
        while true {
            let folder = directory + "/millrace-\(UInt64.random(in: 0...UInt64.max))"
            guard try files.names(in: folder).isEmpty else { continue }
            try files.makeDirectory(folder)
            let lock = try files.open(folder + "/lock")
            if try lock.lock() { return (folder, lock) }
        }
    }

    deinit {
        // A folder that stays is removed by the next process.
        try? files.removeTree(folder)
        lock.close()
    }

    /// Removes the folders of processes that have ended. Failures are left to the next attempt.
    private static func removeLeftovers(in directory: String, _ files: any FileSystem) {
        for name in (try? files.names(in: directory)) ?? [] where name.hasPrefix("millrace-") {
            let folder = directory + "/" + name
            guard let lock = try? files.openForReading(folder + "/lock") else { continue }
            defer { lock.close() }
            if (try? lock.lock()) == true { try? files.removeTree(folder) }
        }
    }

    /// A new, empty file.
    func makeFile(_ purpose: String) throws(DiskError) -> TemporaryFile {
        let number = nextFile.add(1, ordering: .relaxed).oldValue
        return TemporaryFile(path: "\(folder)/\(purpose)-\(number)", disk: self)
    }
}

/// Runs `body`; a failure of the disk or of a codec becomes an error of the engine that names `what`.
func storing<Value: ~Copyable>(_ what: String, _ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as DiskError {
        throw StreamingError(
            code: .storageFailed, message: "\(what) could not be written or read", underlyingError: error)
    } catch let error as StorableError {
        throw StreamingError(code: .dataDamaged, message: "\(what) cannot be used", underlyingError: error)
    }
}
