// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The leader that a Fetch or Produce response names for a partition that has moved. Source: KIP-951.
struct LeaderHint: Hashable, Sendable {
    var leader: Int32
    var epoch: Int32
    /// The leader's address; nil if the response does not give it or its port is not 1 to 65535.
    var endpoint: ClusterMetadata.Broker?

    /// The hint in one partition's part of a response; nil if it names no leader.
    init?<Endpoint: NodeEndpoint>(_ current: some CurrentLeader, endpoints: [Endpoint]) {
        guard current.leaderID >= 0, current.leaderEpoch >= 0 else { return nil }
        leader = current.leaderID
        epoch = current.leaderEpoch
        endpoint = endpoints.first { $0.nodeID == current.leaderID && (1...65535).contains($0.port) }
            .map { .init(id: $0.nodeID, host: $0.host, port: Int($0.port), rack: $0.rack) }
    }
}
