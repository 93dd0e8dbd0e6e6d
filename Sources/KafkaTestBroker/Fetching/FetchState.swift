// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Fetch sessions of all brokers, and the partitions whose waiting fetches must be checked again.
struct FetchState: Sendable {
    private let seed: UInt64
    private var sessions: [Int32: FetchSessions] = [:]
    private var touched: Set<PartitionKey> = []

    init(seed: UInt64) { self.seed = seed }

    /// Reads or changes the fetch sessions of a broker.
    mutating func sessions<R>(of broker: Int32, _ body: (inout FetchSessions) -> R) -> R {
        let seed = seed &+ UInt64(UInt32(bitPattern: broker))
        return body(&sessions[broker, default: FetchSessions(seed: seed)])
    }

    /// Drops the fetch sessions of a broker that went down.
    mutating func dropSessions(of broker: Int32) { sessions[broker] = nil }

    /// Has the fetches that wait for a partition checked again after the current update.
    mutating func touch(_ key: PartitionKey) { touched.insert(key) }

    /// Returns the partitions touched since the last call.
    mutating func takeTouched() -> Set<PartitionKey> {
        guard !touched.isEmpty else { return [] }
        defer { touched.removeAll(keepingCapacity: true) }
        return touched
    }
}
