// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaTestBroker

/// Effects of configs and the clock on logs, and imitated releases.
struct LogMaintenanceTests {
    private func keyed(
        _ records: [(key: String?, value: String?)], timestamp: Int64, producer: ProducerIdentity = .none,
        sequence: Int32 = -1, transactional: Bool = false, compression: Compression = .none
    ) throws -> ByteSlice {
        var builder = try RecordBatchBuilder(
            compression: compression, producerID: producer.id, producerEpoch: producer.epoch, baseSequence: sequence,
            isTransactional: transactional)
        for record in records {
            try builder.append(
                key: record.key.map { ByteSlice(utf8: $0) }, value: record.value.map { ByteSlice(utf8: $0) },
                timestamp: timestamp)
        }
        return try builder.finish()
    }

    /// `offset key=value` of all data records, in the order of the log.
    private func records(_ log: PartitionLog) throws -> [String] {
        var found: [String] = []
        for entry in log.entries {
            let batch = try RecordBatch(decoding: entry.segment.copy(entry.range))
            if batch.isControl { continue }
            for record in try batch.records() {
                found.append("\(record.offset) \(record.key?.string ?? "-")=\(record.value?.string ?? "-")")
            }
        }
        return found
    }

    // MARK: Retention

    @Test func oldRecordsGoWithTheClock() throws {
        var bench = StateBench(configs: ["retention.ms": "600000"])
        for index in 0..<3 {
            let records = try keyed([(nil, "v\(index)")], timestamp: bench.now)
            #expect(bench.produce(records).errorCode == 0)
            bench.advance(200_000)
        }
        // At 600 s the first record has exactly the maximum age; the next check is at 900 s.
        #expect(bench.log("t").startOffset == 0)
        bench.advance(300_000)
        #expect(bench.log("t").startOffset == 2)
        bench.advance(600_000)
        #expect(bench.log("t").startOffset == 3)
        #expect(bench.log("t").endOffset == 3)
        #expect(bench.state.topics.byteCount == 0)
    }

    @Test func aLogIsCutToItsSizeButNotBelow() throws {
        let size = try keyed([(nil, "v")], timestamp: 1).count
        var bench = StateBench(configs: ["retention.bytes": "\(size * 2)", "retention.ms": "-1"])
        for _ in 0..<5 { #expect(bench.produce(try keyed([(nil, "v")], timestamp: 1)).errorCode == 0) }
        bench.state.enforceRetention(now: bench.now)
        #expect(bench.log("t").startOffset == 3)
        #expect(bench.log("t").byteCount == size * 2)
        #expect(bench.state.topics.byteCount == size * 2)
    }

    @Test func openTransactionsAndCompactedTopicsAreNotCut() throws {
        var bench = StateBench(topics: ["t": 1, "u": 1], configs: ["retention.ms": "1"])
        let producer = ProducerIdentity(id: 3, epoch: 0)
        let key = PartitionKey(topic: "t", partition: 0)
        let open = try RecordBatch(
            decoding: keyed([("a", "1")], timestamp: 1, producer: producer, sequence: 0, transactional: true))
        _ = bench.state.topics.update(key) { $0.log.append(open, leaderEpoch: 0, now: 1) }
        bench.state.setConfigs(["cleanup.policy": "compact", "retention.ms": "1"], of: "u")
        #expect(bench.produce(try keyed([("a", "1")], timestamp: 1), to: "u").errorCode == 0)
        bench.state.enforceRetention(now: bench.now)
        #expect(bench.log("t").startOffset == 0)
        #expect(bench.log("u").startOffset == 0)
    }

    // MARK: Compaction

    @Test(arguments: [Compression.none, .gzip])
    func ofEachKeyTheLastRecordStaysAtItsOffset(compression: Compression) throws {
        var bench = StateBench(configs: ["cleanup.policy": "compact"])
        let batches: [[(String?, String?)]] = [
            [("a", "1"), ("b", "1"), ("a", "2")], [("c", "1")], [("a", "3"), ("b", "2")], [("d", "1"), ("c", "2")],
        ]
        for batch in batches {
            let records = try keyed(
                batch.map { (key: $0.0, value: $0.1) }, timestamp: bench.now, compression: compression)
            #expect(bench.produce(records).errorCode == 0)
        }
        bench.state.compact(PartitionKey(topic: "t", partition: 0), now: bench.now)
        #expect(try records(bench.log("t")) == ["4 a=3", "5 b=2", "6 d=1", "7 c=2"])
        #expect(bench.log("t").endOffset == 8)
        #expect(bench.log("t").startOffset == 0)
        #expect(bench.state.topics.byteCount == bench.log("t").byteCount)
        // A reader from the beginning gets the remaining records, and appends continue.
        #expect(try bench.values(from: 0, committed: false) == ["3", "2", "1", "2"])
        #expect(bench.produce(try keyed([("a", "4")], timestamp: bench.now)).baseOffset == 8)
        bench.state.compact(PartitionKey(topic: "t", partition: 0), now: bench.now)
        #expect(try records(bench.log("t")) == ["5 b=2", "6 d=1", "7 c=2", "8 a=4"])
        #expect(
            bench.produce(try keyed([(nil, "x")], timestamp: 1)).errorCode == BrokerErrorCode.invalidRecord.rawValue)
    }

