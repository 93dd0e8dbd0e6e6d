// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// The cluster's metadata log. Its records are not kept, only counted.
extension ClusterState {
    /// The offset after the last record of the metadata log: one for each change of a broker, a partition, a topic or a
    /// resource's settings since the cluster was made.
    ///
    /// Kafka's own offsets differ: its controller writes a record for each single setting, and one without content
    /// every 500 ms. Own design.
    var metadataEnd: Int64 {
        let settings =
            brokerConfigs.changes + groups.configs.changes + clientMetricsConfigs.changes + security.acls.changes
            + security.quotas.changes + security.scramUsers.changes
        return earlierMetadata + topics.metadataRecords + brokers.changes + settings
    }

    /// Continues the metadata log after the end that an earlier start stored. Call once the state is restored.
    mutating func continueMetadata(after end: Int64) {
        earlierMetadata += max(end - metadataEnd, 0)
    }
}
