// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Testing

@testable import MillraceKafka

/// Offsets that a receiver may commit.
@Suite struct ReceivedOffsetsTests {
    private let partition = TopicPartition(topic: "t", partition: 0)

    private func offset(_ number: Int64) -> CommittedOffset { CommittedOffset(offset: number) }

    private func assigned(_ number: Int64, _ assignment: Int) -> [TopicPartition: AssignedOffset] {
        [partition: AssignedOffset(offset: offset(number), assignment: assignment)]
    }

    @Test func theNewestSafeOffsetIsCommittedOnce() {
        var offsets = ReceivedOffsets()
        var isPresent = [offsets.begin(partition, 3)]
        offsets.add([partition])
        isPresent += [offsets.begin(partition, 4), offsets.begin(partition, 4)]
        #expect(isPresent == [false, true, true])
        #expect(offsets.uncommitted.isEmpty)
        offsets.note(safe: offset(5), of: partition, 4)
        offsets.note(safe: offset(3), of: partition, 4)
        #expect(offsets.uncommitted == assigned(5, 4))
        offsets.note(safe: offset(8), of: partition, 4)
        offsets.note(committed: assigned(5, 4))
        #expect(offsets.uncommitted == assigned(8, 4))
        offsets.note(committed: assigned(8, 4))
        #expect(offsets.uncommitted.isEmpty)
    }

    @Test func anEarlierAssignmentSaysNothing() {
        var offsets = ReceivedOffsets()
        offsets.add([partition])
        var isPresent = [offsets.begin(partition, 1)]
        offsets.remove([partition])
        offsets.note(safe: offset(5), of: partition, 1)
        #expect(offsets.uncommitted.isEmpty)
        isPresent.append(offsets.begin(partition, 1))
        offsets.add([partition])
        // A record that was handed out before the partition went may come first.
        for assignment in [1, 2, 1] { isPresent.append(offsets.begin(partition, assignment)) }
        #expect(isPresent == [true, false, true, true, false])
        offsets.note(safe: offset(5), of: partition, 1)
        offsets.note(committed: assigned(5, 1))
        #expect(offsets.uncommitted.isEmpty)
        offsets.note(safe: offset(9), of: partition, 2)
        offsets.note(committed: assigned(9, 1))
        #expect(offsets.uncommitted == assigned(9, 2))
    }
}
