// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The fields that the responses' `CurrentLeader` structures share.
protocol CurrentLeader {
    var leaderID: Int32 { get }
    var leaderEpoch: Int32 { get }
}

extension FetchResponse.LeaderIDAndEpoch: CurrentLeader {}
extension ProduceResponse.LeaderIDAndEpoch: CurrentLeader {}
extension ShareFetchResponse.LeaderIDAndEpoch: CurrentLeader {}
extension ShareAcknowledgeResponse.LeaderIDAndEpoch: CurrentLeader {}
