// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

struct FetchAnswerTests {
    @Test(arguments: Fetch.versions)
    func handWrittenResponseEqualsTheGeneratedOne(version: Int16) throws {
        var log = PartitionLog()
        for _ in 0..<100 { _ = log.append(try RecordBatch(decoding: batch(2, padding: 2000)), leaderEpoch: 1, now: 0) }
        var full = FetchAnswer.Partition(0)
        full.highWatermark = 200
        full.lastStableOffset = 150
        full.logStartOffset = 3
        full.abortedTransactions = [.init(producerID: 5, firstOffset: 6), .init(producerID: 7, firstOffset: 8)]
        full.records = log.read(from: 0, below: 200, maxBytes: .max, includesOversized: true)
        #expect(full.records.pieces.count > 1)
        var moved = FetchAnswer.Partition(1, failed: .notLeaderOrFollower)
        if version >= 12 { moved.leader = (id: 2, epoch: 4) }
        var answer = FetchAnswer()
        answer.topics = [
            .init(name: "a", id: KafkaUUID(high: 1, low: 2), partitions: [full, moved, full]),
            .init(name: "empty", id: KafkaUUID(high: 3, low: 4), partitions: []),
        ]
        if version >= 16 { answer.leaders = [.init(id: 2, host: "127.0.0.1", port: 9, isUp: true)] }

        let call = Call(version: version, correlationID: 77, broker: 1, now: 0)
        guard case .frame(let pieces) = answer.reply(call),
            case .frame(let generated) = Reply.response(answer.response, call)
        else {
            Issue.record("no frame")
            return
        }
        // A version without a topic's name or id drops it in both.
        #expect(pieces.joined() == generated.joined())
        #expect(try pieces.joined().count > answer.response.responses.at(0).partitions.at(0).records?.count ?? 0)
    }
}
