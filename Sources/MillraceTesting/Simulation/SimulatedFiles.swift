// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import Millrace
private import Synchronization

/// The files of the simulated machine, as one driver sees them: every change may be its last one.
final class SimulatedFiles: FileSystem {
    let disk: SimulatedDisk
    /// Decides about operations; the driver that the files belong to keeps them.
    private let fate: DriverFate

    init(_ disk: SimulatedDisk, _ fate: DriverFate) {
        self.disk = disk
        self.fate = fate
    }

    func makeDirectory(_ path: String) throws(DiskError) {
        if try read(path, { $0.hasDirectory(path) }) { return }
        try change(.makeDirectory, path) { $0.makeDirectory(path) }
    }

    func names(in path: String) throws(DiskError) -> [String] { try read(path) { $0.names(in: path) } }

    func open(_ path: String) throws(DiskError) -> any DiskFile {
        if let file = try read(path, { $0.file(path) }) { return SimulatedFile(path, file, self) }
        var file = 0
        // The file may have been made by another driver while this one hung.
        try change(.create, path) { file = $0.file(path) ?? $0.create(path) }
        return SimulatedFile(path, file, self)
    }

    func create(_ path: String) throws(DiskError) -> (any DiskFile)? {
        if try read(path, { $0.file(path) }) != nil { return nil }
        var file: Int?
        try change(.create, path) { if $0.file(path) == nil { file = $0.create(path) } }
        return file.map { SimulatedFile(path, $0, self) }
    }

    func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)? {
        try read(path) { $0.file(path) }.map { SimulatedFile(path, $0, self) }
    }

    func syncDirectory(_ path: String) throws(DiskError) {
        try change(.syncDirectory, path) { $0.syncDirectory(path) }
    }

    func rename(_ path: String, to target: String) throws(DiskError) {
        var number: Int32 = 0
        try change(.rename, path) { number = $0.rename(path, to: target) }
        if number != 0 { throw DiskError(call: "rename", errno: number, path: path, message: "not possible") }
    }

    func remove(_ path: String) throws(DiskError) {
        guard try read(path, { $0.exists(path) }) else { return }
        var number: Int32 = 0
        try change(.remove, path) { number = $0.remove(path) }
        if number != 0 { throw DiskError(call: "remove", errno: number, path: path, message: "not empty") }
    }

    // MARK: Fate

    fileprivate func read<Value>(_ path: String, _ body: (SimulatedDisk) -> Value) throws(DiskError) -> Value {
        guard fate.waitWhileHanging() else { throw Self.gone(path) }
        return body(disk)
    }

    /// Makes a change, unless the driver ends here or the call fails. `part` makes a part of it.
    fileprivate func change(
        _ kind: SimulatedOperation.Kind, _ path: String, failed: (SimulatedDisk) -> Void = { _ in },
        part: (SimulatedDisk, Double) -> Void = { _, _ in }, _ body: (SimulatedDisk) -> Void
    ) throws(DiskError) {
        switch fate.admit(SimulatedOperation(kind, path)) {
        case .proceed: body(disk)
        case .end:
            part(disk, fate.plan.lastPart)
            fate.end()
            throw Self.gone(path)
        case .isOver: throw Self.gone(path)
        case .fail(.fullDisk):
            part(disk, 0.5)
            throw DiskError(call: "write", errno: 28, path: path, message: "no space left on the simulated disk")
        case .fail:
            failed(disk)
            throw DiskError(call: kind.rawValue, errno: 5, path: path, message: "the simulated disk failed")
        }
    }

    private static func gone(_ path: String) -> DiskError {
        DiskError(call: "", errno: 0, path: path, message: "the simulated driver is dead")
    }

    fileprivate func lock(_ file: SimulatedFile) throws(DiskError) -> Bool {
        try read(file.path) { $0.lock(file.number, for: fate.number) }
    }

    fileprivate func unlock(_ file: Int) { disk.unlock(file, of: fate.number) }
}

/// An open file of the simulated machine.
private final class SimulatedFile: DiskFile {
    let path: String
    let number: Int
    private let files: SimulatedFiles
    private let hasLock = Atomic(false)

    init(_ path: String, _ number: Int, _ files: SimulatedFiles) {
        self.path = path
        self.number = number
        self.files = files
    }

    deinit { close() }

    func size() throws(DiskError) -> Int { try files.read(path) { $0.size(number) } }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        let all = unsafe Array(bytes)
        try files.change(
            .write, path,
            part: { $0.write(Array(all.prefix(Int(Double(all.count) * $1))), to: number, at: offset) },
            { $0.write(all, to: number, at: offset) })
    }

    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        let part = try files.read(path) { $0.read(number, target.count, at: offset) }
        // At most as many bytes as the target has room for.
        unsafe target.copyBytes(from: part)
        return part.count
    }

    func truncate(to size: Int) throws(DiskError) {
        try files.change(.truncate, path) { $0.truncate(number, to: size) }
    }

    func sync() throws(DiskError) {
        try files.change(.sync, path, failed: { $0.failSync(number) }, { $0.sync(number) })
    }

    func lock() throws(DiskError) -> Bool {
        let isFree = try files.lock(self)
        if isFree { hasLock.store(true, ordering: .relaxed) }
        return isFree
    }

    func close() {
        if hasLock.exchange(false, ordering: .relaxed) { files.unlock(number) }
    }
}
