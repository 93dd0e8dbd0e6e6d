// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaClient

/// The pure parts of a share consumer: sessions, deliveries, membership, acquired records.
@Suite struct ShareStateTests {
    static let topic = KafkaUUID(high: 0, low: 1)
    static let part = ShareSession.Part(topicID: topic, partition: 0)
    static let place = ShareDeliveries.Place(broker: 1, part: part)
    static let partition = TopicPartition(topic: "t", partition: 0)

    /// A partition's part of a response: batches of records, and acquired ranges.
    static func data(
        _ batches: [Range<Int64>], acquired: [(Int64, Int64, Int16)]
    ) throws -> ShareFetchResponse.PartitionData {
        var records: [UInt8] = []
        for batch in batches {
            var builder = try RecordBatchBuilder(baseOffset: batch.lowerBound)
            for offset in batch { try builder.append(key: nil, value: ByteSlice("v\(offset)"), timestamp: 1) }
            records += try builder.finish().bytes
        }
        return ShareFetchResponse.PartitionData(
            partitionIndex: 0, records: ByteSlice(copying: records),
            acquiredRecords: acquired.map { .init(firstOffset: $0.0, lastOffset: $0.1, deliveryCount: $0.2) })
    }

    static func read(
        _ data: ShareFetchResponse.PartitionData
    ) throws -> (records: [ShareRecord], gaps: [ClosedRange<Int64>]) {
        try ShareResponseReader(
            topicPartition: partition, place: place, limits: .default, checkCRC: true
        ).read(data)
    }

    @Test func onlyAcquiredRecordsAreRead() throws {
        let (records, gaps) = try Self.read(
            try Self.data([0..<5, 5..<10], acquired: [(1, 2, 1), (4, 6, 3)]))
        #expect(records.map(\.offset) == [1, 2, 4, 5, 6])
        #expect(records.map(\.deliveryCount) == [1, 1, 3, 3, 3])
        #expect(gaps.isEmpty)
    }

    @Test func acquiredOffsetsWithoutRecordsAreGaps() throws {
        let (records, gaps) = try Self.read(
            try Self.data([2..<4, 7..<8], acquired: [(0, 5, 1), (6, 9, 1), (12, 12, 1)]))
        #expect(records.map(\.offset) == [2, 3, 7])
        #expect(gaps == [0...1, 4...5, 6...6, 8...9, 12...12])
        #expect(try Self.read(try Self.data([], acquired: [(3, 4, 1)])).gaps == [3...4])
        #expect(try Self.read(try Self.data([], acquired: [(0, .max - 1, 1)])).gaps == [0...(.max - 1)])
    }

    @Test func hostileAcquiredRangesAreErrors() throws {
        for ranges in [[(4, 3)], [(-1, 3)], [(0, 5), (5, 6)], [(3, 4), (0, 1)], [(0, Int64.max)]] as [[(Int64, Int64)]]
        {
            let data = try Self.data([0..<9], acquired: ranges.map { ($0.0, $0.1, 1) })
            #expect(throws: KafkaError.self, "\(ranges)") { try Self.read(data) }
        }
        var broken = try Self.data([0..<3], acquired: [(0, 2, 1)])
        var bytes = broken.records?.bytes ?? []
        bytes[bytes.count - 1] ^= 1
        broken.records = ByteSlice(copying: bytes)
        #expect(throws: KafkaError.self) { try Self.read(broken) }
    }

