// Millrace
// SPDX-License-Identifier: Apache-2.0

import DequeModule
import KafkaProtocol

/// The batches of one partition without an outcome, and the numbers that the next one gets.
///
/// A plain machine without locks and clocks. Batches are sent in their order. Those that were sent before are sent
/// again one at a time, the first one first, so that the broker never sees a gap between sequence numbers. Source:
/// KIP-98, KIP-360, and `TransactionManager` of the Java producer.
// `@unchecked Sendable`: the producer's lock guards the variables.
final class PartitionQueue: @unchecked Sendable {
    let partition: TopicPartition
    /// The topic's id; zero if unknown.
    var topicID = KafkaUUID.zero
    /// The leader's broker id and epoch; nil while there is none.
    var leader: Int32?
    var leaderEpoch: Int32 = -1
    /// The last batch, which takes records.
    var open: ProducerBatch?
    /// Batches that wait for a request, in their order.
    var waiting: Deque<ProducerBatch> = []
    /// Batches in requests under way, in their order; also those that have failed meanwhile, for want of time.
    var inFlight: [ProducerBatch] = []
    /// Nothing is sent before this moment: the wait after a failure.
    var mutedUntil: Duration?
    /// Whether the queue is in its sender's list.
    var isListed = false
    /// Position in the accumulator's list of queues with batches; nil if it has none.
    var activeIndex: Int?
    /// Whether the topic lost this partition.
    var isRemoved = false

    /// The producer id and epoch that the next batch gets; −1 if none was given yet.
    private(set) var producerID: Int64 = -1
    private(set) var epoch: Int16 = -1
    private(set) var nextSequence: Int32 = 0
    /// Whether later batches need a new epoch, because an earlier one failed and left a gap, or the broker lost count.
    private(set) var mustRenumber = false
    /// Whether those numbers begin in the same epoch: a transaction's, of which the broker has forgotten everything.
    private var keepsEpoch = false
    /// Offset of the last record that is known to be written; −1 if none is.
    private(set) var lastOffset: Int64 = -1
    /// Whether the broker has written a batch with this id and epoch. Before that it takes any number for the first
    /// one, so that a second batch could pass one that is sent again.
    private var isConfirmed = false
    private var nextOrder: UInt64 = 0

    init(_ partition: TopicPartition) { self.partition = partition }

    /// Whether there is no batch without an outcome.
    var isEmpty: Bool { open == nil && waiting.isEmpty && inFlight.allSatisfy { $0.phase == .done } }

    /// All batches that are not in a request, in their order.
    var notInFlight: [ProducerBatch] {
        // Not `Array(waiting)`: of an empty deque it writes to what all empty arrays share, which counts as a race.
        waiting.map { $0 } + (open.map { [$0] } ?? [])
    }

    /// The oldest batch without an outcome.
    var oldest: ProducerBatch? {
        let sent = inFlight.first { $0.phase == .inFlight }
        guard let sent, let next = waiting.first else { return sent ?? waiting.first ?? open }
        return sent.order < next.order ? sent : next
    }

    /// The place of the next batch. The gaps leave room for the halves of batches that are split.
    func makeOrder() -> UInt64 {
        nextOrder += ProducerBatch.fullSpan
        return nextOrder
    }

    // MARK: Choosing

    /// Whether a batch can be sent now, apart from leader and backoff: at most `limit` are in flight.
    func canSend(limit: Int) -> Bool {
        guard let first = waiting.first else {
            return open?.isDue == true && canSendNew(limit: limit)
        }
        guard first.phase == .sealed else { return false }
        guard first.attempts > 0 else { return canSendNew(limit: limit) }
        if mustRenumber && !first.mayBeWritten { return inFlight.isEmpty }
        return inFlight.allSatisfy { $0.order > first.order }
    }

    private func canSendNew(limit: Int) -> Bool {
        if mustRenumber || producerID >= 0 && !isConfirmed { return inFlight.isEmpty }
        // After a move, what the former leader has must be answered first.
        return inFlight.count < limit && inFlight.allSatisfy { $0.broker == leader }
    }

    /// The next batch to send; nil if `canSend` is false. It stays where it is.
    func next(limit: Int) -> ProducerBatch? {
        canSend(limit: limit) ? waiting.first ?? open : nil
    }

    /// Takes the batch that `next` gave, and numbers it for the identity of an idempotent producer. The epochs of a
    /// transactional producer come from the coordinator only.
    func take(_ batch: ProducerBatch, identity: ProducerIdentity?, isTransactional: Bool = false) {
        if batch === open {
            open = nil
        } else {
            waiting.removeFirst()
        }
        if let identity {
            if isTransactional { follow(identity, batch) } else { prepare(batch, identity) }
            number(batch)
        }
        batch.phase = .inFlight
        batch.attempts += 1
        batch.topicID = topicID
        if let leader { batch.broker = leader }
        let place = inFlight.firstIndex { $0.order > batch.order } ?? inFlight.count
        inFlight.insert(batch, at: place)
    }

