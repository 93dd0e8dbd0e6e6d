// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// A release of Apache Kafka for a cluster to imitate: the cluster offers only the APIs and versions that the release
/// had.
public struct KafkaRelease: Comparable, Hashable, Sendable, CustomStringConvertible {
    /// First number; 0 for releases before 1.0.
    public var major: Int
    /// Second number.
    public var minor: Int

    /// A release such as `.kafka(2, 8)`; Kafka 0.11 is `.kafka(0, 11)`. Releases 0.11 to 4.2 are known; a release
    /// between or after these has the versions of the last one before it.
    public static func kafka(_ major: Int, _ minor: Int) -> KafkaRelease { KafkaRelease(major: major, minor: minor) }

    /// Orders releases by age.
    public static func < (left: KafkaRelease, right: KafkaRelease) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }

    /// As in "2.8".
    public var description: String { "\(major).\(minor)" }

    /// Highest version of an API in the release's brokers; nil if they did not have it. Unstable versions do not count.
    func highestVersion(of api: APIKey) -> Int16? {
        Self.steps[api]?.last { $0.release <= self }?.version
    }

    private static let steps: [APIKey: [(release: KafkaRelease, version: Int16)]] = Dictionary(
        uniqueKeysWithValues: table.map { api, text in (api, parse(text)) })

    /// Parses steps such as "0.11:3 1.0:5".
    private static func parse(_ text: String) -> [(release: KafkaRelease, version: Int16)] {
        text.split(separator: " ").compactMap { step in
            let numbers = step.split { $0 == "." || $0 == ":" }.compactMap { Int($0) }
            guard numbers.count == 3 else { return nil }
            return (KafkaRelease(major: numbers[0], minor: numbers[1]), Int16(numbers[2]))
        }
    }

    /// The first release of each highest version. Source: the message definitions under the tags of Apache Kafka's
    /// releases 2.3 to 4.2; before them the `Protocol` classes and the KIPs that raised a version.
    private static let table: [(APIKey, String)] = [
        (.produce, "0.11:3 1.0:5 2.0:6 2.1:7 2.4:8 2.8:9 3.7:10 3.8:11 4.0:12 4.1:13"),
        (.fetch, "0.11:5 1.0:6 1.1:7 2.0:8 2.1:10 2.3:11 2.7:12 3.1:13 3.5:15 3.7:16 3.9:17 4.1:18"),
        (.listOffsets, "0.11:2 2.0:3 2.1:4 2.2:5 2.8:6 3.0:7 3.5:8 3.9:9 4.0:10"),
        (.metadata, "0.11:4 1.0:5 2.0:6 2.1:7 2.3:8 2.4:9 2.8:11 3.1:12 4.0:13"),
        (.offsetCommit, "0.11:3 2.0:4 2.1:6 2.3:7 2.4:8 3.7:9 4.2:10"),
        (.offsetFetch, "0.11:3 2.0:4 2.1:5 2.4:6 2.5:7 3.0:8 3.7:9 4.2:10"),
        (.findCoordinator, "0.11:1 2.0:2 2.4:3 3.0:4 3.8:5 3.9:6"),
        (.joinGroup, "0.11:2 2.0:3 2.2:4 2.3:5 2.4:6 2.5:7 3.2:9"),
        (.heartbeat, "0.11:1 2.0:2 2.3:3 2.4:4"),
        (.leaveGroup, "0.11:1 2.0:2 2.4:4 3.2:5"),
        (.syncGroup, "0.11:1 2.0:2 2.3:3 2.4:4 2.5:5"),
        (.describeGroups, "0.11:1 2.0:2 2.3:3 2.4:5 4.0:6"),
        (.listGroups, "0.11:1 2.0:2 2.4:3 2.6:4 3.8:5"),
        (.saslHandshake, "0.11:0 1.0:1"),
        (.apiVersions, "0.11:1 2.0:2 2.4:3 3.9:4"),
        (.createTopics, "0.11:2 2.0:3 2.4:5 2.7:6 2.8:7"),
        (.deleteTopics, "0.11:1 2.0:2 2.1:3 2.4:4 2.7:5 2.8:6"),
        (.deleteRecords, "0.11:0 2.0:1 2.6:2"),
        (.initProducerID, "0.11:0 2.0:1 2.4:2 2.5:3 2.7:4 3.8:5"),
        (.offsetForLeaderEpoch, "0.11:0 2.0:1 2.1:2 2.3:3 2.8:4"),
        (.addPartitionsToTxn, "0.11:0 2.0:1 2.7:2 2.8:3 3.6:4 3.8:5"),
        (.addOffsetsToTxn, "0.11:0 2.0:1 2.7:2 2.8:3 3.8:4"),
        (.endTxn, "0.11:0 2.0:1 2.7:2 2.8:3 3.8:4 4.0:5"),
        (.writeTxnMarkers, "0.11:0 2.8:1"),
        (.txnOffsetCommit, "0.11:0 2.0:1 2.1:2 2.5:3 3.8:4 4.0:5"),
        (.describeAcls, "0.11:0 2.0:1 2.5:2 3.3:3"),
        (.createAcls, "0.11:0 2.0:1 2.5:2 3.3:3"),
        (.deleteAcls, "0.11:0 2.0:1 2.5:2 3.3:3"),
        (.describeConfigs, "0.11:0 1.1:1 2.0:2 2.6:3 2.8:4"),
        (.alterConfigs, "0.11:0 2.0:1 2.8:2"),
        (.alterReplicaLogDirs, "1.0:0 2.0:1 2.6:2"),
        (.describeLogDirs, "1.0:0 2.0:1 2.6:2 3.2:3 3.3:4"),
        (.saslAuthenticate, "1.0:0 2.2:1 2.5:2"),
        (.createPartitions, "1.0:0 2.0:1 2.5:2 2.7:3"),
        (.deleteGroups, "1.1:0 2.0:1 2.4:2"),
        (.electLeaders, "2.2:0 2.4:2"),
        (.incrementalAlterConfigs, "2.3:0 2.4:1"),
        (.alterPartitionReassignments, "2.4:0 4.1:1"),
        (.listPartitionReassignments, "2.4:0"),
        (.offsetDelete, "2.4:0"),
        (.describeClientQuotas, "2.6:0 2.8:1"),
        (.alterClientQuotas, "2.6:0 2.8:1"),
        (.describeUserScramCredentials, "2.7:0"),
        (.alterUserScramCredentials, "2.7:0"),
        (.describeCluster, "2.8:0 3.7:1 4.0:2"),
        (.describeProducers, "2.8:0"),
        (.describeQuorum, "3.3:1 3.9:2"),
        (.describeTransactions, "3.0:0"),
        (.listTransactions, "3.0:0 3.8:1 4.1:2"),
        (.consumerGroupHeartbeat, "3.7:0 4.0:1"),
        (.consumerGroupDescribe, "3.8:0 4.0:1"),
        (.shareGroupHeartbeat, "4.1:1"),
        (.shareGroupDescribe, "4.1:1"),
        (.shareFetch, "4.1:1 4.2:2"),
        (.shareAcknowledge, "4.1:1 4.2:2"),
        (.describeShareGroupOffsets, "4.1:0 4.2:1"),
        (.alterShareGroupOffsets, "4.1:0"),
        (.deleteShareGroupOffsets, "4.1:0"),
        (.listConfigResources, "3.7:0 4.1:1"),
        (.unregisterBroker, "2.8:0"),
        (.describeTopicPartitions, "3.8:0"),
    ]
}
