// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Testing

@Suite struct DurationTests {
    @Test func durationsAreRoundedTowardsZeroToMilliseconds() {
        #expect(Duration.zero.inMilliseconds == 0)
        #expect(Duration(secondsComponent: 2, attosecondsComponent: 1_999_999_999_999_999).inMilliseconds == 2001)
        #expect(Duration.microseconds(-1999).inMilliseconds == -1)
    }

    @Test func durationsBeyondTheRangeOfMillisecondsAreClamped() {
        #expect(Duration.seconds(Int64.max).inMilliseconds == .max)
        #expect(Duration.seconds(Int64.min).inMilliseconds == .min)
        #expect((Duration.milliseconds(Int64.max) + .seconds(1)).inMilliseconds == .max)
    }
}
