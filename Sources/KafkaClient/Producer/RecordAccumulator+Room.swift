// Millrace
// SPDX-License-Identifier: Apache-2.0

import DequeModule
import KafkaTransport

/// The buffer's bytes, and the callers that wait for some of them, first come, first served.
extension RecordAccumulator {
    func hasRoom(_ bytes: Int) -> Bool {
        // An empty buffer takes a record of any size: a larger one than the whole buffer could never be sent otherwise.
        bufferedBytes == 0 || bufferedBytes + bytes <= configuration.bufferBytes
    }

    mutating func wait(for bytes: Int, until deadline: Duration) -> RoomWaiter {
        let waiter = RoomWaiter(bytes: bytes, deadline: deadline)
        if waiters.isEmpty { isFull = true }
        waiters.append(waiter)
        // It is served first.
        shortCut = nil
        wake(at: deadline)
        admit()
        sendOpenBatchesIfStuck()
        return waiter
    }

    /// Takes back the reservation of a caller that has given up.
    mutating func leave(_ waiter: RoomWaiter) {
        if waiter.isAdmitted {
            bufferedBytes -= waiter.bytes
        } else {
            waiters.removeAll { $0 === waiter }
        }
        admit()
    }

    /// Reserves room for callers in the order in which they came.
    ///
    /// Once the buffer was full, an eighth of it must be free before the first is let in: it would otherwise be woken
    /// for each batch that is written.
    mutating func admit() {
        guard !waiters.isEmpty else {
            isFull = false
            return
        }
        if bufferedBytes <= configuration.bufferBytes - configuration.bufferBytes / 8 { isFull = false }
        while !isFull, let first = waiters.first {
            guard hasRoom(first.bytes) else {
                isFull = true
                return
            }
            waiters.removeFirst()
            first.isAdmitted = true
            bufferedBytes += first.bytes
            effects.isEmpty = false
            effects.admitted.append((first, nil))
        }
    }

    /// Room comes from batches that are sent. If none is under way, those that linger are sent too.
    mutating func sendOpenBatchesIfStuck() {
        guard !waiters.isEmpty, requestsUnderWay == 0 else { return }
        for queue in active { if let open = queue.open { hurry(open) } }
    }

    func roomTimedOut() -> KafkaError {
        KafkaError(
            .timedOut,
            "the buffer of \(configuration.bufferBytes) bytes (bufferBytes, buffer.memory) had no room within maxBlock "
                + "(max.block.ms) of \(configuration.maxBlock.inMilliseconds) ms")
    }

    /// Refuses all callers that wait for room, and all later records.
    mutating func close() {
        isClosed = true
        shortCut = nil
        for waiter in waiters { effects.admitted.append((waiter, Self.closed)) }
        waiters = []
        effects.isEmpty = false
    }

    mutating func expireWaiters(_ moment: Duration) {
        guard !waiters.isEmpty else { return }
        var late: [RoomWaiter] = []
        for waiter in waiters {
            if waiter.deadline <= moment { late.append(waiter) } else { wake(at: waiter.deadline) }
        }
        guard !late.isEmpty else { return }
        waiters.removeAll { $0.deadline <= moment }
        for waiter in late { effects.admitted.append((waiter, roomTimedOut())) }
        effects.isEmpty = false
        admit()
    }
}
