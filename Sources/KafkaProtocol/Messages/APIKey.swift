// Generated from ProtocolSpecs/*.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Number of an API in the request header. Unknown keys are kept as they are.
public struct APIKey: RawRepresentable, Hashable, Sendable {
    /// Key on the wire.
    public let rawValue: Int16

    /// The API with this key, known or not.
    public init(rawValue: Int16) { self.rawValue = rawValue }

    /// Produce.
    public static var produce: APIKey { APIKey(rawValue: 0) }
    /// Fetch.
    public static var fetch: APIKey { APIKey(rawValue: 1) }
    /// ListOffsets.
    public static var listOffsets: APIKey { APIKey(rawValue: 2) }
    /// Metadata.
    public static var metadata: APIKey { APIKey(rawValue: 3) }
    /// OffsetCommit.
    public static var offsetCommit: APIKey { APIKey(rawValue: 8) }
    /// OffsetFetch.
    public static var offsetFetch: APIKey { APIKey(rawValue: 9) }
    /// FindCoordinator.
    public static var findCoordinator: APIKey { APIKey(rawValue: 10) }
    /// JoinGroup.
    public static var joinGroup: APIKey { APIKey(rawValue: 11) }
    /// Heartbeat.
    public static var heartbeat: APIKey { APIKey(rawValue: 12) }
    /// LeaveGroup.
    public static var leaveGroup: APIKey { APIKey(rawValue: 13) }
    /// SyncGroup.
    public static var syncGroup: APIKey { APIKey(rawValue: 14) }
    /// DescribeGroups.
    public static var describeGroups: APIKey { APIKey(rawValue: 15) }
    /// ListGroups.
    public static var listGroups: APIKey { APIKey(rawValue: 16) }
    /// SaslHandshake.
    public static var saslHandshake: APIKey { APIKey(rawValue: 17) }
    /// ApiVersions.
    public static var apiVersions: APIKey { APIKey(rawValue: 18) }
    /// CreateTopics.
    public static var createTopics: APIKey { APIKey(rawValue: 19) }
    /// DeleteTopics.
    public static var deleteTopics: APIKey { APIKey(rawValue: 20) }
    /// DeleteRecords.
    public static var deleteRecords: APIKey { APIKey(rawValue: 21) }
    /// InitProducerId.
    public static var initProducerID: APIKey { APIKey(rawValue: 22) }
    /// OffsetForLeaderEpoch.
    public static var offsetForLeaderEpoch: APIKey { APIKey(rawValue: 23) }
    /// AddPartitionsToTxn.
    public static var addPartitionsToTxn: APIKey { APIKey(rawValue: 24) }
    /// AddOffsetsToTxn.
    public static var addOffsetsToTxn: APIKey { APIKey(rawValue: 25) }
    /// EndTxn.
    public static var endTxn: APIKey { APIKey(rawValue: 26) }
    /// WriteTxnMarkers.
    public static var writeTxnMarkers: APIKey { APIKey(rawValue: 27) }
    /// TxnOffsetCommit.
    public static var txnOffsetCommit: APIKey { APIKey(rawValue: 28) }
    /// DescribeAcls.
    public static var describeAcls: APIKey { APIKey(rawValue: 29) }
    /// CreateAcls.
    public static var createAcls: APIKey { APIKey(rawValue: 30) }
    /// DeleteAcls.
    public static var deleteAcls: APIKey { APIKey(rawValue: 31) }
    /// DescribeConfigs.
    public static var describeConfigs: APIKey { APIKey(rawValue: 32) }
    /// AlterConfigs.
    public static var alterConfigs: APIKey { APIKey(rawValue: 33) }
    /// AlterReplicaLogDirs.
    public static var alterReplicaLogDirs: APIKey { APIKey(rawValue: 34) }
    /// DescribeLogDirs.
    public static var describeLogDirs: APIKey { APIKey(rawValue: 35) }
    /// SaslAuthenticate.
    public static var saslAuthenticate: APIKey { APIKey(rawValue: 36) }
    /// CreatePartitions.
    public static var createPartitions: APIKey { APIKey(rawValue: 37) }
    /// CreateDelegationToken.
    public static var createDelegationToken: APIKey { APIKey(rawValue: 38) }
    /// RenewDelegationToken.
    public static var renewDelegationToken: APIKey { APIKey(rawValue: 39) }
    /// ExpireDelegationToken.
    public static var expireDelegationToken: APIKey { APIKey(rawValue: 40) }
    /// DescribeDelegationToken.
    public static var describeDelegationToken: APIKey { APIKey(rawValue: 41) }
    /// DeleteGroups.
    public static var deleteGroups: APIKey { APIKey(rawValue: 42) }
    /// ElectLeaders.
    public static var electLeaders: APIKey { APIKey(rawValue: 43) }
    /// IncrementalAlterConfigs.
    public static var incrementalAlterConfigs: APIKey { APIKey(rawValue: 44) }
    /// AlterPartitionReassignments.
    public static var alterPartitionReassignments: APIKey { APIKey(rawValue: 45) }
    /// ListPartitionReassignments.
    public static var listPartitionReassignments: APIKey { APIKey(rawValue: 46) }
    /// OffsetDelete.
    public static var offsetDelete: APIKey { APIKey(rawValue: 47) }
    /// DescribeClientQuotas.
    public static var describeClientQuotas: APIKey { APIKey(rawValue: 48) }
    /// AlterClientQuotas.
    public static var alterClientQuotas: APIKey { APIKey(rawValue: 49) }
    /// DescribeUserScramCredentials.
    public static var describeUserScramCredentials: APIKey { APIKey(rawValue: 50) }
    /// AlterUserScramCredentials.
    public static var alterUserScramCredentials: APIKey { APIKey(rawValue: 51) }
    /// DescribeQuorum.
    public static var describeQuorum: APIKey { APIKey(rawValue: 55) }
    /// UpdateFeatures.
    public static var updateFeatures: APIKey { APIKey(rawValue: 57) }
    /// DescribeCluster.
    public static var describeCluster: APIKey { APIKey(rawValue: 60) }
    /// DescribeProducers.
    public static var describeProducers: APIKey { APIKey(rawValue: 61) }
    /// UnregisterBroker.
    public static var unregisterBroker: APIKey { APIKey(rawValue: 64) }
    /// DescribeTransactions.
    public static var describeTransactions: APIKey { APIKey(rawValue: 65) }
    /// ListTransactions.
    public static var listTransactions: APIKey { APIKey(rawValue: 66) }
    /// ConsumerGroupHeartbeat.
    public static var consumerGroupHeartbeat: APIKey { APIKey(rawValue: 68) }
    /// ConsumerGroupDescribe.
    public static var consumerGroupDescribe: APIKey { APIKey(rawValue: 69) }
    /// GetTelemetrySubscriptions.
    public static var getTelemetrySubscriptions: APIKey { APIKey(rawValue: 71) }
    /// PushTelemetry.
    public static var pushTelemetry: APIKey { APIKey(rawValue: 72) }
    /// ListConfigResources.
    public static var listConfigResources: APIKey { APIKey(rawValue: 74) }
    /// DescribeTopicPartitions.
    public static var describeTopicPartitions: APIKey { APIKey(rawValue: 75) }
    /// ShareGroupHeartbeat.
    public static var shareGroupHeartbeat: APIKey { APIKey(rawValue: 76) }
    /// ShareGroupDescribe.
    public static var shareGroupDescribe: APIKey { APIKey(rawValue: 77) }
    /// ShareFetch.
    public static var shareFetch: APIKey { APIKey(rawValue: 78) }
    /// ShareAcknowledge.
    public static var shareAcknowledge: APIKey { APIKey(rawValue: 79) }
    /// AddRaftVoter.
    public static var addRaftVoter: APIKey { APIKey(rawValue: 80) }
    /// RemoveRaftVoter.
    public static var removeRaftVoter: APIKey { APIKey(rawValue: 81) }
    /// StreamsGroupHeartbeat.
    public static var streamsGroupHeartbeat: APIKey { APIKey(rawValue: 88) }
    /// StreamsGroupDescribe.
    public static var streamsGroupDescribe: APIKey { APIKey(rawValue: 89) }
    /// DescribeShareGroupOffsets.
    public static var describeShareGroupOffsets: APIKey { APIKey(rawValue: 90) }
    /// AlterShareGroupOffsets.
    public static var alterShareGroupOffsets: APIKey { APIKey(rawValue: 91) }
    /// DeleteShareGroupOffsets.
    public static var deleteShareGroupOffsets: APIKey { APIKey(rawValue: 92) }
}

