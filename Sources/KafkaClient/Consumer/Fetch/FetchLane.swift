// Millrace
// SPDX-License-Identifier: Apache-2.0

/// One of a fetcher's two connections: its session and the request under way on it.
struct FetchLane {
    /// A partition of a request, and the offset that was asked for.
    struct Asked {
        var fetch: PartitionFetch
        var offset: Int64
        var maxBytes: Int32
    }

    /// A request without a response yet.
    struct Request {
        var number: Int
        var partitions: [FetchSession.Key: Asked]
        var version: Int16
        var maxBytes: Int
        /// Whether the response must have all partitions.
        var isFull: Bool
        /// Whether the broker is expected to answer at once: there are records that it was asked for.
        var isUrgent: Bool
        /// The moment by which the broker answers.
        var end: Duration
    }

    let role: ConnectionRole
    var session = FetchSession()
    var connection: BrokerConnection?
    var isConnecting = false
    var request: Request?
    /// Number of errors of the session in a row.
    var sessionErrors = 0

    init(_ role: ConnectionRole) { self.role = role }

    var isBusy: Bool { request != nil || isConnecting }
}
