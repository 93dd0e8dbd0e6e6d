// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A limit of records per second. A pure value. Source: Spark's `RateLimiter`.
///
/// Records are let through at once while no more than 10 ms of them are ahead of time, so that no one waits for less;
/// unused time counts for `burst` at most.
struct TokenBucket: Sendable {
    /// Unused time that counts.
    let burst: Duration
    private static let tolerance = Duration.milliseconds(10)
    /// Moment up to which records are paid.
    private var paid: Duration?

    init(burst: Duration) { self.burst = burst }

    /// Lets `count` records through and returns nil; or returns the moment at which to ask again.
    ///
    /// - Parameters:
    ///   - count: Number of records.
    ///   - rate: Records per second; nil, 0 and less: no limit.
    ///   - now: The present moment.
    mutating func take(_ count: Int, rate: Double?, now: Duration) -> Duration? {
        guard let rate, rate > 0 else {
            paid = nil
            return nil
        }
        let start = max(paid ?? now, now - burst)
        if start - now > Self.tolerance { return start }
        // At most 30 years, so that no sum overflows.
        paid = start + .seconds(min(Double(count) / rate, 1e9))
        return nil
    }
}
