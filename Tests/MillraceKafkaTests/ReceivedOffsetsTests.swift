// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import Testing

@testable import MillraceKafka

/// Offsets that a receiver may commit.
@Suite struct ReceivedOffsetsTests {
    private let partition = TopicPartition(topic: "t", partition: 0)

    private func offset(_ number: Int64) -> CommittedOffset { CommittedOffset(offset: number) }

    @Test func theNewestSafeOffsetIsCommittedOnce() throws {
        var offsets = ReceivedOffsets()
        offsets.add([partition])
        let assignment = try #require(offsets.assignment(of: partition))
        #expect(offsets.uncommitted.isEmpty)
        offsets.note(safe: offset(5), of: partition, assignment)
        offsets.note(safe: offset(3), of: partition, assignment)
        #expect(offsets.uncommitted == [partition: offset(5)])
        offsets.note(safe: offset(8), of: partition, assignment)
        offsets.note(committed: [partition: offset(5)])
        #expect(offsets.uncommitted == [partition: offset(8)])
        offsets.note(committed: [partition: offset(8)])
        #expect(offsets.uncommitted.isEmpty)
    }

    @Test func anEarlierAssignmentSaysNothing() throws {
        var offsets = ReceivedOffsets()
        offsets.add([partition])
        let old = try #require(offsets.assignment(of: partition))
        offsets.remove([partition])
        offsets.note(safe: offset(5), of: partition, old)
        #expect(offsets.uncommitted.isEmpty && offsets.assignment(of: partition) == nil)
        offsets.add([partition])
        offsets.note(safe: offset(5), of: partition, old)
        offsets.note(committed: [partition: offset(5)])
        #expect(offsets.uncommitted.isEmpty)
        let new = try #require(offsets.assignment(of: partition))
        offsets.note(safe: offset(9), of: partition, new)
        #expect(offsets.uncommitted == [partition: offset(9)])
    }
}
