// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaTestBroker

/// `2.8` on the command line.
struct ReleaseArgument: ExpressibleByArgument {
    let release: KafkaRelease

    init?(argument: String) {
        let words = argument.split(separator: ".").map { Int($0) }
        guard words.count == 2, let major = words[0], let minor = words[1], major >= 0, minor >= 0 else { return nil }
        release = .kafka(major, minor)
    }
}
