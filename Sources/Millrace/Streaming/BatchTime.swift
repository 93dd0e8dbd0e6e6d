// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Time of a batch: the end of its interval, in whole milliseconds since the epoch. Source: Spark's `Time`.
public struct BatchTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Milliseconds since the epoch.
    public var milliseconds: Int64

    /// The time `milliseconds` after the epoch.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Earlier times come first.
    public static func < (a: BatchTime, b: BatchTime) -> Bool { a.milliseconds < b.milliseconds }

    /// The time `duration` later, with `duration` cut to whole milliseconds.
    public static func + (time: BatchTime, duration: Duration) -> BatchTime {
        BatchTime(milliseconds: time.milliseconds + duration.wholeMilliseconds)
    }

    /// The time `duration` earlier, with `duration` cut to whole milliseconds.
    public static func - (time: BatchTime, duration: Duration) -> BatchTime {
        BatchTime(milliseconds: time.milliseconds - duration.wholeMilliseconds)
    }

    /// Time from `b` to `a`; negative if `b` is later.
    public static func - (a: BatchTime, b: BatchTime) -> Duration {
        .milliseconds(a.milliseconds - b.milliseconds)
    }

    /// The first multiple of `interval` (counted from `zero`) that is strictly after this time.
    ///
    /// Source: Spark's `RecurringTimer`: counted from the epoch at a first start, from the original zero time later.
    func next(multipleOf interval: Duration, from zero: BatchTime = BatchTime(milliseconds: 0)) -> BatchTime {
        let period = interval.wholeMilliseconds
        let passed = milliseconds - zero.milliseconds
        let floor = passed >= 0 ? passed / period : -((-passed + period - 1) / period)
        return BatchTime(milliseconds: (floor + 1) * period + zero.milliseconds)
    }

    /// The number of milliseconds, with the unit.
    public var description: String { "\(milliseconds) ms" }
}
