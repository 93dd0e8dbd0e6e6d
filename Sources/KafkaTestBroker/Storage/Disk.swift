// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import Synchronization

/// A cluster's directory: its lock, its open files, and the paths to remove once the journal no longer needs them.
///
/// Files are used under the cluster's lock. `lastError` is also read, and `close` called, without it; hence the Mutex.
final class Disk: Sendable {
    private struct State {
        var lock: Int32
        /// Open files, the most recently used one last.
        var open: [(path: String, descriptor: Int32)] = []
        /// Files with data that may not be on the disk yet.
        var unsynced: Set<String> = []
        /// Files and directories to remove after the next entry of the journal.
        var obsolete: [String] = []
        var lastError: StorageError?
    }

    private static let maxOpenFiles = 128

    let root: String
    let files: any FileSystem
    private let state: Mutex<State>

    /// Creates the directory if necessary and takes its lock.
    ///
    /// - Throws: `StorageError`, also if another process has the lock.
    init(root: String, files: any FileSystem) throws(StorageError) {
        self.root = root
        self.files = files
        try files.makeDirectory(root)
        let path = root + "/lock"
        let descriptor = try files.open(path)
        do throws(StorageError) {
            guard try files.lock(descriptor, path) else {
                throw StorageError(path, "another process uses this directory: stop it, or choose another directory")
            }
        } catch {
            files.close(descriptor)
            throw error
        }
        state = Mutex(State(lock: descriptor))
    }

    /// The last error, until a call succeeds; nil without one.
    var lastError: StorageError? { state.withLock { $0.lastError } }

    /// Writes `bytes` at `offset`. On failure returns false, sets `lastError` and tries to truncate the file to
    /// `offset`.
    func write(_ bytes: UnsafeRawBufferPointer, to path: String, at offset: Int) -> Bool {
        attempt { () throws(StorageError) in
            let descriptor = try descriptor(of: path)
            state.withLock { _ = $0.unsynced.insert(path) }
            do throws(StorageError) {
                unsafe try files.write(bytes, to: descriptor, at: offset, path)
            } catch {
                // If this fails too, the caller's next write overwrites the rest, or truncates first.
                try? files.truncate(descriptor, to: offset, path)
                throw error
            }
        }
    }

    /// Truncates a file. On failure returns false and sets `lastError`.
    func truncate(_ path: String, to size: Int) -> Bool {
        attempt { () throws(StorageError) in try files.truncate(try descriptor(of: path), to: size, path) }
    }

    /// Syncs a file. Returns whether its data is on the disk.
    @discardableResult
    func sync(_ path: String) -> Bool {
        attempt { () throws(StorageError) in
            guard state.withLock({ $0.unsynced.contains(path) }) else { return }
            try files.sync(try descriptor(of: path), path)
            state.withLock { _ = $0.unsynced.remove(path) }
        }
    }

    /// Syncs a directory. Returns whether its entries are on the disk.
    func syncDirectory(_ path: String) -> Bool {
        attempt { () throws(StorageError) in try files.syncDirectory(path) }
    }

    /// Syncs all files.
    func syncAll() { for path in state.withLock({ $0.unsynced.sorted() }) { sync(path) } }

    /// Replaces a file by another. Both are closed: the next write opens the new one.
    func rename(_ path: String, to target: String) throws(StorageError) {
        forget(path)
        forget(target)
        try files.rename(path, to: target)
    }

    /// Runs `body`. On an error, sets `lastError` and returns false.
    func attempt(_ body: () throws(StorageError) -> Void) -> Bool {
        do throws(StorageError) {
            try body()
            state.withLock { if $0.lastError != nil { $0.lastError = nil } }
            return true
        } catch {
            state.withLock { $0.lastError = error }
            return false
        }
    }

    // MARK: Removing

    /// Schedules a path for removal after the next entry of the journal.
    func discard(_ path: String) { state.withLock { $0.obsolete.append(path) } }

    /// Whether a discarded path still exists.
    var hasDiscarded: Bool { state.withLock { !$0.obsolete.isEmpty } }

    /// Removes the discarded paths.
    func removeDiscarded() {
        let paths = state.withLock { state in
            defer { state.obsolete = [] }
            return state.obsolete
        }
        for path in paths { removeTree(path) }
    }

    /// Removes a file, or a directory with its files. Errors are ignored: a path that stays is removed at the next
    /// start.
    func removeTree(_ path: String) {
        forget(path)
        if (try? files.remove(path)) != nil { return }
        for name in (try? files.names(in: path)) ?? [] {
            forget(path + "/" + name)
            try? files.remove(path + "/" + name)
        }
        try? files.remove(path)
    }

    private func forget(_ path: String) {
        let descriptor = state.withLock { state -> Int32? in
            state.unsynced.remove(path)
            guard let place = state.open.firstIndex(where: { $0.path == path }) else { return nil }
            return state.open.remove(at: place).descriptor
        }
        if let descriptor { files.close(descriptor) }
    }

    // MARK: Descriptors

    private func descriptor(of path: String) throws(StorageError) -> Int32 {
        guard state.withLock({ $0.lock >= 0 }) else { throw StorageError(path, "the cluster is stopped") }
        let known = state.withLock { state -> Int32? in
            guard let place = state.open.lastIndex(where: { $0.path == path }) else { return nil }
            if place < state.open.count - 1 { state.open.append(state.open.remove(at: place)) }
            return state.open.last?.descriptor
        }
        if let known { return known }
        let descriptor = try files.open(path)
        let closed = state.withLock { state -> Int32? in
            state.open.append((path, descriptor))
            return state.open.count > Self.maxOpenFiles ? state.open.removeFirst().descriptor : nil
        }
        if let closed { files.close(closed) }
        return descriptor
    }

    /// Syncs and closes all files and releases the lock. No writes may follow.
    func close() {
        syncAll()
        let (open, lock) = state.withLock { state in
            defer { (state.open, state.lock) = ([], -1) }
            return (state.open, state.lock)
        }
        for file in open { files.close(file.descriptor) }
        guard lock >= 0 else { return }
        files.unlock(lock)
        files.close(lock)
    }
}
