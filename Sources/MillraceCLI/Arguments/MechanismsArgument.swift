// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import KafkaTestBroker

/// `PLAIN,SCRAM-SHA-256` on the command line.
struct MechanismsArgument: ExpressibleByArgument {
    let mechanisms: [SASLConfiguration.Mechanism]

    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let parsed = words.compactMap { SASLConfiguration.Mechanism(rawValue: $0.uppercased()) }
        guard parsed.count == words.count else { return nil }
        mechanisms = parsed
    }
}
