// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

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
