// Millrace
// SPDX-License-Identifier: Apache-2.0

import DequeModule

/// The lists of the senders, and the choice of the batches of a request.
extension RecordAccumulator {
    /// Puts a queue into its sender's list if it has something to send, and wakes the sender.
    mutating func list(_ queue: PartitionQueue) {
        guard !queue.isListed, !queue.isRemoved, queue.mutedUntil == nil,
            queue.canSend(limit: batchLimit), transactions?.mayWrite(queue.partition) ?? true
        else { return }
        guard let leader = queue.leader else { return wake(at: nextRefresh) }
        let sender = sender(of: leader)
        queue.isListed = true
        sender.ready.append(queue)
        poke(sender)
    }

    mutating func sender(of broker: Int32) -> SenderQueue {
        if let known = senders[broker] { return known }
        let sender = SenderQueue(makeSender(broker))
        senders[broker] = sender
        return sender
    }

    mutating func poke(_ sender: SenderQueue) {
        guard !sender.isAwake, sender.pausedUntil == nil,
            sender.requestsUnderWay < configuration.maxInFlightRequests
        else { return }
        sender.isAwake = true
        effects.isEmpty = false
        effects.pokes.append(sender.sender)
    }

    /// Whether a broker's sender has something to send; if not, it goes to sleep.
    mutating func hasWork(_ broker: Int32) -> Bool {
        guard let sender = senders[broker] else { return false }
        if !sender.ready.isEmpty, sender.pausedUntil == nil,
            sender.requestsUnderWay < configuration.maxInFlightRequests
        {
            return true
        }
        sender.isAwake = false
        return false
    }

    /// The next thing for a sender to do.
    enum Work {
        /// A request with these batches. With `isLast` the sender sleeps after it until it is poked.
        case request([ProducerBatch], isLast: Bool)
        /// A request for an identity, without which no batch can be sent.
        case identity
        /// Nothing: it sleeps until it is poked.
        case none
    }

    /// Takes the batches of the next request to a broker.
    mutating func takeWork(for broker: Int32) -> Work {
        guard let sender = senders[broker], hasWork(broker) else { return .none }
        var batches: [ProducerBatch] = []
        var bytes = Self.requestOverhead
        var turns = sender.ready.count
        while turns > 0, let queue = sender.ready.popFirst() {
            turns -= 1
            queue.isListed = false
            // An entry may be older than the transaction, to which its partition was not added yet.
            guard queue.leader == broker, queue.mutedUntil == nil,
                transactions?.mayWrite(queue.partition) ?? true, let batch = queue.next(limit: batchLimit)
            else {
                continue
            }
            if let identity, transactions == nil, identity.id == queue.producerID, queue.needsNewIdentity {
                self.identity = nil
            }
            // Without an identity the sender asks for one, and comes again.
            if isIdempotent, identity == nil {
                queue.isListed = true
                sender.ready.prepend(queue)
                break
            }
            let size = batch.sizeInBytes + Self.partitionOverhead
            if !batches.isEmpty, bytes + size > configuration.maxRequestBytes {
                queue.isListed = true
                sender.ready.prepend(queue)
                break
            }
            bytes += size
            queue.take(batch, identity: isIdempotent ? identity : nil, isTransactional: transactions != nil)
            batches.append(batch)
            // Its next batch has its turn after the other partitions'.
            if queue.canSend(limit: batchLimit) {
                queue.isListed = true
                sender.ready.append(queue)
            }
        }
        guard batches.isEmpty else {
            sender.requestsUnderWay += 1
            requestsUnderWay += 1
            return .request(batches, isLast: !hasWork(broker))
        }
        if isIdempotent, identity == nil, !sender.ready.isEmpty { return .identity }
        sender.isAwake = false
        return .none
    }

    /// The bytes of a request apart from its partitions, and those of a partition apart from its batch: upper bounds
    /// for ordinary names. The limit is one of batches, so that it need not be exact.
    private static let requestOverhead = 128
    private static let partitionOverhead = 32

    /// Wakes all senders: there is an identity now.
    mutating func wakeAll() {
        for sender in senders.values where !sender.ready.isEmpty {
            sender.isAwake = true
            effects.isEmpty = false
            effects.pokes.append(sender.sender)
        }
    }

    // MARK: Connections

    /// Notes that a broker cannot be reached. With `isFinal` its batches fail; else it is tried again later.
    mutating func connectionFailed(_ broker: Int32, _ error: KafkaError, isFinal: Bool) {
        guard let sender = senders[broker] else { return }
        sender.isAwake = false
        if isFinal {
            for queue in active where queue.leader == broker {
                var failure = error
                failure.topicPartition = queue.partition
                failAll(of: queue, failure)
            }
            return
        }
        sender.failures += 1
        for queue in sender.ready {
            queue.oldest?.lastError = error
            askForMetadata(of: queue)
        }
        pause(sender, until: now() + retry.backoff(beforeRetry: sender.failures - 1))
    }

    /// Notes that a broker gave no identity. With `isFinal` all batches fail; else it is asked again later.
    mutating func identityFailed(_ broker: Int32, _ error: KafkaError, isFinal: Bool) {
        guard let sender = senders[broker], identity == nil else { return }
        if isFinal { return failAll(error) }
        sender.isAwake = false
        for queue in sender.ready { queue.oldest?.lastError = error }
        pause(sender, until: now() + retry.backoff(beforeRetry: 0))
    }

    /// Gives up idempotence: the brokers are too old for it.
    mutating func disableIdempotence() {
        isIdempotent = false
        batchLimit = retry.maxRetries == 0 ? configuration.maxInFlightRequests : 1
        wakeAll()
    }

    mutating func connected(_ broker: Int32, highestProduceVersion: Int16) {
        senders[broker]?.failures = 0
        // Kafka before 1.0 remembers only the last batch of a producer: it would write an earlier one twice.
        if isIdempotent, highestProduceVersion < 5 { batchLimit = 1 }
    }

    mutating func pause(_ sender: SenderQueue, until end: Duration) {
        sender.pausedUntil = max(end, sender.pausedUntil ?? .zero)
        wake(at: end)
    }

    mutating func askForMetadata(of queue: PartitionQueue) {
        effects.isEmpty = false
        effects.refresh.insert(queue.partition.topic)
    }
}
