// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The time of day, for the timestamps of records.
enum WallClock {
    /// Milliseconds since 1970 UTC.
    static func milliseconds() -> Int64 {
        var now = timespec()
        // Cannot fail: the clock exists everywhere and the pointer is good.
        _ = unsafe clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }
}