extension APIKey: CustomStringConvertible {
    /// Kafka's name of the API, or `API` and the key.
    public var description: String {
        switch rawValue {
        case 0: "Produce"
        case 1: "Fetch"
        case 2: "ListOffsets"
        case 3: "Metadata"
        case 8: "OffsetCommit"
        case 9: "OffsetFetch"
        case 10: "FindCoordinator"
        case 11: "JoinGroup"
        case 12: "Heartbeat"
        case 13: "LeaveGroup"
        case 14: "SyncGroup"
        case 15: "DescribeGroups"
        case 16: "ListGroups"
        case 17: "SaslHandshake"
        case 18: "ApiVersions"
        case 19: "CreateTopics"
        case 20: "DeleteTopics"
        case 21: "DeleteRecords"
        case 22: "InitProducerId"
        case 23: "OffsetForLeaderEpoch"
        case 24: "AddPartitionsToTxn"
        case 25: "AddOffsetsToTxn"
        case 26: "EndTxn"
        case 27: "WriteTxnMarkers"
        case 28: "TxnOffsetCommit"
        case 29: "DescribeAcls"
        case 30: "CreateAcls"
        case 31: "DeleteAcls"
        case 32: "DescribeConfigs"
        case 33: "AlterConfigs"
        case 34: "AlterReplicaLogDirs"
        case 35: "DescribeLogDirs"
        case 36: "SaslAuthenticate"
        case 37: "CreatePartitions"
        case 38: "CreateDelegationToken"
        case 39: "RenewDelegationToken"
        case 40: "ExpireDelegationToken"
        case 41: "DescribeDelegationToken"
        case 42: "DeleteGroups"
        case 43: "ElectLeaders"
        case 44: "IncrementalAlterConfigs"
        case 45: "AlterPartitionReassignments"
        case 46: "ListPartitionReassignments"
        case 47: "OffsetDelete"
        case 48: "DescribeClientQuotas"
        case 49: "AlterClientQuotas"
        case 50: "DescribeUserScramCredentials"
        case 51: "AlterUserScramCredentials"
        case 55: "DescribeQuorum"
        case 57: "UpdateFeatures"
        case 60: "DescribeCluster"
        case 61: "DescribeProducers"
        case 64: "UnregisterBroker"
        case 65: "DescribeTransactions"
        case 66: "ListTransactions"
        case 68: "ConsumerGroupHeartbeat"
        case 69: "ConsumerGroupDescribe"
        case 71: "GetTelemetrySubscriptions"
        case 72: "PushTelemetry"
        case 74: "ListConfigResources"
        case 75: "DescribeTopicPartitions"
        case 76: "ShareGroupHeartbeat"
        case 77: "ShareGroupDescribe"
        case 78: "ShareFetch"
        case 79: "ShareAcknowledge"
        case 80: "AddRaftVoter"
        case 81: "RemoveRaftVoter"
        case 88: "StreamsGroupHeartbeat"
        case 89: "StreamsGroupDescribe"
        case 90: "DescribeShareGroupOffsets"
        case 91: "AlterShareGroupOffsets"
        case 92: "DeleteShareGroupOffsets"
        default: "API \(rawValue)"
        }
    }
}

