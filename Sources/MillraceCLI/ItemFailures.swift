// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// Failures of single items, such as topics, in a command that goes on with the others.
struct ItemFailures {
    private var reasons: [String] = []

    mutating func add(_ error: KafkaError) {
        let place = error.topicPartition.map { "\($0): " } ?? ""
        reasons.append(place + error.message + (error.brokerError.map { " [\($0)]" } ?? ""))
    }

    /// Ends the command with a failure if there was one.
    ///
    /// - Parameter count: the number of items.
    /// - Throws: `ToolError` with the reasons, one per line.
    func check(of count: Int) throws {
        if reasons.isEmpty { return }
        if count == 1 { throw ToolError(reasons[0]) }
        throw ToolError((["\(reasons.count) of \(count) failed:"] + reasons).joined(separator: "\n  "))
    }

    /// Prints a line for each item that succeeded, in the order of `items`.
    ///
    /// - Throws: `ToolError` with the reasons of the others.
    static func report<Item: Hashable, Value>(
        _ items: [Item], _ results: [Item: Result<Value, KafkaError>], to output: inout OutputBuffer,
        _ line: (Item, Value) -> String
    ) throws {
        var failures = ItemFailures()
        for item in items {
            switch results[item] {
            case .success(let value)?: output.line(line(item, value))
            case .failure(let error)?: failures.add(error)
            case nil: break
            }
        }
        try failures.check(of: items.count)
    }
}
