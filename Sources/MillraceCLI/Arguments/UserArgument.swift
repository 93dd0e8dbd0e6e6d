// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `name:password` on the command line. The password may contain colons.
struct UserArgument: ExpressibleByArgument {
    let name: String
    let password: String

    init?(argument: String) {
        let words = argument.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard words.count == 2, !words[0].isEmpty, !words[1].isEmpty else { return nil }
        name = String(words[0])
        password = String(words[1])
    }
}
