// Millrace
// SPDX-License-Identifier: Apache-2.0

import Millrace
import Synchronization

/// A file system in memory that fails on demand, and that forgets what was not synced when its power fails.
///
/// Writes and changes of directories are kept as operations in order. `afterPowerCut` gives the file system that a
/// machine finds at its next start: everything synced, and of the rest a prefix of the operations, the last write torn.
final class FaultyFileSystem: FileSystem {
    enum Call: Hashable { case open, write, read, truncate, sync, syncDirectory, rename, remove, makeDirectory }

    /// A change in the order in which the program made it.
    enum Operation {
        case create(String)
        case write(String, at: Int, [UInt8])
        case truncate(String, Int)
        case rename(String, String)
        case remove(String)

        /// Whether a sync of this file or directory brings the change to the disk.
        func isCovered(by path: String, _ isDirectory: Bool) -> Bool {
            switch self {
            case .write(let file, _, _), .truncate(let file, _): !isDirectory && file == path
            case .create(let file), .rename(_, let file), .remove(let file):
                isDirectory && file.dropLast(file.split(separator: "/").last?.count ?? 0).dropLast() == path
            }
        }
    }

    struct State {
        var files: [String: [UInt8]] = [:]
        var directories: Set<String> = []
        var locked: Set<String> = []
        var operations: [Operation] = []
        /// Number of operations that are on the disk in any case.
        var syncedOperations = 0
        /// Syncs, each with the number of operations before it.
        var syncs: [(count: Int, path: String, isDirectory: Bool)] = []
        var calls: [Call: Int] = [:]
        /// Bytes that may still be written; `nil` for no limit.
        var room: Int?
        var failures: [Call: (after: Int, errno: Int32)] = [:]
        var onSync: (@Sendable () -> Void)?
        var beforeCreation: (@Sendable (String) -> Void)?
    }

    let state: Mutex<State>
    /// The files at the start.
    private let base: [String: [UInt8]]

    init(_ files: [String: [UInt8]] = [:]) {
        base = files
        state = Mutex(State(files: files))
    }

    // MARK: Faults

    /// Lets `count` more calls of a kind succeed, and all later ones fail.
    func fail(_ call: Call, after count: Int = 0, errno: Int32 = 5) {
        state.withLock { $0.failures[call] = (count, errno) }
    }

    func heal() {
        state.withLock { state in
            state.failures = [:]
            state.room = nil
        }
    }

    /// Bytes that may still be written before the disk is full.
    func setRoom(_ bytes: Int) { state.withLock { $0.room = bytes } }

    /// Runs `body` in every sync of a file, before it.
    func onSync(_ body: (@Sendable () -> Void)?) { state.withLock { $0.onSync = body } }

    /// Runs `body` in the next call of `create`, before it, with the path.
    func beforeCreation(_ body: @escaping @Sendable (String) -> Void) { state.withLock { $0.beforeCreation = body } }

    func callCount(_ call: Call) -> Int { state.withLock { $0.calls[call, default: 0] } }

    var files: [String: [UInt8]] { state.withLock { $0.files } }
    var operationCount: Int { state.withLock { $0.operations.count } }
    var syncedOperations: Int { state.withLock { $0.syncedOperations } }

    func change(_ path: String, _ body: (inout [UInt8]) -> Void) {
        state.withLock { body(&$0.files[path, default: []]) }
    }

    /// The files after a power cut that the first `count` operations survive, of the last one only `torn` bytes.
    ///
    /// `count` must not be less than `syncedOperations`.
    func afterPowerCut(_ count: Int, torn: Int? = nil) -> FaultyFileSystem {
        let (operations, directories) = state.withLock { ($0.operations, $0.directories) }
        var files = base
        for (index, operation) in operations.prefix(count).enumerated() {
            switch operation {
            case .create(let path): files[path] = files[path] ?? []
            case .write(let path, let offset, let bytes):
                let part = index == count - 1 ? Array(bytes.prefix(torn ?? bytes.count)) : bytes
                Self.write(part, at: offset, to: &files[path, default: []])
            case .truncate(let path, let size): Self.truncate(&files[path, default: []], to: size)
            case .rename(let path, let target): Self.rename(path, to: target, &files)
            case .remove(let path): files[path] = nil
            }
        }
        let result = FaultyFileSystem(files)
        result.state.withLock { $0.directories = directories }
        return result
    }

