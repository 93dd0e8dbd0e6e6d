// Millrace
// SPDX-License-Identifier: Apache-2.0

private import Synchronization

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// The operating system's files. Retries interrupted calls.
package struct POSIXFileSystem: FileSystem {
    package init() {}

    package func makeDirectory(_ path: String) throws(DiskError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            if unsafe mkdir(made, 0o755) != 0, errno != EEXIST, errno != EISDIR { throw failure("mkdir", made) }
        }
    }

    package func names(in path: String) throws(DiskError) -> [String] {
        guard let directory = unsafe opendir(path) else {
            if errno == ENOENT { return [] }
            throw failure("opendir", path)
        }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        // The entry is valid until the next call, and its name is terminated by a zero byte.
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
                unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 1) { unsafe String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    package func open(_ path: String) throws(DiskError) -> any DiskFile {
        POSIXFile(try openDescriptor(path, O_RDWR | O_CREAT | O_CLOEXEC), path)
    }

    package func create(_ path: String) throws(DiskError) -> (any DiskFile)? {
        do throws(DiskError) {
            return POSIXFile(try openDescriptor(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC), path)
        } catch {
            if error.errno == EEXIST { return nil }
            throw error
        }
    }

    package func openForReading(_ path: String) throws(DiskError) -> (any DiskFile)? {
        do throws(DiskError) {
            return POSIXFile(try openDescriptor(path, O_RDONLY | O_CLOEXEC), path)
        } catch {
            if error.errno == ENOENT { return nil }
            throw error
        }
    }

    package func syncDirectory(_ path: String) throws(DiskError) {
        let directory = POSIXFile(try openDescriptor(path, O_RDONLY | O_CLOEXEC), path)
        defer { directory.close() }
        try directory.sync()
    }

    package func rename(_ path: String, to target: String) throws(DiskError) {
        #if canImport(Glibc)
        let result = unsafe Glibc.rename(path, target)
        #elseif canImport(Musl)
        let result = unsafe Musl.rename(path, target)
        #else
        let result = unsafe Darwin.rename(path, target)
        #endif
        if result != 0 { throw failure("rename", path) }
    }

    package func remove(_ path: String) throws(DiskError) {
        #if canImport(Glibc)
        let result = unsafe Glibc.remove(path)
        #elseif canImport(Musl)
        let result = unsafe Musl.remove(path)
        #else
        let result = unsafe Darwin.remove(path)
        #endif
        if result != 0, errno != ENOENT { throw failure("remove", path) }
    }
}

private func openDescriptor(_ path: String, _ flags: Int32) throws(DiskError) -> Int32 {
    while true {
        #if canImport(Glibc)
        let descriptor = unsafe Glibc.open(path, flags, 0o644)
        #elseif canImport(Musl)
        let descriptor = unsafe Musl.open(path, flags, 0o644)
        #else
        let descriptor = unsafe Darwin.open(path, flags, 0o644)
        #endif
        if descriptor >= 0 { return descriptor }
        if errno != EINTR { throw failure("open", path) }
    }
}

/// The error of the call that has just failed.
private func failure(_ call: String, _ path: String) -> DiskError {
    let number = errno
    return DiskError(call: call, errno: number, path: path, message: unsafe String(cString: strerror(number)))
}

/// A file of the operating system. It owns its descriptor.
private final class POSIXFile: DiskFile {
    let path: String
    private let descriptor: Mutex<Int32>

    init(_ descriptor: Int32, _ path: String) {
        self.descriptor = Mutex(descriptor)
        self.path = path
    }

    deinit { close() }

    /// The descriptor, −1 after `close()`: calls then fail with EBADF.
    private var number: Int32 { descriptor.withLock { $0 } }

    func size() throws(DiskError) -> Int {
        let size = lseek(number, 0, SEEK_END)
        guard size >= 0 else { throw failure("lseek", path) }
        return Int(size)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DiskError) {
        let number = number
        var done = 0
        while done < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = unsafe pwrite(number, rest.baseAddress, rest.count, off_t(offset + done))
            if count > 0 {
                done += count
            } else if count == 0 {
                throw DiskError(call: "pwrite", errno: 0, path: path, message: "nothing could be written")
            } else if errno != EINTR {
                throw failure("pwrite", path)
            }
        }
    }

    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(DiskError) -> Int {
        let number = number
        var done = 0
        while done < target.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: target[done...])
            let count = unsafe pread(number, rest.baseAddress, rest.count, off_t(offset + done))
            if count == 0 { break }
            if count > 0 {
                done += count
            } else if errno != EINTR {
                throw failure("pread", path)
            }
        }
        return done
    }

    func truncate(to size: Int) throws(DiskError) {
        while ftruncate(number, off_t(size)) != 0 {
            if errno != EINTR { throw failure("ftruncate", path) }
        }
    }

    func sync() throws(DiskError) {
        while fsync(number) != 0 {
            if errno != EINTR { throw failure("fsync", path) }
        }
    }

    func lock() throws(DiskError) -> Bool {
        while flock(number, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR { throw failure("flock", path) }
        }
        return true
    }

    func close() {
        let number = descriptor.withLock { descriptor in
            defer { descriptor = -1 }
            return descriptor
        }
        guard number >= 0 else { return }
        // Not retried: after EINTR, the number may already be another file's descriptor.
        #if canImport(Glibc)
        _ = Glibc.close(number)
        #elseif canImport(Musl)
        _ = Musl.close(number)
        #else
        _ = Darwin.close(number)
        #endif
    }
}