    @Test func acknowledgementsAreJoinedAndTakenOnce() throws {
        var deliveries = ShareDeliveries()
        deliveries.deliver(try Self.read(try Self.data([0..<8], acquired: [(0, 7, 1)])).records)
        #expect(deliveries.hasUnacknowledged && deliveries.pendingBrokers.isEmpty)
        for (offset, type) in [(0, .accept), (1, .accept), (2, .release), (4, .reject)]
            as [(Int64, ShareAcknowledgeType)]
        {
            #expect(deliveries.acknowledge(offset, Self.place, type) == true)
        }
        #expect(deliveries.acknowledge(9, Self.place, .accept) == false)
        #expect(deliveries.pendingBrokers == [1])
        let outgoing = deliveries.take(1)
        #expect(
            outgoing.batches == [
                Self.part: [.init(first: 0, last: 2, types: [1, 1, 2]), .init(first: 4, last: 4, types: [3])]
            ])
        #expect(!outgoing.renews && outgoing.topics == [Self.part: Self.partition])
        #expect(deliveries.take(1).batches == [:])
        // Records whose acknowledgement was sent are over.
        #expect(deliveries.acknowledge(0, Self.place, .release) == false)
        deliveries.acceptAll()
        #expect(
            deliveries.take(1).batches == [
                Self.part: [.init(first: 3, last: 3, types: [1]), .init(first: 5, last: 7, types: [1])]
            ])
        #expect(!deliveries.hasUnacknowledged)
    }

    @Test func outcomeMayChangeUntilItIsSent() throws {
        var deliveries = ShareDeliveries()
        deliveries.deliver(try Self.read(try Self.data([0..<1], acquired: [(0, 0, 1)])).records)
        #expect(deliveries.acknowledge(0, Self.place, .accept) == true)
        #expect(deliveries.acknowledge(0, Self.place, .release) == true)
        #expect(deliveries.take(1).batches[Self.part] == [.init(first: 0, last: 0, types: [2])])
    }

    @Test func renewedRecordNeedsAnOutcomeButHoldsNobodyUp() throws {
        var deliveries = ShareDeliveries()
        deliveries.deliver(try Self.read(try Self.data([0..<2], acquired: [(0, 1, 1)])).records)
        #expect(deliveries.acknowledge(0, Self.place, .renew) == true)
        #expect(deliveries.acknowledge(1, Self.place, .accept) == true)
        #expect(!deliveries.hasUnacknowledged)
        let outgoing = deliveries.take(1)
        #expect(outgoing.renews && outgoing.batches[Self.part] == [.init(first: 0, last: 1, types: [4, 1])])
        #expect(deliveries.take(1).batches == [:])
        #expect(!deliveries.hasUnacknowledged)
        #expect(deliveries.acknowledge(0, Self.place, .accept) == true)
        #expect(deliveries.take(1).batches[Self.part] == [.init(first: 0, last: 0, types: [1])])
    }

    @Test func gapsAndUnreadableBatchesAreSentAsRanges() {
        var deliveries = ShareDeliveries()
        deliveries.skip([0...0, 3...(1 << 40)], Self.partition, Self.place)
        deliveries.reject([(1 << 41)...(1 << 42)], Self.partition, Self.place)
        #expect(
            deliveries.take(1).batches[Self.part] == [
                .init(first: 0, last: 0, types: [0]), .init(first: 3, last: 1 << 40, types: [0]),
                .init(first: 1 << 41, last: 1 << 42, types: [3]),
            ])
    }

    @Test func lostSessionForgetsItsRecords() throws {
        var deliveries = ShareDeliveries()
        deliveries.deliver(try Self.read(try Self.data([0..<2], acquired: [(0, 1, 1)])).records)
        #expect(deliveries.forget(2) == [])
        #expect(deliveries.forget(1) == [Self.partition])
        #expect(deliveries.acknowledge(0, Self.place, .accept) == false)
        #expect(!deliveries.hasUnacknowledged)
    }

    @Test func sessionNamesChangesAndCounts() {
        var session = ShareSession()
        let other = ShareSession.Part(topicID: Self.topic, partition: 1)
        #expect(!session.isOpen && session.epoch == 0)
        #expect(session.plan([Self.part]) == .init(added: [Self.part], forgotten: []))
        session.fetched([Self.part])
        #expect(session.epoch == 1 && session.isOpen)
        #expect(session.plan([Self.part]) == .init(added: [], forgotten: []))
        #expect(session.plan([other]) == .init(added: [other], forgotten: [Self.part]))
        session.step()
        #expect(session.epoch == 2)
        session.reset()
        #expect(session == ShareSession())
    }

    @Test func memberJoinsStaysAndJoinsAgain() {
        var member = ShareMembership(memberID: "m", topics: ["t"])
        var request = member.heartbeat(groupID: "g", rack: "r")
        #expect(request.memberEpoch == 0 && request.subscribedTopicNames == ["t"] && request.rackID == "r")
        let assignment = ShareGroupHeartbeatResponse.Assignment(
            topicPartitions: [.init(topicID: Self.topic, partitions: [0, 2])])
        #expect(member.apply(.init(memberEpoch: 3, heartbeatIntervalMs: 1000, assignment: assignment)) == true)
        #expect(member.assignment.count == 2 && member.interval == .seconds(1))
        request = member.heartbeat(groupID: "g", rack: "r")
        #expect(request.memberEpoch == 3 && request.subscribedTopicNames == nil && request.rackID == nil)
        #expect(member.apply(.init(memberEpoch: 4)) == false)
        #expect(member.assignment.count == 2)
        #expect(member.refused(.groupAuthorizationFailed) == .fatal)
        #expect(member.epoch == 4)
        #expect(member.refused(.fencedMemberEpoch) == .joinAgain)
        #expect(member.epoch == 0 && member.assignment.isEmpty)
        #expect(member.heartbeat(groupID: "g", rack: nil).subscribedTopicNames == ["t"])
    }

    @Test func configurationIsChecked() throws {
        func code(_ change: (inout ShareConsumerConfiguration) -> Void) -> KafkaError.Code? {
            var configuration = ShareConsumerConfiguration(groupID: "g", topics: ["t"])
            change(&configuration)
            do {
                try configuration.validate()
                return nil
            } catch {
                return (error as? KafkaError)?.code
            }
        }
        #expect(code { _ in } == nil)
        #expect(code { $0.groupID = "" } == .invalidConfiguration)
        #expect(code { $0.topics = [] } == .invalidConfiguration)
        #expect(code { $0.maxPollRecords = 0 } == .invalidConfiguration)
        #expect(code { $0.maxWait = .seconds(-1) } == .invalidConfiguration)
        #expect(code { $0.rack = "" } == .invalidConfiguration)
        #expect(code { $0.maxBytes = 0 } == .invalidConfiguration)
    }
}
