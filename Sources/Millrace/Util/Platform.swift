// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
private import Glibc
#elseif canImport(Musl)
private import Musl
#elseif canImport(Darwin)
private import Darwin
#endif
// On Linux the compiler may find the fields of `timespec` in this module, depending on the order of the files.
#if canImport(SwiftOverlayShims)
private import SwiftOverlayShims
#endif

/// Processors and wall clock of the operating system.
public enum Platform {
    /// Processors that are online, at least 1. Source: sysconf(3).
    public static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// The machine's name; "unknown" if the system does not tell. Source: gethostname(2).
    static var hostName: String {
        var bytes = [CChar](repeating: 0, count: 256)
        // The last byte stays 0, whatever the call does.
        guard unsafe gethostname(&bytes, bytes.count - 1) == 0 else { return "unknown" }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Number of this process. Source: getpid(2).
    static var processID: Int { Int(getpid()) }

    /// Writes a line to standard output and flushes it: to a file or pipe, the C library would keep up to 4 KiB.
    /// Source: fflush(3).
    @usableFromInline
    @Sendable
    static func printLine(_ line: String) {
        print(line)
        // All streams: the variable for standard output is not safe to read from several threads.
        fflush(nil)
    }

    /// Milliseconds since the epoch by the wall clock. Source: clock_gettime(2).
    static func wallClockMilliseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}

/// Natural logarithm. Source: log(3).
@usableFromInline
func logarithm(_ value: Double) -> Double { log(value) }
