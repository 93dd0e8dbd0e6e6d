// Millrace
// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// The time of day, which the cluster stamps records with unless a test hands it another clock.
enum WallClock {
    /// Milliseconds since 1970 UTC.
    static func milliseconds() -> Int64 {
        var time = timespec()
        // CLOCK_REALTIME always exists, and the pointer is to a local.
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
