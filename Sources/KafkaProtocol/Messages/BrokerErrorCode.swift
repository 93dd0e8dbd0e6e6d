// Generated from ProtocolSpecs/ErrorCodes.spec by `make generate`; edits are lost.
// SPDX-License-Identifier: Apache-2.0
// swift-format-ignore-file

/// Error code of a broker. Unknown codes are kept as they are.
public struct BrokerErrorCode: RawRepresentable, Hashable, Sendable {
    /// Code on the wire; 0 means no error.
    public let rawValue: Int16

    /// The error with this code, known or not.
    public init(rawValue: Int16) { self.rawValue = rawValue }

    /// UNKNOWN_SERVER_ERROR (-1): the broker failed with an unknown error; see its log.
    public static var unknownServerError: BrokerErrorCode { BrokerErrorCode(rawValue: -1) }
    /// NONE (0): no error.
    public static var none: BrokerErrorCode { BrokerErrorCode(rawValue: 0) }
    /// OFFSET_OUT_OF_RANGE (1): the offset is before the partition's first record or past its end.
    public static var offsetOutOfRange: BrokerErrorCode { BrokerErrorCode(rawValue: 1) }
    /// CORRUPT_MESSAGE (2): a record set has a wrong checksum, size or format.
    public static var corruptMessage: BrokerErrorCode { BrokerErrorCode(rawValue: 2) }
    /// UNKNOWN_TOPIC_OR_PARTITION (3): the broker does not host this topic or partition, or the caller may not describe
    /// it.
    public static var unknownTopicOrPartition: BrokerErrorCode { BrokerErrorCode(rawValue: 3) }
    /// INVALID_FETCH_SIZE (4): the fetch size is not valid.
    public static var invalidFetchSize: BrokerErrorCode { BrokerErrorCode(rawValue: 4) }
    /// LEADER_NOT_AVAILABLE (5): the partition has no leader at the moment; an election is in progress.
    public static var leaderNotAvailable: BrokerErrorCode { BrokerErrorCode(rawValue: 5) }
    /// NOT_LEADER_OR_FOLLOWER (6): the broker no longer leads or follows this partition.
    public static var notLeaderOrFollower: BrokerErrorCode { BrokerErrorCode(rawValue: 6) }
    /// REQUEST_TIMED_OUT (7): the broker could not finish the request within its timeout.
    public static var requestTimedOut: BrokerErrorCode { BrokerErrorCode(rawValue: 7) }
    /// BROKER_NOT_AVAILABLE (8): a broker that the request needs is down.
    public static var brokerNotAvailable: BrokerErrorCode { BrokerErrorCode(rawValue: 8) }
    /// REPLICA_NOT_AVAILABLE (9): the broker has no usable replica of this partition at the moment.
    public static var replicaNotAvailable: BrokerErrorCode { BrokerErrorCode(rawValue: 9) }
    /// MESSAGE_TOO_LARGE (10): the record batch is larger than the topic accepts.
    public static var messageTooLarge: BrokerErrorCode { BrokerErrorCode(rawValue: 10) }
    /// STALE_CONTROLLER_EPOCH (11): the request comes from a controller that has been replaced.
    public static var staleControllerEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 11) }
    /// OFFSET_METADATA_TOO_LARGE (12): the metadata committed with an offset is too long.
    public static var offsetMetadataTooLarge: BrokerErrorCode { BrokerErrorCode(rawValue: 12) }
    /// NETWORK_EXCEPTION (13): the connection was lost before the broker could answer.
    public static var networkException: BrokerErrorCode { BrokerErrorCode(rawValue: 13) }
    /// COORDINATOR_LOAD_IN_PROGRESS (14): the coordinator is still loading its state.
    public static var coordinatorLoadInProgress: BrokerErrorCode { BrokerErrorCode(rawValue: 14) }
    /// COORDINATOR_NOT_AVAILABLE (15): there is no coordinator at the moment.
    public static var coordinatorNotAvailable: BrokerErrorCode { BrokerErrorCode(rawValue: 15) }
    /// NOT_COORDINATOR (16): this broker no longer coordinates the group or transaction.
    public static var notCoordinator: BrokerErrorCode { BrokerErrorCode(rawValue: 16) }
    /// INVALID_TOPIC_EXCEPTION (17): the topic's name is not allowed.
    public static var invalidTopicException: BrokerErrorCode { BrokerErrorCode(rawValue: 17) }
    /// RECORD_LIST_TOO_LARGE (18): the record set is larger than a log segment.
    public static var recordListTooLarge: BrokerErrorCode { BrokerErrorCode(rawValue: 18) }
    /// NOT_ENOUGH_REPLICAS (19): fewer replicas are in sync than the topic requires; nothing was written.
    public static var notEnoughReplicas: BrokerErrorCode { BrokerErrorCode(rawValue: 19) }
    /// NOT_ENOUGH_REPLICAS_AFTER_APPEND (20): the records were written, but to fewer in-sync replicas than the topic
    /// requires.
    public static var notEnoughReplicasAfterAppend: BrokerErrorCode { BrokerErrorCode(rawValue: 20) }
    /// INVALID_REQUIRED_ACKS (21): acks must be 0, 1 or all.
    public static var invalidRequiredAcks: BrokerErrorCode { BrokerErrorCode(rawValue: 21) }
    /// ILLEGAL_GENERATION (22): the group has moved on to another generation.
    public static var illegalGeneration: BrokerErrorCode { BrokerErrorCode(rawValue: 22) }
    /// INCONSISTENT_GROUP_PROTOCOL (23): the member shares no assignor with the group.
    public static var inconsistentGroupProtocol: BrokerErrorCode { BrokerErrorCode(rawValue: 23) }
    /// INVALID_GROUP_ID (24): the group id is not allowed.
    public static var invalidGroupID: BrokerErrorCode { BrokerErrorCode(rawValue: 24) }
    /// UNKNOWN_MEMBER_ID (25): the group does not know this member.
    public static var unknownMemberID: BrokerErrorCode { BrokerErrorCode(rawValue: 25) }
    /// INVALID_SESSION_TIMEOUT (26): the session timeout is outside what the broker allows.
    public static var invalidSessionTimeout: BrokerErrorCode { BrokerErrorCode(rawValue: 26) }
    /// REBALANCE_IN_PROGRESS (27): the group is rebalancing; join again.
    public static var rebalanceInProgress: BrokerErrorCode { BrokerErrorCode(rawValue: 27) }
    /// INVALID_COMMIT_OFFSET_SIZE (28): the offset commit is too large to be stored.
    public static var invalidCommitOffsetSize: BrokerErrorCode { BrokerErrorCode(rawValue: 28) }
    /// TOPIC_AUTHORIZATION_FAILED (29): the caller may not use this topic.
    public static var topicAuthorizationFailed: BrokerErrorCode { BrokerErrorCode(rawValue: 29) }
    /// GROUP_AUTHORIZATION_FAILED (30): the caller may not use this group.
    public static var groupAuthorizationFailed: BrokerErrorCode { BrokerErrorCode(rawValue: 30) }
    /// CLUSTER_AUTHORIZATION_FAILED (31): the caller may not do this on the cluster.
    public static var clusterAuthorizationFailed: BrokerErrorCode { BrokerErrorCode(rawValue: 31) }
    /// INVALID_TIMESTAMP (32): a record's timestamp is outside what the topic accepts.
    public static var invalidTimestamp: BrokerErrorCode { BrokerErrorCode(rawValue: 32) }
    /// UNSUPPORTED_SASL_MECHANISM (33): the broker does not offer this SASL mechanism.
    public static var unsupportedSaslMechanism: BrokerErrorCode { BrokerErrorCode(rawValue: 33) }
    /// ILLEGAL_SASL_STATE (34): this request is not allowed in the current state of the authentication.
    public static var illegalSaslState: BrokerErrorCode { BrokerErrorCode(rawValue: 34) }
    /// UNSUPPORTED_VERSION (35): the broker does not support this version of the request.
    public static var unsupportedVersion: BrokerErrorCode { BrokerErrorCode(rawValue: 35) }
    /// TOPIC_ALREADY_EXISTS (36): a topic with this name exists already.
    public static var topicAlreadyExists: BrokerErrorCode { BrokerErrorCode(rawValue: 36) }
    /// INVALID_PARTITIONS (37): the number of partitions is below 1 or not above the current one.
    public static var invalidPartitions: BrokerErrorCode { BrokerErrorCode(rawValue: 37) }
    /// INVALID_REPLICATION_FACTOR (38): the replication factor is below 1 or above the number of brokers.
    public static var invalidReplicationFactor: BrokerErrorCode { BrokerErrorCode(rawValue: 38) }
    /// INVALID_REPLICA_ASSIGNMENT (39): the replica assignment is not possible.
    public static var invalidReplicaAssignment: BrokerErrorCode { BrokerErrorCode(rawValue: 39) }
    /// INVALID_CONFIG (40): a configuration value is not allowed.
    public static var invalidConfig: BrokerErrorCode { BrokerErrorCode(rawValue: 40) }
    /// NOT_CONTROLLER (41): this broker is not the controller.
    public static var notController: BrokerErrorCode { BrokerErrorCode(rawValue: 41) }
    /// INVALID_REQUEST (42): the request contradicts itself or the protocol; see the broker's log.
    public static var invalidRequest: BrokerErrorCode { BrokerErrorCode(rawValue: 42) }
    /// UNSUPPORTED_FOR_MESSAGE_FORMAT (43): the topic's record format does not support this.
    public static var unsupportedForMessageFormat: BrokerErrorCode { BrokerErrorCode(rawValue: 43) }
    /// POLICY_VIOLATION (44): a policy of the cluster forbids this.
    public static var policyViolation: BrokerErrorCode { BrokerErrorCode(rawValue: 44) }
    /// OUT_OF_ORDER_SEQUENCE_NUMBER (45): a batch of this producer is missing before this one.
    public static var outOfOrderSequenceNumber: BrokerErrorCode { BrokerErrorCode(rawValue: 45) }
    /// DUPLICATE_SEQUENCE_NUMBER (46): the batch was written already.
    public static var duplicateSequenceNumber: BrokerErrorCode { BrokerErrorCode(rawValue: 46) }
    /// INVALID_PRODUCER_EPOCH (47): a newer instance of this producer exists.
    public static var invalidProducerEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 47) }
    /// INVALID_TXN_STATE (48): the transaction does not allow this in its current state.
    public static var invalidTxnState: BrokerErrorCode { BrokerErrorCode(rawValue: 48) }
    /// INVALID_PRODUCER_ID_MAPPING (49): the producer id does not belong to this transactional id.
    public static var invalidProducerIDMapping: BrokerErrorCode { BrokerErrorCode(rawValue: 49) }
    /// INVALID_TRANSACTION_TIMEOUT (50): the transaction timeout is above what the broker allows.
    public static var invalidTransactionTimeout: BrokerErrorCode { BrokerErrorCode(rawValue: 50) }
    /// CONCURRENT_TRANSACTIONS (51): the previous transaction of this producer is still being completed.
    public static var concurrentTransactions: BrokerErrorCode { BrokerErrorCode(rawValue: 51) }
    /// TRANSACTION_COORDINATOR_FENCED (52): the transaction coordinator has been replaced by a newer one.
    public static var transactionCoordinatorFenced: BrokerErrorCode { BrokerErrorCode(rawValue: 52) }
    /// TRANSACTIONAL_ID_AUTHORIZATION_FAILED (53): the caller may not use this transactional id.
    public static var transactionalIDAuthorizationFailed: BrokerErrorCode { BrokerErrorCode(rawValue: 53) }
    /// SECURITY_DISABLED (54): the broker has no security configured.
    public static var securityDisabled: BrokerErrorCode { BrokerErrorCode(rawValue: 54) }
    /// OPERATION_NOT_ATTEMPTED (55): an earlier part of the request failed, so this part was not tried.
    public static var operationNotAttempted: BrokerErrorCode { BrokerErrorCode(rawValue: 55) }
    /// KAFKA_STORAGE_ERROR (56): the broker's disk failed.
    public static var kafkaStorageError: BrokerErrorCode { BrokerErrorCode(rawValue: 56) }
    /// LOG_DIR_NOT_FOUND (57): the broker has no such log directory.
    public static var logDirNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 57) }
    /// SASL_AUTHENTICATION_FAILED (58): the credentials were rejected.
    public static var saslAuthenticationFailed: BrokerErrorCode { BrokerErrorCode(rawValue: 58) }
    /// UNKNOWN_PRODUCER_ID (59): the broker has no state of this producer; its records may have expired.
    public static var unknownProducerID: BrokerErrorCode { BrokerErrorCode(rawValue: 59) }
    /// REASSIGNMENT_IN_PROGRESS (60): the partition is being reassigned.
    public static var reassignmentInProgress: BrokerErrorCode { BrokerErrorCode(rawValue: 60) }
    /// DELEGATION_TOKEN_AUTH_DISABLED (61): delegation tokens are switched off.
    public static var delegationTokenAuthDisabled: BrokerErrorCode { BrokerErrorCode(rawValue: 61) }
    /// DELEGATION_TOKEN_NOT_FOUND (62): the broker does not know this delegation token.
    public static var delegationTokenNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 62) }
    /// DELEGATION_TOKEN_OWNER_MISMATCH (63): the delegation token belongs to another principal.
    public static var delegationTokenOwnerMismatch: BrokerErrorCode { BrokerErrorCode(rawValue: 63) }
    /// DELEGATION_TOKEN_REQUEST_NOT_ALLOWED (64): delegation tokens cannot be managed over this connection.
    public static var delegationTokenRequestNotAllowed: BrokerErrorCode { BrokerErrorCode(rawValue: 64) }
    /// DELEGATION_TOKEN_AUTHORIZATION_FAILED (65): the caller may not use this delegation token.
    public static var delegationTokenAuthorizationFailed: BrokerErrorCode { BrokerErrorCode(rawValue: 65) }
    /// DELEGATION_TOKEN_EXPIRED (66): the delegation token has expired.
    public static var delegationTokenExpired: BrokerErrorCode { BrokerErrorCode(rawValue: 66) }
    /// INVALID_PRINCIPAL_TYPE (67): the principal's type is not supported.
    public static var invalidPrincipalType: BrokerErrorCode { BrokerErrorCode(rawValue: 67) }
    /// NON_EMPTY_GROUP (68): the group still has members.
    public static var nonEmptyGroup: BrokerErrorCode { BrokerErrorCode(rawValue: 68) }
    /// GROUP_ID_NOT_FOUND (69): the group does not exist.
    public static var groupIDNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 69) }
    /// FETCH_SESSION_ID_NOT_FOUND (70): the broker does not have this fetch session any more.
    public static var fetchSessionIDNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 70) }
    /// INVALID_FETCH_SESSION_EPOCH (71): the fetch session has another epoch.
    public static var invalidFetchSessionEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 71) }
    /// LISTENER_NOT_FOUND (72): the leader has no listener with the name of the one connected to.
    public static var listenerNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 72) }
    /// TOPIC_DELETION_DISABLED (73): topic deletion is disabled in this cluster.
    public static var topicDeletionDisabled: BrokerErrorCode { BrokerErrorCode(rawValue: 73) }
    /// FENCED_LEADER_EPOCH (74): the client's leader epoch is older than the broker's.
    public static var fencedLeaderEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 74) }
    /// UNKNOWN_LEADER_EPOCH (75): the client's leader epoch is newer than the broker's.
    public static var unknownLeaderEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 75) }
    /// UNSUPPORTED_COMPRESSION_TYPE (76): this version of the request does not support this compression codec.
    public static var unsupportedCompressionType: BrokerErrorCode { BrokerErrorCode(rawValue: 76) }
    /// STALE_BROKER_EPOCH (77): the broker has registered again since.
    public static var staleBrokerEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 77) }
    /// OFFSET_NOT_AVAILABLE (78): the new leader does not know its high watermark yet.
    public static var offsetNotAvailable: BrokerErrorCode { BrokerErrorCode(rawValue: 78) }
    /// MEMBER_ID_REQUIRED (79): the member must join again with the member id in the response.
    public static var memberIDRequired: BrokerErrorCode { BrokerErrorCode(rawValue: 79) }
    /// PREFERRED_LEADER_NOT_AVAILABLE (80): the preferred leader is down or not in sync.
    public static var preferredLeaderNotAvailable: BrokerErrorCode { BrokerErrorCode(rawValue: 80) }
    /// GROUP_MAX_SIZE_REACHED (81): the group is full.
    public static var groupMaxSizeReached: BrokerErrorCode { BrokerErrorCode(rawValue: 81) }
    /// FENCED_INSTANCE_ID (82): another member has taken over this group instance id.
    public static var fencedInstanceID: BrokerErrorCode { BrokerErrorCode(rawValue: 82) }
    /// ELIGIBLE_LEADERS_NOT_AVAILABLE (83): no replica that may become leader is available.
    public static var eligibleLeadersNotAvailable: BrokerErrorCode { BrokerErrorCode(rawValue: 83) }
    /// ELECTION_NOT_NEEDED (84): the partition already has the wanted leader.
    public static var electionNotNeeded: BrokerErrorCode { BrokerErrorCode(rawValue: 84) }
    /// NO_REASSIGNMENT_IN_PROGRESS (85): the partition is not being reassigned.
    public static var noReassignmentInProgress: BrokerErrorCode { BrokerErrorCode(rawValue: 85) }
    /// GROUP_SUBSCRIBED_TO_TOPIC (86): the group is subscribed to the topic, so its offsets cannot be deleted.
    public static var groupSubscribedToTopic: BrokerErrorCode { BrokerErrorCode(rawValue: 86) }
    /// INVALID_RECORD (87): the broker rejected a record; the response names it and the reason.
    public static var invalidRecord: BrokerErrorCode { BrokerErrorCode(rawValue: 87) }
    /// UNSTABLE_OFFSET_COMMIT (88): offsets of an open transaction are pending for this partition.
    public static var unstableOffsetCommit: BrokerErrorCode { BrokerErrorCode(rawValue: 88) }
    /// THROTTLING_QUOTA_EXCEEDED (89): the caller has used up its quota for the moment.
    public static var throttlingQuotaExceeded: BrokerErrorCode { BrokerErrorCode(rawValue: 89) }
    /// PRODUCER_FENCED (90): a newer instance of this transactional producer exists.
    public static var producerFenced: BrokerErrorCode { BrokerErrorCode(rawValue: 90) }
    /// RESOURCE_NOT_FOUND (91): the resource does not exist.
    public static var resourceNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 91) }
    /// DUPLICATE_RESOURCE (92): the request contains the resource twice.
    public static var duplicateResource: BrokerErrorCode { BrokerErrorCode(rawValue: 92) }
    /// UNACCEPTABLE_CREDENTIAL (93): the credential does not meet the requirements.
    public static var unacceptableCredential: BrokerErrorCode { BrokerErrorCode(rawValue: 93) }
    /// INCONSISTENT_VOTER_SET (94): the sets of voters of two controllers differ.
    public static var inconsistentVoterSet: BrokerErrorCode { BrokerErrorCode(rawValue: 94) }
    /// INVALID_UPDATE_VERSION (95): the update is based on another version than the stored one.
    public static var invalidUpdateVersion: BrokerErrorCode { BrokerErrorCode(rawValue: 95) }
    /// FEATURE_UPDATE_FAILED (96): the cluster's features could not be changed.
    public static var featureUpdateFailed: BrokerErrorCode { BrokerErrorCode(rawValue: 96) }
    /// PRINCIPAL_DESERIALIZATION_FAILURE (97): a forwarded principal could not be read.
    public static var principalDeserializationFailure: BrokerErrorCode { BrokerErrorCode(rawValue: 97) }
    /// SNAPSHOT_NOT_FOUND (98): the snapshot does not exist.
    public static var snapshotNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 98) }
    /// POSITION_OUT_OF_RANGE (99): the position is outside the snapshot.
    public static var positionOutOfRange: BrokerErrorCode { BrokerErrorCode(rawValue: 99) }
    /// UNKNOWN_TOPIC_ID (100): the broker does not host a topic with this id.
    public static var unknownTopicID: BrokerErrorCode { BrokerErrorCode(rawValue: 100) }
    /// DUPLICATE_BROKER_REGISTRATION (101): a broker with this id is registered and alive.
    public static var duplicateBrokerRegistration: BrokerErrorCode { BrokerErrorCode(rawValue: 101) }
    /// BROKER_ID_NOT_REGISTERED (102): no broker with this id is registered.
    public static var brokerIDNotRegistered: BrokerErrorCode { BrokerErrorCode(rawValue: 102) }
    /// INCONSISTENT_TOPIC_ID (103): the topic's id in the log differs from the one requested.
    public static var inconsistentTopicID: BrokerErrorCode { BrokerErrorCode(rawValue: 103) }
    /// INCONSISTENT_CLUSTER_ID (104): the request is meant for another cluster.
    public static var inconsistentClusterID: BrokerErrorCode { BrokerErrorCode(rawValue: 104) }
    /// TRANSACTIONAL_ID_NOT_FOUND (105): the coordinator does not know this transactional id.
    public static var transactionalIDNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 105) }
    /// FETCH_SESSION_TOPIC_ID_ERROR (106): the fetch session mixes topic ids and names.
    public static var fetchSessionTopicIDError: BrokerErrorCode { BrokerErrorCode(rawValue: 106) }
    /// INELIGIBLE_REPLICA (107): the replica may not join the in-sync set.
    public static var ineligibleReplica: BrokerErrorCode { BrokerErrorCode(rawValue: 107) }
    /// NEW_LEADER_ELECTED (108): the request caused the election of another leader.
    public static var newLeaderElected: BrokerErrorCode { BrokerErrorCode(rawValue: 108) }
    /// OFFSET_MOVED_TO_TIERED_STORAGE (109): the offset is in tiered storage only.
    public static var offsetMovedToTieredStorage: BrokerErrorCode { BrokerErrorCode(rawValue: 109) }
    /// FENCED_MEMBER_EPOCH (110): the coordinator has fenced this member; join the group again.
    public static var fencedMemberEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 110) }
    /// UNRELEASED_INSTANCE_ID (111): another member still holds this group instance id.
    public static var unreleasedInstanceID: BrokerErrorCode { BrokerErrorCode(rawValue: 111) }
    /// UNSUPPORTED_ASSIGNOR (112): the coordinator does not have this assignor.
    public static var unsupportedAssignor: BrokerErrorCode { BrokerErrorCode(rawValue: 112) }
    /// STALE_MEMBER_EPOCH (113): the member's epoch is older than the coordinator's; the member must heartbeat first.
    public static var staleMemberEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 113) }
    /// MISMATCHED_ENDPOINT_TYPE (114): the request was sent to a broker but is for a controller, or the reverse.
    public static var mismatchedEndpointType: BrokerErrorCode { BrokerErrorCode(rawValue: 114) }
    /// UNSUPPORTED_ENDPOINT_TYPE (115): this type of endpoint is not supported.
    public static var unsupportedEndpointType: BrokerErrorCode { BrokerErrorCode(rawValue: 115) }
    /// UNKNOWN_CONTROLLER_ID (116): there is no controller with this id.
    public static var unknownControllerID: BrokerErrorCode { BrokerErrorCode(rawValue: 116) }
    /// UNKNOWN_SUBSCRIPTION_ID (117): the telemetry subscription has changed; fetch it again.
    public static var unknownSubscriptionID: BrokerErrorCode { BrokerErrorCode(rawValue: 117) }
    /// TELEMETRY_TOO_LARGE (118): the pushed metrics are larger than the broker accepts.
    public static var telemetryTooLarge: BrokerErrorCode { BrokerErrorCode(rawValue: 118) }
    /// INVALID_REGISTRATION (119): the registration is not valid.
    public static var invalidRegistration: BrokerErrorCode { BrokerErrorCode(rawValue: 119) }
    /// TRANSACTION_ABORTABLE (120): the transaction failed and must be aborted; the producer can continue afterwards.
    public static var transactionAbortable: BrokerErrorCode { BrokerErrorCode(rawValue: 120) }
    /// INVALID_RECORD_STATE (121): the record is not in a state that allows this acknowledgement.
    public static var invalidRecordState: BrokerErrorCode { BrokerErrorCode(rawValue: 121) }
    /// SHARE_SESSION_NOT_FOUND (122): the broker does not have this share session any more.
    public static var shareSessionNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 122) }
    /// INVALID_SHARE_SESSION_EPOCH (123): the share session has another epoch.
    public static var invalidShareSessionEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 123) }
    /// FENCED_STATE_EPOCH (124): the share coordinator has a newer state epoch.
    public static var fencedStateEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 124) }
    /// INVALID_VOTER_KEY (125): the voter's directory id does not match.
    public static var invalidVoterKey: BrokerErrorCode { BrokerErrorCode(rawValue: 125) }
    /// DUPLICATE_VOTER (126): the voter is in the set already.
    public static var duplicateVoter: BrokerErrorCode { BrokerErrorCode(rawValue: 126) }
    /// VOTER_NOT_FOUND (127): the voter is not in the set.
    public static var voterNotFound: BrokerErrorCode { BrokerErrorCode(rawValue: 127) }
    /// INVALID_REGULAR_EXPRESSION (128): the regular expression is not valid.
    public static var invalidRegularExpression: BrokerErrorCode { BrokerErrorCode(rawValue: 128) }
    /// REBOOTSTRAP_REQUIRED (129): the client's view of the cluster is stale; it must bootstrap again.
    public static var rebootstrapRequired: BrokerErrorCode { BrokerErrorCode(rawValue: 129) }
    /// STREAMS_INVALID_TOPOLOGY (130): the topology is not valid.
    public static var streamsInvalidTopology: BrokerErrorCode { BrokerErrorCode(rawValue: 130) }
    /// STREAMS_INVALID_TOPOLOGY_EPOCH (131): the topology's epoch is not valid.
    public static var streamsInvalidTopologyEpoch: BrokerErrorCode { BrokerErrorCode(rawValue: 131) }
    /// STREAMS_TOPOLOGY_FENCED (132): the group has moved on to a newer topology.
    public static var streamsTopologyFenced: BrokerErrorCode { BrokerErrorCode(rawValue: 132) }
    /// SHARE_SESSION_LIMIT_REACHED (133): the broker has reached its limit of share sessions.
    public static var shareSessionLimitReached: BrokerErrorCode { BrokerErrorCode(rawValue: 133) }

    /// Whether the same request may succeed later or elsewhere. False for unknown codes.
    public var isRetriable: Bool {
        switch rawValue {
        case 2, 3, 5, 6, 7, 9, 13, 14, 15, 16, 19, 20, 41, 51, 56, 70, 71, 72, 74, 75, 78, 80, 83, 84, 88, 89, 100, 103, 106, 122, 123, 133: true
        default: false
        }
    }

    /// Kafka's name, such as `NOT_LEADER_OR_FOLLOWER`; nil for unknown codes.
    public var name: String? {
        switch rawValue {
        case -1: "UNKNOWN_SERVER_ERROR"
        case 0: "NONE"
        case 1: "OFFSET_OUT_OF_RANGE"
        case 2: "CORRUPT_MESSAGE"
        case 3: "UNKNOWN_TOPIC_OR_PARTITION"
        case 4: "INVALID_FETCH_SIZE"
        case 5: "LEADER_NOT_AVAILABLE"
        case 6: "NOT_LEADER_OR_FOLLOWER"
        case 7: "REQUEST_TIMED_OUT"
        case 8: "BROKER_NOT_AVAILABLE"
        case 9: "REPLICA_NOT_AVAILABLE"
        case 10: "MESSAGE_TOO_LARGE"
        case 11: "STALE_CONTROLLER_EPOCH"
        case 12: "OFFSET_METADATA_TOO_LARGE"
        case 13: "NETWORK_EXCEPTION"
        case 14: "COORDINATOR_LOAD_IN_PROGRESS"
        case 15: "COORDINATOR_NOT_AVAILABLE"
        case 16: "NOT_COORDINATOR"
        case 17: "INVALID_TOPIC_EXCEPTION"
        case 18: "RECORD_LIST_TOO_LARGE"
        case 19: "NOT_ENOUGH_REPLICAS"
        case 20: "NOT_ENOUGH_REPLICAS_AFTER_APPEND"
        case 21: "INVALID_REQUIRED_ACKS"
        case 22: "ILLEGAL_GENERATION"
        case 23: "INCONSISTENT_GROUP_PROTOCOL"
        case 24: "INVALID_GROUP_ID"
        case 25: "UNKNOWN_MEMBER_ID"
        case 26: "INVALID_SESSION_TIMEOUT"
        case 27: "REBALANCE_IN_PROGRESS"
        case 28: "INVALID_COMMIT_OFFSET_SIZE"
        case 29: "TOPIC_AUTHORIZATION_FAILED"
        case 30: "GROUP_AUTHORIZATION_FAILED"
        case 31: "CLUSTER_AUTHORIZATION_FAILED"
        case 32: "INVALID_TIMESTAMP"
        case 33: "UNSUPPORTED_SASL_MECHANISM"
        case 34: "ILLEGAL_SASL_STATE"
        case 35: "UNSUPPORTED_VERSION"
        case 36: "TOPIC_ALREADY_EXISTS"
        case 37: "INVALID_PARTITIONS"
        case 38: "INVALID_REPLICATION_FACTOR"
        case 39: "INVALID_REPLICA_ASSIGNMENT"
        case 40: "INVALID_CONFIG"
        case 41: "NOT_CONTROLLER"
        case 42: "INVALID_REQUEST"
        case 43: "UNSUPPORTED_FOR_MESSAGE_FORMAT"
        case 44: "POLICY_VIOLATION"
        case 45: "OUT_OF_ORDER_SEQUENCE_NUMBER"
        case 46: "DUPLICATE_SEQUENCE_NUMBER"
        case 47: "INVALID_PRODUCER_EPOCH"
        case 48: "INVALID_TXN_STATE"
        case 49: "INVALID_PRODUCER_ID_MAPPING"
        case 50: "INVALID_TRANSACTION_TIMEOUT"
        case 51: "CONCURRENT_TRANSACTIONS"
        case 52: "TRANSACTION_COORDINATOR_FENCED"
        case 53: "TRANSACTIONAL_ID_AUTHORIZATION_FAILED"
        case 54: "SECURITY_DISABLED"
        case 55: "OPERATION_NOT_ATTEMPTED"
        case 56: "KAFKA_STORAGE_ERROR"
        case 57: "LOG_DIR_NOT_FOUND"
        case 58: "SASL_AUTHENTICATION_FAILED"
        case 59: "UNKNOWN_PRODUCER_ID"
        case 60: "REASSIGNMENT_IN_PROGRESS"
        case 61: "DELEGATION_TOKEN_AUTH_DISABLED"
        case 62: "DELEGATION_TOKEN_NOT_FOUND"
        case 63: "DELEGATION_TOKEN_OWNER_MISMATCH"
        case 64: "DELEGATION_TOKEN_REQUEST_NOT_ALLOWED"
        case 65: "DELEGATION_TOKEN_AUTHORIZATION_FAILED"
        case 66: "DELEGATION_TOKEN_EXPIRED"
        case 67: "INVALID_PRINCIPAL_TYPE"
        case 68: "NON_EMPTY_GROUP"
        case 69: "GROUP_ID_NOT_FOUND"
        case 70: "FETCH_SESSION_ID_NOT_FOUND"
        case 71: "INVALID_FETCH_SESSION_EPOCH"
        case 72: "LISTENER_NOT_FOUND"
        case 73: "TOPIC_DELETION_DISABLED"
        case 74: "FENCED_LEADER_EPOCH"
        case 75: "UNKNOWN_LEADER_EPOCH"
        case 76: "UNSUPPORTED_COMPRESSION_TYPE"
        case 77: "STALE_BROKER_EPOCH"
        case 78: "OFFSET_NOT_AVAILABLE"
        case 79: "MEMBER_ID_REQUIRED"
        case 80: "PREFERRED_LEADER_NOT_AVAILABLE"
        case 81: "GROUP_MAX_SIZE_REACHED"
        case 82: "FENCED_INSTANCE_ID"
        case 83: "ELIGIBLE_LEADERS_NOT_AVAILABLE"
        case 84: "ELECTION_NOT_NEEDED"
        case 85: "NO_REASSIGNMENT_IN_PROGRESS"
        case 86: "GROUP_SUBSCRIBED_TO_TOPIC"
        case 87: "INVALID_RECORD"
        case 88: "UNSTABLE_OFFSET_COMMIT"
        case 89: "THROTTLING_QUOTA_EXCEEDED"
        case 90: "PRODUCER_FENCED"
        case 91: "RESOURCE_NOT_FOUND"
        case 92: "DUPLICATE_RESOURCE"
        case 93: "UNACCEPTABLE_CREDENTIAL"
        case 94: "INCONSISTENT_VOTER_SET"
        case 95: "INVALID_UPDATE_VERSION"
        case 96: "FEATURE_UPDATE_FAILED"
        case 97: "PRINCIPAL_DESERIALIZATION_FAILURE"
        case 98: "SNAPSHOT_NOT_FOUND"
        case 99: "POSITION_OUT_OF_RANGE"
        case 100: "UNKNOWN_TOPIC_ID"
        case 101: "DUPLICATE_BROKER_REGISTRATION"
        case 102: "BROKER_ID_NOT_REGISTERED"
        case 103: "INCONSISTENT_TOPIC_ID"
        case 104: "INCONSISTENT_CLUSTER_ID"
        case 105: "TRANSACTIONAL_ID_NOT_FOUND"
        case 106: "FETCH_SESSION_TOPIC_ID_ERROR"
        case 107: "INELIGIBLE_REPLICA"
        case 108: "NEW_LEADER_ELECTED"
        case 109: "OFFSET_MOVED_TO_TIERED_STORAGE"
        case 110: "FENCED_MEMBER_EPOCH"
        case 111: "UNRELEASED_INSTANCE_ID"
        case 112: "UNSUPPORTED_ASSIGNOR"
        case 113: "STALE_MEMBER_EPOCH"
        case 114: "MISMATCHED_ENDPOINT_TYPE"
        case 115: "UNSUPPORTED_ENDPOINT_TYPE"
        case 116: "UNKNOWN_CONTROLLER_ID"
        case 117: "UNKNOWN_SUBSCRIPTION_ID"
        case 118: "TELEMETRY_TOO_LARGE"
        case 119: "INVALID_REGISTRATION"
        case 120: "TRANSACTION_ABORTABLE"
        case 121: "INVALID_RECORD_STATE"
        case 122: "SHARE_SESSION_NOT_FOUND"
        case 123: "INVALID_SHARE_SESSION_EPOCH"
        case 124: "FENCED_STATE_EPOCH"
        case 125: "INVALID_VOTER_KEY"
        case 126: "DUPLICATE_VOTER"
        case 127: "VOTER_NOT_FOUND"
        case 128: "INVALID_REGULAR_EXPRESSION"
        case 129: "REBOOTSTRAP_REQUIRED"
        case 130: "STREAMS_INVALID_TOPOLOGY"
        case 131: "STREAMS_INVALID_TOPOLOGY_EPOCH"
        case 132: "STREAMS_TOPOLOGY_FENCED"
        case 133: "SHARE_SESSION_LIMIT_REACHED"
        default: nil
        }
    }

    /// Meaning of the code, one sentence without a full stop; nil for unknown codes.
    public var text: String? {
        switch rawValue {
        case -1: "the broker failed with an unknown error; see its log"
        case 0: "no error"
        case 1: "the offset is before the partition's first record or past its end"
        case 2: "a record set has a wrong checksum, size or format"
        case 3: "the broker does not host this topic or partition, or the caller may not describe it"
        case 4: "the fetch size is not valid"
        case 5: "the partition has no leader at the moment; an election is in progress"
        case 6: "the broker no longer leads or follows this partition"
        case 7: "the broker could not finish the request within its timeout"
        case 8: "a broker that the request needs is down"
        case 9: "the broker has no usable replica of this partition at the moment"
        case 10: "the record batch is larger than the topic accepts"
        case 11: "the request comes from a controller that has been replaced"
        case 12: "the metadata committed with an offset is too long"
        case 13: "the connection was lost before the broker could answer"
        case 14: "the coordinator is still loading its state"
        case 15: "there is no coordinator at the moment"
        case 16: "this broker no longer coordinates the group or transaction"
        case 17: "the topic's name is not allowed"
        case 18: "the record set is larger than a log segment"
        case 19: "fewer replicas are in sync than the topic requires; nothing was written"
        case 20: "the records were written, but to fewer in-sync replicas than the topic requires"
        case 21: "acks must be 0, 1 or all"
        case 22: "the group has moved on to another generation"
        case 23: "the member shares no assignor with the group"
        case 24: "the group id is not allowed"
        case 25: "the group does not know this member"
        case 26: "the session timeout is outside what the broker allows"
        case 27: "the group is rebalancing; join again"
        case 28: "the offset commit is too large to be stored"
        case 29: "the caller may not use this topic"
        case 30: "the caller may not use this group"
        case 31: "the caller may not do this on the cluster"
        case 32: "a record's timestamp is outside what the topic accepts"
        case 33: "the broker does not offer this SASL mechanism"
        case 34: "this request is not allowed in the current state of the authentication"
        case 35: "the broker does not support this version of the request"
        case 36: "a topic with this name exists already"
        case 37: "the number of partitions is below 1 or not above the current one"
        case 38: "the replication factor is below 1 or above the number of brokers"
        case 39: "the replica assignment is not possible"
        case 40: "a configuration value is not allowed"
        case 41: "this broker is not the controller"
        case 42: "the request contradicts itself or the protocol; see the broker's log"
        case 43: "the topic's record format does not support this"
        case 44: "a policy of the cluster forbids this"
        case 45: "a batch of this producer is missing before this one"
        case 46: "the batch was written already"
        case 47: "a newer instance of this producer exists"
        case 48: "the transaction does not allow this in its current state"
        case 49: "the producer id does not belong to this transactional id"
        case 50: "the transaction timeout is above what the broker allows"
        case 51: "the previous transaction of this producer is still being completed"
        case 52: "the transaction coordinator has been replaced by a newer one"
        case 53: "the caller may not use this transactional id"
        case 54: "the broker has no security configured"
        case 55: "an earlier part of the request failed, so this part was not tried"
        case 56: "the broker's disk failed"
        case 57: "the broker has no such log directory"
        case 58: "the credentials were rejected"
        case 59: "the broker has no state of this producer; its records may have expired"
        case 60: "the partition is being reassigned"
        case 61: "delegation tokens are switched off"
        case 62: "the broker does not know this delegation token"
        case 63: "the delegation token belongs to another principal"
        case 64: "delegation tokens cannot be managed over this connection"
        case 65: "the caller may not use this delegation token"
        case 66: "the delegation token has expired"
        case 67: "the principal's type is not supported"
        case 68: "the group still has members"
        case 69: "the group does not exist"
        case 70: "the broker does not have this fetch session any more"
        case 71: "the fetch session has another epoch"
        case 72: "the leader has no listener with the name of the one connected to"
        case 73: "topic deletion is disabled in this cluster"
        case 74: "the client's leader epoch is older than the broker's"
        case 75: "the client's leader epoch is newer than the broker's"
        case 76: "this version of the request does not support this compression codec"
        case 77: "the broker has registered again since"
        case 78: "the new leader does not know its high watermark yet"
        case 79: "the member must join again with the member id in the response"
        case 80: "the preferred leader is down or not in sync"
        case 81: "the group is full"
        case 82: "another member has taken over this group instance id"
        case 83: "no replica that may become leader is available"
        case 84: "the partition already has the wanted leader"
        case 85: "the partition is not being reassigned"
        case 86: "the group is subscribed to the topic, so its offsets cannot be deleted"
        case 87: "the broker rejected a record; the response names it and the reason"
        case 88: "offsets of an open transaction are pending for this partition"
        case 89: "the caller has used up its quota for the moment"
        case 90: "a newer instance of this transactional producer exists"
        case 91: "the resource does not exist"
        case 92: "the request contains the resource twice"
        case 93: "the credential does not meet the requirements"
        case 94: "the sets of voters of two controllers differ"
        case 95: "the update is based on another version than the stored one"
        case 96: "the cluster's features could not be changed"
        case 97: "a forwarded principal could not be read"
        case 98: "the snapshot does not exist"
        case 99: "the position is outside the snapshot"
        case 100: "the broker does not host a topic with this id"
        case 101: "a broker with this id is registered and alive"
        case 102: "no broker with this id is registered"
        case 103: "the topic's id in the log differs from the one requested"
        case 104: "the request is meant for another cluster"
        case 105: "the coordinator does not know this transactional id"
        case 106: "the fetch session mixes topic ids and names"
        case 107: "the replica may not join the in-sync set"
        case 108: "the request caused the election of another leader"
        case 109: "the offset is in tiered storage only"
        case 110: "the coordinator has fenced this member; join the group again"
        case 111: "another member still holds this group instance id"
        case 112: "the coordinator does not have this assignor"
        case 113: "the member's epoch is older than the coordinator's; the member must heartbeat first"
        case 114: "the request was sent to a broker but is for a controller, or the reverse"
        case 115: "this type of endpoint is not supported"
        case 116: "there is no controller with this id"
        case 117: "the telemetry subscription has changed; fetch it again"
        case 118: "the pushed metrics are larger than the broker accepts"
        case 119: "the registration is not valid"
        case 120: "the transaction failed and must be aborted; the producer can continue afterwards"
        case 121: "the record is not in a state that allows this acknowledgement"
        case 122: "the broker does not have this share session any more"
        case 123: "the share session has another epoch"
        case 124: "the share coordinator has a newer state epoch"
        case 125: "the voter's directory id does not match"
        case 126: "the voter is in the set already"
        case 127: "the voter is not in the set"
        case 128: "the regular expression is not valid"
        case 129: "the client's view of the cluster is stale; it must bootstrap again"
        case 130: "the topology is not valid"
        case 131: "the topology's epoch is not valid"
        case 132: "the group has moved on to a newer topology"
        case 133: "the broker has reached its limit of share sessions"
        default: nil
        }
    }
}

extension BrokerErrorCode: CustomStringConvertible {
    /// Name and code, or `error code` and the number.
    public var description: String { name.map { "\($0) (\(rawValue))" } ?? "error code \(rawValue)" }
}
