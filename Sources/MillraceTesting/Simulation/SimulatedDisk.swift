// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace
private import Synchronization

/// The disk of a simulated machine, in memory. It knows which changes are synced: after a power cut an arbitrary part
/// of the others is left, whole or torn, whatever their order was.
///
/// Files are known by number, as inodes: a handle stays with its file when the name goes to another one. Directories
/// are on the disk once they are made.
final class SimulatedDisk: Sendable {
    struct Contents {
        var names: [String: Int] = [:]
        var bytes: [Int: [UInt8]] = [:]
    }

    private enum Change {
        case link(String, Int)
        case write(Int, at: Int, [UInt8])
        case truncate(Int, to: Int)
        case rename(String, to: String)
        case remove(String)
    }

    /// A change that a power cut may undo.
    private struct Pending {
        var change: Change
        var isDurable = false
        /// Whether its sync has failed: later ones do not cover it any more.
        var isLost = false
    }

    private struct State {
        var now = Contents()
        var durable = Contents()
        var pending: [Pending] = []
        var directories: Set<String> = ["/"]
        /// Owners of locks, by file.
        var locks: [Int: Int] = [:]
        var lastFile = 0

        mutating func make(_ change: Change) {
            SimulatedDisk.apply(change, to: &now)
            pending.append(Pending(change: change))
        }
    }

    private let state = Mutex(State())

    // MARK: Faults

    /// Loses what was not synced, by the choice of `random`, and all locks.
    func cutPower(_ random: inout SplitMix64) {
        var generator = random
        state.withLock { state in
            for pending in state.pending {
                guard pending.isDurable || Bool.random(using: &generator) else { continue }
                var change = pending.change
                if case .write(let file, let offset, let bytes) = change, !pending.isDurable,
                    Bool.random(using: &generator)
                {
                    let part = Array(bytes.prefix(.random(in: 0...bytes.count, using: &generator)))
                    change = .write(file, at: offset, part)
                }
                Self.apply(change, to: &state.durable)
            }
            let linked = Set(state.durable.names.values)
            state.durable.bytes = state.durable.bytes.filter { linked.contains($0.key) }
            state.now = state.durable
            state.pending = []
            state.locks = [:]
        }
        random = generator
    }

    /// Gives back the locks of a driver.
    func unlock(_ owner: Int) { state.withLock { $0.locks = $0.locks.filter { $0.value != owner } } }

    /// A sync of a file fails: the kernel takes its changes for written.
    func failSync(_ file: Int) {
        state.withLock { state in
            for index in state.pending.indices where Self.isContents(state.pending[index].change, of: file) {
                if !state.pending[index].isDurable { state.pending[index].isLost = true }
            }
        }
    }

    // MARK: Files

    /// The paths and contents of the files whose paths begin with `prefix`.
    func files(_ prefix: String) -> [String: [UInt8]] {
        state.withLock { state in
            var found: [String: [UInt8]] = [:]
            for (name, file) in state.now.names where name.hasPrefix(prefix) { found[name] = state.now.bytes[file] }
            return found
        }
    }

    /// The number of the file; nil if it is missing.
    func file(_ path: String) -> Int? { state.withLock { $0.now.names[path] } }

    func create(_ path: String) -> Int {
        state.withLock { state in
            state.lastFile += 1
            state.make(.link(path, state.lastFile))
            return state.lastFile
        }
    }

    func size(_ file: Int) -> Int { state.withLock { $0.now.bytes[file]?.count ?? 0 } }

    func read(_ file: Int, _ count: Int, at offset: Int) -> [UInt8] {
        state.withLock { state in
            let bytes = state.now.bytes[file] ?? []
            guard offset < bytes.count else { return [] }
            return Array(bytes[offset..<min(bytes.count, offset + count)])
        }
    }

    func write(_ bytes: [UInt8], to file: Int, at offset: Int) {
        state.withLock { $0.make(.write(file, at: offset, bytes)) }
    }

    func truncate(_ file: Int, to size: Int) {
        state.withLock { state in
            if state.now.bytes[file]?.count != size { state.make(.truncate(file, to: size)) }
        }
    }

    func sync(_ file: Int) { settle { Self.isContents($0, of: file) } }

    func lock(_ file: Int, for owner: Int) -> Bool {
        state.withLock { state in
            if state.locks[file] != nil { return false }
            state.locks[file] = owner
            return true
        }
    }

