// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol
internal import KafkaTransport

/// The APIs that the broker serves, by key.
enum APITable {
    static let handlers: [any APIHandler.Type] = [
        Produce.self, Fetch.self, ListOffsets.self, Metadata.self, OffsetCommit.self, OffsetFetch.self,
        FindCoordinator.self, ApiVersions.self, CreateTopics.self, DeleteTopics.self, DeleteRecords.self,
        InitProducerID.self, DescribeConfigs.self, DescribeCluster.self,
        AddPartitionsToTxn.self, AddOffsetsToTxn.self, EndTxn.self, TxnOffsetCommit.self, WriteTxnMarkers.self,
        DescribeTransactions.self, ListTransactions.self, DescribeProducers.self, OffsetForLeaderEpoch.self,
        CreatePartitions.self, IncrementalAlterConfigs.self, AlterConfigs.self, CreateAcls.self, DescribeAcls.self,
        DeleteAcls.self, DescribeClientQuotas.self, AlterClientQuotas.self, DescribeUserScramCredentials.self,
        AlterUserScramCredentials.self, ElectLeaders.self, DescribeLogDirs.self, AlterPartitionReassignments.self,
        ListPartitionReassignments.self, DescribeTopicPartitions.self, AlterReplicaLogDirs.self, DescribeQuorum.self,
        ListConfigResources.self, UnregisterBroker.self,
        SaslHandshake.self, SaslAuthenticate.self,
        JoinGroup.self, SyncGroup.self, Heartbeat.self, LeaveGroup.self, DescribeGroups.self, ListGroups.self,
        DeleteGroups.self, OffsetDelete.self, ConsumerGroupHeartbeat.self, ConsumerGroupDescribe.self,
        ShareGroupHeartbeat.self, ShareGroupDescribe.self, ShareFetch.self, ShareAcknowledge.self,
        DescribeShareGroupOffsets.self, AlterShareGroupOffsets.self, DeleteShareGroupOffsets.self,
    ]

    private static let byKey: [Int16: any APIHandler.Type] = Dictionary(
        uniqueKeysWithValues: handlers.map { (key($0), $0) })

    static func handler(_ key: Int16) -> (any APIHandler.Type)? { byKey[key] }

    /// The versions of an API that are offered; nil for none. With a release to imitate, only those that it had.
    static func offered<H: APIHandler>(_ handler: H.Type, _ release: KafkaRelease?) -> ClosedRange<Int16>? {
        guard let release else { return H.versions }
        guard let highest = release.highestVersion(of: H.Request.apiKey), highest >= H.versions.lowerBound else {
            return nil
        }
        return H.versions.lowerBound...min(highest, H.versions.upperBound)
    }

    static func key<H: APIHandler>(_ handler: H.Type) -> Int16 { H.Request.apiKey.rawValue }
}
