// Millrace
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import Glibc

/// A blocking TCP connection over loopback. Errors end the program.
struct Socket {
    let descriptor: Int32

    /// Connects to a port of this machine.
    init(port: UInt16) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        let connected = Self.withLoopback(port: port) { [descriptor] in Glibc.connect(descriptor, $0, $1) }
        guard connected == 0 else { stop("cannot connect to port \(port): \(String(cString: strerror(errno)))") }
        sendWithoutDelay()
    }

    private init(descriptor: Int32) {
        self.descriptor = descriptor
        sendWithoutDelay()
    }

    private func sendWithoutDelay() {
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Two ends of one TCP connection.
    static func pair() -> (Socket, Socket) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { Glibc.close(listener) }
        guard withLoopback(port: 0, { bind(listener, $0, $1) }) == 0, listen(listener, 1) == 0 else {
            stop("cannot listen")
        }
        var address = sockaddr_in()
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            _ = pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &size) }
        }
        let client = Socket(port: UInt16(bigEndian: address.sin_port))
        return (client, Socket(descriptor: accept(listener, nil, nil)))
    }

    private static func withLoopback(port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
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

    func send(_ bytes: UnsafeRawBufferPointer) {
        var sent = 0
        while sent < bytes.count {
            let count = Glibc.send(
                descriptor, bytes.baseAddress.map { $0 + sent }, bytes.count - sent, Int32(MSG_NOSIGNAL))
            guard count > 0 else { stop("the peer closed: \(String(cString: strerror(errno)))") }
            sent += count
        }
    }

    /// Receives until `buffer` is full.
    func receive(into buffer: UnsafeMutableRawBufferPointer) {
        var received = 0
        while received < buffer.count {
            let count = recv(descriptor, buffer.baseAddress.map { $0 + received }, buffer.count - received, 0)
            guard count > 0 else { stop("the peer closed") }
            received += count
        }
    }

    /// Reads one frame into the start of `buffer` and returns its length.
    func receiveFrame(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var length: UInt32 = 0
        withUnsafeMutableBytes(of: &length) { receive(into: $0) }
        let count = Int(UInt32(bigEndian: length))
        guard count <= buffer.count else {
            stop("received a frame of \(count) bytes, more than the maximum of \(buffer.count)")
        }
        receive(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
        return count
    }

    func close() { Glibc.close(descriptor) }
}