    func unlock(_ file: Int, of owner: Int) {
        state.withLock { if $0.locks[file] == owner { $0.locks[file] = nil } }
    }

    // MARK: Directories

    func hasDirectory(_ path: String) -> Bool { state.withLock { $0.directories.contains(path) } }

    func makeDirectory(_ path: String) {
        state.withLock { state in
            var made = ""
            for part in path.split(separator: "/") {
                made += "/" + part
                state.directories.insert(made)
            }
        }
    }

    func names(in path: String) -> [String] {
        let start = path == "/" ? path : path + "/"
        let all = state.withLock { state in
            state.now.names.keys.filter { $0.hasPrefix(start) } + state.directories.filter { $0.hasPrefix(start) }
        }
        return Set(all.compactMap { $0.dropFirst(start.count).split(separator: "/").first.map(String.init) }).sorted()
    }

    func syncDirectory(_ path: String) { settle { Self.isName($0, in: path) } }

    /// Renames a file or a directory; returns the number of the error, 0 for none.
    func rename(_ path: String, to target: String) -> Int32 {
        state.withLock { state in
            if state.now.names[path] != nil {
                state.make(.rename(path, to: target))
                return 0
            }
            guard state.directories.contains(path) else { return 2 }
            if Self.hasEntries(target, state.now, state.directories) { return 39 }
            state.make(.rename(path, to: target))
            state.directories = Set(
                state.directories.map { name in
                    name == path || name.hasPrefix(path + "/") ? target + name.dropFirst(path.count) : name
                })
            return 0
        }
    }

    /// Removes a file or an empty directory; returns the number of the error, 0 for none.
    func remove(_ path: String) -> Int32 {
        state.withLock { state in
            if state.now.names[path] != nil {
                state.make(.remove(path))
                return 0
            }
            if Self.hasEntries(path, state.now, state.directories) { return 39 }
            state.directories.remove(path)
            return 0
        }
    }

    func exists(_ path: String) -> Bool {
        state.withLock { $0.now.names[path] != nil || $0.directories.contains(path) }
    }

    // MARK: Changes

    /// Makes the pending changes that `covers` durable.
    private func settle(_ covers: (Change) -> Bool) {
        state.withLock { state in
            for index in state.pending.indices where !state.pending[index].isLost && covers(state.pending[index].change)
            {
                state.pending[index].isDurable = true
            }
            let count = state.pending.prefix(while: \.isDurable).count
            for pending in state.pending.prefix(count) { Self.apply(pending.change, to: &state.durable) }
            state.pending.removeFirst(count)
        }
    }

    private static func isContents(_ change: Change, of file: Int) -> Bool {
        switch change {
        case .write(let other, _, _), .truncate(let other, _): other == file
        case .link, .rename, .remove: false
        }
    }

    private static func isName(_ change: Change, in directory: String) -> Bool {
        switch change {
        case .link(let path, _), .rename(_, let path), .remove(let path):
            let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
            return parent == directory || (parent.isEmpty && directory == "/")
        case .write, .truncate: return false
        }
    }

    private static func hasEntries(_ path: String, _ contents: Contents, _ directories: Set<String>) -> Bool {
        contents.names.keys.contains { $0.hasPrefix(path + "/") } || directories.contains { $0.hasPrefix(path + "/") }
    }

    private static func apply(_ change: Change, to contents: inout Contents) {
        switch change {
        case .link(let path, let file):
            contents.names[path] = file
            if contents.bytes[file] == nil { contents.bytes[file] = [] }
        case .write(let file, let offset, let bytes):
            let size = max(contents.bytes[file]?.count ?? 0, offset + bytes.count)
            resize(&contents.bytes[file, default: []], to: size)
            contents.bytes[file]?.replaceSubrange(offset..<offset + bytes.count, with: bytes)
        case .truncate(let file, let size): resize(&contents.bytes[file, default: []], to: size)
        case .rename(let path, let target):
            if let file = contents.names.removeValue(forKey: path) { return contents.names[target] = file }
            for name in contents.names.keys where name.hasPrefix(path + "/") {
                contents.names[target + name.dropFirst(path.count)] = contents.names.removeValue(forKey: name)
            }
        case .remove(let path): contents.names[path] = nil
        }
    }

    private static func resize(_ bytes: inout [UInt8], to size: Int) {
        if size < bytes.count { bytes.removeLast(bytes.count - size) }
        if size > bytes.count { bytes += [UInt8](repeating: 0, count: size - bytes.count) }
    }
}
