// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// The speed of writers and of a group in a partition, between two looks at it.
struct LagRates: Sendable, Equatable {
    /// Offsets written per second.
    var written: Double
    /// Offsets committed per second; negative after a reset to earlier offsets.
    var read: Double

    /// The speed between `before` and `now`, which are `elapsed` apart; nil without time.
    init?(from before: LagRow, to now: LagRow, elapsed: Duration) {
        let seconds = elapsed / .seconds(1)
        guard seconds > 0 else { return nil }
        written = Double(now.end - before.end) / seconds
        read = Double(now.committed - before.committed) / seconds
    }

    /// Seconds until the group has caught up with these speeds; nil if it does not.
    func secondsToCatchUp(_ lag: Int64) -> Double? {
        if lag == 0 { return 0 }
        return read > written ? Double(lag) / (read - written) : nil
    }
}
