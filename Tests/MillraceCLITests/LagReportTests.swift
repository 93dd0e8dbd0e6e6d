// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Testing

@testable import MillraceCLI

/// The table and the speeds of `millrace lag`.
@Suite struct LagReportTests {
    private let start = ContinuousClock.now

    private func row(
        _ partition: Int32, committed: Int64, end: Int64, owner: String? = nil, group: String = "g"
    ) -> LagRow {
        LagRow(
            group: group, partition: TopicPartition(topic: "t", partition: partition), committed: committed, end: end,
            owner: owner)
    }

    private func lines(_ report: LagReport, isWatching: Bool) -> [String] {
        var output = OutputBuffer(descriptor: nil)
        report.write(isWatching: isWatching, to: &output)
        return String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func json(_ report: LagReport) -> [String] {
        var output = OutputBuffer(descriptor: nil)
        report.writeJSON(to: &output)
        return String(decoding: output.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    @Test func lagIsTheDistanceToTheEnd() {
        let rows = [row(1, committed: 5, end: 1205, owner: "me"), row(0, committed: 7, end: 7)]
        #expect(
            lines(LagReport(rows, at: start, after: nil), isWatching: false) == [
                "GROUP  TOPIC  PARTITION  COMMITTED   END   LAG  OWNER",
                "g      t              0          7     7     0  -",
                "g      t              1          5  1205  1200  me",
                "total lag: 1200 in 2 partitions",
            ])
        // After an unclean election the end may be before the commit.
        #expect(row(0, committed: 9, end: 7).lag == 0)
    }

    @Test func speedsAreThoseSinceTheLookBefore() {
        let first = LagReport(
            [row(0, committed: 0, end: 100), row(1, committed: 0, end: 100)], at: start, after: nil)
        #expect(lines(first, isWatching: true)[1].hasSuffix("100          -       -             -  -"))
        let second = LagReport(
            [row(0, committed: 60, end: 120), row(1, committed: 0, end: 101), row(2, committed: 0, end: 1)],
            at: start + .seconds(4), after: first)
        let table = lines(second, isWatching: true)
        #expect(table[0].contains("LAG  WRITTEN/S  READ/S  CAUGHT UP IN  OWNER"))
        // 60 left, 10 less per second; the second one falls back; the third one is new.
        #expect(table[1].hasSuffix(" 60        5.0    15.0            6s  -"))
        #expect(table[2].hasSuffix("101        0.3     0.0             -  -"))
        #expect(table[3].hasSuffix("  1          -       -             -  -"))
    }

    @Test func resetGroupsHaveNegativeSpeed() throws {
        let rates = try #require(
            LagRates(from: row(0, committed: 50, end: 50), to: row(0, committed: 0, end: 50), elapsed: .seconds(2)))
        #expect(rates.written == 0 && rates.read == -25)
        #expect(rates.secondsToCatchUp(50) == nil)
        #expect(rates.secondsToCatchUp(0) == 0)
        #expect(LagRates(from: row(0, committed: 0, end: 0), to: row(0, committed: 1, end: 1), elapsed: .zero) == nil)
    }

    @Test func jsonHasARowPerPartition() {
        let first = LagReport([row(0, committed: 1, end: 3)], at: start, after: nil)
        let fields = #"{"group":"g","topic":"t","partition":0,"committed":1,"end":3,"lag":2,"owner":null"#
        #expect(json(first) == [fields + "}"])
        let second = LagReport([row(0, committed: 1, end: 3)], at: start + .seconds(1), after: first)
        #expect(json(second) == [fields + #","written_per_second":0.0,"read_per_second":0.0}"#])
    }
}
