// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace
private import Synchronization

/// Files in memory, for the checkpoints of streams under test.
final class MemoryDisk: FileSystem {
    private struct State {
        var files: [String: [UInt8]] = [:]
        var locked: Set<String> = []
    }

    private let state = Mutex(State())

    /// A file of the disk, which need not be there any more.
    private final class File: DiskFile {
        let path: String
        private let disk: MemoryDisk
        private let hasLock = Mutex(false)

        init(_ path: String, _ disk: MemoryDisk) {
            self.path = path
            self.disk = disk
        }

        deinit { close() }

        private func change<Value: Sendable>(_ body: (inout [UInt8]) -> sending Value) -> Value {
            disk.state.withLock { body(&$0.files[path, default: []]) }
        }

        func size() -> Int { change { $0.count } }

        func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) {
            let new = unsafe Array(bytes)
            change { file in
                file += [UInt8](repeating: 0, count: max(0, offset + new.count - file.count))
                file.replaceSubrange(offset..<offset + new.count, with: new)
            }
        }

        func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) -> Int {
            let part = change { Array($0.dropFirst(offset).prefix(target.count)) }
            unsafe target.copyBytes(from: part)
            return part.count
        }

        func truncate(to size: Int) {
            change { file in
                file.removeLast(max(0, file.count - size))
                file += [UInt8](repeating: 0, count: size - file.count)
            }
        }

        func sync() {}

        func lock() -> Bool {
            let isFree = disk.state.withLock { $0.locked.insert(path).inserted }
            if isFree { hasLock.withLock { $0 = true } }
            return isFree
        }

        func close() {
            let hadLock = hasLock.withLock { hasLock in
                defer { hasLock = false }
                return hasLock
            }
            if hadLock { disk.state.withLock { _ = $0.locked.remove(path) } }
        }
    }

    func makeDirectory(_ path: String) {}
    func syncDirectory(_ path: String) {}

    func names(in path: String) -> [String] {
        let paths = state.withLock { Array($0.files.keys) }.filter { $0.hasPrefix(path + "/") }
        return Set(paths.compactMap { $0.dropFirst(path.count + 1).split(separator: "/").first.map(String.init) })
            .sorted()
    }

    func open(_ path: String) -> any DiskFile {
        state.withLock { $0.files[path] = $0.files[path] ?? [] }
        return File(path, self)
    }

    func create(_ path: String) -> (any DiskFile)? {
        let isNew = state.withLock { state in
            if state.files[path] != nil { return false }
            state.files[path] = []
            return true
        }
        return isNew ? File(path, self) : nil
    }

    func openForReading(_ path: String) -> (any DiskFile)? {
        state.withLock { $0.files[path] != nil } ? File(path, self) : nil
    }

    func rename(_ path: String, to target: String) {
        state.withLock { $0.files[target] = $0.files.removeValue(forKey: path) }
    }

    func remove(_ path: String) { state.withLock { $0.files[path] = nil } }
}
