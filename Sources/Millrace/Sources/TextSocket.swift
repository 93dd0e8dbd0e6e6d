// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// A TCP connection that is read in short waits, so that its thread can be told to end. Source: connect(2), poll(2).
struct TextSocket: ~Copyable {
    private let descriptor: Int32

    /// Connects to the first address that answers.
    /// - Throws: `StreamingError.invalidState` with the address and the system's reason.
    init(host: String, port: UInt16) throws {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(host, "\(port)", &hints, &list)
        guard code == 0 else { throw Self.error(host, port, unsafe String(cString: gai_strerror(code))) }
        defer { unsafe freeaddrinfo(list) }
        var reason = "no address"
        var next = unsafe list
        while let address = unsafe next {
            let socket = unsafe socket(
                address.pointee.ai_family, address.pointee.ai_socktype, address.pointee.ai_protocol)
            if socket >= 0, unsafe connect(socket, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0 {
                descriptor = socket
                return
            }
            reason = TaskThread.errorText(errno)
            if socket >= 0 { close(socket) }
            unsafe next = address.pointee.ai_next
        }
        throw Self.error(host, port, reason)
    }

    deinit { close(descriptor) }

    /// Reads what comes within `milliseconds`: nil if nothing came, no bytes at the end of the stream.
    /// - Throws: `StreamingError.invalidState` with the system's reason.
    func read(into block: inout [UInt8], waiting milliseconds: Int32) throws -> Int? {
        var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&event, 1, milliseconds) > 0 else { return nil }
        #if canImport(Glibc)
        let count = unsafe block.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
        #elseif canImport(Musl)
        let count = unsafe block.withUnsafeMutableBytes { unsafe Musl.read(descriptor, $0.baseAddress, $0.count) }
        #else
        let count = unsafe block.withUnsafeMutableBytes { unsafe Darwin.read(descriptor, $0.baseAddress, $0.count) }
        #endif
        if count < 0, errno == EINTR { return nil }
        guard count >= 0 else {
            throw StreamingError(code: .invalidState, message: "the connection broke: \(TaskThread.errorText(errno))")
        }
        return count
    }

    /// Lets the thread sleep.
    static func pause(milliseconds: Int) {
        var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: (milliseconds % 1000) * 1_000_000)
        unsafe nanosleep(&time, nil)
    }

    private static func error(_ host: String, _ port: UInt16, _ reason: String) -> StreamingError {
        StreamingError(code: .invalidState, message: "no connection to \(host):\(port): \(reason)")
    }
}
