// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

struct FetchSessionsTests {
    private var bench = StateBench(topics: ["t": 3, "u": 1])

    private mutating func fetch(
        _ partitions: [(String, Int32, Int64)], session: Int32 = 0, epoch: Int32 = 0, forgotten: [(String, Int32)] = [],
        version: Int16 = 12
    ) -> FetchResponse {
        func id(_ topic: String) -> KafkaUUID { version >= 13 ? bench.state.topics[topic]?.id ?? .zero : .zero }
        let request = FetchRequest(
            sessionID: session, sessionEpoch: epoch,
            topics: partitions.map { topic, partition, offset in
                .init(
                    topic: version >= 13 ? "" : topic, topicID: id(topic),
                    partitions: [.init(partition: partition, fetchOffset: offset, partitionMaxBytes: 1 << 20)])
            },
            forgottenTopicsData: forgotten.map {
                .init(topic: version >= 13 ? "" : $0.0, topicID: id($0.0), partitions: [$0.1])
            })
        return bench.fetch(request, version: version)
    }

    private func told(_ response: FetchResponse) -> [String] {
        response.responses.flatMap { topic in topic.partitions.map { "\(topic.topic)\($0.partitionIndex)" } }
    }

    private mutating func produce(_ topic: String, _ partition: Int32) throws {
        let records = try batch(of: ["v"], producer: .none, sequence: -1, transactional: false)
        #expect(bench.produce(records, to: topic, partition).errorCode == 0)
    }

    @Test mutating func anIncrementalFetchReturnsOnlyChangedPartitions() throws {
        let full = fetch([("t", 0, 0), ("t", 1, 0), ("u", 0, 0)])
        #expect(full.sessionID > 0)
        #expect(told(full) == ["t0", "t1", "u0"])
        let nothing = fetch([], session: full.sessionID, epoch: 1)
        #expect(nothing.sessionID == full.sessionID)
        #expect(nothing.errorCode == 0)
        #expect(told(nothing) == [])
        try produce("t", 1)
        let one = fetch([], session: full.sessionID, epoch: 2)
        #expect(told(one) == ["t1"])
        #expect(try (one.responses.at(0).partitions.at(0).records?.count ?? 0) > 0)
        // The client continued after the record: the partition has not changed.
        #expect(told(fetch([("t", 1, 1)], session: full.sessionID, epoch: 3)) == [])
        // A new log start is sent even without records.
        _ = bench.state.topics.update(PartitionKey(topic: "t", partition: 1)) { $0.log.deleteRecords(before: 1) }
        #expect(told(fetch([], session: full.sessionID, epoch: 4)) == ["t1"])
    }

    @Test mutating func partitionsAreForgottenAddedAndAnEmptySessionEnds() throws {
        let id = fetch([("t", 0, 0), ("t", 1, 0)]).sessionID
        #expect(told(fetch([("u", 0, 0)], session: id, epoch: 1, forgotten: [("t", 0)])) == ["u0"])
        try produce("t", 0)
        try produce("t", 1)
        #expect(told(fetch([], session: id, epoch: 2)) == ["t1"])
        let last = fetch([], session: id, epoch: 3, forgotten: [("t", 1), ("u", 0)])
        #expect(last.sessionID == 0)
        #expect(fetch([], session: id, epoch: 4).errorCode == BrokerErrorCode.fetchSessionIDNotFound.rawValue)
    }

