// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import Testing

@testable import KafkaTestBroker

/// Share groups through the APIs, without sockets.
@Suite struct ShareAPITests {
    /// A cluster with members of the share group `g`, which keep the epochs of their sessions.
    struct Bench {
        var bench: StateBench
        private var epochs: [String: Int32] = [:]

        init(brokers: Int32 = 1, partitions: Int = 1, replicas: Int = 1, reset: String = "earliest") {
            bench = StateBench(brokers: brokers, topics: ["t": partitions], replicas: replicas)
            bench.state.groups.configs.set(["share.auto.offset.reset": reset], for: "g")
        }

        var topicID: KafkaUUID { bench.state.topics["t"]?.id ?? .zero }

        mutating func join(_ member: String, epoch: Int32 = 0) -> ShareGroupHeartbeatResponse {
            let coordinator = bench.state.brokers.coordinator(of: "g")?.id ?? -1
            return bench.send(
                ShareGroupHeartbeat.self,
                .init(
                    groupID: "g", memberID: member, memberEpoch: epoch,
                    subscribedTopicNames: epoch == 0 ? ["t"] : nil),
                version: 1, broker: coordinator)
        }

        /// A fetch that does not wait, of partition 0 on its leader; begins a session if there is none.
        mutating func fetch(
            _ member: String, maxRecords: Int32 = 500, epoch: Int32? = nil, broker: Int32? = nil,
            acknowledges: [(Int64, Int64, [Int8])] = [], isLast: Bool = true, version: Int16 = 1,
            isStrict: Bool = false,
            renews: Bool = false
        ) -> ShareFetchResponse? {
            let target = broker ?? bench.leader("t")
            let epoch = epoch ?? epochs["\(member)@\(target)"] ?? 0
            epochs["\(member)@\(target)"] = epoch + 1
            var partition = ShareFetchRequest.FetchPartition(partitionIndex: 0)
            partition.acknowledgementBatches = acknowledges.map {
                .init(firstOffset: $0.0, lastOffset: $0.1, acknowledgeTypes: $0.2)
            }
            var request = ShareFetchRequest(groupID: "g", memberID: member, shareSessionEpoch: epoch)
            if !renews {
                request.minBytes = 1
                request.maxRecords = maxRecords
                request.batchSize = maxRecords
            } else {
                request.maxBytes = 0
            }
            request.shareAcquireMode = isStrict ? 1 : 0
            request.isRenewAck = renews
            request.topics =
                epoch == 0 || !acknowledges.isEmpty ? [.init(topicID: topicID, partitions: [partition])] : []
            let call = Call(version: version, correlationID: 0, broker: target, now: bench.now, clientID: nil)
            switch ShareFetch.begin(request, call, &bench.state) {
            case .refused(let code): return ShareFetch.failure(request, code, call)
            case .begun(let fetch):
                let response = ShareFetch.look(fetch, isLast: isLast, now: bench.now, &bench.state)
                // Null records, for example, exist in version 0 only: the connection would be closed.
                var writer = WireWriter()
                #expect(throws: Never.self) { try response?.encode(into: &writer, version: version) }
                return response
            }
        }

        mutating func acknowledge(
            _ member: String, _ first: Int64, _ last: Int64, _ types: [Int8], epoch: Int32? = nil, version: Int16 = 1,
            renews: Bool = false
        ) -> ShareAcknowledgeResponse {
            let target = bench.leader("t")
            let epoch = epoch ?? epochs["\(member)@\(target)"] ?? 0
            epochs["\(member)@\(target)"] = epoch + 1
            return bench.send(
                ShareAcknowledge.self,
                .init(
                    groupID: "g", memberID: member, shareSessionEpoch: epoch, isRenewAck: renews,
                    topics: [
                        .init(
                            topicID: topicID,
                            partitions: [
                                .init(
                                    partitionIndex: 0,
                                    acknowledgementBatches: [
                                        .init(firstOffset: first, lastOffset: last, acknowledgeTypes: types)
                                    ])
                            ])
                    ]),
                version: version, broker: target)
        }