    /// The files after a power cut at the moment of `count` operations, of which those survive that a sync of their
    /// file or, for names, of their directory has covered; of the others an arbitrary part, each write whole or torn.
    func afterReorderedPowerCut(_ count: Int, using random: inout some RandomNumberGenerator) -> FaultyFileSystem {
        let (operations, syncs, directories) = state.withLock { ($0.operations, $0.syncs, $0.directories) }
        var files = base
        for (index, operation) in operations.prefix(count).enumerated() {
            let isDurable = syncs.contains { sync in
                index < sync.count && sync.count <= count && operation.isCovered(by: sync.path, sync.isDirectory)
            }
            let survives = isDurable || Bool.random(using: &random)
            // Bytes of a file whose name was lost are lost, too.
            switch operation {
            case _ where !survives: break
            case .create(let path): files[path] = files[path] ?? []
            case .write(let path, let offset, let bytes):
                guard files[path] != nil else { break }
                let isWhole = isDurable || Bool.random(using: &random)
                let part = isWhole ? bytes : Array(bytes.prefix(.random(in: 0...bytes.count, using: &random)))
                Self.write(part, at: offset, to: &files[path, default: []])
            case .truncate(let path, let size):
                if files[path] != nil { Self.truncate(&files[path, default: []], to: size) }
            case .rename(let path, let target):
                Self.rename(path, to: target, &files)
            case .remove(let path): files[path] = nil
            }
        }
        let result = FaultyFileSystem(files)
        result.state.withLock { $0.directories = directories }
        return result
    }

    fileprivate static func write(_ bytes: [UInt8], at offset: Int, to file: inout [UInt8]) {
        truncate(&file, to: max(file.count, offset + bytes.count))
        file.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    }

    /// Renames a file, or a directory with everything in it.
    fileprivate static func rename(_ path: String, to target: String, _ files: inout [String: [UInt8]]) {
        if let file = files.removeValue(forKey: path) { return files[target] = file }
        for name in files.keys where name.hasPrefix(path + "/") {
            files[target + name.dropFirst(path.count)] = files.removeValue(forKey: name)
        }
    }

    fileprivate static func truncate(_ file: inout [UInt8], to size: Int) {
        if size < file.count { file.removeLast(file.count - size) }
        file += [UInt8](repeating: 0, count: size - file.count)
    }

    // MARK: Calls

    /// Counts a call; throws if it is to fail.
    fileprivate func note(_ call: Call, _ path: String) throws(DiskError) {
        let number = state.withLock { state -> Int32? in
            state.calls[call, default: 0] += 1
            guard let failure = state.failures[call] else { return nil }
            if failure.after == 0 { return failure.errno }
            state.failures[call] = (failure.after - 1, failure.errno)
            return nil
        }
        if let number { throw DiskError(call: "\(call)", errno: number, path: path, message: "made to fail") }
    }

    func makeDirectory(_ path: String) throws(DiskError) {
        try note(.makeDirectory, path)
        state.withLock { _ = $0.directories.insert(path) }
    }

    func names(in path: String) throws(DiskError) -> [String] {
        state.withLock { state in
            let all = Array(state.files.keys) + Array(state.directories)
            return Set(
                all.filter { $0.hasPrefix(path + "/") }.compactMap {
                    $0.dropFirst(path.count + 1).split(separator: "/").first.map(String.init)
                }
            ).sorted()
        }
    }

    func open(_ path: String) throws(DiskError) -> any DiskFile {
        try note(.open, path)
        state.withLock { state in
            guard state.files[path] == nil else { return }
            state.files[path] = []
            state.operations.append(.create(path))
        }
        return MemoryFile(path, self)
    }

