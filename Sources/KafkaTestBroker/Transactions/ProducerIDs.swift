// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Generates unique producer ids.
struct ProducerIDs: Sendable {
    private(set) var next: Int64 = 1000

    mutating func take() -> Int64 {
        defer { next += 1 }
        return next
    }
}