    @Test func deletionsOfKeysStayForTheirTime() throws {
        var bench = StateBench(configs: ["cleanup.policy": "compact", "delete.retention.ms": "5000"])
        let key = PartitionKey(topic: "t", partition: 0)
        #expect(bench.produce(try keyed([("a", "1"), ("b", "1")], timestamp: bench.now)).errorCode == 0)
        #expect(bench.produce(try keyed([("a", nil)], timestamp: bench.now)).errorCode == 0)
        // The last batch always stays.
        #expect(bench.produce(try keyed([("c", nil)], timestamp: bench.now)).errorCode == 0)
        bench.state.compact(key, now: bench.now)
        #expect(try records(bench.log("t")) == ["1 b=1", "2 a=-", "3 c=-"])
        bench.state.compact(key, now: bench.now + 4999)
        #expect(try records(bench.log("t")) == ["1 b=1", "2 a=-", "3 c=-"])
        bench.state.compact(key, now: bench.now + 5000)
        #expect(try records(bench.log("t")) == ["1 b=1", "3 c=-"])
        #expect(bench.log("t").endOffset == 4)
    }

    @Test func abortedRecordsGoAndOpenTransactionsStay() throws {
        var bench = StateBench(configs: ["cleanup.policy": "compact"])
        let key = PartitionKey(topic: "t", partition: 0)
        let (first, second) = (ProducerIdentity(id: 1, epoch: 0), ProducerIdentity(id: 2, epoch: 0))
        #expect(bench.produce(try keyed([("a", "old")], timestamp: 1)).errorCode == 0)
        let aborted = try RecordBatch(
            decoding: keyed([("a", "aborted")], timestamp: 1, producer: first, sequence: 0, transactional: true))
        let open = try RecordBatch(
            decoding: keyed([("a", "open")], timestamp: 1, producer: second, sequence: 0, transactional: true))
        _ = bench.state.topics.update(key) { partition in
            _ = partition.log.append(aborted, leaderEpoch: 0, now: 1)
            _ = partition.log.appendMarker(
                .abort, producerID: 1, producerEpoch: 0, coordinatorEpoch: 0, leaderEpoch: 0, now: 1)
            _ = partition.log.append(open, leaderEpoch: 0, now: 1)
        }
        bench.state.compact(key, now: bench.now)
        #expect(try records(bench.log("t")) == ["0 a=old", "3 a=open"])
        #expect(bench.log("t").lastStableOffset == 3)
        #expect(try bench.values(committed: true) == ["old"])
    }

