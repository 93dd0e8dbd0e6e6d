// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The peer has closed the connection.
struct PeerClosed: Error {}

/// A blocking socket that sends whatever a test wants. It blocks threads of its own and none of the pool's.
final class RawConnection: Sendable {
    private let descriptor: Int32

    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        // A peer that never answers fails the test instead of hanging it.
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    }

    deinit { close(descriptor) }

    /// Sends bytes as they are.
    func send(_ bytes: [UInt8]) throws {
        guard Foundation.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
    }

    /// Sends frames behind their lengths, in one write.
    func send(frame frames: [UInt8]...) throws {
        try send(frames.flatMap { frame in withUnsafeBytes(of: UInt32(frame.count).bigEndian) { Array($0) } + frame })
    }

    /// Says that nothing more will be sent.
    func endOutput() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next frame. Throws `PeerClosed` at the end of the stream.
    func receiveFrame() async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { [self] in
                continuation.resume(
                    with: Result {
                        let length = try receive(4).reduce(0) { $0 << 8 | Int($1) }
                        return try receive(length)
                    })
            }
        }
    }

    private func receive(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let got = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress! + have, count - have, 0) }
            if got < 0 && errno == EAGAIN { throw POSIXError(.ETIMEDOUT) }
            guard got > 0 else { throw PeerClosed() }
            have += got
        }
        return bytes
    }
}
