// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaClient
import Testing

@testable import MillraceCLI

/// `millrace consume -o`.
@Suite struct OffsetPlanTests {
    @Test(
        arguments: [
            ("beginning", .beginning), ("earliest", .beginning), ("end", .end), ("latest", .end), ("stored", .stored),
            ("0", .absolute(0)), ("17", .absolute(17)), ("-1", .beforeEnd(1)), ("-0", .beforeEnd(0)),
            ("s@1700000000000", .fromTime(1_700_000_000_000)), ("e@0", .untilTime(0)),
        ] as [(String, OffsetArgument)])
    func argumentsAreRead(text: String, expected: OffsetArgument) throws {
        #expect(try OffsetArgument(parsing: text) == expected)
        let joined = try ConsumeCommand.parse(["-t", "t", "-o\(text)", "-e"])
        #expect(joined.offsets == [expected])
        #expect(joined.exitAtEnd)
    }

    @Test(arguments: ["", "x", "1.5", "s@", "s@x", "s@-1", "e@now", "-9223372036854775808", "9223372036854775808"])
    func wrongArgumentsAreNamed(text: String) {
        #expect(throws: ValidationError.self) { try OffsetArgument(parsing: text) }
    }

    private let offsets: [OffsetPosition: Int64] = [.earliest: 10, .latest: 30, .timestamp(5): 20]

    private func range(_ start: [OffsetArgument], exitsAtEnd: Bool = true) throws -> [Int64?] {
        let plan = try OffsetPlan(start, initial: .beginning, exitsAtEnd: exitsAtEnd)
        let range = plan.range(offsets.filter { plan.positions.contains($0.key) })
        return [range.from, range.until]
    }

    @Test func rangesFollowTheOffsets() throws {
        #expect(try range([]) == [10, 30])
        #expect(try range([.beginning]) == [10, 30])
        #expect(try range([.end]) == [30, 30])
        #expect(try range([.beforeEnd(3)]) == [27, 30])
        #expect(try range([.beforeEnd(30)]) == [10, 30])
        #expect(try range([.beforeEnd(.max)]) == [10, 30])
        #expect(try range([.absolute(12)]) == [12, 30])
        #expect(try range([.fromTime(5), .untilTime(9)]) == [20, 30])
        #expect(try range([.beforeEnd(3)], exitsAtEnd: false) == [27, nil])
        #expect(try range([.absolute(12)], exitsAtEnd: false) == [12, nil])
    }

    @Test func onlyNeededPositionsAreLookedUp() throws {
        func positions(_ start: OffsetArgument, exitsAtEnd: Bool) throws -> Set<OffsetPosition> {
            Set(try OffsetPlan([start], initial: .beginning, exitsAtEnd: exitsAtEnd).positions)
        }
        #expect(try positions(.absolute(1), exitsAtEnd: false) == [])
        #expect(try positions(.absolute(1), exitsAtEnd: true) == [.latest])
        #expect(try positions(.beginning, exitsAtEnd: false) == [.earliest])
        #expect(try positions(.beforeEnd(1), exitsAtEnd: true) == [.earliest, .latest])
        #expect(try positions(.fromTime(5), exitsAtEnd: false) == [.timestamp(5)])
    }

    @Test func aStartAndAnEndAreAllowedOnce() throws {
        let plan = try OffsetPlan([.fromTime(1), .untilTime(2)], initial: .beginning, exitsAtEnd: false)
        #expect(plan.start == .fromTime(1) && plan.endTime == 2)
        for twice in [[.beginning, .end], [.untilTime(1), .untilTime(2)]] as [[OffsetArgument]] {
            #expect(throws: ValidationError.self) {
                try OffsetPlan(twice, initial: .beginning, exitsAtEnd: false)
            }
        }
    }
}