    @Test func theClockCompactsDirtyLogs() throws {
        var bench = StateBench(configs: ["cleanup.policy": "compact"])
        for index in 0..<10 {
            #expect(bench.produce(try keyed([("a", "\(index)")], timestamp: bench.now)).errorCode == 0)
        }
        bench.advance(14_999)
        #expect(bench.log("t").entries.count == 10)
        bench.advance(1)
        #expect(try records(bench.log("t")) == ["9 a=9"])
        #expect(bench.log("t").dirtyRatio == 0)
        bench.state.setConfigs(["cleanup.policy": "compact", "min.compaction.lag.ms": "60000"], of: "t")
        #expect(bench.produce(try keyed([("a", "new")], timestamp: bench.now)).errorCode == 0)
        bench.advance(30_000)
        #expect(bench.log("t").entries.count == 2)
        bench.advance(45_000)
        #expect(try records(bench.log("t")) == ["10 a=new"])
    }

    /// The clock checks logs every five minutes while no topic is compacted, and sooner once one is.
    @Test func aCompactedTopicDoesNotWaitForTheOthers() throws {
        var bench = StateBench()
        #expect(bench.produce(try keyed([("a", "1")], timestamp: bench.now)).errorCode == 0)
        bench.advance(20_000)
        let assignments = bench.state.brokers.assignments(partitions: 1, replicas: 1)
        _ = bench.state.createTopic("u", assignments: assignments, configs: ["cleanup.policy": "compact"])
        for value in ["1", "2"] {
            #expect(bench.produce(try keyed([("a", value)], timestamp: bench.now), to: "u").errorCode == 0)
            bench.advance(10_000)
        }
        #expect(try records(bench.log("u")) == ["1 a=2"])
    }

    @Test func recordsWithoutKeyAreNamed() throws {
        var bench = StateBench(configs: ["cleanup.policy": "compact"])
        let records = try keyed([("a", "1"), (nil, "2"), ("b", "3"), (nil, "4")], timestamp: bench.now)
        let refused = bench.produce(records)
        #expect(refused.errorCode == BrokerErrorCode.invalidRecord.rawValue)
        #expect(refused.recordErrors.map(\.batchIndex) == [1, 3])
        // Versions before 8 have no field for it.
        #expect(bench.produce(records, version: 7).recordErrors.isEmpty)
        #expect(bench.log("t").endOffset == 0)
    }

    @Test func timesAtTheEndsOfTimeCompactToo() throws {
        var bench = StateBench(
            configs: [
                "cleanup.policy": "compact", "delete.retention.ms": "\(Int64.max)", "min.compaction.lag.ms": "60000",
            ])
        #expect(bench.produce(try keyed([("a", "1"), ("b", "1")], timestamp: .min)).errorCode == 0)
        #expect(bench.produce(try keyed([("a", nil)], timestamp: .min)).errorCode == 0)
        bench.state.compact(PartitionKey(topic: "t", partition: 0), now: bench.now)
        #expect(try records(bench.log("t")) == ["1 b=1", "2 a=-"])
        bench.state.compact(PartitionKey(topic: "t", partition: 0), now: bench.now + 100 * 86_400_000)
        #expect(try records(bench.log("t")) == ["1 b=1", "2 a=-"])
    }

    @Test func aBatchWhoseOffsetsDoNotIncreaseStaysUnchanged() throws {
        var bench = StateBench(configs: ["cleanup.policy": "compact"])
        var bytes = try keyed([("a", "1"), ("b", "1"), ("c", "1")], timestamp: bench.now).bytes
        // Record: length, attributes, timestamp, offset. The second record gets the offset of the first.
        let second = 61 + 1 + Int(bytes[61] / 2)
        #expect(bytes[second + 3] == 2)
        bytes[second + 3] = 0
        let checksum = CRC32C.checksum(ByteSlice(copying: bytes[21...]))
        bytes.replaceSubrange(17..<21, with: (0..<4).map { UInt8(truncatingIfNeeded: checksum >> (24 - 8 * $0)) })
        #expect(bench.produce(ByteSlice(copying: bytes)).errorCode == 0)
        #expect(bench.produce(try keyed([("c", "2")], timestamp: bench.now)).errorCode == 0)
        bench.state.compact(PartitionKey(topic: "t", partition: 0), now: bench.now)
        #expect(try records(bench.log("t")) == ["0 a=1", "0 b=1", "2 c=1", "3 c=2"])
    }