        mutating func forgetSession(_ member: String) { epochs = epochs.filter { !$0.key.hasPrefix(member + "@") } }
    }

    /// The acquired offsets as text, such as `0-4x1`.
    private static func acquired(_ response: ShareFetchResponse?) -> [String] {
        response?.responses.flatMap(\.partitions).flatMap(\.acquiredRecords).map {
            "\($0.firstOffset)-\($0.lastOffset)x\($0.deliveryCount)"
        } ?? ["waits"]
    }

    private static func code(_ response: ShareAcknowledgeResponse) -> BrokerErrorCode {
        BrokerErrorCode(rawValue: response.responses.first?.partitions.first?.errorCode ?? response.errorCode)
    }

    @Test func membersShareAPartition() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.join("b")
        _ = bench.bench.produce(try batch(5))
        _ = bench.bench.produce(try batch(5))
        let first = bench.fetch("a", maxRecords: 5)
        #expect(Self.acquired(first) == ["0-4x1"])
        #expect(first?.acquisitionLockTimeoutMs == 30_000)
        #expect(Self.acquired(bench.fetch("b")) == ["5-9x1"])
        #expect(Self.acquired(bench.fetch("a")) == [])
        // Only the batches with acquired records are sent.
        var reader = RecordBatchReader(first?.responses[0].partitions[0].records ?? .empty)
        #expect(try reader.next()?.lastOffset == 4)
        #expect(try reader.next() == nil)
    }

    @Test func acknowledgementsComeWithAFetchOrAlone() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(6))
        _ = bench.fetch("a")
        #expect(Self.code(bench.acknowledge("a", 0, 1, [1])) == .none)
        let response = bench.fetch("a", acknowledges: [(2, 5, [2, 2, 3, 1])])
        #expect(Self.acquired(response) == ["2-3x2"])
        #expect(response?.responses[0].partitions[0].acknowledgeErrorCode == 0)
        let refused = bench.fetch("a", acknowledges: [(2, 5, [1])])
        #expect(
            refused?.responses[0].partitions[0].acknowledgeErrorCode == BrokerErrorCode.invalidRecordState.rawValue)
    }

    @Test func lockEndsByTheClusterClock() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.join("b")
        _ = bench.bench.produce(try batch(3))
        _ = bench.fetch("a")
        bench.bench.advance(29_999)
        #expect(Self.acquired(bench.fetch("b")) == [])
        bench.bench.advance(1)
        #expect(Self.acquired(bench.fetch("b")) == ["0-2x2"])
        #expect(Self.code(bench.acknowledge("a", 0, 2, [1])) == .invalidRecordState)
    }

    @Test func fetchWaitsUntilThereIsSomethingToAcquire() throws {
        var bench = Bench()
        _ = bench.join("a")
        #expect(bench.fetch("a", isLast: false) == nil)
        _ = bench.bench.produce(try batch(3))
        #expect(Self.acquired(bench.fetch("a", isLast: false)) == ["0-2x1"])
        #expect(bench.fetch("b", isLast: false) == nil)
    }

    @Test func renewalsNeedVersionTwoAndTheirFlag() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(2))
        _ = bench.fetch("a", version: 2)
        bench.bench.advance(20_000)
        let alone = bench.acknowledge("a", 0, 0, [4], version: 2, renews: true)
        #expect(Self.code(alone) == .none && alone.acquisitionLockTimeoutMs == 30_000)
        let withFetch = bench.fetch("a", acknowledges: [(1, 1, [4])], version: 2, renews: true)
        #expect(withFetch?.errorCode == 0 && Self.acquired(withFetch) == [])
        bench.bench.advance(29_000)
        #expect(Self.code(bench.acknowledge("a", 0, 1, [1], version: 2)) == .none)
        #expect(
            bench.fetch("a", acknowledges: [(0, 0, [4])], version: 2)?.errorCode
                == BrokerErrorCode.invalidRequest.rawValue)
        #expect(Self.code(bench.acknowledge("a", 0, 0, [4], version: 1, renews: true)) == .invalidRequest)
    }

    @Test func sessionErrorsAreToldApart() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(1))
        func code(_ epoch: Int32) -> BrokerErrorCode {
            BrokerErrorCode(rawValue: bench.fetch("a", epoch: epoch)?.errorCode ?? -1)
        }
        #expect(code(3) == .shareSessionNotFound)
        #expect(code(-1) == .shareSessionNotFound)
        #expect(code(0) == .none)
        #expect(code(2) == .invalidShareSessionEpoch)
        #expect(code(1) == .none)
        #expect(Self.code(bench.acknowledge("a", 0, 0, [1], epoch: 0)) == .invalidShareSessionEpoch)
        #expect(Self.code(bench.acknowledge("a", 0, 0, [1], epoch: 2)) == .none)
        let call = Call(version: 1, correlationID: 0, broker: 1, now: 0, clientID: nil)
        guard
            case .refused(let unknown) = ShareFetch.begin(
                .init(groupID: "other", memberID: "a"), call, &bench.bench.state)
        else { return #expect(Bool(false), "a group that does not exist was served") }
        #expect(unknown == .groupIDNotFound)
    }

    @Test func finalRequestGivesRecordsBack() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.join("b")
        _ = bench.bench.produce(try batch(4))
        _ = bench.fetch("a")
        let last = bench.acknowledge("a", 0, 0, [1], epoch: -1)
        #expect(Self.code(last) == .none)
        #expect(Self.acquired(bench.fetch("b")) == ["1-3x1"])
        bench.forgetSession("a")
        #expect(bench.fetch("a")?.errorCode == 0)
    }

    @Test func oldLeaderNamesTheNewOneWhichGoesOn() throws {
        var bench = Bench(brokers: 2, replicas: 2)
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(4))
        let old = bench.bench.leader("t")
        _ = bench.fetch("a")
        _ = bench.acknowledge("a", 0, 1, [1])
        let new: Int32 = old == 1 ? 2 : 1
        _ = bench.bench.state.topics.update(PartitionKey(topic: "t", partition: 0)) { $0.move(to: new) }
        let refused = bench.fetch("a", broker: old, acknowledges: [(2, 3, [1])])?.responses[0].partitions[0]
        #expect(refused?.errorCode == BrokerErrorCode.notLeaderOrFollower.rawValue)
        #expect(refused?.acknowledgeErrorCode == BrokerErrorCode.notLeaderOrFollower.rawValue)
        #expect(refused?.currentLeader.leaderID == new && refused?.currentLeader.leaderEpoch == 1)
        // The locks were the old leader's.
        #expect(Self.acquired(bench.fetch("a")) == ["2-3x1"])
    }

    @Test func brokerThatStopsForgetsItsSessions() throws {
        var bench = Bench(brokers: 2, replicas: 2)
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(1))
        let old = bench.bench.leader("t")
        _ = bench.fetch("a")
        bench.bench.state.brokerWentDown(old, now: bench.bench.now)
        bench.bench.state.brokerCameUp(old, port: 9999)
        #expect(bench.fetch("a", epoch: 1, broker: old)?.errorCode == BrokerErrorCode.shareSessionNotFound.rawValue)
    }

    @Test func latestBeginsAtTheEnd() throws {
        var bench = Bench(reset: "latest")
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(3))
        #expect(Self.acquired(bench.fetch("a")) == [])
        _ = bench.bench.produce(try batch(2))
        #expect(Self.acquired(bench.fetch("a")) == ["3-4x1"])
    }

    @Test func durationBeginsAtItsAge() throws {
        var bench = Bench(reset: "by_duration:PT10S")
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(2, timestamp: bench.bench.now - 60_000))
        _ = bench.bench.produce(try batch(2, timestamp: bench.bench.now - 5000))
        #expect(Self.acquired(bench.fetch("a")) == ["2-3x1"])
    }

    @Test func committedReadersDoNotGetAbortedRecords() throws {
        var bench = Bench()
        bench.bench.state.groups.configs.set(
            ["share.auto.offset.reset": "earliest", "share.isolation.level": "read_committed"], for: "g")
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(2))
        let key = PartitionKey(topic: "t", partition: 0)
        let open = try RecordBatch(
            decoding: try batch(2, producerID: 7, sequence: 0, isTransactional: true), checkCRC: false)
        _ = bench.bench.state.topics.update(key) { $0.log.append(open, leaderEpoch: 0, now: 0) }
        #expect(Self.acquired(bench.fetch("a")) == ["0-1x1"])
        _ = bench.bench.state.topics.update(key) {
            $0.log.appendMarker(.abort, producerID: 7, producerEpoch: 0, coordinatorEpoch: 0, leaderEpoch: 0, now: 0)
        }
        _ = bench.bench.produce(try batch(1))
        #expect(Self.acquired(bench.fetch("a", acknowledges: [(0, 1, [1])])) == ["5-5x1"])
        #expect(bench.bench.state.shares.partitions.values.first?.startOffset == 5)
    }

    @Test func offsetsAreDescribedChangedAndDeleted() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(6))
        _ = bench.fetch("a")
        _ = bench.acknowledge("a", 0, 1, [1])
        func describe(_ topics: [DescribeShareGroupOffsetsRequest.DescribeShareGroupOffsetsRequestTopic]? = nil)
            -> [String]
        {
            let response = bench.bench.send(
                DescribeShareGroupOffsets.self, .init(groups: [.init(groupID: "g", topics: topics)]), version: 1)
            return response.groups[0].topics.flatMap { topic in
                topic.partitions.map { "\(topic.topicName)-\($0.partitionIndex) \($0.startOffset) \($0.lag)" }
            }
        }
        #expect(describe() == ["t-0 2 4"])
        #expect(describe([.init(topicName: "t", partitions: [0, 9])]) == ["t-0 2 4", "t-9 -1 -1"])
        let alter = AlterShareGroupOffsetsRequest(
            groupID: "g",
            topics: [.init(topicName: "t", partitions: [.init(partitionIndex: 0, startOffset: 5)])])
        #expect(
            bench.bench.send(AlterShareGroupOffsets.self, alter, version: 0).errorCode
                == BrokerErrorCode.nonEmptyGroup.rawValue)
        _ = bench.join("a", epoch: -1)
        let altered = bench.bench.send(AlterShareGroupOffsets.self, alter, version: 0)
        #expect(altered.errorCode == 0 && altered.responses[0].partitions[0].errorCode == 0)
        #expect(describe() == ["t-0 5 1"])
        let deleted = bench.bench.send(
            DeleteShareGroupOffsets.self, .init(groupID: "g", topics: [.init(topicName: "t"), .init(topicName: "x")]),
            version: 0)
        #expect(
            deleted.responses.map(\.errorCode) == [0, BrokerErrorCode.unknownTopicOrPartition.rawValue])
        #expect(describe() == [])
        #expect(
            bench.bench.send(DeleteShareGroupOffsets.self, .init(groupID: "x", topics: []), version: 0).errorCode
                == BrokerErrorCode.groupIDNotFound.rawValue)
    }

    @Test func groupIsListedDescribedAndDeleted() throws {
        var bench = Bench()
        _ = bench.join("a")
        let listed = bench.bench.send(ListGroups.self, .init(typesFilter: ["share"]), version: 5).groups
        #expect(listed.map(\.groupID) == ["g"] && listed[0].groupType == "share" && listed[0].groupState == "Stable")
        let described = bench.bench.send(ShareGroupDescribe.self, .init(groupIDs: ["g", "x"]), version: 1).groups
        #expect(described[0].members.map(\.memberID) == ["a"] && described[0].assignorName == "simple")
        #expect(described[0].members[0].assignment.topicPartitions.map(\.partitions) == [[0]])
        #expect(described[1].errorCode == BrokerErrorCode.groupIDNotFound.rawValue)
        #expect(
            bench.bench.send(DeleteGroups.self, .init(groupsNames: ["g"]), version: 2).results[0].errorCode
                == BrokerErrorCode.nonEmptyGroup.rawValue)
        _ = bench.join("a", epoch: -1)
        #expect(
            bench.bench.send(DeleteGroups.self, .init(groupsNames: ["g"]), version: 2).results[0].errorCode == 0)
        #expect(bench.bench.state.shares.partitions.isEmpty)
    }

    @Test func otherKindsOfGroupsKeepTheirIDs() throws {
        var bench = Bench()
        _ = bench.join("a")
        let consumer = bench.bench.send(
            ConsumerGroupHeartbeat.self,
            .init(
                groupID: "g", memberID: "c", memberEpoch: 0, rebalanceTimeoutMs: 1000, subscribedTopicNames: ["t"],
                topicPartitions: []), version: 1)
        #expect(consumer.errorCode == BrokerErrorCode.groupIDNotFound.rawValue)
        _ = bench.bench.send(
            ConsumerGroupHeartbeat.self,
            .init(
                groupID: "h", memberID: "c", memberEpoch: 0, rebalanceTimeoutMs: 1000, subscribedTopicNames: ["t"],
                topicPartitions: []), version: 1)
        let share = bench.bench.send(
            ShareGroupHeartbeat.self,
            .init(groupID: "h", memberID: "a", memberEpoch: 0, subscribedTopicNames: ["t"]), version: 1)
        #expect(share.errorCode == BrokerErrorCode.groupIDNotFound.rawValue)
    }

    @Test func deletedTopicsAreForgotten() throws {
        var bench = Bench()
        _ = bench.join("a")
        _ = bench.bench.produce(try batch(1))
        _ = bench.fetch("a")
        _ = bench.bench.state.deleteTopic("t")
        #expect(bench.bench.state.shares.partitions.isEmpty)
        #expect(
            bench.fetch("a")?.responses[0].partitions[0].errorCode == BrokerErrorCode.unknownTopicID.rawValue)
        bench.bench.advance(60_000)
    }

    @Test func coordinatorsOfSharePartitionsAreFoundFromVersionSix() {
        var bench = Bench()
        func find(_ key: String, version: Int16) -> Int16 {
            let response = bench.bench.send(
                FindCoordinator.self, .init(keyType: 2, coordinatorKeys: [key]), version: version)
            return response.coordinators[0].errorCode
        }
        #expect(find("g:\(bench.topicID):0", version: 6) == 0)
        #expect(find("g:0", version: 6) == BrokerErrorCode.invalidRequest.rawValue)
        #expect(find("g:\(bench.topicID):0", version: 5) == BrokerErrorCode.invalidRequest.rawValue)
    }

    @Test func releasesBeforeFourOneHaveNoShareGroups() {
        #expect(APITable.offered(ShareFetch.self, .kafka(4, 0)) == nil)
        #expect(APITable.offered(ShareFetch.self, .kafka(4, 1)) == 1...1)
        #expect(APITable.offered(ShareFetch.self, .kafka(4, 2)) == 1...2)
        #expect(APITable.offered(ShareGroupHeartbeat.self, .kafka(3, 9)) == nil)
        #expect(APITable.offered(DescribeShareGroupOffsets.self, .kafka(4, 1)) == 0...0)
    }

    @Test func groupConfigsHold() throws {
        var bench = Bench()
        bench.bench.state.groups.configs.set(
            [
                "share.auto.offset.reset": "earliest", "share.record.lock.duration.ms": "15000",
                "share.delivery.count.limit": "2", "share.partition.max.record.locks": "100",
                "share.heartbeat.interval.ms": "6000",
            ], for: "g")
        #expect(bench.join("a").heartbeatIntervalMs == 6000)
        _ = bench.bench.produce(try batch(2))
        #expect(bench.fetch("a")?.acquisitionLockTimeoutMs == 15_000)
        bench.bench.advance(15_000)
        #expect(Self.acquired(bench.fetch("a")) == ["0-1x2"])
        bench.bench.advance(15_000)
        #expect(Self.acquired(bench.fetch("a")) == [])
    }
}
