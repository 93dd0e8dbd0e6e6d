// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaClient

/// The order and the numbers of batches, and the verdicts on answers: plain values.
@Suite struct PartitionQueueTests {
    private let partition = TopicPartition(topic: "t", partition: 0)
    private let identity = ProducerIdentity(id: 7, epoch: 0)

    private func queue(_ counts: [Int]) -> (PartitionQueue, [ProducerBatch]) {
        let queue = PartitionQueue(partition)
        queue.leader = 1
        let batches = counts.map { count in
            let batch = ProducerBatch(queue, builder: nil, createdAt: .zero, order: queue.makeOrder())
            batch.recordCount = count
            batch.phase = .sealed
            batch.bytes = .empty
            queue.waiting.append(batch)
            return batch
        }
        return (queue, batches)
    }

    private func takeAll(_ queue: PartitionQueue, limit: Int = 5) {
        while let batch = queue.next(limit: limit) {
            queue.take(batch, identity: identity)
            queue.noteSuccess(of: batch)
        }
    }

    @Test func untilTheFirstIsWrittenTheOthersWait() {
        let (queue, batches) = queue([1, 1, 1])
        queue.take(batches[0], identity: identity)
        #expect(!queue.canSend(limit: 5))
        queue.remove(batches[0])
        queue.putBack(batches[0])
        queue.take(batches[0], identity: identity)
        #expect(!queue.canSend(limit: 5))
        queue.noteSuccess(of: batches[0])
        #expect(queue.canSend(limit: 5))
    }

    @Test func numbersFollowTheRecords() {
        let (queue, batches) = queue([3, 2, 4])
        takeAll(queue)
        #expect(batches.map(\.sequence) == [0, 3, 5])
        #expect(queue.nextSequence == 9)
        #expect(batches.allSatisfy { $0.producerID == 7 && $0.epoch == 0 })
    }

    @Test func afterTheLargestNumberComesZero() {
        #expect(PartitionQueue.sequence(.max, plus: 1) == 0)
        #expect(PartitionQueue.sequence(.max - 1, plus: 3) == 1)
        #expect(PartitionQueue.sequence(5, plus: 0) == 5)
    }

    @Test func noMoreThanTheLimitAreInFlight() {
        let (queue, batches) = queue([1, 1, 1, 1, 1, 1, 1])
        takeAll(queue)
        #expect(queue.inFlight.count == 5)
        queue.remove(batches[0])
        #expect(queue.canSend(limit: 5))
        let (single, _) = self.queue([1, 1])
        takeAll(single, limit: 1)
        #expect(single.inFlight.count == 1)
    }

    @Test func batchesThatFailTogetherGoAgainOneByOne() {
        let (queue, batches) = queue([1, 1, 1])
        takeAll(queue)
        for batch in [batches[1], batches[2], batches[0]] {
            queue.remove(batch)
            queue.putBack(batch)
        }
        #expect(queue.waiting.map(\.sequence) == [0, 1, 2])
        takeAll(queue)
        #expect(queue.inFlight.map(\.sequence) == [0])
        queue.remove(batches[0])
        takeAll(queue)
        #expect(queue.inFlight.map(\.sequence) == [1])
    }

    @Test func theFirstGoesAgainWhileLaterOnesAreInFlight() {
        let (queue, batches) = queue([1, 1, 1])
        takeAll(queue)
        queue.remove(batches[0])
        #expect(queue.isFirst(batches[0]))
        queue.putBack(batches[0])
        #expect(queue.next(limit: 5) === batches[0])
        queue.remove(batches[1])
        #expect(!queue.isFirst(batches[1]))
        queue.putBack(batches[1])
        takeAll(queue)
        #expect(queue.inFlight.map(\.sequence) == [0, 2])
    }

    @Test func aNewEpochWaitsForAllAnswers() {
        let (queue, batches) = queue([2, 2, 2, 2])
        takeAll(queue, limit: 3)
        // The first fails for good; the second is answered "out of order", the third is still open.
        queue.remove(batches[0])
        queue.noteFailure(of: batches[0])
        queue.remove(batches[1])
        queue.putBack(batches[1])
        #expect(!queue.canSend(limit: 5))
        queue.remove(batches[2])
        queue.putBack(batches[2])
        takeAll(queue)
        #expect(batches[1].epoch == 1 && batches[1].sequence == 0)
        queue.remove(batches[1])
        takeAll(queue)
        queue.remove(batches[2])
        takeAll(queue)
        #expect(batches.dropFirst().map(\.sequence) == [0, 2, 4])
        #expect(batches.dropFirst().allSatisfy { $0.epoch == 1 })
        #expect(batches[1].isRenumbered)
    }

