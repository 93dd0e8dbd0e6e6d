// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaTestBroker

struct TestClusterTests {
    private func produce(_ records: ByteSlice?, to partition: Int32 = 0, acks: Int16 = -1) -> ProduceRequest {
        ProduceRequest(
            acks: acks, timeoutMs: 1000,
            topicData: [.init(name: "t", partitionData: [.init(index: partition, records: records)])])
    }

    private func fetch(
        from offset: Int64 = 0, partition: Int32 = 0, maxWaitMs: Int32 = 0, minBytes: Int32 = 1,
        maxBytes: Int32 = 1 << 20, epoch: Int32 = -1
    ) -> FetchRequest {
        FetchRequest(
            maxWaitMs: maxWaitMs, minBytes: minBytes, maxBytes: maxBytes,
            topics: [
                .init(
                    topic: "t",
                    partitions: [
                        .init(
                            partition: partition, currentLeaderEpoch: epoch, fetchOffset: offset,
                            partitionMaxBytes: maxBytes)
                    ])
            ])
    }

    private func values(_ response: FetchResponse) throws -> [String] {
        var values: [String] = []
        for records in response.responses.flatMap(\.partitions).compactMap(\.records) {
            var reader = RecordBatchReader(records)
            while let batch = try reader.next() {
                for record in try batch.records() { values.append(record.value?.string ?? "") }
            }
        }
        return values
    }

    // MARK: Versions

    /// Sends the request in every version that ApiVersions offers. Each response must decode without trailing bytes.
    private func sendAllVersions<H: APIHandler>(_ handler: H.Type, _ request: H.Request, _ c: LoopbackSocket) throws {
        for version in H.versions { _ = try c.send(request, version) }
    }

