// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// System calls on the tool's input and output.
enum Descriptor {
    static let input: Int32 = 0
    static let output: Int32 = 1
    static let errors: Int32 = 2

    /// Writes all of `bytes`, and blocks until that is done.
    ///
    /// - Throws: `OutputClosed` if nobody reads the other end any more; `ToolError`.
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        try unsafe bytes.withUnsafeBytes { all in
            var written = 0
            while written < all.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: all[written...])
                let count = unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
                if count < 0 && errno == EINTR { continue }
                if count < 0 && errno == EPIPE { throw OutputClosed() }
                if count <= 0 { throw ToolError("the output cannot be written: \(reason(count == 0 ? EIO : errno))") }
                written += count
            }
        }
    }

    /// Reads at most `buffer.count` bytes, and blocks until there are some. Returns 0 at the end.
    ///
    /// - Throws: `ToolError` that names `path`.
    static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer, path: String) throws -> Int {
        while true {
            let count = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 { throw ToolError("\(path) cannot be read: \(reason(errno))") }
            return count
        }
    }

    /// Opens a file for reading.
    ///
    /// - Throws: `ToolError` that names `path`.
    static func open(_ path: String) throws -> Int32 {
        let descriptor = systemOpen(path)
        guard descriptor >= 0 else { throw ToolError("\(path) cannot be opened: \(reason(errno))") }
        return descriptor
    }

    /// Waits until `descriptor` or `other` can be read or is closed. Returns whether `other` is the reason.
    static func wait(_ descriptor: Int32, or other: Int32) -> Bool {
        var entries = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: other, events: Int16(POLLIN), revents: 0),
        ]
        while unsafe poll(&entries, nfds_t(entries.count), -1) < 0 && errno == EINTR {}
        return entries[1].revents != 0
    }

    /// A pipe, as its end to read and its end to write.
    ///
    /// - Throws: `ToolError` if the system has no descriptor left.
    static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe systemPipe(&ends) == 0 else { throw ToolError("no pipe can be made: \(reason(errno))") }
        return (ends[0], ends[1])
    }

    static func close(_ descriptor: Int32) { _ = systemClose(descriptor) }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Makes writing to a closed pipe an error instead of the end of the process.
    static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

    /// The text of an error number.
    static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}

// The names of the calls without the module, which the functions of `Descriptor` hide.
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(descriptor, bytes, count)
}
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    unsafe read(descriptor, bytes, count)
}
private func systemOpen(_ path: String) -> Int32 { unsafe open(path, O_RDONLY | O_CLOEXEC) }
private func systemPipe(_ ends: UnsafeMutablePointer<Int32>) -> Int32 { unsafe pipe(ends) }
private func systemClose(_ descriptor: Int32) -> Int32 { close(descriptor) }
