// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace

/// The operating system's files, with a place to be killed at before and after each change.
struct CrashingFileSystem: FileSystem {
    let crash: Crash
    private let files = POSIXFileSystem()

    init(crash: Crash) { self.crash = crash }

    /// The kind of a file, in names of places; nil for files without places.
    static func kind(of path: String) -> String? {
        if path.contains("/log.") { return "log" }
        let name = path.split(separator: "/").last ?? ""
        return ["owner", "checkpoint", "output", "append"].first { name.hasPrefix($0) }
    }

    /// Runs `body` between two places.
    func around<Value>(
        _ path: String, _ call: String, _ body: () throws(DiskError) -> Value
    ) throws(DiskError) -> Value {
        guard let kind = Self.kind(of: path) else { return try body() }
        crash.pass("\(kind).\(call).before")
        let value = try body()
        crash.pass("\(kind).\(call).after")
        return value
    }

    func makeDirectory(_ path: String) throws(DiskError) { try files.makeDirectory(path) }
    func names(in path: String) throws(DiskError) -> [String] { try files.names(in: path) }
    func open(_ path: String) throws(DiskError) -> any DiskFile { CrashingFile(try files.open(path), self) }
    func create(_ path: String) throws(DiskError) -> (any DiskFile)? {
        try around(path, "create") { () throws(DiskError) in
            try files.create(path).map { CrashingFile($0, self) }
        }
    }

    func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)? { try files.openForReading(path) }

    func syncDirectory(_ path: String) throws(DiskError) {
        try around(path, "directory") { () throws(DiskError) in try files.syncDirectory(path) }
    }

    func rename(_ path: String, to target: String) throws(DiskError) {
        try around(target, "rename") { () throws(DiskError) in try files.rename(path, to: target) }
    }

    func remove(_ path: String) throws(DiskError) {
        try around(path, "remove") { () throws(DiskError) in try files.remove(path) }
    }
}

private final class CrashingFile: DiskFile {
    private let file: any DiskFile
    private let system: CrashingFileSystem

    init(_ file: any DiskFile, _ system: CrashingFileSystem) {
        self.file = file
        self.system = system
    }

    var path: String { file.path }
    func size() throws(DiskError) -> Int { try file.size() }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        if let kind = CrashingFileSystem.kind(of: path), system.crash.isDue("\(kind).write.half") {
            try file.write(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count / 2)]), at: offset)
            Crash.now()
        }
        try system.around(path, "write") { () throws(DiskError) in try file.write(bytes, at: offset) }
    }

    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        try file.read(into: target, at: offset)
    }

    func truncate(to size: Int) throws(DiskError) { try file.truncate(to: size) }

    func sync() throws(DiskError) {
        try system.around(path, "sync") { () throws(DiskError) in try file.sync() }
    }

    func lock() throws(DiskError) -> Bool { try file.lock() }
    func close() { file.close() }
}
