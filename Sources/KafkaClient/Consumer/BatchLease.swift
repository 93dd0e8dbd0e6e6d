// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A batch that is being processed. Until it ends, its partition hands out no other one and is not given up.
final class BatchLease: Sendable {
    let core: ConsumerCore
    let partition: TopicPartition
    /// The assignment of the partition that the batch is from.
    let assignment: Int
    /// The run of reading without a seek that the batch is from.
    let round: Int
    /// The position after the batch.
    let end: CommittedOffset
    /// The offset after the last record that was finished; −1 while whoever has the batch does not say.
    private let finishedOffset = Atomic<Int64>(-1)
    /// The task that has the batch in its hands; 0 for none.
    private let task = Atomic<Int>(TaskIdentity.current)

    init(core: ConsumerCore, partition: TopicPartition, assignment: Int, round: Int, end: CommittedOffset) {
        self.core = core
        self.partition = partition
        self.assignment = assignment
        self.round = round
        self.end = end
    }

    /// Notes that the calling task has the batch now.
    func moveToCallingTask() { task.store(TaskIdentity.current, ordering: .relaxed) }

    /// Whether the task with this identity has the batch.
    func isInHands(of identity: Int) -> Bool { identity != 0 && task.load(ordering: .relaxed) == identity }

    /// Notes that all records before `offset` are finished; cheap enough for every record.
    func note(finished offset: Int64) { finishedOffset.store(offset, ordering: .releasing) }

    /// The position after the records that are known to be finished; nil if none is.
    var progress: CommittedOffset? {
        let offset = finishedOffset.load(ordering: .acquiring)
        return offset < 0 ? nil : CommittedOffset(offset: offset, leaderEpoch: end.leaderEpoch)
    }
}
