// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The system calls of this target: the one place that reads `errno` and repeats interrupted calls.
package enum System {
    static func text(of number: Int32) -> String { unsafe String(cString: strerror(number)) }

    private static func retrying(_ call: () -> Int) -> Result<Int, SystemFailure> {
        while true {
            let result = call()
            if result >= 0 { return .success(result) }
            let number = errno
            if number != EINTR { return .failure(SystemFailure(number: number)) }
        }
    }

    private static func transfer(_ call: () -> Int) -> IOResult {
        switch retrying(call) {
        case .success(let count): .bytes(count)
        case .failure(let failure):
            failure.number == EAGAIN || failure.number == EWOULDBLOCK ? .wouldBlock : .failed(failure.number)
        }
    }

    /// Source: recv(2). Never blocks.
    static func receive(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> IOResult {
        let result = transfer { unsafe recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) }
        return result == .bytes(0) ? .endOfStream : result
    }

    /// Writes the bytes of `vectors`, in order. A peer that has closed gives an error, not a signal. Source:
    /// sendmsg(2).
    static func send(_ descriptor: Int32, _ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult {
        var message = unsafe msghdr()
        unsafe message.msg_iov = vectors.baseAddress
        unsafe message.msg_iovlen = numericCast(vectors.count)
        return transfer { unsafe sendmsg(descriptor, &message, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)) }
    }

    /// Source: poll(2). `milliseconds` −1 waits without limit.
    static func poll(_ entries: inout [pollfd], milliseconds: Int32) {
        _ = unsafe entries.withUnsafeMutableBufferPointer {
            unsafe Self.poll($0.baseAddress, nfds_t($0.count), milliseconds)
        }
    }

    private static func poll(
        _ entries: UnsafeMutablePointer<pollfd>?, _ count: nfds_t, _ milliseconds: Int32
    ) -> Int32 {
        // An interrupted poll counts as one that timed out: the loop checks its timers and polls again.
        #if canImport(Glibc)
        unsafe Glibc.poll(entries, count, milliseconds)
        #elseif canImport(Musl)
        unsafe Musl.poll(entries, count, milliseconds)
        #else
        unsafe Darwin.poll(entries, count, milliseconds)
        #endif
    }

    static func close(_ descriptor: Int32) {
        // EINTR leaves the descriptor closed on Linux: closing it again could close another one of the same number.
        #if canImport(Glibc)
        _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
        _ = Musl.close(descriptor)
        #else
        _ = Darwin.close(descriptor)
        #endif
    }

    /// Makes a pair of connected descriptors that wakes a poll: one end is written to, the other is polled.
    static func makePipe() throws(TransportError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw failure("cannot make the pipe that wakes the event loop", "pipe", errno)
        }
        for end in ends { setNonBlocking(end) }
        return (ends[0], ends[1])
    }

    static func setNonBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Writes one byte to wake the reader; a full pipe has woken it already.
    static func poke(_ descriptor: Int32) {
        var byte: UInt8 = 1
        _ = unsafe write(descriptor, &byte, 1)
    }

    /// Reads all bytes in a pipe.
    static func drain(_ descriptor: Int32) {
        var bytes: (UInt64, UInt64) = (0, 0)
        while unsafe read(descriptor, &bytes, 16) == 16 {}
    }

    /// The error for a failed system call; `message` says what could not be done.
    static func failure(_ message: String, _ call: String, _ number: Int32, peer: String? = nil) -> TransportError {
        TransportError(.system, peer: peer, call: call, errno: number, message)
    }

    /// The error of a socket that was connecting; 0 if it is connected. Source: `SO_ERROR`, socket(7).
    static func pendingError(of descriptor: Int32) -> Int32 {
        var number: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &length) == 0 ? number : errno
    }

    static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        // The result is ignored: options only tune the socket, and a refused one leaves the system's default.
        _ = unsafe setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Names the calling thread for tools such as `top -H`; the system keeps 15 bytes. Source: pthread_setname_np(3),
    /// proc(5).
    static func nameThread(_ name: String) {
        #if canImport(Darwin)
        _ = pthread_setname_np(name)
        #else
        // The C library's call is not in the module. Without this file threads have the program's name.
        let file = unsafe open("/proc/thread-self/comm", O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return }
        let bytes = Array(name.utf8.prefix(15))
        _ = unsafe bytes.withUnsafeBytes { unsafe write(file, $0.baseAddress, $0.count) }
        close(file)
        #endif
    }

    /// Runs `body` on a thread of its own.
    ///
    /// - Throws: `TransportError.system` if there is no thread left; `body` does not run then. Source:
    ///   pthread_create(3).
    package static func startThread(_ body: @escaping @Sendable () -> Void) throws(TransportError) {
        let box = unsafe Unmanaged.passRetained(ThreadBody(body)).toOpaque()
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let result = unsafe pthread_create(
            &thread, nil,
            { argument in
                #if canImport(Darwin)
                unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
                #else
                if let argument = unsafe argument {
                    unsafe Unmanaged<ThreadBody>.fromOpaque(argument).takeRetainedValue().run()
                }
                #endif
                return nil
            }, box)
        guard result == 0 else {
            unsafe Unmanaged<ThreadBody>.fromOpaque(box).release()
            throw failure("cannot start a thread", "pthread_create", result)
        }
        #if canImport(Darwin)
        if let thread = unsafe thread { unsafe pthread_detach(thread) }
        #else
        pthread_detach(thread)
        #endif
    }
}

private struct SystemFailure: Error {
    var number: Int32
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
