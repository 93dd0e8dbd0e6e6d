// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// A blocking connection to a port on 127.0.0.1, for tests that send bytes no client would send.
///
/// Calls without `await` block the calling thread until the peer sends enough or closes the connection.
package final class LoopbackSocket: Sendable {
    /// The peer closed the connection.
    package struct Closed: Error {}

    private let descriptor: Int32
    let lastCorrelationID = Atomic<Int32>(0)

    /// Connects to a port.
    package init(port: UInt16) throws {
        descriptor = Self.open()
        // A peer that never answers fails the test rather than hanging it.
        var timeout = timeval(tv_sec: 600, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        // Each `send` leaves in packets of its own, so that a test decides where the stream is cut.
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        let result = Self.withAddress(port) { connect(descriptor, $0, $1) }
        guard result == 0 else { throw Self.systemError() }
    }

    /// Connects to a server named as `host:port`; the host is taken to be this machine.
    package convenience init(_ server: String) throws { try self.init(port: Self.port(of: server)) }

    deinit { _ = Foundation.close(descriptor) }

    // MARK: Sending

    /// Sends bytes as they are.
    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Self.send(descriptor, $0) }
            if count < 0 {
                if errno == EINTR { continue }
                throw errno == EPIPE || errno == ECONNRESET ? Closed() : Self.systemError()
            }
            rest = rest.dropFirst(count)
        }
    }

    /// Sends frames, each after its length, in one write.
    package func send(frames: [UInt8]...) throws { try send(frames.flatMap { Self.frame($0) }) }

    /// Closes the sending direction: the peer reads the end of the stream.
    package func endOutput() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes both directions. The descriptor stays open until this value is released.
    package func close() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    // MARK: Receiving

    /// Waits for exactly `count` bytes.
    ///
    /// - Throws: `Closed` at the end of the stream.
    package func receive(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let got = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress! + have, count - have, 0) }
            if got < 0 {
                if errno == EINTR { continue }
                throw errno == ECONNRESET ? Closed() : Self.systemError()
            }
            if got == 0 { throw Closed() }
            have += got
        }
        return bytes
    }

    /// Waits for a frame and returns it without its length.
    package func receiveFrame() throws -> [UInt8] {
        try receive(try receive(4).reduce(0) { $0 << 8 | Int($1) })
    }

    /// Waits for a frame on a thread of its own, so that it holds no thread of the shared pool.
    package func nextFrame() async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Result { try self.receiveFrame() }) }
        }
    }

    /// Whether the peer closed the connection; waits until it does so or sends something.
    package var isClosedByPeer: Bool {
        do {
            _ = try receive(1)
            return false
        } catch {
            return error is Closed
        }
    }

    // MARK: Ports

    /// Whether a listener could be bound to the port of `server` (`host:port`).
    package static func isFree(_ server: String) throws -> Bool { isFree(try port(of: server)) }

    /// A port that has no listener right now, below the range from which the system picks ports by itself.
    package static func freePort() throws -> UInt16 {
        for _ in 0..<100 {
            let port = UInt16.random(in: 15_000..<30_000)
            if isFree(port) { return port }
        }
        throw TestFailure("no free port: errno \(errno)")
    }

    private static func isFree(_ port: UInt16) -> Bool {
        let descriptor = open()
        defer { _ = Foundation.close(descriptor) }
        return withAddress(port) { bind(descriptor, $0, $1) } == 0
    }

    private static func port(of server: String) throws -> UInt16 {
        guard let port = server.split(separator: ":").last.flatMap({ UInt16($0) }) else {
            throw TestFailure("no port in \(server)")
        }
        return port
    }

    // MARK: System

    /// The frame that carries `bytes`: the length, then the bytes.
    static func frame(_ bytes: [UInt8]) -> [UInt8] {
        withUnsafeBytes(of: UInt32(bytes.count).bigEndian) { Array($0) } + bytes
    }

    private static func open() -> Int32 {
        #if canImport(Darwin)
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        var one: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &one, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
        #else
        return socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
    }

    private static func send(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Darwin)
        Foundation.send(descriptor, bytes.baseAddress, bytes.count, 0)
        #else
        Foundation.send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
        #endif
    }

    private static func withAddress(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func systemError() -> POSIXError { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
}
