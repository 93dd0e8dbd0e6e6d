// Millrace
// SPDX-License-Identifier: Apache-2.0

/// Storage of a cluster.
public enum ClusterStorage: Sendable, Equatable {
    /// In the process, until the cluster stops.
    case memory
    /// Also in a directory, which is created if it is missing and belongs to one cluster at a time. Another cluster
    /// started on it has the same topics, records, committed offsets, transactions, configs, ACLs, quotas and SCRAM
    /// users. Members join their groups again; a partition whose replicas are on brokers that the new cluster does not
    /// have has no leader. Records are held in memory as well, within the same limit.
    ///
    /// An acknowledged change has been handed to the operating system, so it survives the death of the process. It is
    /// synced to the disk only when a segment of 16 MiB is full, a log is compacted, or the cluster stops: after a loss
    /// of power the last changes may be missing, as with a single Kafka broker and its defaults. A partial write at the
    /// end of a file is then cut off; damage in the middle of a file fails the start.
    ///
    /// A full or failing disk does not affect acknowledged changes. Requests whose changes cannot be written fail with
    /// KAFKA_STORAGE_ERROR, which clients retry, until there is room.
    case directory(String)
}
