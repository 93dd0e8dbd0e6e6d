// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// A `LocalDisk` that is made when it is first needed, so that jobs that spill nothing touch no folder.
public final class LazyLocalDisk: Sendable {
    private let disk = Mutex<LocalDisk?>(nil)
    private let directory: String
    private let files: any FileSystem

    /// A disk in the folder `directory`.
    public convenience init(directory: String) { self.init(directory: directory, files: POSIXFileSystem()) }

    package init(directory: String, files: any FileSystem) {
        self.directory = directory
        self.files = files
    }

    /// The disk.
    /// - Throws: `StreamingError.storageFailed` if the folder cannot be made; the next call tries again.
    public func get() throws -> LocalDisk {
        try disk.withLock { disk in
            if let disk { return disk }
            let made = try LocalDisk(directory: directory, files: files)
            disk = made
            return made
        }
    }
}