    private func prepare(_ batch: ProducerBatch, _ identity: ProducerIdentity) {
        if mustRenumber, inFlight.isEmpty, !batch.mayBeWritten { startOver(identity, batch) }
        if producerID != identity.id, inFlight.isEmpty, batch.sequence < 0 {
            producerID = identity.id
            epoch = identity.epoch
            nextSequence = 0
            isConfirmed = false
        }
    }

    /// Begins with 0 in the epoch of another transaction. All batches of the one before it have ended. A broker that
    /// knows the producer id takes nothing else. Within a transaction it begins again if the broker has forgotten the
    /// producer.
    private func follow(_ identity: ProducerIdentity, _ batch: ProducerBatch) {
        guard producerID != identity.id || epoch != identity.epoch else {
            if mustRenumber, keepsEpoch, inFlight.isEmpty, !batch.mayBeWritten { startOver(batch) }
            return
        }
        if producerID != identity.id { isConfirmed = false }
        producerID = identity.id
        epoch = identity.epoch
        nextSequence = 0
        mustRenumber = false
        keepsEpoch = false
    }

    private func number(_ batch: ProducerBatch) {
        guard batch.sequence < 0 else { return }
        batch.producerID = producerID
        batch.epoch = epoch
        batch.sequence = nextSequence
        batch.isRenumbered = batch.bytes != nil
        nextSequence = Self.sequence(nextSequence, plus: batch.recordCount)
    }

    /// Begins a new epoch with `batch`.
    private func startOver(_ identity: ProducerIdentity, _ batch: ProducerBatch) {
        if producerID == identity.id, epoch < .max {
            epoch += 1
        } else {
            producerID = identity.id
            epoch = identity.epoch
        }
        startOver(batch)
    }

    /// Begins with 0: the batches that have numbers were not written, and get new ones.
    private func startOver(_ batch: ProducerBatch) {
        mustRenumber = false
        keepsEpoch = false
        isConfirmed = false
        nextSequence = 0
        batch.clearNumbers()
        for later in waiting { later.clearNumbers() }
    }

    /// Whether the epochs of the producer id are used up, so that the next batch needs another id.
    var needsNewIdentity: Bool { mustRenumber && epoch == .max }

    /// A sequence number `count` records later: after 2³¹ − 1 comes 0.
    static func sequence(_ sequence: Int32, plus count: Int) -> Int32 {
        Int32(truncatingIfNeeded: (Int(sequence) + count) & Int(Int32.max))
    }

    // MARK: Outcomes

    /// Whether no batch before this one, which was just answered, is without an outcome.
    func isFirst(_ batch: ProducerBatch) -> Bool {
        if let first = waiting.first, first.order < batch.order { return false }
        return inFlight.allSatisfy { $0.order >= batch.order }
    }

    /// Removes a batch that was answered, or that ended in another way. One that is done is in a request at most.
    func remove(_ batch: ProducerBatch) {
        switch batch.phase {
        case .inFlight, .done: inFlight.removeAll { $0 === batch }
        case .open: if open === batch { open = nil }
        case .compressing, .sealed: waiting.removeAll { $0 === batch }
        }
    }

    /// Puts a batch, which `remove` has taken out, back to its place, to be sent again.
    func putBack(_ batch: ProducerBatch) {
        batch.phase = .sealed
        let place = waiting.firstIndex { $0.order > batch.order } ?? waiting.endIndex
        waiting.insert(batch, at: place)
    }

    /// Notes that a numbered batch will never be written, or that the broker lost count: later batches need new
    /// numbers, in the same epoch if the batch belongs to a transaction.
    func requireNewNumbers(keepsEpoch: Bool = false) {
        mustRenumber = true
        self.keepsEpoch = keepsEpoch
    }

    /// Notes that the broker has written a batch, at `baseOffset` if that is known.
    func noteSuccess(of batch: ProducerBatch, baseOffset: Int64 = -1) {
        if batch.producerID == producerID, batch.epoch == epoch { isConfirmed = true }
        if baseOffset >= 0 { lastOffset = max(lastOffset, baseOffset + Int64(batch.recordCount) - 1) }
    }

    /// Notes that the partition belongs to another topic now, whose log is empty.
    func forgetConfirmation() {
        isConfirmed = false
        lastOffset = -1
    }

    /// Notes that the topic has the partition again, or another one of its number.
    func comeBack() {
        isRemoved = false
        leader = nil
        leaderEpoch = -1
        forgetConfirmation()
    }

    /// Notes a failed batch: its numbers leave a gap.
    func noteFailure(of batch: ProducerBatch) {
        if batch.sequence >= 0, batch.producerID == producerID, batch.epoch == epoch {
            mustRenumber = true
        }
    }
}

extension ProducerBatch {
    /// Forgets the numbers, so that the next attempt gets new ones.
    func clearNumbers() {
        sequence = -1
        mayBeWritten = false
    }
}
