// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport

/// The one alarm: lingering, backoff, leaderless partitions, waiters, the delivery timeout, and reports of waits.
extension RecordAccumulator {
    mutating func wake(at moment: Duration) {
        if let alarmAt, alarmAt <= moment { return }
        alarmAt = moment
        effects.isEmpty = false
        effects.alarm = moment
    }

    /// Acts on all deadlines that have passed, and asks for the next alarm.
    mutating func tick() {
        let moment = now()
        alarmAt = nil
        for sender in senders.values {
            guard let end = sender.pausedUntil else { continue }
            if end > moment {
                wake(at: end)
            } else {
                sender.pausedUntil = nil
                if !sender.ready.isEmpty { poke(sender) }
            }
        }
        expireWaiters(moment)
        var isLeaderless = false
        var index = active.count - 1
        while index >= 0 {
            // Ending a queue moves the last one, which was looked at, to its place.
            if index < active.count { tick(active[index], moment, &isLeaderless) }
            index -= 1
        }
        if isLeaderless { wake(at: nextRefresh) }
        if moment >= nextReview { review(moment) }
        noteStalls(moment)
    }

    /// Reports once that batches wait, and once that none does any more.
    mutating func noteStalls(_ moment: Duration) {
        var partitions = 0
        var oldest: ProducerBatch?
        for queue in active {
            guard let batch = queue.oldest else { continue }
            let end = batch.createdAt + configuration.linger + StallReporter.threshold
            guard end <= moment else {
                if !isStalled { wake(at: end) }
                continue
            }
            partitions += 1
            if oldest.map({ batch.createdAt < $0.createdAt }) ?? true { oldest = batch }
        }
        if let oldest, !isStalled {
            isStalled = true
            effects.isEmpty = false
            let since = oldest.createdAt + configuration.linger
            effects.stall = .waits(partitions: partitions, since: since, reason: reason(of: oldest))
        } else if oldest == nil, isStalled {
            isStalled = false
            effects.isEmpty = false
            effects.stall = .isOver
        }
    }

    /// The reason why a batch has no outcome yet.
    func reason(of batch: ProducerBatch) -> KafkaError {
        let partition = batch.queue.partition
        if let error = batch.lastError { return error }
        if batch.queue.leader == nil {
            return KafkaError(
                .leaderNotAvailable, "the partition has no leader", topicPartition: partition)
        }
        return KafkaError(
            .timedOut, batch.attempts > 0 ? "the broker has not answered yet" : "earlier batches wait",
            topicPartition: partition)
    }

    mutating func review(_ moment: Duration) {
        nextReview = moment + metadataMaxAge
        for topic in topics.values where topic.isUsed {
            topic.isUsed = false
            effects.isEmpty = false
            effects.refresh.insert(topic.name)
        }
    }

    mutating func tick(
        _ queue: PartitionQueue, _ moment: Duration, _ isLeaderless: inout Bool
    ) {
        expire(queue, moment)
        if let open = queue.open, !open.isDue {
            let due = open.createdAt + configuration.linger
            if due <= moment { hurry(open) } else { wake(at: due) }
        }
        if let end = queue.mutedUntil {
            if end <= moment {
                queue.mutedUntil = nil
                list(queue)
            } else {
                wake(at: end)
            }
        }
        guard queue.leader == nil, !queue.isEmpty else { return }
        if moment >= nextRefresh {
            // All leaderless partitions of this moment share the request, and the wait before the next one.
            if !isLeaderless {
                nextRefresh = moment + retry.backoff(beforeRetry: refreshes)
                refreshes += 1
            }
            isLeaderless = true
            askForMetadata(of: queue)
        } else if isLeaderless {
            askForMetadata(of: queue)
        } else {
            wake(at: nextRefresh)
        }
    }

    mutating func expire(_ queue: PartitionQueue, _ moment: Duration) {
        var isLate = false
        while let batch = queue.oldest {
            let end = batch.createdAt + configuration.deliveryTimeout
            guard end <= moment else {
                wake(at: end)
                break
            }
            giveUp(batch, timedOut(batch))
            isLate = true
        }
        // The next batch may have waited for these only.
        if isLate { list(queue) }
    }

    func timedOut(_ batch: ProducerBatch) -> KafkaError {
        let error = batch.lastError
        return KafkaError(
            .deliveryTimedOut,
            "the record was not acknowledged within deliveryTimeout (delivery.timeout.ms) of "
                + "\(configuration.deliveryTimeout.inMilliseconds) ms: \(reason(of: batch).message)",
            brokerError: error?.brokerError, topicPartition: batch.queue.partition, underlyingError: error
        )
    }
}
