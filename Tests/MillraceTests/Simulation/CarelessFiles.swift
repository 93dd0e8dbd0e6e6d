// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// Files that leave out what makes changes durable.
struct CarelessFiles: FileSystem {
    enum Omission { case syncOfFiles, syncOfDirectories }

    let files: any FileSystem
    let omission: Omission

    func makeDirectory(_ path: String) throws(DiskError) { try files.makeDirectory(path) }
    func names(in path: String) throws(DiskError) -> [String] { try files.names(in: path) }

    func open(_ path: String) throws(DiskError) -> any DiskFile {
        let file = try files.open(path)
        return omission == .syncOfFiles ? UnsyncedFile(file) : file
    }

    func create(_ path: String) throws(DiskError) -> (any DiskFile)? {
        let file = try files.create(path)
        return omission == .syncOfFiles ? file.map(UnsyncedFile.init) : file
    }

    func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)? { try files.openForReading(path) }

    func syncDirectory(_ path: String) throws(DiskError) {
        if omission != .syncOfDirectories { try files.syncDirectory(path) }
    }

    func rename(_ path: String, to target: String) throws(DiskError) { try files.rename(path, to: target) }
    func remove(_ path: String) throws(DiskError) { try files.remove(path) }
}

private final class UnsyncedFile: DiskFile {
    private let file: any DiskFile

    init(_ file: any DiskFile) { self.file = file }

    var path: String { file.path }
    func size() throws(DiskError) -> Int { try file.size() }
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        try file.write(bytes, at: offset)
    }
    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        try file.read(into: target, at: offset)
    }
    func truncate(to size: Int) throws(DiskError) { try file.truncate(to: size) }
    func sync() throws(DiskError) {}
    func lock() throws(DiskError) -> Bool { try file.lock() }
    func close() { file.close() }
}
