// Millrace
// SPDX-License-Identifier: Apache-2.0

extension ClusterClient {
    /// Records how far a reader is from the end of a partition, as the metric `kafka_consumer_lag_records`. Has no
    /// effect past `ClientConfiguration.lagMetricPartitions`.
    package func noteLag(_ lag: Int64, of partition: TopicPartition) {
        cluster.configuration.metrics?.lag(lag, of: partition)
    }
}
