// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Synchronization

/// The tool's input: standard input or a file, read in large blocks until it ends or `stop()` is called.
final class InputFile: Sendable {
    private static let blockBytes = 256 << 10

    private let descriptor: Int32
    private let path: String
    private let stopRead: Int32
    private let stopWrite: Int32
    private let stopped = Atomic<Bool>(false)

    /// Whether `stop()` was called.
    var isStopped: Bool { stopped.load(ordering: .acquiring) }

    /// Opens a file; nil is standard input.
    ///
    /// - Throws: `ToolError` that names the file.
    init(_ path: String?) throws {
        self.path = path ?? "standard input"
        descriptor = try path.map { try Descriptor.open($0) } ?? Descriptor.input
        (stopRead, stopWrite) = try Descriptor.pipe()
    }

    /// Reads `descriptor`, which is closed with this value.
    init(descriptor: Int32, path: String) throws {
        self.path = path
        self.descriptor = descriptor
        (stopRead, stopWrite) = try Descriptor.pipe()
    }

    deinit {
        if descriptor != Descriptor.input { Descriptor.close(descriptor) }
        Descriptor.close(stopRead)
        Descriptor.close(stopWrite)
    }

    /// Ends the input, as if it had no more bytes; also a `read` that waits. May be called on any thread.
    func stop() {
        stopped.store(true, ordering: .releasing)
        try? Descriptor.write([0], to: stopWrite)  // The pipe is open, and has room for a byte.
    }

    /// Waits for bytes, and returns them after those of `rest`; nil at the end.
    ///
    /// - Throws: `ToolError`.
    func read(after rest: ByteSlice) throws -> ByteSlice? {
        if Descriptor.wait(descriptor, or: stopRead) { return nil }
        let capacity = rest.count + Self.blockBytes
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 16)
        unsafe rest.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        // The block owns the buffer from here on, and nobody reads it before the call below has filled it.
        let block = unsafe ByteBlock(adopting: buffer)
        let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[rest.count...])
        let count = unsafe try Descriptor.read(descriptor, into: room, path: path)
        return count == 0 ? nil : ByteSlice(block)[0..<rest.count + count]
    }

    /// All bytes of a file.
    ///
    /// - Throws: `ToolError` that names the file if it cannot be read, or has more than `limit` bytes.
    static func contents(of path: String, limit: Int) throws -> ByteSlice {
        let file = try InputFile(path)
        var all = ByteSlice.empty
        while let more = try file.read(after: all) {
            all = more
            guard all.count <= limit else {
                throw ToolError("\(path) has more than \(limit) bytes (max.request.size): raise the property")
            }
        }
        return all
    }
}
