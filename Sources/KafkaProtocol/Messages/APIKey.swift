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
    public static let produce = APIKey(rawValue: 0)
    /// Fetch.
    public static let fetch = APIKey(rawValue: 1)
    /// ListOffsets.
    public static let listOffsets = APIKey(rawValue: 2)
    /// Metadata.
    public static let metadata = APIKey(rawValue: 3)
    /// OffsetCommit.
    public static let offsetCommit = APIKey(rawValue: 8)
    /// OffsetFetch.
    public static let offsetFetch = APIKey(rawValue: 9)
    /// FindCoordinator.
    public static let findCoordinator = APIKey(rawValue: 10)
    /// JoinGroup.
    public static let joinGroup = APIKey(rawValue: 11)
    /// Heartbeat.
    public static let heartbeat = APIKey(rawValue: 12)
    /// LeaveGroup.
    public static let leaveGroup = APIKey(rawValue: 13)
    /// SyncGroup.
    public static let syncGroup = APIKey(rawValue: 14)
    /// DescribeGroups.
    public static let describeGroups = APIKey(rawValue: 15)
    /// ListGroups.
    public static let listGroups = APIKey(rawValue: 16)
    /// SaslHandshake.
    public static let saslHandshake = APIKey(rawValue: 17)
    /// ApiVersions.
    public static let apiVersions = APIKey(rawValue: 18)
    /// CreateTopics.
    public static let createTopics = APIKey(rawValue: 19)
    /// DeleteTopics.
    public static let deleteTopics = APIKey(rawValue: 20)
    /// DeleteRecords.
    public static let deleteRecords = APIKey(rawValue: 21)
    /// InitProducerId.
    public static let initProducerID = APIKey(rawValue: 22)
    /// OffsetForLeaderEpoch.
    public static let offsetForLeaderEpoch = APIKey(rawValue: 23)
    /// AddPartitionsToTxn.
    public static let addPartitionsToTxn = APIKey(rawValue: 24)
    /// AddOffsetsToTxn.
    public static let addOffsetsToTxn = APIKey(rawValue: 25)
    /// EndTxn.
    public static let endTxn = APIKey(rawValue: 26)
    /// WriteTxnMarkers.
    public static let writeTxnMarkers = APIKey(rawValue: 27)
    /// TxnOffsetCommit.
    public static let txnOffsetCommit = APIKey(rawValue: 28)
    /// DescribeAcls.
    public static let describeAcls = APIKey(rawValue: 29)
    /// CreateAcls.
    public static let createAcls = APIKey(rawValue: 30)
    /// DeleteAcls.
    public static let deleteAcls = APIKey(rawValue: 31)
    /// DescribeConfigs.
    public static let describeConfigs = APIKey(rawValue: 32)
    /// AlterConfigs.
    public static let alterConfigs = APIKey(rawValue: 33)
    /// AlterReplicaLogDirs.
    public static let alterReplicaLogDirs = APIKey(rawValue: 34)
    /// DescribeLogDirs.
    public static let describeLogDirs = APIKey(rawValue: 35)
    /// SaslAuthenticate.
    public static let saslAuthenticate = APIKey(rawValue: 36)
    /// CreatePartitions.
    public static let createPartitions = APIKey(rawValue: 37)
    /// CreateDelegationToken.
    public static let createDelegationToken = APIKey(rawValue: 38)
    /// RenewDelegationToken.
    public static let renewDelegationToken = APIKey(rawValue: 39)
    /// ExpireDelegationToken.
    public static let expireDelegationToken = APIKey(rawValue: 40)
    /// DescribeDelegationToken.
    public static let describeDelegationToken = APIKey(rawValue: 41)
    /// DeleteGroups.
    public static let deleteGroups = APIKey(rawValue: 42)
    /// ElectLeaders.
    public static let electLeaders = APIKey(rawValue: 43)
    /// IncrementalAlterConfigs.
    public static let incrementalAlterConfigs = APIKey(rawValue: 44)
    /// AlterPartitionReassignments.
    public static let alterPartitionReassignments = APIKey(rawValue: 45)
    /// ListPartitionReassignments.
    public static let listPartitionReassignments = APIKey(rawValue: 46)
    /// OffsetDelete.
    public static let offsetDelete = APIKey(rawValue: 47)
    /// DescribeClientQuotas.
    public static let describeClientQuotas = APIKey(rawValue: 48)
    /// AlterClientQuotas.
    public static let alterClientQuotas = APIKey(rawValue: 49)
    /// DescribeUserScramCredentials.
    public static let describeUserScramCredentials = APIKey(rawValue: 50)
    /// AlterUserScramCredentials.
    public static let alterUserScramCredentials = APIKey(rawValue: 51)
    /// DescribeQuorum.
    public static let describeQuorum = APIKey(rawValue: 55)
    /// UpdateFeatures.
    public static let updateFeatures = APIKey(rawValue: 57)
    /// DescribeCluster.
    public static let describeCluster = APIKey(rawValue: 60)
    /// DescribeProducers.
    public static let describeProducers = APIKey(rawValue: 61)
    /// UnregisterBroker.
    public static let unregisterBroker = APIKey(rawValue: 64)
    /// DescribeTransactions.
    public static let describeTransactions = APIKey(rawValue: 65)
    /// ListTransactions.
    public static let listTransactions = APIKey(rawValue: 66)
    /// ConsumerGroupHeartbeat.
    public static let consumerGroupHeartbeat = APIKey(rawValue: 68)
    /// ConsumerGroupDescribe.
    public static let consumerGroupDescribe = APIKey(rawValue: 69)
    /// GetTelemetrySubscriptions.
    public static let getTelemetrySubscriptions = APIKey(rawValue: 71)
    /// PushTelemetry.
    public static let pushTelemetry = APIKey(rawValue: 72)
    /// ListConfigResources.
    public static let listConfigResources = APIKey(rawValue: 74)
    /// DescribeTopicPartitions.
    public static let describeTopicPartitions = APIKey(rawValue: 75)
    /// ShareGroupHeartbeat.
    public static let shareGroupHeartbeat = APIKey(rawValue: 76)
    /// ShareGroupDescribe.
    public static let shareGroupDescribe = APIKey(rawValue: 77)
    /// ShareFetch.
    public static let shareFetch = APIKey(rawValue: 78)
    /// ShareAcknowledge.
    public static let shareAcknowledge = APIKey(rawValue: 79)
    /// AddRaftVoter.
    public static let addRaftVoter = APIKey(rawValue: 80)
    /// RemoveRaftVoter.
    public static let removeRaftVoter = APIKey(rawValue: 81)
    /// StreamsGroupHeartbeat.
    public static let streamsGroupHeartbeat = APIKey(rawValue: 88)
    /// StreamsGroupDescribe.
    public static let streamsGroupDescribe = APIKey(rawValue: 89)
    /// DescribeShareGroupOffsets.
    public static let describeShareGroupOffsets = APIKey(rawValue: 90)
    /// AlterShareGroupOffsets.
    public static let alterShareGroupOffsets = APIKey(rawValue: 91)
    /// DeleteShareGroupOffsets.
    public static let deleteShareGroupOffsets = APIKey(rawValue: 92)
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