/// All APIs that this library knows.
public enum KafkaAPIs {
    /// Request type of each API, in ascending order of keys; its `Response` is the response type.
    public static let requests: [any KafkaRequest.Type] = [
        ProduceRequest.self,
        FetchRequest.self,
        ListOffsetsRequest.self,
        MetadataRequest.self,
        OffsetCommitRequest.self,
        OffsetFetchRequest.self,
        FindCoordinatorRequest.self,
        JoinGroupRequest.self,
        HeartbeatRequest.self,
        LeaveGroupRequest.self,
        SyncGroupRequest.self,
        DescribeGroupsRequest.self,
        ListGroupsRequest.self,
        SaslHandshakeRequest.self,
        ApiVersionsRequest.self,
        CreateTopicsRequest.self,
        DeleteTopicsRequest.self,
        DeleteRecordsRequest.self,
        InitProducerIDRequest.self,
        OffsetForLeaderEpochRequest.self,
        AddPartitionsToTxnRequest.self,
        AddOffsetsToTxnRequest.self,
        EndTxnRequest.self,
        WriteTxnMarkersRequest.self,
        TxnOffsetCommitRequest.self,
        DescribeAclsRequest.self,
        CreateAclsRequest.self,
        DeleteAclsRequest.self,
        DescribeConfigsRequest.self,
        AlterConfigsRequest.self,
        AlterReplicaLogDirsRequest.self,
        DescribeLogDirsRequest.self,
        SaslAuthenticateRequest.self,
        CreatePartitionsRequest.self,
        CreateDelegationTokenRequest.self,
        RenewDelegationTokenRequest.self,
        ExpireDelegationTokenRequest.self,
        DescribeDelegationTokenRequest.self,
        DeleteGroupsRequest.self,
        ElectLeadersRequest.self,
        IncrementalAlterConfigsRequest.self,
        AlterPartitionReassignmentsRequest.self,
        ListPartitionReassignmentsRequest.self,
        OffsetDeleteRequest.self,
        DescribeClientQuotasRequest.self,
        AlterClientQuotasRequest.self,
        DescribeUserScramCredentialsRequest.self,
        AlterUserScramCredentialsRequest.self,
        DescribeQuorumRequest.self,
        UpdateFeaturesRequest.self,
        DescribeClusterRequest.self,
        DescribeProducersRequest.self,
        UnregisterBrokerRequest.self,
        DescribeTransactionsRequest.self,
        ListTransactionsRequest.self,
        ConsumerGroupHeartbeatRequest.self,
        ConsumerGroupDescribeRequest.self,
        GetTelemetrySubscriptionsRequest.self,
        PushTelemetryRequest.self,
        ListConfigResourcesRequest.self,
        DescribeTopicPartitionsRequest.self,
        ShareGroupHeartbeatRequest.self,
        ShareGroupDescribeRequest.self,
        ShareFetchRequest.self,
        ShareAcknowledgeRequest.self,
        AddRaftVoterRequest.self,
        RemoveRaftVoterRequest.self,
        StreamsGroupHeartbeatRequest.self,
        StreamsGroupDescribeRequest.self,
        DescribeShareGroupOffsetsRequest.self,
        AlterShareGroupOffsetsRequest.self,
        DeleteShareGroupOffsetsRequest.self,
    ]
}