    @Test mutating func wrongIDsAndEpochsAreErrorsOfTheWholeFetch() {
        let id = fetch([("t", 0, 0)]).sessionID
        let wrong = fetch([], session: id, epoch: 7)
        #expect(wrong.errorCode == BrokerErrorCode.invalidFetchSessionEpoch.rawValue)
        #expect(wrong.sessionID == 0)
        #expect(fetch([], session: id &+ 1, epoch: 1).errorCode == BrokerErrorCode.fetchSessionIDNotFound.rawValue)
        #expect(
            fetch([], session: id, epoch: 1, version: 13).errorCode == BrokerErrorCode.fetchSessionTopicIDError.rawValue
        )
        // The session stays open.
        #expect(fetch([], session: id, epoch: 1).errorCode == 0)
        // A full fetch with its id ends it, as does one without a session.
        let next = fetch([("t", 0, 0)], session: id, epoch: 0).sessionID
        #expect(fetch([], session: id, epoch: 2).errorCode == BrokerErrorCode.fetchSessionIDNotFound.rawValue)
        #expect(fetch([("t", 0, 0)], session: next, epoch: -1).sessionID == 0)
        #expect(fetch([], session: next, epoch: 1).errorCode == BrokerErrorCode.fetchSessionIDNotFound.rawValue)
    }

    @Test mutating func sessionsByTopicIDTellErrorsAndTheirEnd() throws {
        let id = fetch([("t", 0, 0)], version: 13).sessionID
        #expect(id > 0)
        #expect(fetch([], session: id, epoch: 1, version: 13).responses.isEmpty)
        let deleted = bench.state.deleteTopic("t")
        let topic = try #require(deleted)
        let gone = fetch([], session: id, epoch: 2, version: 13)
        #expect(gone.responses.map(\.topicID) == [topic.id])
        #expect(try gone.responses.at(0).partitions.at(0).errorCode == BrokerErrorCode.unknownTopicID.rawValue)
    }

    @Test mutating func partitionsWithRecordsComeLastTheNextTime() throws {
        let id = fetch([("t", 0, 0), ("t", 1, 0), ("t", 2, 0)]).sessionID
        for partition in 0..<3 as Range<Int32> { try produce("t", partition) }
        let first = bench.fetch(
            FetchRequest(maxBytes: 1, sessionID: id, sessionEpoch: 1), version: 12)
        let second = bench.fetch(
            FetchRequest(maxBytes: 1, sessionID: id, sessionEpoch: 2), version: 12)
        func withRecords(_ response: FetchResponse) -> [Int32] {
            response.responses.flatMap(\.partitions).filter { ($0.records?.count ?? 0) > 0 }.map(\.partitionIndex)
        }
        #expect(withRecords(first) == [0])
        #expect(withRecords(second) == [1])
    }

    @Test func aFullCacheMakesRoomOnlyForLargerOrByStaleSessions() {
        var sessions = FetchSessions(seed: 1)
        func open(_ count: Int, at now: Int64, _ sessions: inout FetchSessions) -> Int32 {
            let request = FetchRequest(
                sessionEpoch: 0,
                topics: [.init(topic: "t", partitions: (0..<Int32(count)).map { .init(partition: $0) })])
            let context = sessions.begin(request, version: 12, now: now)
            var answer = FetchAnswer()
            sessions.finish(&answer, to: request, in: context, version: 12, now: now)
            return answer.sessionID
        }
        for _ in 0..<FetchSessions.maxSessions { #expect(open(2, at: 0, &sessions) > 0) }
        #expect(open(5, at: 100_000, &sessions) == 0)
        #expect(open(1, at: 120_001, &sessions) > 0)
        #expect(sessions.count == FetchSessions.maxSessions)
        #expect(open(FetchSessions.maxPartitions, at: 240_002, &sessions) == 0)
    }

    @Test mutating func epochsPastTheLogDiverge() throws {
        let key = PartitionKey(topic: "t", partition: 0)
        try produce("t", 0)
        try produce("t", 0)
        _ = bench.state.topics.update(key) { $0.lead(1) }
        try produce("t", 0)
        func ask(_ epoch: Int32, current: Int32 = 1) -> OffsetForLeaderEpochResponse.EpochEndOffset {
            bench.send(
                OffsetForLeaderEpoch.self,
                .init(topics: [
                    .init(
                        topic: "t", partitions: [.init(partition: 0, currentLeaderEpoch: current, leaderEpoch: epoch)])
                ]), version: 4
            ).topics[0].partitions[0]
        }
        #expect(ask(0).endOffset == 2)
        #expect(ask(1).endOffset == 3)
        #expect(ask(2).endOffset == -1)
        #expect(ask(0, current: 0).errorCode == BrokerErrorCode.fencedLeaderEpoch.rawValue)
        #expect(ask(0, current: 2).errorCode == BrokerErrorCode.unknownLeaderEpoch.rawValue)
        let request = FetchRequest(topics: [
            .init(
                topic: "t",
                partitions: [
                    .init(
                        partition: 0, currentLeaderEpoch: 1, fetchOffset: 3, lastFetchedEpoch: 0, partitionMaxBytes: 100
                    )
                ])
        ])
        let answer = bench.fetch(request, version: 12).responses[0].partitions[0]
        #expect(answer.errorCode == 0)
        #expect(answer.divergingEpoch == .init(epoch: 0, endOffset: 2))
        let listed = bench.send(
            ListOffsets.self, .init(topics: [.init(name: "t", partitions: [.init(timestamp: -2)])]), version: 6)
        #expect(try listed.topics.at(0).partitions.at(0).leaderEpoch == 0)
    }

    @Test func aTruncatedLogForgetsLaterProducersAndEpochs() throws {
        var log = PartitionLog()
        let producer = ProducerIdentity(id: 5, epoch: 0)
        for sequence in 0..<4 as Range<Int32> {
            let records = try RecordBatch(decoding: batch(of: ["v"], producer: producer, sequence: sequence))
            _ = log.append(records, leaderEpoch: sequence / 2, now: 0)
        }
        _ = log.appendMarker(.abort, producerID: 5, producerEpoch: 0, coordinatorEpoch: 0, leaderEpoch: 1, now: 0)
        #expect(log.lastStableOffset == 5)
        log.truncate(to: 2)
        #expect(log.endOffset == 2)
        #expect(log.lastStableOffset == 0)
        #expect(log.abortedTransactions(in: 0..<2).isEmpty)
        #expect(log.epochs.latest == 0)
        let again = try RecordBatch(decoding: batch(of: ["v"], producer: producer, sequence: 2))
        #expect(log.append(again, leaderEpoch: 3, now: 0) == .appended(baseOffset: 2))
        #expect(log.epochs.end(of: 1, endOffset: log.endOffset) == .init(epoch: 0, offset: 2))
    }
}
