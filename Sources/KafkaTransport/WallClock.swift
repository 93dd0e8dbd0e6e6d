// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The time of day, for timestamps of records. It may jump: measure intervals with `ContinuousClock`.
package enum WallClock {
    /// Milliseconds since 1970 UTC. Source: clock_gettime(2).
    package static func milliseconds() -> Int64 {
        var time = timespec()
        // Cannot fail: CLOCK_REALTIME exists on every system, and the pointer is to a local.
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return milliseconds(time)
    }

    /// Milliseconds since 1970 UTC at the last tick of the system, 1 to 10 ms ago at most; never after
    /// `milliseconds()`, and five times as cheap. Exact where the system has no such clock. Source: clock_gettime(2).
    package static func tickMilliseconds() -> Int64 {
        #if os(Linux)
        var time = timespec()
        // Cannot fail: the clock exists since Linux 2.6.32, and the pointer is to a local.
        _ = unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
        return milliseconds(time)
        #else
        return milliseconds()
        #endif
    }

    private static func milliseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec) &* 1000 &+ Int64(time.tv_nsec) / 1_000_000
    }
}
