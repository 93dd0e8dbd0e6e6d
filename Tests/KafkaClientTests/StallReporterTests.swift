// Millrace
// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import KafkaClient

@Suite struct StallReporterTests {
    private let reason = KafkaError(.leaderNotAvailable, "no leader")

    @Test func oneWarningPerStallAndOneNoticeAtItsEnd() {
        let lines = LogLines()
        var reporter = StallReporter("reading", logger: lines.logger)
        reporter.waits(at: .seconds(1), since: .zero, because: reason)
        #expect(lines.all.isEmpty, "a short wait is usual")
        reporter.waits(at: .seconds(3), since: .zero, because: reason)
        reporter.waits(at: .seconds(60), since: .zero, because: reason)
        #expect(lines.all.count == 1)
        #expect(lines.all.allSatisfy { $0.contains("warning") && $0.contains("no leader") && $0.contains("reading") })
        reporter.goesOn(at: .seconds(61))
        reporter.goesOn(at: .seconds(62))
        #expect(lines.all.count == 2)
        #expect(lines.all.last?.contains("notice") == true)
        #expect(lines.all.last?.contains("61000") == true)
        reporter.waits(at: .seconds(100), since: .seconds(90), because: reason)
        #expect(lines.all.count == 3, "another stall is reported too")
    }

    @Test func retriesReportTheirStall() async throws {
        let lines = LogLines()
        let clock = FakeClock()
        let policy = RetryPolicy(deadline: nil, clock: clock.clock)
        let value = try await policy.run(
            "Fetch of t-0", stall: StallReporter("Fetch of t-0", logger: lines.logger), prepare: { _, _ in }
        ) { retry in
            if retry < 10 { throw reason }
            return retry
        }
        #expect(value == 10)
        #expect(lines.all.map { $0.prefix(7) } == ["warning", "notice:"])
    }
}
