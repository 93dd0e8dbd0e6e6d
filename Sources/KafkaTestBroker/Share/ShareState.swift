// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Records in flight of all share groups, and the share sessions of all brokers.
struct ShareState: Sendable {
    private(set) var partitions: [SharePartitionKey: SharePartition] = [:]
    private var sessions: [Int32: ShareSessions] = [:]

    subscript(key: SharePartitionKey) -> SharePartition? {
        get { partitions[key] }
        set { partitions[key] = newValue }
    }

    /// Partitions that a group has read or had its start set in.
    func keys(of group: String) -> [SharePartitionKey] { partitions.keys.filter { $0.group == group } }

    /// Reads or changes the share sessions of a broker.
    mutating func sessions<R>(of broker: Int32, _ body: (inout ShareSessions) -> R) -> R {
        body(&sessions[broker, default: ShareSessions()])
    }

    /// Drops the sessions of a broker that went down. What their members acquired is free again with the next leader.
    mutating func dropSessions(of broker: Int32) { sessions[broker] = nil }
}
