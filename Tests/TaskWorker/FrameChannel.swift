// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc
import Synchronization

/// Messages through a pair of file descriptors: the length in four bytes, then JSON.
package final class FrameChannel: Sendable {
    private let input: Int32
    private let output: Int32
    private let writing = Mutex(())

    package init(input: Int32, output: Int32) {
        self.input = input
        self.output = output
    }

    /// Writes a message. Any thread may call it.
    package func send(_ message: some Encodable) throws {
        let body = [UInt8](try JSONEncoder().encode(message))
        let length = UInt32(body.count)
        let frame = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) } + body
        try writing.withLock { _ in
            var start = 0
            while start < frame.count {
                let count = frame.withUnsafeBytes { write(output, $0.baseAddress! + start, frame.count - start) }
                guard count > 0 else { throw FrameError(errno: errno) }
                start += count
            }
        }
    }

    /// The next message, nil at the end. One thread calls it, which waits.
    package func receive<Message: Decodable>(_ type: Message.Type) throws -> Message? {
        guard let head = try bytes(4) else { return nil }
        let length = head.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard let body = try bytes(length) else { return nil }
        return try JSONDecoder().decode(type, from: Data(body))
    }

    private func bytes(_ count: Int) throws -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var start = 0
        while start < count {
            let read = bytes.withUnsafeMutableBytes { Glibc.read(input, $0.baseAddress! + start, count - start) }
            if read == 0 { return nil }
            guard read > 0 else { throw FrameError(errno: errno) }
            start += read
        }
        return bytes
    }
}

/// A system call on a channel failed.
private struct FrameError: Error {
    let errno: Int32
}
