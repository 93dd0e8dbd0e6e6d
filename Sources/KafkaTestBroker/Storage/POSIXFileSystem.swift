// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The operating system's files. Retries interrupted calls.
struct POSIXFileSystem: FileSystem {
    func makeDirectory(_ path: String) throws(StorageError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            if unsafe mkdir(made, 0o755) != 0, errno != EEXIST, errno != EISDIR { throw Self.failure("mkdir", made) }
        }
    }

    func names(in path: String) throws(StorageError) -> [String] {
        guard let directory = unsafe opendir(path) else {
            if errno == ENOENT { return [] }
            throw Self.failure("opendir", path)
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

    func open(_ path: String) throws(StorageError) -> Int32 {
        while true {
            #if canImport(Glibc)
            let descriptor = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            #elseif canImport(Musl)
            let descriptor = unsafe Musl.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            #else
            let descriptor = unsafe Darwin.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
            #endif
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw Self.failure("open", path) }
        }
    }

    func close(_ descriptor: Int32) {
        // Not retried: after EINTR, the number may already be another file's descriptor.
        #if canImport(Glibc)
        _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
        _ = Musl.close(descriptor)
        #else
        _ = Darwin.close(descriptor)
        #endif
    }

    func read(_ path: String) throws(StorageError) -> ByteSlice {
        let descriptor = try open(path)
        defer { close(descriptor) }
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0 else { throw Self.failure("lseek", path) }
        var writer = WireWriter(capacity: Int(size))
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        var offset: off_t = 0
        while true {
            // Reads at most the size of the chunk.
            let count = unsafe chunk.withUnsafeMutableBytes {
                unsafe pread(descriptor, $0.baseAddress, $0.count, offset)
            }
            if count == 0 { return writer.finish() }
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure("pread", path)
            }
            unsafe chunk.withUnsafeBytes { unsafe writer.writeRaw(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            offset += off_t(count)
        }
    }

    func write(
        _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, at offset: Int, _ path: String
    ) throws(StorageError) {
        var done = 0
        while done < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count > 0 {
                done += count
            } else if count == 0 {
                throw StorageError(path, "nothing could be written")
            } else if errno != EINTR {
                throw Self.failure("pwrite", path)
            }
        }
    }

    func truncate(_ descriptor: Int32, to size: Int, _ path: String) throws(StorageError) {
        while ftruncate(descriptor, off_t(size)) != 0 {
            if errno != EINTR { throw Self.failure("ftruncate", path) }
        }
    }

    func sync(_ descriptor: Int32, _ path: String) throws(StorageError) {
        while fsync(descriptor) != 0 {
            if errno != EINTR { throw Self.failure("fsync", path) }
        }
    }

    func syncDirectory(_ path: String) throws(StorageError) {
        #if canImport(Glibc)
        let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC)
        #elseif canImport(Musl)
        let descriptor = unsafe Musl.open(path, O_RDONLY | O_CLOEXEC)
        #else
        let descriptor = unsafe Darwin.open(path, O_RDONLY | O_CLOEXEC)
        #endif
        guard descriptor >= 0 else { throw Self.failure("open", path) }
        defer { close(descriptor) }
        try sync(descriptor, path)
    }

    func rename(_ path: String, to target: String) throws(StorageError) {
        #if canImport(Glibc)
        let result = unsafe Glibc.rename(path, target)
        #elseif canImport(Musl)
        let result = unsafe Musl.rename(path, target)
        #else
        let result = unsafe Darwin.rename(path, target)
        #endif
        if result != 0 { throw Self.failure("rename", path) }
    }

    func remove(_ path: String) throws(StorageError) {
        #if canImport(Glibc)
        let result = unsafe Glibc.remove(path)
        #elseif canImport(Musl)
        let result = unsafe Musl.remove(path)
        #else
        let result = unsafe Darwin.remove(path)
        #endif
        if result != 0, errno != ENOENT { throw Self.failure("remove", path) }
    }

    func lock(_ descriptor: Int32, _ path: String) throws(StorageError) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR { throw Self.failure("flock", path) }
        }
        return true
    }

    func unlock(_ descriptor: Int32) {
        // If this fails, closing the descriptor releases the lock.
        _ = flock(descriptor, LOCK_UN)
    }

    private static func failure(_ call: String, _ path: String) -> StorageError {
        let number = errno
        return StorageError(path, unsafe String(cString: strerror(number)), call: call, errno: number)
    }
}
