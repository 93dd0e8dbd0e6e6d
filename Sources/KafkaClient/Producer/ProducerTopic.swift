// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport

/// A topic that a producer writes to: its queues, and the partition of records without a key.
// `@unchecked Sendable`: the producer's lock guards the variables.
final class ProducerTopic: @unchecked Sendable {
    let name: String
    /// Zero if unknown.
    var id: KafkaUUID = .zero
    /// One per partition, by number.
    var queues: [PartitionQueue] = []
    /// Queues of partitions that the topic lost, the lowest number last.
    var removed: [PartitionQueue] = []
    /// Whether it got a record since its metadata was asked for last.
    var isUsed = true
    private var sticky: Int?
    /// Bytes that `sticky` got since it was chosen.
    var stickyBytes = 0

    init(_ name: String) { self.name = name }

    /// Adds the queue of the next partition. One that comes back goes on with its numbers: the answer that left it out
    /// may only have lagged, and the broker, which remembers them, would take a batch with others for a duplicate.
    func addQueue() {
        guard let known = removed.popLast() else {
            return queues.append(PartitionQueue(TopicPartition(topic: name, partition: Int32(queues.count))))
        }
        known.comeBack()
        queues.append(known)
    }

    /// Bytes after which records without a key go on to another partition once their batch is sent.
    static let turnBytes = 16 << 10

    /// The partition for a record without a key: the same one until it got about `batchBytes`, or `turnBytes` if its
    /// batch went out before, then another one that can be written: even a slow producer writes to all partitions,
    /// however large batches may be. Source: KIP-794.
    func stickyPartition(
        size: Int, _ configuration: ProducerConfiguration, now: () -> Duration, random: inout SplitMix64
    ) -> Int {
        if let sticky, sticky < queues.count, queues[sticky].leader != nil {
            let limit = configuration.batchBytes
            if stickyBytes + size <= (queues[sticky].open == nil ? min(limit, Self.turnBytes) : limit) { return sticky }
        }
        let chosen = choose(configuration, now: now, random: &random)
        sticky = chosen
        stickyBytes = RecordBatchBuilder.headerSize
        return chosen
    }

    /// Counts bytes that a partition got.
    func count(_ bytes: Int, partition: Int) {
        isUsed = true
        if partition == sticky { stickyBytes += bytes }
    }

    /// A random partition with a leader; one with a shorter queue is likelier. Any partition if none has a leader.
    private func choose(
        _ configuration: ProducerConfiguration, now: () -> Duration, random: inout SplitMix64
    ) -> Int {
        let timeout = configuration.partitionerAvailabilityTimeout
        let moment = timeout > .zero ? now() : .zero
        func isAvailable(_ queue: PartitionQueue) -> Bool {
            guard queue.leader != nil else { return false }
            guard timeout > .zero, let since = queue.waiting.first?.sealedAt else { return true }
            return moment - since < timeout
        }
        var total = 0
        var longest = 0
        for queue in queues where isAvailable(queue) {
            total += 1
            longest = max(longest, queue.waiting.count)
        }
        guard total > 0 else { return Int.random(in: queues.indices, using: &random) }
        func weight(_ queue: PartitionQueue) -> Int {
            configuration.isPartitioningAdaptive ? longest + 1 - queue.waiting.count : 1
        }
        var sum = 0
        for queue in queues where isAvailable(queue) { sum += weight(queue) }
        var point = Int.random(in: 0..<sum, using: &random)
        for (index, queue) in queues.enumerated() where isAvailable(queue) {
            point -= weight(queue)
            if point < 0 { return index }
        }
        return 0
    }
}