    // MARK: Offsets

    @Test func commitsExpireSomeTimeAfterTheLastMember() throws {
        var bench = StateBench()
        let day: Int64 = 86_400_000
        func committed(_ bench: StateBench) -> Int64? {
            bench.state.groups.offsets["g"]?.offsets[PartitionKey(topic: "t", partition: 0)]?.offset
        }
        let commit = OffsetCommitRequest(
            groupID: "g", topics: [.init(name: "t", partitions: [.init(committedOffset: 0)])])
        #expect(try bench.send(OffsetCommit.self, commit, version: 8).topics.at(0).partitions.at(0).errorCode == 0)
        bench.advance(590_000)
        let joined = bench.send(
            ConsumerGroupHeartbeat.self,
            .init(
                groupID: "g", memberID: "m", memberEpoch: 0, rebalanceTimeoutMs: 1000, subscribedTopicNames: ["t"],
                topicPartitions: []), version: 1)
        #expect(joined.errorCode == 0)
        // The check after ten minutes sees the member, whose session ends soon.
        bench.advance(10_000)
        bench.advance(7 * day - 1)
        #expect(committed(bench) == 0)
        bench.advance(600_001)
        #expect(committed(bench) == nil)
        #expect(!bench.state.groups.contains("g"))
        // There are no more checks until the next commit.
        #expect(try bench.send(OffsetCommit.self, commit, version: 8).topics.at(0).partitions.at(0).errorCode == 0)
        bench.advance(7 * day)
        #expect(committed(bench) == nil)
    }

    // MARK: Produce

    @Test func batchesAreStampedWithTheirArrival() throws {
        var bench = StateBench(configs: ["message.timestamp.type": "LogAppendTime"])
        let answer = bench.produce(try keyed([("a", "1"), ("b", "2")], timestamp: 5))
        #expect(answer.logAppendTimeMs == bench.now)
        let entry = bench.log("t").entries[0]
        // Decodes with its checksum.
        let batch = try RecordBatch(decoding: entry.segment.copy(entry.range))
        #expect(batch.timestampType == .logAppendTime)
        #expect(try batch.records().map(\.timestamp) == [bench.now, bench.now])
        let listed = bench.send(
            ListOffsets.self, .init(topics: [.init(name: "t", partitions: [.init(timestamp: bench.now)])]), version: 6)
        #expect(try listed.topics.at(0).partitions.at(0).offset == 0)
        // Compaction keeps the time.
        let arrival = bench.now
        bench.advance(1000)
        #expect(bench.produce(try keyed([("a", "3")], timestamp: 5)).errorCode == 0)
        bench.state.compact(PartitionKey(topic: "t", partition: 0), now: bench.now)
        let rest = bench.log("t").entries[0]
        let kept = try RecordBatch(decoding: rest.segment.copy(rest.range))
        #expect(kept.timestampType == .logAppendTime)
        #expect(try kept.records().map(\.timestamp) == [arrival])
    }

    @Test func acksOfAllNeedEnoughReplicasInSync() throws {
        var bench = StateBench(brokers: 3, replicas: 3, configs: ["min.insync.replicas": "2"])
        let records = try keyed([(nil, "v")], timestamp: 1)
        #expect(bench.produce(records).errorCode == 0)
        bench.state.brokerWentDown(2, now: bench.now)
        #expect(bench.produce(records).errorCode == 0)
        bench.state.brokerWentDown(3, now: bench.now)
        #expect(bench.produce(records).errorCode == BrokerErrorCode.notEnoughReplicas.rawValue)
        #expect(bench.produce(records, acks: 1).errorCode == 0)
        bench.state.brokerCameUp(3, port: 1)
        #expect(bench.produce(records).errorCode == 0)
    }

