// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// Records that were sent and whose outcome is not known yet, in their order.
final class DeliveryQueue {
    private var chunks: [Deliveries] = []
    /// Index of the first chunk that was not looked at yet.
    private var first = 0
    /// Number of records that were written.
    private(set) var written = 0

    /// Number of records that were added.
    private(set) var added = 0

    func add(_ deliveries: Deliveries) {
        chunks.append(deliveries)
        added += deliveries.count
    }

    /// Forgets the records at the front that were written.
    ///
    /// - Throws: `ToolError` for a record that was not written.
    func removeFinished() async throws {
        while first < chunks.count, chunks[first].isFinished {
            try await removeFirst()
        }
        if first > 64 {
            chunks.removeFirst(first)
            first = 0
        }
    }

    /// Waits for the outcome of all records.
    ///
    /// - Throws: `ToolError` for the first record that was not written.
    func removeAll() async throws {
        while first < chunks.count { try await removeFirst() }
        chunks = []
        first = 0
    }

    private func removeFirst() async throws {
        for delivery in chunks[first] {
            do {
                _ = try await delivery.value
            } catch let error as KafkaError {
                throw ToolError("record \(written + 1) was not written, and \(written) before it were: \(error)")
            }
            written += 1
        }
        chunks[first] = Deliveries()
        first += 1
    }
}
