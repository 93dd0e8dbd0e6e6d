// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// Effects of scripts on requests and responses, and recorders, over connections.
struct FaultTests {
    private func listing(_ topic: String, _ partition: Int32 = 0) -> ListOffsetsRequest {
        ListOffsetsRequest(
            replicaID: -1,
            topics: [.init(name: topic, partitions: [.init(partitionIndex: partition, timestamp: -1)])])
    }

    private func code(_ c: LoopbackSocket, _ topic: String, _ partition: Int32 = 0) throws -> Int16 {
        try c.send(listing(topic, partition), 5).topics[0].partitions[0].errorCode
    }

    // MARK: Which requests

    @Test func scriptsFindTheirRequestsByPartitionCountAndPredicate() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            try cluster.createTopic("u")
            let failed = BrokerErrorCode.kafkaStorageError.rawValue
            let script = cluster.add(
                Script(.api(.listOffsets) && .partition("t", 1), skip: 1, times: 2, .fail(.kafkaStorageError)))
            #expect(try (0..<4).map { _ in try code(c, "t", 1) } == [0, failed, failed, 0])
            #expect(script.hits == 2)
            #expect(try code(c, "t", 0) == 0)
            cluster.add(Script(.partition("u") && !.client("test"), .fail(.kafkaStorageError)))
            #expect(try code(c, "u") == 0)
            let any = Script(
                (.versions(5...5) || .broker(7)) && .where { ($0.request as? ListOffsetsRequest)?.replicaID == -1 },
                .fail(.kafkaStorageError))
            cluster.add(any)
            #expect(try code(c, "t") == failed)
            _ = try c.send(MetadataRequest(topics: nil), 9)
            cluster.remove(any)
            #expect(try code(c, "t") == 0)
        }
    }

    @Test func partitionsAreKnownByTopicIDsAndFetchSessions() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t", partitions: 2)
            let id = try #require(cluster.topicID("t"))
            let recorder = cluster.record(.partition("t", 1))
            var fetch = FetchRequest(
                sessionEpoch: 0,
                topics: [.init(topicID: id, partitions: [.init(partition: 1, partitionMaxBytes: 1 << 20)])])
            let first = try c.send(fetch, 13)
            fetch.sessionID = first.sessionID
            fetch.sessionEpoch = 1
            fetch.topics = []
            _ = try c.send(fetch, 13)
            let records = try batch(1)
            for partition in [0, 1] as [Int32] {
                let produce = ProduceRequest(
                    acks: 1,
                    topicData: [.init(topicID: id, partitionData: [.init(index: partition, records: records)])])
                _ = try c.send(produce, 13)
            }
            let commit = OffsetCommitRequest(
                groupID: "g", topics: [.init(name: "t", partitions: [.init(partitionIndex: 1, committedOffset: 1)])])
            _ = try c.send(commit, 8)
            #expect(recorder.requests.map(\.api) == [.fetch, .fetch, .produce, .offsetCommit])
        }
    }

    // MARK: Recording

    @Test func receivedRequestsAreRecordedInTheirOrder() async throws {
        try await TestCluster.withSocket { cluster, c in
            let all = cluster.record()
            let some = cluster.record(.api(.metadata), limit: 2)
            for name in ["a", "b", "c", "d", "e"] { _ = try c.send(MetadataRequest(topics: [.init(name: name)]), 9) }
            _ = try c.send(DescribeClusterRequest(), 0)
            #expect(all.requests.map(\.api) == [APIKey](repeating: .metadata, count: 5) + [.describeCluster])
            #expect(all.requests.allSatisfy { $0.clientID == "test" && $0.broker == 1 })
            let names = some.requests.compactMap { ($0.request as? MetadataRequest)?.topics?[0].name }
            #expect(names == ["d", "e"])
            #expect(some.count == 5)
            cluster.remove(all)
            let id = try c.start(MetadataRequest(topics: nil), 9)
            await some.waitForRequests(6)
            #expect(all.count == 6)
            _ = try c.finish(MetadataRequest.self, 9, id)
        }
    }

    // MARK: Delivery

    @Test func aDelayedRequestIsServedWhenTheClockSaysSo() async throws {
        let clock = ManualClusterClock()
        try await TestCluster.withSocket(.init(clock: .manual(clock))) { cluster, c in
            try cluster.createTopic("t")
            let script = cluster.add(Script(.listOffsets, times: 1, .delay(.seconds(5))))
            let delayed = try c.start(listing("t"), 5)
            let behind = try c.start(MetadataRequest(topics: nil), 9)
            await script.waitForHits()
            // After another connection's round trip the loop has served the request.
            let other = try LoopbackSocket(cluster)
            _ = try other.send(MetadataRequest(topics: nil), 9)
            try cluster.append(values: ["v"], to: "t", 0)
            await clock.advance(by: .seconds(5))
            // Served after the append, and before later requests.
            #expect(try c.finish(ListOffsetsRequest.self, 5, delayed).topics.at(0).partitions.at(0).offset == 1)
            _ = try c.finish(MetadataRequest.self, 9, behind)
        }
    }

    @Test(arguments: [0, 3, 4, 9])
    func aConnectionClosesInTheMiddleOfAFrame(count: Int) async throws {
        try await TestCluster.withSocket { cluster, c in
            cluster.add(Script(.metadata, times: 1, .cutOff(afterBytes: count)))
            try c.start(MetadataRequest(topics: nil), 9)
            #expect(try c.receive(count).count == count)
            #expect(c.isClosedByPeer)
            let other = try LoopbackSocket(cluster)
            _ = try other.send(MetadataRequest(topics: nil), 9)
        }
    }

    @Test func anAnswerTricklesWithTheClock() async throws {
        let clock = ManualClusterClock()
        try await TestCluster.withSocket(.init(clock: .manual(clock))) { cluster, c in
            cluster.add(Script(.describeCluster, times: 1, .trickle(bytes: 7, every: .seconds(1))))
            let id = try c.start(DescribeClusterRequest(), 0)
            let behind = try c.start(MetadataRequest(topics: nil), 9)
            var bytes = try c.receive(7)
            let size = bytes[..<4].reduce(0) { $0 << 8 | Int($1) } + 4
            while bytes.count < size {
                await clock.advance(by: .seconds(1))
                bytes += try c.receive(min(7, size - bytes.count))
            }
            #expect(bytes.count > 14)
            var reader = WireReader(ByteSlice(copying: bytes[4...]))
            #expect(try ResponseHeader(from: &reader, version: 1).correlationID == id)
            #expect(try DescribeClusterResponse(from: &reader, version: 0).brokers.count == 1)
            _ = try c.finish(MetadataRequest.self, 9, behind)
        }
    }

    @Test func responsesAreDoubledAndSwapped() async throws {
        try await TestCluster.withSocket { cluster, c in
            cluster.add(Script(.describeCluster, times: 1, .duplicate))
            let doubled = try c.start(DescribeClusterRequest(), 0)
            _ = try c.finish(DescribeClusterRequest.self, 0, doubled)
            _ = try c.finish(DescribeClusterRequest.self, 0, doubled)
            cluster.add(Script(.describeCluster, times: 1, .swapWithNext))
            let first = try c.start(DescribeClusterRequest(), 0)
            let second = try c.start(MetadataRequest(topics: nil), 9)
            _ = try c.finish(MetadataRequest.self, 9, second)
            _ = try c.finish(DescribeClusterRequest.self, 0, first)
            _ = try c.send(MetadataRequest(topics: nil), 9)
        }
    }

    @Test func aBrokerThatReadsNothingGoesOnWhenTheGateOpens() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            let gate = Gate()
            cluster.add(Script(.describeCluster, times: 1, .stopReading(gate)))
            let recorder = cluster.record(.api(.metadata))
            _ = try c.send(DescribeClusterRequest(), 0)
            let id = try c.start(MetadataRequest(topics: nil), 9)
            // After another connection's round trip the loop would have read anything sent before.
            let other = try LoopbackSocket(cluster)
            _ = try other.send(ListOffsetsRequest(replicaID: -1), 5)
            #expect(recorder.count == 0)
            gate.open()
            _ = try c.finish(MetadataRequest.self, 9, id)
            #expect(recorder.count == 1)
        }
    }
}
