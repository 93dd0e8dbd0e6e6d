// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Millrace

/// A duration on the command line: a whole number with a unit, such as `500ms`, `2s` or `1m`.
struct DurationArgument: ExpressibleByArgument, Decodable {
    let duration: Duration

    init(_ duration: Duration) { self.duration = duration }

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits), number > 0, number <= 1_000_000_000 else { return nil }
        switch argument.dropFirst(digits.count) {
        case "ms": duration = .milliseconds(number)
        case "s": duration = .seconds(number)
        case "m": duration = .seconds(number * 60)
        default: return nil
        }
    }
}

extension DurationArgument: CustomStringConvertible {
    /// The form that `init(argument:)` reads, in the largest unit that fits; help shows it as the default.
    var description: String {
        let milliseconds = duration.wholeMilliseconds
        if milliseconds % 60_000 == 0 { return "\(milliseconds / 60_000)m" }
        if milliseconds % 1000 == 0 { return "\(milliseconds / 1000)s" }
        return "\(milliseconds)ms"
    }
}