    @Test func aBatchThatMayBeWrittenKeepsItsNumbersUntilTheBrokerDecides() {
        let (queue, batches) = queue([1, 1])
        takeAll(queue)
        queue.noteFailure(of: batches[0])
        queue.remove(batches[0])
        queue.remove(batches[1])
        batches[1].mayBeWritten = true
        queue.putBack(batches[1])
        takeAll(queue)
        #expect(batches[1].sequence == 1 && batches[1].epoch == 0)
        // "Out of order": the first was not written, and neither was this one.
        queue.remove(batches[1])
        batches[1].mayBeWritten = false
        queue.requireNewNumbers()
        queue.putBack(batches[1])
        takeAll(queue)
        #expect(batches[1].sequence == 0 && batches[1].epoch == 1)
    }

    @Test func usedUpEpochsNeedAnotherIdentity() {
        let (queue, batches) = queue([1, 1])
        let last = ProducerIdentity(id: 7, epoch: .max)
        queue.take(batches[0], identity: last)
        queue.remove(batches[0])
        queue.noteFailure(of: batches[0])
        #expect(queue.needsNewIdentity)
        queue.take(batches[1], identity: ProducerIdentity(id: 8, epoch: 0))
        #expect(batches[1].producerID == 8 && batches[1].epoch == 0 && batches[1].sequence == 0)
    }

    @Test func nothingNewGoesToANewLeaderWhileTheFormerOneOwesAnswers() {
        let (queue, batches) = queue([1, 1])
        queue.take(batches[0], identity: identity)
        queue.noteSuccess(of: batches[0])
        queue.leader = 2
        #expect(!queue.canSend(limit: 5))
        queue.remove(batches[0])
        #expect(queue.canSend(limit: 5))
    }

    // MARK: Verdicts

    private enum Expected: Equatable { case written, retry(ProduceVerdict.Retry), renumber, split, fail }

    private func verdict(
        _ code: BrokerErrorCode, isNumbered: Bool = true, isFirst: Bool = true, count: Int = 2
    ) -> Expected {
        let answer = ProduceResponse.PartitionProduceResponse(errorCode: code.rawValue, baseOffset: -1)
        switch ProduceVerdict(answer, partition, isNumbered: isNumbered, isFirst: isFirst, recordCount: count) {
        case .written: return .written
        case .retry(_, let retry): return .retry(retry)
        case .renumber: return .renumber
        case .split: return .split
        case .fail: return .fail
        }
    }

    @Test func answersDecideTheNextStep() {
        #expect(verdict(.none) == .written)
        #expect(verdict(.duplicateSequenceNumber) == .written)
        #expect(verdict(.duplicateSequenceNumber, isNumbered: false) == .fail)
        let lost: [BrokerErrorCode] = [
            .outOfOrderSequenceNumber, .unknownProducerID, .invalidProducerEpoch, .invalidProducerIDMapping,
        ]
        for code in lost {
            #expect(verdict(code) == .renumber)
            #expect(verdict(code, isFirst: false) == .retry(.init(backsOff: false)))
            #expect(verdict(code, isNumbered: false) == .fail)
        }
        #expect(verdict(.producerFenced) == .fail)
        #expect(verdict(.messageTooLarge) == .split)
        #expect(verdict(.messageTooLarge, count: 1) == .fail)
        #expect(verdict(.requestTimedOut) == .retry(.init(mayBeWritten: true)))
        #expect(verdict(.notEnoughReplicasAfterAppend) == .retry(.init(mayBeWritten: true)))
        for code in [BrokerErrorCode.notEnoughReplicas, .corruptMessage, .concurrentTransactions] {
            #expect(verdict(code) == .retry(.init()))
        }
        // A leader that has written the batch may resign, or lose its disk or the partition, before it answers.
        for code in [BrokerErrorCode.notLeaderOrFollower, .kafkaStorageError, .unknownTopicOrPartition] {
            #expect(verdict(code) == .retry(.init(refreshes: true, mayBeWritten: true)))
        }
        #expect(verdict(.topicAuthorizationFailed) == .fail)
        #expect(verdict(.invalidRecord) == .fail)
        #expect(verdict(BrokerErrorCode(rawValue: 9999)) == .fail)
    }
}
