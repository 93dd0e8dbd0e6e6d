// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The system calls of this room: the one place that reads `errno` and repeats interrupted calls.
enum System {
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

    /// Writes what `vectors` name, in order. A closed peer is an error and no signal. Source: sendmsg(2).
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

    private static func poll(_ entries: UnsafeMutablePointer<pollfd>?, _ count: nfds_t, _ milliseconds: Int32) -> Int32
    {
        // An interrupted poll is as good as one that timed out: the loop looks at its timers and comes back.
        #if canImport(Glibc)
        unsafe Glibc.poll(entries, count, milliseconds)
        #elseif canImport(Musl)
        unsafe Musl.poll(entries, count, milliseconds)
        #else
        unsafe Darwin.poll(entries, count, milliseconds)
        #endif
    }

    static func close(_ descriptor: Int32) {
        // EINTR leaves the descriptor closed on Linux: closing again could hit somebody else's.
        #if canImport(Glibc)
        _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
        _ = Musl.close(descriptor)
        #else
        _ = Darwin.close(descriptor)
        #endif
    }

    /// A pair of connected descriptors that wakes a poll: written to at one end, read at the other.
    static func makePipe() throws(TransportError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw failure("pipe", errno) }
        for end in ends { setNonBlocking(end) }
        return (ends[0], ends[1])
    }

    static func setNonBlocking(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Writes one byte to wake the reader; a full pipe is awake already.
    static func poke(_ descriptor: Int32) {
        var byte: UInt8 = 1
        _ = unsafe write(descriptor, &byte, 1)
    }

    /// Reads a pipe empty.
    static func drain(_ descriptor: Int32) {
        var bytes: (UInt64, UInt64) = (0, 0)
        while unsafe read(descriptor, &bytes, 16) == 16 {}
    }

    static func failure(_ call: String, _ number: Int32, peer: String? = nil) -> TransportError {
        TransportError(.system, peer: peer, call: call, errno: number, "the operating system refused")
    }

    static func setOption(_ descriptor: Int32, _ level: Int32, _ name: Int32, _ value: Int32) {
        var value = value
        // Options tune and do not decide correctness: one that the system refuses leaves its default.
        _ = unsafe setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Runs `body` on a thread of its own.
    static func startThread(_ body: @escaping @Sendable () -> Void) {
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
        if result == 0 {
            #if canImport(Darwin)
            if let thread = unsafe thread { unsafe pthread_detach(thread) }
            #else
            pthread_detach(thread)
            #endif
        } else {
            // No thread is to be had: do the work here rather than never.
            unsafe Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue().run()
        }
    }
}

struct SystemFailure: Error {
    var number: Int32
}

private final class ThreadBody: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
