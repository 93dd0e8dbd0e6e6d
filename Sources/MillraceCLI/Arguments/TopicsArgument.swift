// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `a:4,b` on the command line: topics with their partition counts, 1 by default.
struct TopicsArgument: ExpressibleByArgument, CustomStringConvertible {
    var topics: [(name: String, partitions: Int)] = []

    init() {}

    init?(argument: String) {
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: ":", omittingEmptySubsequences: false)
            guard (1...2).contains(words.count), let name = words.first, !name.isEmpty else { return nil }
            guard let partitions = words.count == 1 ? 1 : Int(words[1]), partitions > 0 else { return nil }
            topics.append((String(name), partitions))
        }
    }

    var description: String { topics.map { "\($0.name):\($0.partitions)" }.joined(separator: ",") }
}
