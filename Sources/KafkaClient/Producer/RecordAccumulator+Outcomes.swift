// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

/// The answers to requests, and the ends of batches.
extension RecordAccumulator {
    /// A batch of a request and its bytes.
    struct Part {
        var batch: ProducerBatch
        var bytes: ByteSlice
    }

    /// Notes the end of a request: `verdicts` has one verdict for each part, which gets the part and whether all
    /// earlier batches of its partition have an outcome.
    mutating func settle(
        _ parts: [Part], from broker: Int32, throttle: Duration = .zero,
        _ verdict: (_ index: Int, _ batch: ProducerBatch, _ isFirst: Bool) -> ProduceVerdict
    ) {
        requestsUnderWay -= 1
        if let sender = senders[broker] {
            sender.requestsUnderWay -= 1
            // It looks for work after this.
            sender.isAwake = true
            if throttle > .zero { pause(sender, until: now() + throttle) }
        }
        for (index, part) in parts.enumerated() {
            let batch = part.batch
            let queue = batch.queue
            queue.remove(batch)
            let judgement = verdict(index, batch, queue.isFirst(batch))
            if batch.phase == .inFlight {
                apply(judged(judgement), part)
            } else if case .written(let baseOffset, _) = judgement {
                // It has failed meanwhile, for want of time: only its numbers count.
                queue.noteSuccess(of: batch, baseOffset: baseOffset)
            } else {
                queue.noteFailure(of: batch)
            }
            list(queue)
        }
        admit()
        sendOpenBatchesIfStuck()
    }

    mutating func apply(_ verdict: ProduceVerdict, _ part: Part) {
        let batch = part.batch
        let queue = batch.queue
        switch verdict {
        case .written(let baseOffset, let logAppendTime):
            queue.noteSuccess(of: batch, baseOffset: baseOffset)
            if isStalled { wake(at: now()) }
            finish(batch, .written(baseOffset: baseOffset, logAppendTime: logAppendTime))
        case .fail(let error, let records):
            queue.noteFailure(of: batch)
            finish(batch, .failed(error, records: records))
        case .retry(let error, let retry):
            if retry.mayBeWritten { batch.mayBeWritten = true }
            // An answer that only follows from the failure of an earlier batch does not count as an attempt.
            sendAgain(part, error, backsOff: retry.backsOff, refreshes: retry.refreshes)
        case .renumber(let error, let keepsEpoch):
            batch.mayBeWritten = false
            queue.requireNewNumbers(keepsEpoch: keepsEpoch)
            sendAgain(part, error, backsOff: batch.attempts > 1, refreshes: false)
        case .split(let error): split(part, error)
        }
    }

    mutating func sendAgain(
        _ part: Part, _ error: KafkaError, backsOff: Bool, refreshes: Bool
    ) {
        let batch = part.batch
        let queue = batch.queue
        batch.lastError = error
        guard !backsOff || batch.attempts <= retry.maxRetries else {
            queue.noteFailure(of: batch)
            var failure = error
            failure.message += " (after \(batch.attempts) attempts)"
            return finish(batch, .failed(failure, records: [:]))
        }
        batch.bytes = part.bytes
        queue.putBack(batch)
        if refreshes { askForMetadata(of: queue) }
        // The answer may have named a leader, which is known by now.
        if backsOff, queue.leader == batch.broker { mute(queue, attempts: batch.attempts) }
    }

    mutating func mute(_ queue: PartitionQueue, attempts: Int) {
        let end = now() + retry.backoff(beforeRetry: attempts - 1)
        queue.mutedUntil = end
        wake(at: end)
    }

    mutating func split(_ part: Part, _ error: KafkaError) {
        let batch = part.batch
        let queue = batch.queue
        do {
            let (first, second) = try batch.split(part.bytes, configuration)
            batch.phase = .done
            first.lastError = error
            second.lastError = error
            let charge = first.charge + second.charge - batch.charge
            bufferedBytes += charge
            queue.putBack(second)
            queue.putBack(first)
            effects.isEmpty = false
            effects.outcomes.append((batch, .split(first: first, second: second, at: first.recordCount)))
        } catch {
            queue.noteFailure(of: batch)
            finish(
                batch,
                .failed(
                    KafkaError(
                        .recordTooLarge,
                        "the broker refuses a batch of this size, and it cannot be split: \(error)",
                        brokerError: .messageTooLarge, topicPartition: queue.partition, underlyingError: error),
                    records: [:]))
        }
    }

    /// Gives a batch up, wherever it is. If it is in a request, the end of that tells whether its numbers leave a gap.
    mutating func giveUp(_ batch: ProducerBatch, _ error: KafkaError) {
        if batch.phase != .inFlight { batch.queue.noteFailure(of: batch) }
        finish(batch, .failed(error, records: [:]))
    }

    /// Ends a batch. One whose request is under way stays in its queue until that ends.
    mutating func finish(_ batch: ProducerBatch, _ outcome: ProducerBatch.Outcome) {
        guard batch.phase != .done else { return }
        let queue = batch.queue
        if batch.phase != .inFlight { queue.remove(batch) }
        switch batch.phase {
        case .open, .sealed:
            batch.dropRecords()
        // Another thread may use them.
        case .compressing, .inFlight, .done: break
        }
        batch.phase = .done
        bufferedBytes -= batch.charge
        effects.isEmpty = false
        effects.outcomes.append((batch, outcome))
        if queue.isEmpty { deactivate(queue) }
        if !waiters.isEmpty { admit() }
        if case .failed(let error, _) = outcome { noteTransactionFailure(of: batch, error) }
    }

    mutating func failAll(of queue: PartitionQueue, _ error: KafkaError) {
        for batch in queue.inFlight + queue.notInFlight { giveUp(batch, error) }
    }

    /// Fails all batches.
    mutating func failAll(_ error: KafkaError) {
        for queue in active {
            var failure = error
            failure.topicPartition = queue.partition
            failAll(of: queue, failure)
        }
    }
}
