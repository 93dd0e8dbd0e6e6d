// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif

/// Detached POSIX threads with an 8 MiB stack. Source: pthread_create(3).
package enum TaskThread {
    /// Starts a thread that runs a closure. Returns 0, or the error number of the call that failed; the closure never
    /// runs then. Tests pass one that fails.
    package typealias Start = @Sendable (_ body: @escaping @Sendable () -> Void) -> Int32

    /// Runs the jobs of the pools that this task makes; nil for threads.
    @TaskLocal package static var host: (any TaskHost)?

    /// Starts a thread of the operating system.
    package static let start: Start = { body in
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        // The default differs by platform (512 KiB on Darwin); deep lineages and user code need the same room
        // everywhere.
        unsafe pthread_attr_setstacksize(&attributes, 8 << 20)
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread = pthread_t()
        #endif
        let entry = unsafe Unmanaged.passRetained(ThreadEntry(body))
        let code = unsafe pthread_create(&thread, &attributes, runThread, entry.toOpaque())
        if code != 0 { unsafe entry.release() }
        return code
    }

    /// The system's text for an error number.
    static func errorText(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}

private final class ThreadEntry: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
}

#if canImport(Darwin)
private func runThread(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    unsafe Unmanaged<ThreadEntry>.fromOpaque(argument).takeRetainedValue().body()
    return nil
}
#else
private func runThread(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument = unsafe argument {
        unsafe Unmanaged<ThreadEntry>.fromOpaque(argument).takeRetainedValue().body()
    }
    return nil
}
#endif
