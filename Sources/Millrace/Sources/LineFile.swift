// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Names of a directory and lines of files. Source: readdir(3), read(2).
enum LineFile {
    /// Names of the entries that can be data: not hidden, not temporary. Sorted.
    /// - Throws: `StreamingError.invalidConfiguration` if the directory cannot be read.
    static func names(in directory: String) throws -> [String] {
        guard let handle = unsafe opendir(directory) else { throw error("the directory", directory) }
        defer { unsafe closedir(handle) }
        var names: [String] = []
        while let entry = unsafe readdir(handle) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee))
                {
                    unsafe String(cString: $0)
                }
            }
            if name.hasPrefix(".") || name.hasPrefix("_") || name.hasSuffix(".tmp") { continue }
            names.append(name)
        }
        return names.sorted()
    }

    /// Calls `body` with each line, without `\n` or `\r\n`. Bytes that are not UTF-8 become U+FFFD.
    /// - Throws: `StreamingError.invalidConfiguration` if the file cannot be read, and the errors of `body`.
    static func forEachLine(of path: String, _ body: (String) throws -> Void) throws {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw error("the file", path) }
        defer { close(file) }
        var lines = LineSplitter()
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe block.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw error("the file", path) }
            if count == 0 { break }
            try lines.add(block[..<count], body)
        }
        try lines.finish(body)
    }

    private static func error(_ what: String, _ path: String) -> StreamingError {
        StreamingError(
            code: .invalidConfiguration, message: "\(what) \(path) cannot be read: \(TaskThread.errorText(errno))")
    }
}
