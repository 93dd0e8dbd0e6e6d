// Millrace
// SPDX-License-Identifier: Apache-2.0

/// A feature of a cluster, whose level all brokers agree on (KIP-584).
struct ClusterFeature: Equatable, Sendable {
    var name: String
    /// The levels that the brokers support.
    var supported: ClosedRange<Int16>
    /// The finalized level; 0 if it is off.
    var level: Int16

    /// The features of a release, sorted by name; nil for the newest one. None before Kafka 3.3, whose clusters may run
    /// on ZooKeeper.
    ///
    /// The levels are those of a cluster that was formatted with the release. `transaction.version` 2: each end bumps
    /// the epoch, and Produce and TxnOffsetCommit add partitions and groups to the transaction (KIP-890). One is
    /// raised:
    /// `share.version`, which Kafka 4.1 leaves at 0 until an administrator turns share groups on; here they are on.
    /// `streams.version` came with Kafka 4.2. Source: Kafka's `MetadataVersion`, `Feature`, `BrokerFeatures`.
    static func all(of release: KafkaRelease?) -> [ClusterFeature] {
        let release = release ?? .kafka(4, 1)
        guard let metadata = metadataVersions.last(where: { $0.release <= release })?.level else { return [] }
        let isMinimumRaised = release >= .kafka(4, 0)
        var features = [
            ClusterFeature(name: "metadata.version", supported: (isMinimumRaised ? 7 : 1)...metadata, level: metadata)
        ]
        func add(_ name: String, _ highest: Int16, since first: KafkaRelease, level: Int16? = nil) {
            guard release >= first else { return }
            features.append(ClusterFeature(name: name, supported: 0...highest, level: level ?? highest))
        }
        add("kraft.version", 1, since: .kafka(3, 9))
        add("transaction.version", 2, since: .kafka(4, 0))
        add("group.version", 1, since: .kafka(4, 0))
        add(
            "eligible.leader.replicas.version", 1, since: .kafka(4, 0), level: release < .kafka(4, 1) ? 0 : 1)
        add("share.version", 1, since: .kafka(4, 1))
        add("streams.version", 1, since: .kafka(4, 2))
        return features.sorted { $0.name < $1.name }
    }

    private static let metadataVersions: [(release: KafkaRelease, level: Int16)] = [
        (.kafka(3, 3), 7), (.kafka(3, 4), 8), (.kafka(3, 5), 11), (.kafka(3, 6), 14), (.kafka(3, 7), 19),
        (.kafka(3, 8), 20), (.kafka(3, 9), 21), (.kafka(4, 0), 25), (.kafka(4, 1), 27), (.kafka(4, 2), 29),
    ]
}