    @Test func aCutLogIsFoundOutByItsReaders() async throws {
        let cluster = try await TestCluster.start()
        try cluster.createTopic("t")
        for value in ["a", "b", "c"] { try cluster.append(values: [value], to: "t", 0) }
        try cluster.truncate("t", 0, to: 1)
        #expect(try cluster.offsets(of: "t", 0) == 0..<1)
        #expect(try cluster.leader(of: "t", 0).epoch == 1)
        let c = try LoopbackSocket(cluster)
        let request = OffsetForLeaderEpochRequest(topics: [
            .init(topic: "t", partitions: [.init(partition: 0, currentLeaderEpoch: 1, leaderEpoch: 0)])
        ])
        #expect(try c.send(request, 4).topics.at(0).partitions.at(0).endOffset == 1)
        try cluster.compact("t")
        #expect(throws: TestClusterError.self) { try cluster.compact("nope") }
        cluster.enforceRetention()
        await cluster.stop()
    }

    // MARK: Older releases

    @Test func anOlderReleaseOffersOnlyItsOwnVersions() async throws {
        let cluster = try await TestCluster.start(ClusterConfiguration(imitating: .kafka(2, 8)))
        let c = try LoopbackSocket(cluster)
        let offered = try c.send(ApiVersionsRequest(clientSoftwareName: "x", clientSoftwareVersion: "1"), 3)
        let versions = Dictionary(uniqueKeysWithValues: offered.apiKeys.map { ($0.apiKey, $0.maxVersion) })
        #expect(versions[APIKey.fetch.rawValue] == 12)
        #expect(versions[APIKey.produce.rawValue] == 9)
        #expect(versions[APIKey.describeTransactions.rawValue] == nil)
        #expect(versions[APIKey.consumerGroupHeartbeat.rawValue] == nil)
        #expect(offered.finalizedFeatures.isEmpty)
        #expect(throws: LoopbackSocket.Closed.self) {
            _ = try c.send(FetchRequest(), 13)
        }
        let second = try LoopbackSocket(cluster)
        let tooNew = try second.finish(
            ApiVersionsRequest.self, 0,
            try second.start(ApiVersionsRequest(clientSoftwareName: "x", clientSoftwareVersion: "1"), 4))
        #expect(tooNew.errorCode == BrokerErrorCode.unsupportedVersion.rawValue)
        #expect(tooNew.apiKeys.map(\.maxVersion) == [3])
        await cluster.stop()
    }

    @Test func releasesGrow() {
        let releases: [KafkaRelease] = [
            .kafka(0, 11), .kafka(1, 0), .kafka(1, 1), .kafka(2, 0), .kafka(2, 4), .kafka(2, 8), .kafka(3, 0),
            .kafka(3, 9),
            .kafka(4, 0), .kafka(4, 1),
        ]
        for handler in APITable.handlers {
            var last: Int16 = -1
            for release in releases {
                let highest = highest(handler, release)
                #expect(highest >= last)
                last = highest
            }
            #expect(last >= 0, "\(handler) is in no release")
        }
        #expect(KafkaRelease.kafka(0, 10).highestVersion(of: .produce) == nil)
        #expect(KafkaRelease.kafka(5, 0).highestVersion(of: .produce) == 13)
    }

    private func highest<H: APIHandler>(_ handler: H.Type, _ release: KafkaRelease) -> Int16 {
        release.highestVersion(of: H.Request.apiKey) ?? -1
    }
}

/// A cut network, over connections to both sides.
struct NetworkPartitionTests {
    private func produce(_ value: String, acks: Int16) throws -> ProduceRequest {
        ProduceRequest(
            acks: acks, timeoutMs: 1000,
            topicData: [
                .init(
                    name: "t",
                    partitionData: [
                        .init(
                            index: 0,
                            records: try batch(of: [value], producer: .none, sequence: -1, transactional: false))
                    ])
            ])
    }