    @Test func everyOfferedVersionOfEveryAPIIsAnswered() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try sendAllVersions(ApiVersions.self, .init(clientSoftwareName: "x", clientSoftwareVersion: "1"), c)
            try sendAllVersions(Metadata.self, .init(topics: [.init(name: "t")]), c)
            try sendAllVersions(
                ListOffsets.self, .init(replicaID: -1, topics: [.init(name: "t", partitions: [.init(timestamp: -1)])]),
                c)
            try sendAllVersions(InitProducerID.self, .init(transactionTimeoutMs: 1), c)
            try sendAllVersions(DescribeCluster.self, .init(), c)
            try sendAllVersions(DescribeConfigs.self, .init(resources: [.init(resourceType: 2, resourceName: "t")]), c)
            try sendAllVersions(
                DeleteRecords.self, .init(topics: [.init(name: "t", partitions: [.init(offset: 0)])]), c)
            for version in Produce.versions {
                var request = produce(try batch(1))
                if version >= 13 { request.topicData[0].topicID = try #require(cluster.topicID("t")) }
                let answer = try c.send(request, version).responses[0].partitionResponses[0]
                #expect(answer.errorCode == 0)
                #expect(answer.baseOffset == Int64(version - 3))
            }
            for version in Fetch.versions {
                var request = fetch()
                if version >= 13 { request.topics[0].topicID = try #require(cluster.topicID("t")) }
                let answer = try c.send(request, version)
                #expect(try values(answer).count == 11)
                #expect(try answer.responses.at(0).partitions.at(0).highWatermark == 11)
            }
            for version in OffsetCommit.versions {
                var request = OffsetCommitRequest(
                    groupID: "g", topics: [.init(name: "t", partitions: [.init(committedOffset: Int64(version))])])
                request.topics[0].topicID = version >= 10 ? try #require(cluster.topicID("t")) : .zero
                #expect(try c.send(request, version).topics.at(0).partitions.at(0).errorCode == 0)
                #expect(cluster.committedOffset(group: "g", "t", 0) == Int64(version))
            }
            for version in OffsetFetch.versions {
                var request = OffsetFetchRequest()
                if version < 8 {
                    request.groupID = "g"
                    request.topics = [.init(name: "t", partitionIndexes: [0, 1])]
                    let partitions = try c.send(request, version).topics[0].partitions
                    #expect(partitions.map(\.committedOffset) == [10, -1])
                } else {
                    let id = version >= 10 ? try #require(cluster.topicID("t")) : .zero
                    request.groups = [
                        .init(groupID: "g", topics: [.init(name: "t", topicID: id, partitionIndexes: [0, 1])]),
                        .init(groupID: "g", topics: nil),
                    ]
                    let groups = try c.send(request, version).groups
                    #expect(try groups[0].topics.at(0).partitions.map(\.committedOffset) == [10, -1])
                    #expect(try groups[1].topics.at(0).partitions.map(\.committedOffset) == [10])
                }
            }
            for version in FindCoordinator.versions {
                let request =
                    version < 4
                    ? FindCoordinatorRequest(key: "g") : FindCoordinatorRequest(coordinatorKeys: ["g", "h"])
                let answer = try c.send(request, version)
                #expect(version < 4 ? answer.nodeID == 1 : answer.coordinators.map(\.nodeID) == [1, 1])
            }
            for version in CreateTopics.versions {
                let request = CreateTopicsRequest(topics: [
                    .init(name: "n\(version)", numPartitions: 2, replicationFactor: 1)
                ])
                #expect(try c.send(request, version).topics.at(0).errorCode == 0)
                #expect(
                    try c.send(request, version).topics.at(0).errorCode == BrokerErrorCode.topicAlreadyExists.rawValue)
            }
            for version in DeleteTopics.versions {
                let name = "n\(max(version, 2))"
                let request =
                    version < 6
                    ? DeleteTopicsRequest(topicNames: [name])
                    : DeleteTopicsRequest(topics: [.init(name: nil, topicID: try #require(cluster.topicID(name)))])
                let code = try c.send(request, version).responses[0].errorCode
                #expect(code == (version == 2 ? BrokerErrorCode.unknownTopicOrPartition.rawValue : 0))
            }
        }
    }

    @Test func partitionsBeyondTheClustersLimitAreRefused() async throws {
        let cluster = try await TestCluster.start(ClusterConfiguration(defaultPartitions: 2, maxPartitions: 4))
        do {
            let c = try LoopbackSocket(cluster)
            func create(_ name: String, _ partitions: Int32) throws -> Int16 {
                let request = CreateTopicsRequest(topics: [
                    .init(name: name, numPartitions: partitions, replicationFactor: 1)
                ])
                return try c.send(request, 7).topics[0].errorCode
            }
            #expect(try create("a", 5) == BrokerErrorCode.policyViolation.rawValue)
            #expect(try create("a", 3) == 0)
            // There is room for one partition: too little for a topic that Metadata creates, enough for another.
            let automatic = MetadataRequest(topics: [.init(name: "b")], allowAutoTopicCreation: true)
            #expect(try c.send(automatic, 9).topics.at(0).errorCode == BrokerErrorCode.policyViolation.rawValue)
            #expect(try create("c", 1) == 0)
            #expect(try create("d", 1) == BrokerErrorCode.policyViolation.rawValue)
            let more = CreatePartitionsRequest(topics: [.init(name: "c", count: 2, assignments: nil)])
            #expect(try c.send(more, 3).results.at(0).errorCode == BrokerErrorCode.policyViolation.rawValue)
            // Deleting a topic makes room.
            try cluster.deleteTopic("a")
            #expect(try c.send(automatic, 9).topics.at(0).errorCode == 0)
            #expect(try c.send(more, 3).results.at(0).errorCode == 0)
            #expect(try create("d", 1) == BrokerErrorCode.policyViolation.rawValue)
        }
        await cluster.stop()
    }

    @Test func aTopicThatMetadataNamesManyTimesIsDescribedOnce() async throws {
        try await TestCluster.withSocket { cluster, c in
            let topics = (0..<1000).map { _ in MetadataRequest.MetadataRequestTopic(name: "t") }
            let described = try c.send(MetadataRequest(topics: topics), 9).topics
            #expect(described.map(\.name) == ["t"])
        }
    }

    @Test func aTooNewApiVersionsRequestIsAnsweredInVersion0() async throws {
        try await TestCluster.withSocket { _, c in
            try c.send([0, 0, 0, 10, 0, 18, 0, 99, 0, 0, 0, 5, 0, 0])
            let answer = try c.finish(ApiVersionsRequest.self, 0, 5)
            #expect(answer.errorCode == BrokerErrorCode.unsupportedVersion.rawValue)
            #expect(answer.apiKeys.map(\.maxVersion) == [ApiVersions.versions.upperBound])
            #expect(try c.send(ApiVersionsRequest(), 0).apiKeys.count == APITable.handlers.count)
        }
    }

    // MARK: Produce and fetch

    @Test func pipelinedRequestsAreAnsweredInOrder() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            var ids: [Int32] = []
            var bytes: [UInt8] = []
            for _ in 0..<200 {
                let (frame, id) = try c.frame(produce(try batch(1)), 9)
                bytes += frame
                ids.append(id)
            }
            try c.send(bytes)
            for (index, id) in ids.enumerated() {
                let answer = try c.finish(ProduceRequest.self, 9, id)
                #expect(try answer.responses.at(0).partitionResponses.at(0).baseOffset == Int64(index))
            }
        }
    }