    func create(_ path: String) throws(DiskError) -> (any DiskFile)? {
        let body = state.withLock { state in
            defer { state.beforeCreation = nil }
            return state.beforeCreation
        }
        body?(path)
        try note(.open, path)
        let isNew = state.withLock { state in
            guard state.files[path] == nil else { return false }
            state.files[path] = []
            state.operations.append(.create(path))
            return true
        }
        return isNew ? MemoryFile(path, self) : nil
    }

    func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)? {
        try note(.open, path)
        return state.withLock { $0.files[path] != nil } ? MemoryFile(path, self) : nil
    }

    func syncDirectory(_ path: String) throws(DiskError) {
        try note(.syncDirectory, path)
        state.withLock { state in
            state.syncedOperations = state.operations.count
            state.syncs.append((state.operations.count, path, true))
        }
    }

    func rename(_ path: String, to target: String) throws(DiskError) {
        try note(.rename, path)
        let isTaken = state.withLock { state in
            let isDirectory = state.files[path] == nil
            if isDirectory, state.files.keys.contains(where: { $0.hasPrefix(target + "/") }) { return true }
            Self.rename(path, to: target, &state.files)
            if isDirectory, state.directories.remove(path) != nil { state.directories.insert(target) }
            state.operations.append(.rename(path, target))
            return false
        }
        if isTaken { throw DiskError(call: "rename", errno: 39, path: path, message: "the target is not empty") }
    }

    func remove(_ path: String) throws(DiskError) {
        try note(.remove, path)
        let isFull = state.withLock { state in
            if state.files.removeValue(forKey: path) != nil {
                state.operations.append(.remove(path))
                return false
            }
            guard !state.files.keys.contains(where: { $0.hasPrefix(path + "/") }) else { return true }
            state.directories.remove(path)
            return false
        }
        if isFull { throw DiskError(call: "remove", errno: 39, path: path, message: "the directory is not empty") }
    }
}

/// A file of a `FaultyFileSystem`. Syncing it syncs all operations so far: a test that needs less counts operations.
private final class MemoryFile: DiskFile {
    let path: String
    private let system: FaultyFileSystem
    private let hasLock = Mutex(false)

    init(_ path: String, _ system: FaultyFileSystem) {
        self.path = path
        self.system = system
    }

    deinit { close() }

    func size() throws(DiskError) -> Int { system.state.withLock { $0.files[path]?.count ?? 0 } }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        let all = Array(bytes)
        let failed = Result { () throws(DiskError) in try system.note(.write, path) }
        let isWhole = system.state.withLock { state in
            // A write that fails has written a part.
            var part = all
            if case .failure = failed { part = Array(all.prefix(all.count / 2)) }
            if let room = state.room {
                part = Array(part.prefix(room))
                state.room = room - part.count
            }
            FaultyFileSystem.write(part, at: offset, to: &state.files[path, default: []])
            state.operations.append(.write(path, at: offset, part))
            return part.count == all.count
        }
        try failed.get()
        if !isWhole { throw DiskError(call: "write", errno: 28, path: path, message: "no space left on device") }
    }

    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        try system.note(.read, path)
        return system.state.withLock { state in
            let file = state.files[path] ?? []
            let count = max(0, min(target.count, file.count - offset))
            if count > 0 { target.copyBytes(from: file[offset..<offset + count]) }
            return count
        }
    }

    func truncate(to size: Int) throws(DiskError) {
        try system.note(.truncate, path)
        system.state.withLock { state in
            FaultyFileSystem.truncate(&state.files[path, default: []], to: size)
            state.operations.append(.truncate(path, size))
        }
    }

    func sync() throws(DiskError) {
        system.state.withLock { $0.onSync }?()
        try system.note(.sync, path)
        system.state.withLock { state in
            state.syncedOperations = state.operations.count
            state.syncs.append((state.operations.count, path, false))
        }
    }

    func lock() throws(DiskError) -> Bool {
        let isFree = system.state.withLock { $0.locked.insert(path).inserted }
        if isFree { hasLock.withLock { $0 = true } }
        return isFree
    }

    func close() {
        let hadLock = hasLock.withLock { hasLock in
            defer { hasLock = false }
            return hasLock
        }
        if hadLock { system.state.withLock { _ = $0.locked.remove(path) } }
    }
}
