// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaProtocol

/// Partitions by their topics' ids. No set is empty.
typealias TopicPartitionSets = [KafkaUUID: Set<Int32>]