    @Test func producingWithoutAcksStoresAndAnswersNothing() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try c.start(produce(try batch(4), acks: 0), 9)
            #expect(try values(try c.send(fetch(), 11)).count == 4)
        }
    }

    @Test func corruptAndMalformedBatchesAreRefused() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t", configs: ["max.message.bytes": "1000"])
            func code(_ records: ByteSlice?, acks: Int16 = 1) throws -> BrokerErrorCode {
                let answer = try c.send(produce(records, acks: acks), 9)
                return BrokerErrorCode(rawValue: answer.responses[0].partitionResponses[0].errorCode)
            }
            let good = try batch(2)
            var flipped = good.bytes
            flipped[flipped.count - 1] ^= 1
            #expect(try code(ByteSlice(copying: flipped)) == .corruptMessage)
            #expect(try code(good[0..<good.count - 1]) == .corruptMessage)
            #expect(try code(ByteSlice(copying: good.bytes + good.bytes)) == .invalidRecord)
            #expect(try code(nil) == .invalidRecord)
            #expect(try code(ByteSlice(copying: [1, 2, 3])) == .unsupportedForMessageFormat)
            #expect(try code(batch(1, padding: 1000)) == .messageTooLarge)
            #expect(try code(good, acks: 2) == .invalidRequiredAcks)
            #expect(try cluster.offsets(of: "t", 0).isEmpty)
            #expect(try code(good) == .none)
        }
    }

    @Test func theMemoryLimitRefusesWithAMessage() async throws {
        try await TestCluster.withSocket(.init(memoryLimitBytes: 150)) { cluster, c in
            try cluster.createTopic("t")
            #expect(try c.send(produce(try batch(1)), 9).responses.at(0).partitionResponses.at(0).errorCode == 0)
            let refused = try c.send(produce(try batch(10)), 9).responses[0].partitionResponses[0]
            #expect(refused.errorCode == BrokerErrorCode.policyViolation.rawValue)
            #expect(refused.errorMessage?.contains("150 bytes") == true)
        }
    }

    @Test func offsetsOutsideTheLogAreOutOfRange() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try cluster.append(values: ["a", "b", "c"], to: "t", 0)
            try cluster.deleteRecords(in: "t", 0, before: 1)
            for offset in [0, 4, -1] as [Int64] {
                let answer = try c.send(fetch(from: offset), 11).responses[0].partitions[0]
                #expect(answer.errorCode == BrokerErrorCode.offsetOutOfRange.rawValue)
                #expect(answer.logStartOffset == 1)
            }
            #expect(try c.send(fetch(from: 3), 11).responses.at(0).partitions.at(0).errorCode == 0)
        }
    }

    @Test func aFirstBatchLargerThanTheLimitIsReturned() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try cluster.append(values: ["large"], to: "t", 0)
            try cluster.append(values: ["next"], to: "t", 0)
            #expect(try values(try c.send(fetch(maxBytes: 1), 11)) == ["large"])
        }
    }

    @Test func gapsComeBackAsTheyWere() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try cluster.appendAsIs(try batch(2, baseOffset: 5), to: "t", 0)
            try cluster.appendAsIs(try batch(1, baseOffset: 100), to: "t", 0)
            #expect(throws: TestClusterError.self) { try cluster.appendAsIs(try batch(1, baseOffset: 7), to: "t", 0) }
            #expect(try values(try c.send(fetch(from: 7), 11)) == ["v0"])
            #expect(try cluster.offsets(of: "t", 0) == 0..<101)
        }
    }

    // MARK: Long poll

    @Test func aWaitingFetchIsCompletedByAnAppend() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            let script = cluster.add(Script(.fetch, .proceed))
            let id = try c.start(fetch(maxWaitMs: 1_000_000), 11)
            await script.waitForHits()
            try cluster.append(values: ["late"], to: "t", 0)
            #expect(try values(try c.finish(FetchRequest.self, 11, id)) == ["late"])
        }
    }

    @Test func aWaitingFetchIsCompletedByAProduceOfAnotherConnection() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            let size = Int32(try batch(1).count)
            let id = try c.start(fetch(maxWaitMs: 1_000_000, minBytes: size + 1), 11)
            let other = try LoopbackSocket(cluster)
            _ = try other.send(produce(try batch(1)), 9)
            _ = try other.send(produce(try batch(1)), 9)
            #expect(try values(try c.finish(FetchRequest.self, 11, id)) == ["v0", "v0"])
        }
    }

    @Test func aWaitingFetchEndsWithItsTime() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            #expect(try values(try c.send(fetch(maxWaitMs: 5), 11)).isEmpty)
        }
    }

    @Test func aWaitingFetchLearnsThatTheLeaderMoved() async throws {
        try await TestCluster.withSocket(.init(brokers: 2)) { cluster, c in
            try cluster.createTopic("t")
            let id = try c.start(fetch(maxWaitMs: 1_000_000), 12)
            // The next request of the connection is served only after the fetch. A third connection shows that it
            // arrived.
            try cluster.movePartition("t", 0, to: 2)
            let answer = try c.finish(FetchRequest.self, 12, id).responses[0].partitions[0]
            #expect(answer.errorCode == BrokerErrorCode.notLeaderOrFollower.rawValue)
            #expect(answer.currentLeader == .init(leaderID: 2, leaderEpoch: 1))
        }
    }

    // MARK: Leaders

    @Test func oldLeadersRefuseAndNameTheNewOne() async throws {
        try await TestCluster.withSocket(.init(brokers: 3)) { cluster, c in
            try cluster.createTopic("t", partitions: 3, replicationFactor: 2)
            let before = try c.send(MetadataRequest(topics: nil), 12).topics[0].partitions
            #expect(before.map(\.leaderID) == [1, 2, 3])
            try cluster.movePartition("t", 0, to: 3)
            let answer = try c.send(produce(try batch(1)), 10)
            #expect(
                try answer.responses.at(0).partitionResponses.at(0).errorCode
                    == BrokerErrorCode.notLeaderOrFollower.rawValue)
            #expect(try answer.responses.at(0).partitionResponses.at(0).currentLeader.leaderID == 3)
            #expect(try answer.nodeEndpoints.map { "\($0.host):\($0.port)" } == [cluster.bootstrapServers.at(2)])
            let after = try c.send(MetadataRequest(topics: nil), 12).topics[0].partitions[0]
            #expect(after.leaderID == 3 && after.leaderEpoch == 1)
            let third = try LoopbackSocket(cluster, broker: 2)
            #expect(
                try third.send(fetch(epoch: 0), 11).responses.at(0).partitions.at(0).errorCode
                    == BrokerErrorCode.fencedLeaderEpoch.rawValue)
            #expect(
                try third.send(fetch(epoch: 2), 11).responses.at(0).partitions.at(0).errorCode
                    == BrokerErrorCode.unknownLeaderEpoch.rawValue)
        }
    }

    @Test func aStoppedBrokerHandsOverAndComesBackOnItsPort() async throws {
        try await TestCluster.withSocket(.init(brokers: 2)) { cluster, c in
            try cluster.createTopic("t", partitions: 2, replicationFactor: 2)
            try cluster.createTopic("alone", partitions: 2)
            let servers = cluster.bootstrapServers
            await cluster.stopBroker(1)
            #expect(c.isClosedByPeer)
            #expect(cluster.bootstrapServers == [servers[1]])
            #expect(throws: (any Error).self) { try LoopbackSocket(servers[0]) }
            #expect(try cluster.leader(of: "t", 0) == (2, 1))
            #expect(try cluster.leader(of: "alone", 0) == (-1, 1))
            try cluster.restartBroker(1)
            #expect(cluster.bootstrapServers == servers)
            #expect(try cluster.leader(of: "alone", 0) == (1, 2))
            _ = try LoopbackSocket(servers[0]).send(MetadataRequest(topics: nil), 9)
        }
    }

    @Test func thePortOfAStoppedBrokerGoesToNobody() async throws {
        // Broker 2 never had a connection, so only the cluster can hold its port.
        try await TestCluster.withSocket(.init(brokers: 2)) { cluster, _ in
            let server = cluster.bootstrapServers[1]
            await cluster.stopBroker(2)
            #expect(try !LoopbackSocket.isFree(server))
            #expect(throws: (any Error).self) { try LoopbackSocket(server) }
            try cluster.restartBroker(2)
            _ = try LoopbackSocket(server).send(MetadataRequest(topics: nil), 9)
        }
    }

    // MARK: Scripts

    @Test func scriptsAnswerFailModifyAndEnd() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try cluster.append(values: ["a"], to: "t", 0)
            cluster.add(Script(.fetch, times: 1, .fail(.kafkaStorageError)))
            cluster.add(
                Script(
                    .fetch, times: 1,
                    .modify { response in
                        var response = response as? FetchResponse
                        response?.responses[0].partitions[0].highWatermark = 99
                        return response
                    }))
            cluster.add(Script(.metadata, times: 1, .respond(MetadataResponse(controllerID: 42))))
            #expect(
                try c.send(fetch(), 11).responses.at(0).partitions.at(0).errorCode
                    == BrokerErrorCode.kafkaStorageError.rawValue)
            let modified = try c.send(fetch(), 11)
            #expect(try modified.responses.at(0).partitions.at(0).highWatermark == 99)
            #expect(try values(modified) == ["a"])
            #expect(try c.send(fetch(), 11).responses.at(0).partitions.at(0).highWatermark == 1)
            #expect(try c.send(MetadataRequest(topics: nil), 9).controllerID == 42)
            #expect(try c.send(MetadataRequest(topics: nil), 9).controllerID == 1)
        }
    }

    @Test func aHeldRequestIsAnsweredWhenItsGateOpens() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            let gate = Gate()
            cluster.add(Script(.produce, times: 1, .hold(gate)))
            let id = try c.start(produce(try batch(1)), 9)
            await gate.waitForArrivals()
            #expect(try cluster.offsets(of: "t", 0).isEmpty)
            gate.open()
            #expect(try c.finish(ProduceRequest.self, 9, id).responses.at(0).partitionResponses.at(0).errorCode == 0)
        }
    }

    @Test func droppedClosedAndCorruptedAnswersReachOnlyTheirConnection() async throws {
        try await TestCluster.withSocket { cluster, c in
            cluster.add(Script(.listOffsets, .drop))
            cluster.add(Script(.findCoordinator, .closeConnection))
            cluster.add(Script(.describeCluster, times: 1, .corrupt { $0.map { ~$0 } }))
            try c.start(ListOffsetsRequest(replicaID: -1), 1)
            _ = try c.send(MetadataRequest(topics: nil), 9)
            try c.start(DescribeClusterRequest(), 0)
            #expect(try c.receiveFrame().at(0) == 0xff)
            let other = try LoopbackSocket(cluster)
            try other.start(FindCoordinatorRequest(key: "g"), 0)
            #expect(other.isClosedByPeer)
            _ = try c.send(MetadataRequest(topics: nil), 9)
        }
    }

    // MARK: Hostile bytes

    @Test(
        arguments: [
            [0xff, 0xff, 0xff, 0xff],  // negative length
            [0x7f, 0xff, 0xff, 0xff, 0],  // beyond the limit
            [0, 0, 0, 1, 0],  // no room for a header
            [0, 0, 0, 8, 0x7f, 0xff, 0, 0, 0, 0, 0, 1],  // unknown API
            [0, 0, 0, 10, 0, 3, 0, 99, 0, 0, 0, 1, 0, 0],  // unknown version
            [0, 0, 0, 10, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0],  // advertised, but refused
            [0, 0, 0, 14, 0, 3, 0, 1, 0, 0, 0, 1, 0, 0, 0x7f, 0xff, 0xff, 0xff],  // more elements than bytes
            [0, 0, 0, 10, 0, 3, 0, 1, 0, 0, 0, 1, 0x7f, 0xff],  // client id beyond the frame
        ] as [[UInt8]])
    func bytesThatAreNoRequestCloseTheirConnectionOnly(bytes: [UInt8]) async throws {
        try await TestCluster.withSocket { cluster, c in
            let other = try LoopbackSocket(cluster)
            try other.send(bytes)
            #expect(other.isClosedByPeer)
            _ = try c.send(MetadataRequest(topics: nil), 9)
        }
    }

    @Test func bytesAfterTheLastFieldAreIgnored() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            // Metadata v13 for all topics as librdkafka 2.16 writes it, with three trailing bytes.
            try c.send(
                [0, 0, 0, 25, 0, 3, 0, 13, 0, 0, 0, 3, 0, 7] + Array("rdkafka".utf8) + [UInt8](repeating: 0, count: 8))
            #expect(try c.finish(MetadataRequest.self, 13, 3).topics.map(\.name) == ["t"])
        }
    }

    @Test func randomFramesAndCutRequestsNeverDisturbOthers() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try cluster.append(values: ["kept"], to: "t", 0)
            let seed = TestSeed.value
            var random = SplitMix64(seed: seed)
            for round in 0..<300 {
                let other = try LoopbackSocket(cluster)
                var bytes =
                    round % 2 == 0
                    ? try other.frame(produce(try batch(2)), 9).bytes : try other.frame(fetch(), 12).bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) {
                    bytes[Int.random(in: 4..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                }
                try other.send(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))
                other.endOutput()
            }
            #expect(try values(try c.send(fetch(), 11)).first == "kept", "seed \(seed)")
        }
    }

    @Test func unknownTopicsAreCreatedOnlyWhereAllowed() async throws {
        try await TestCluster.withSocket(.init(defaultPartitions: 3)) { _, c in
            let allowed = try c.send(MetadataRequest(topics: [.init(name: "new")], allowAutoTopicCreation: true), 9)
            #expect(try allowed.topics.at(0).partitions.count == 3)
            let refused = try c.send(MetadataRequest(topics: [.init(name: "none")], allowAutoTopicCreation: false), 9)
            #expect(try refused.topics.at(0).errorCode == BrokerErrorCode.unknownTopicOrPartition.rawValue)
            let invalid = try c.send(MetadataRequest(topics: [.init(name: "a b")], allowAutoTopicCreation: true), 9)
            #expect(try invalid.topics.at(0).errorCode == BrokerErrorCode.invalidTopicException.rawValue)
        }
    }

    @Test func offsetsAreListedByPositionAndTime() async throws {
        try await TestCluster.withSocket { cluster, c in
            try cluster.createTopic("t")
            try cluster.append(try batch(10, timestamp: 1000), to: "t", 0)
            try cluster.deleteRecords(in: "t", 0, before: 2)
            func offset(_ timestamp: Int64) throws -> Int64 {
                let request = ListOffsetsRequest(
                    replicaID: -1, topics: [.init(name: "t", partitions: [.init(timestamp: timestamp)])])
                return try c.send(request, 7).topics[0].partitions[0].offset
            }
            #expect(try offset(-1) == 10)
            #expect(try offset(-2) == 2)
            #expect(try offset(-3) == 9)
            #expect(try offset(1005) == 5)
            #expect(try offset(0) == 2)
            #expect(try offset(5000) == -1)
        }
    }
}
