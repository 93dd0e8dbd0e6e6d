// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient

/// The partition of records that are printed, with its name and number as text.
struct RecordSource: Sendable {
    let topicPartition: TopicPartition
    let topic: [UInt8]
    let partition: [UInt8]

    init(_ topicPartition: TopicPartition) {
        self.topicPartition = topicPartition
        topic = Array(topicPartition.topic.utf8)
        partition = Array("\(topicPartition.partition)".utf8)
    }
}
