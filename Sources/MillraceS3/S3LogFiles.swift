// Millrace
// SPDX-License-Identifier: Apache-2.0

#if S3
private import Dispatch
internal import Millrace
private import Synchronization

/// The files of a log as objects of a store. A file is written whole at each sync, so logs should roll early.
///
/// Calls block their thread, which is the log's own.
struct S3LogFiles: FileSystem {
    let client: S3Client
    /// Beginning of the keys, with "/" at its end; paths follow it.
    let prefix: String

    /// A directory is nothing but a part of keys.
    func makeDirectory(_ path: String) throws(DiskError) {}
    func syncDirectory(_ path: String) throws(DiskError) {}

    func names(in path: String) throws(DiskError) -> [String] {
        let start = prefix + path + "/"
        let keys = try wait("LIST", path) { [client] in try await client.keys(start) }
        return keys.map { String($0.dropFirst(start.count)) }
    }

    func open(_ path: String) throws(DiskError) -> any DiskFile {
        let object = try contents(path)
        return S3LogFile(path, object?.bytes ?? [], object?.tag, self)
    }

    func create(_ path: String) throws(DiskError) -> (any DiskFile)? {
        throw DiskError(call: "create", errno: 0, path: path, message: "a log's files are made by open")
    }

    func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)? {
        try contents(path).map { S3LogFile(path, $0.bytes, $0.tag, self) }
    }

    func rename(_ path: String, to target: String) throws(DiskError) {
        throw DiskError(call: "rename", errno: 0, path: path, message: "objects of a store have no rename")
    }

    func remove(_ path: String) throws(DiskError) {
        let key = prefix + path
        try wait("DELETE", path) { [client] in try await client.remove(key) }
    }

    private func contents(_ path: String) throws(DiskError) -> (bytes: [UInt8], tag: String)? {
        let key = prefix + path
        return try wait("GET", path) { [client] in try await client.read(key) }
    }

    /// Writes a file in place of the version `tag`; nil for a new file. Returns the tag of the new version.
    fileprivate func write(_ bytes: [UInt8], to path: String, over tag: String?) throws(DiskError) -> String {
        let key = prefix + path
        let condition = tag.map { S3Client.Condition.isUnchanged($0) } ?? .isMissing
        let written = try wait("PUT", path) { [client] () async throws -> String? in
            if let tag = try await client.write(bytes, to: key, if: condition) { return tag }
            // The answer of an attempt that has written it may have been lost.
            guard let object = try await client.read(key), object.bytes == bytes else { return nil }
            return object.tag
        }
        if let written { return written }
        throw DiskError(
            call: "PUT", errno: 0, path: path, message: "another driver has changed this file meanwhile")
    }

    /// Blocks the thread until `body` has ended.
    private func wait<Value: Sendable>(
        _ call: String, _ path: String, _ body: @escaping @Sendable () async throws -> Value
    ) throws(DiskError) -> Value {
        let done = DispatchSemaphore(value: 0)
        let box = OutcomeBox<Value>()
        // Ends within the client's time limits.
        Task.detached {
            do { box.set(.success(try await body())) } catch { box.set(.failure(error)) }
            done.signal()
        }
        done.wait()
        switch box.value {
        case .success(let value): return value
        case .failure(let error): throw DiskError(call: call, errno: 0, path: path, message: "\(error)")
        case nil: throw DiskError(call: call, errno: 0, path: path, message: "no outcome")
        }
    }
}

/// An outcome that another task sets.
private final class OutcomeBox<Value: Sendable>: Sendable {
    private let outcome = Mutex<Result<Value, any Error>?>(nil)

    var value: Result<Value, any Error>? { outcome.withLock { $0 } }

    func set(_ value: Result<Value, any Error>) { outcome.withLock { $0 = value } }
}

/// An object that is being written: in memory until it is synced.
private final class S3LogFile: DiskFile {
    let path: String
    private let bytes: Mutex<[UInt8]>
    /// Tag of the version in the store; nil if there is none.
    private let tag: Mutex<String?>
    private let files: S3LogFiles

    init(_ path: String, _ bytes: [UInt8], _ tag: String?, _ files: S3LogFiles) {
        self.path = path
        self.bytes = Mutex(bytes)
        self.tag = Mutex(tag)
        self.files = files
    }

    func size() throws(DiskError) -> Int { bytes.withLock { $0.count } }

    func write(_ new: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        let new = unsafe Array(new)
        bytes.withLock { bytes in
            bytes += [UInt8](repeating: 0, count: max(0, offset + new.count - bytes.count))
            bytes.replaceSubrange(offset..<offset + new.count, with: new)
        }
    }

    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        let part = bytes.withLock { Array($0.dropFirst(offset).prefix(target.count)) }
        // At most as many bytes as the target has room for.
        unsafe target.copyBytes(from: part)
        return part.count
    }

    func truncate(to size: Int) throws(DiskError) {
        bytes.withLock { bytes in
            bytes.removeLast(max(0, bytes.count - size))
            bytes += [UInt8](repeating: 0, count: size - bytes.count)
        }
    }

    /// Called by the log's thread only.
    func sync() throws(DiskError) {
        let new = try files.write(bytes.withLock { $0 }, to: path, over: tag.withLock { $0 })
        tag.withLock { $0 = new }
    }

    /// The checkpoint's owner is in an object of its own.
    func lock() throws(DiskError) -> Bool { true }
    func close() {}
}
#endif
