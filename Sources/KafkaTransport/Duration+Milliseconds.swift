// Millrace
// SPDX-License-Identifier: Apache-2.0

extension Duration {
    /// Whole milliseconds, rounded towards zero; `Int64.min` or `.max` for durations beyond that range.
    package var inMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1000)
        let (sum, exceeds) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        if overflows || exceeds { return seconds < 0 ? .min : .max }
        return sum
    }
}
