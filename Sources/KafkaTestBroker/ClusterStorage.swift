// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Where a cluster keeps what it was told.
public enum ClusterStorage: Sendable, Equatable {
    /// In the process, as long as the cluster runs.
    case memory
    /// In a directory too, which is made if it is missing and belongs to one cluster at a time: topics, records, what
    /// groups have committed, transactions, configs, ACLs, quotas and SCRAM users are there again when another cluster
    /// is started on it. Members join their groups anew; a partition whose replicas are on brokers that the other cluster
    /// does not have has no leader. Records are held in memory as well, within the same limit.
    ///
    /// What was acknowledged has been handed to the operating system, so it outlives a process that is killed. The disk
    /// itself is waited for only when a segment of 16 MiB is full, a log is compacted, or the cluster stops: a machine
    /// that loses power may lose what came last, as a single Kafka broker may with its defaults. After that, what was
    /// written in part is cut off at the end of each file; damage in the middle of a file fails the start.
    ///
    /// A disk that is full, or fails, changes nothing that was acknowledged: what cannot be written is answered with
    /// KAFKA_STORAGE_ERROR, which clients retry, until there is room.
    case directory(String)
}