    private func values(_ c: LoopbackSocket) throws -> [String] {
        let request = FetchRequest(topics: [.init(topic: "t", partitions: [.init(partitionMaxBytes: 1 << 20)])])
        let answer = try c.send(request, 11).responses[0].partitions[0]
        if answer.errorCode != 0 { return ["error \(answer.errorCode)"] }
        var reader = RecordBatchReader(answer.records ?? .empty)
        var values: [String] = []
        while let batch = try reader.next() {
            for record in try batch.records() { values.append(record.value?.string ?? "") }
        }
        return values
    }

    @Test func anIsolatedLeaderContinuesAloneAndLosesItsRecords() async throws {
        let cluster = try await TestCluster.start(brokers: 3)
        try cluster.createTopic("t", replicationFactor: 3)
        #expect(try cluster.leader(of: "t", 0).broker == 1)
        let (old, new) = (
            try LoopbackSocket(cluster), try LoopbackSocket(cluster, broker: 1)
        )
        func send(_ c: LoopbackSocket, _ value: String, _ acks: Int16) throws -> Int16 {
            try c.send(try produce(value, acks: acks), 9).responses[0].partitionResponses[0].errorCode
        }
        #expect(try send(old, "before", -1) == 0)
        try cluster.partitionNetwork(isolating: [1])
        #expect(throws: TestClusterError.self) { try cluster.partitionNetwork(isolating: [2]) }
        let moved = try cluster.leader(of: "t", 0)
        #expect(moved.broker == 2)
        #expect(moved.epoch == 1)
        // Both sides accept records; readers do not get those of the old leader.
        #expect(try send(old, "lost", 1) == 0)
        #expect(try send(old, "lost too", -1) == BrokerErrorCode.requestTimedOut.rawValue)
        #expect(try send(new, "kept", -1) == 0)
        #expect(try values(old) == ["before"])
        #expect(try values(new) == ["before", "kept"])
        // Each side has its own Metadata, and only one has coordinators.
        let metadata = MetadataRequest(topics: [.init(name: "t")])
        #expect(try old.send(metadata, 9).topics.at(0).partitions.at(0).leaderID == 1)
        #expect(try new.send(metadata, 9).topics.at(0).partitions.at(0).isrNodes == [2, 3])
        #expect(
            try old.send(HeartbeatRequest(groupID: "g"), 3).errorCode
                == BrokerErrorCode.coordinatorNotAvailable.rawValue)
        let creation = CreateTopicsRequest(topics: [.init(name: "u", numPartitions: 1, replicationFactor: 1)])
        #expect(try old.send(creation, 5).topics.at(0).errorCode == BrokerErrorCode.requestTimedOut.rawValue)
        cluster.healNetwork()
        #expect(try values(old) == ["error \(BrokerErrorCode.notLeaderOrFollower.rawValue)"])
        #expect(try values(new) == ["before", "kept"])
        #expect(try new.send(metadata, 9).topics.at(0).partitions.at(0).isrNodes == [2, 3, 1])
        #expect(try send(new, "after", -1) == 0)
        await cluster.stop()
    }

    @Test func aPartitionWithoutOtherReplicasKeepsItsIsolatedLeadersRecords() async throws {
        let cluster = try await TestCluster.start(brokers: 2)
        try cluster.createTopic("t")
        let c = try LoopbackSocket(cluster)
        try cluster.partitionNetwork(isolating: [1])
        #expect(try cluster.leader(of: "t", 0).broker == -1)
        #expect(try c.send(try produce("alone", acks: -1), 9).responses.at(0).partitionResponses.at(0).errorCode == 0)
        #expect(try values(c) == ["alone"])
        cluster.healNetwork()
        #expect(try cluster.leader(of: "t", 0).broker == 1)
        #expect(try values(c) == ["alone"])
        await cluster.stop()
    }
}
