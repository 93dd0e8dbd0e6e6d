// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `property=value` on the command line.
struct PropertyArgument: ExpressibleByArgument {
    let name: String
    let value: String

    init?(argument: String) {
        let words = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, !words[0].isEmpty else { return nil }
        name = String(words[0])
        value = String(words[1])
    }
}
