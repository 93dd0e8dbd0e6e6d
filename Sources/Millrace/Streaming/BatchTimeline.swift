// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Labels and due times of a stream's batches. A pure value.
///
/// The first label is the next multiple of the interval by the wall clock; labels then go up by the interval and are
/// due by the monotonic clock, so a wall clock that is set neither stops nor floods the stream. A wall clock that was
/// set forward moves later labels with it, by a multiple of the interval; one that was set back moves none, as a batch
/// time never goes back. Source: Spark's `RecurringTimer` for the alignment; the two clocks are our own design.
package struct BatchTimeline: Sendable {
    /// The end of the interval before the first batch.
    package let zeroTime: BatchTime
    /// Label of the next batch.
    package private(set) var time: BatchTime
    /// Uptime at which the next batch is due.
    package private(set) var due: Duration

    private let interval: Duration
    /// Wall clock minus uptime at the start, in milliseconds.
    private let offset: Int64
    /// Label of the next batch by the wall clock at the start, if nobody had set it since.
    private var nominal: BatchTime

    /// Changes of the wall clock below it are those of a time server at work.
    package static let smallestStep: Int64 = 1000

    /// A timeline that starts now.
    package init(interval: Duration, wall: BatchTime, uptime: Duration) {
        self.interval = interval
        time = wall.next(multipleOf: interval)
        nominal = time
        zeroTime = time - interval
        due = uptime + (time - wall)
        offset = wall.milliseconds - uptime.wholeMilliseconds
    }

    /// A timeline that goes on after the batch `last` of an earlier run, aligned to its zero time `zero`.
    ///
    /// Batches that were missed meanwhile are not made up for: the next one takes what has come. If the wall clock was
    /// set back, labels go on after `last` all the same.
    package init(interval: Duration, wall: BatchTime, uptime: Duration, zero: BatchTime, after last: BatchTime) {
        self.interval = interval
        nominal = wall.next(multipleOf: interval, from: zero)
        time = max(nominal, last + interval)
        zeroTime = zero
        due = uptime + min(time - wall, interval)
        offset = wall.milliseconds - uptime.wholeMilliseconds
    }

    /// Moves the next label if the wall clock was set forward. Returns the change, zero for none.
    package mutating func follow(wall: BatchTime, uptime: Duration) -> Duration {
        let step = wall.milliseconds - uptime.wholeMilliseconds - offset
        guard step >= Self.smallestStep else { return .zero }
        let period = interval.wholeMilliseconds
        let target = nominal + .milliseconds(step / period * period)
        guard target > time else { return .zero }
        defer { time = target }
        return target - time
    }

    /// Goes on to the batch after the next one.
    package mutating func advance() {
        time = time + interval
        nominal = nominal + interval
        due += interval
    }
}
