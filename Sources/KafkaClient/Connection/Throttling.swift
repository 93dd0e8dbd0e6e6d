// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The question of who waits out a throttle time. Source: KIP-219; Kafka's `shouldClientThrottle` of each response.
enum Throttling {
    /// Whether the client must wait: in earlier versions the broker had waited before it answered.
    static func isForClient(_ api: APIKey, version: Int16) -> Bool { version >= firstVersions[api] ?? 0 }

    /// The first version in which the client waits; APIs that are not listed began with it.
    private static let firstVersions: [APIKey: Int16] = [
        .produce: 6, .fetch: 8, .listOffsets: 3, .metadata: 6, .offsetCommit: 4, .offsetFetch: 4, .findCoordinator: 2,
        .joinGroup: 3, .heartbeat: 2, .leaveGroup: 2, .syncGroup: 2, .describeGroups: 2, .listGroups: 2,
        .apiVersions: 2, .createTopics: 3, .deleteTopics: 2, .deleteRecords: 1, .initProducerID: 1,
        .addPartitionsToTxn: 1, .addOffsetsToTxn: 1, .endTxn: 1, .txnOffsetCommit: 1, .describeAcls: 1, .createAcls: 1,
        .deleteAcls: 1, .describeConfigs: 2, .alterConfigs: 1, .alterReplicaLogDirs: 1, .describeLogDirs: 1,
        .createPartitions: 1, .createDelegationToken: 1, .renewDelegationToken: 1, .expireDelegationToken: 1,
        .describeDelegationToken: 1, .deleteGroups: 1,
    ]
}
