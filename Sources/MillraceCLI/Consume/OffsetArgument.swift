// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A value of `millrace consume -o`: where reading starts, or ends. Source: kcat 1.7.1.
enum OffsetArgument: Sendable, Equatable {
    case beginning, end, stored
    /// This offset.
    case absolute(Int64)
    /// This many offsets before the end.
    case beforeEnd(Int64)
    /// The first record with this timestamp or a later one, in milliseconds since 1970 UTC.
    case fromTime(Int64)
    /// Reading ends before the first record with this timestamp or a later one.
    case untilTime(Int64)

    init(parsing text: String) throws {
        switch text {
        case "beginning", "earliest": self = .beginning
        case "end", "latest": self = .end
        case "stored", "committed": self = .stored
        case _ where text.hasPrefix("s@"): self = .fromTime(try Self.milliseconds(text))
        case _ where text.hasPrefix("e@"): self = .untilTime(try Self.milliseconds(text))
        default:
            guard let number = Int64(text), number != .min else {
                throw ValidationError(
                    "give beginning, end, stored, an offset, -N for the last N, s@TIME to start or e@TIME to end")
            }
            self = text.hasPrefix("-") ? .beforeEnd(-number) : .absolute(number)
        }
    }

    private static func milliseconds(_ text: String) throws -> Int64 {
        guard let number = Int64(text.dropFirst(2)), number >= 0 else {
            throw ValidationError(
                "a time is a number of milliseconds since 1970 UTC, as in \(text.prefix(2))1700000000000")
        }
        return number
    }
}
