// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaClient

@Suite struct PartitionerTests {
    /// The values are those of the Java client's hash.
    @Test(arguments: [
        ("21", -973_932_308), ("foobar", -790_332_482), ("a-little-bit-long-string", -985_981_536),
        ("a-little-bit-longer-string", -1_486_304_829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58_897_971), ("abc", 479_470_107),
    ])
    func murmur2EqualsJavas(key: String, hash: Int) {
        #expect(Int32(bitPattern: Partitioner.murmur2(ByteSlice(utf8: key))) == Int32(hash))
    }

    @Test func partitionDropsTheSignBit() {
        let hash = Int(UInt32(bitPattern: -973_932_308) & 0x7fff_ffff)
        #expect(Partitioner.partition(forKey: ByteSlice(utf8: "21"), count: 7) == Int32(hash % 7))
    }
}

@Suite struct RetryPolicyTests {
    private func policy(_ clock: FakeClock, maxRetries: Int = .max, deadline: Duration = .seconds(60)) -> RetryPolicy {
        RetryPolicy(jitter: 0, maxRetries: maxRetries, deadline: deadline, clock: clock.clock, random: { 0.5 })
    }

    @Test func waitsDoubleUpToTheMaximum() {
        let policy = policy(FakeClock())
        let waits = (0..<6).map { policy.backoff(beforeRetry: $0) }
        #expect(waits == [100, 200, 400, 800, 1000, 1000].map { .milliseconds($0) })
        #expect(policy.backoff(beforeRetry: .max) == .seconds(1))
    }

    @Test func jitterMovesTheWaitBothWays() {
        #expect(RetryPolicy(jitter: 0.5, random: { 0 }).backoff(beforeRetry: 0) == .milliseconds(50))
        // 0.75 gives a factor that is exact in binary.
        #expect(RetryPolicy(jitter: 0.5, random: { 0.75 }).backoff(beforeRetry: 0) == .milliseconds(125))
    }

    @Test func membersDifferWhateverTheRandomSourceOfJitterIs() {
        let policy = RetryPolicy(random: { 0.5 })
        #expect(policy.makeUUID() != policy.makeUUID())
    }

    @Test func retriableFailuresAreTriedAgainAfterWhatTheyCallFor() async throws {
        let clock = FakeClock()
        var prepared: [RetryAdvice] = []
        let value = try await policy(clock).run("x", prepare: { advice, _ in prepared.append(advice) }) { retry in
            if retry == 0 { throw KafkaError.broker(.notLeaderOrFollower, "x") }
            if retry == 1 { throw KafkaError.broker(.notCoordinator, "x") }
            return retry
        }
        #expect(value == 2)
        #expect(prepared == [.refreshMetadata, .findCoordinator])
        #expect(clock.sleeps == [.milliseconds(100), .milliseconds(200)])
    }

    @Test func otherFailuresEndAtOnce() async {
        let clock = FakeClock()
        let error = await kafkaError {
            try await policy(clock).run("x", prepare: { _, _ in }) { _ in
                throw KafkaError.broker(.topicAuthorizationFailed, "x")
            }
        }
        #expect(error?.brokerError == .topicAuthorizationFailed)
        #expect(clock.sleeps.isEmpty)
    }

    @Test func retriesEndByCountAndByDeadline() async {
        let byCount = FakeClock()
        let error = await kafkaError {
            try await policy(byCount, maxRetries: 2).run("thing", prepare: { _, _ in }) { _ in
                throw KafkaError(.connectionLost, "gone")
            }
        }
        #expect(error?.code == .connectionLost)
        #expect(error?.message.contains("3 attempts") == true)
        #expect(byCount.sleeps.count == 2)
        let byDeadline = FakeClock()
        _ = await kafkaError {
            try await policy(byDeadline, deadline: .milliseconds(500)).run("thing", prepare: { _, _ in }) { _ in
                throw KafkaError(.connectionLost, "gone")
            }
        }
        #expect(byDeadline.sleeps == [.milliseconds(100), .milliseconds(200)])
    }
}

@Suite struct ClusterMetadataTests {
    private func metadata(leader: Int32, epoch: Int32, id: UInt64 = 1, version: Int16 = 13) -> ClusterMetadata {
        ClusterMetadata(
            MetadataResponse(
                brokers: [.init(nodeID: 2, host: "b", port: 2), .init(nodeID: 1, host: "a", port: 1)], controllerID: 1,
                topics: [
                    .init(
                        name: "t", topicID: KafkaUUID(high: 0, low: id),
                        partitions: [.init(partitionIndex: 0, leaderID: leader, leaderEpoch: epoch)])
                ]), version: version)
    }

    /// Kafka 2.1 to 2.3 give old epochs in some cases, which leaders would fence (KAFKA-9212).
    @Test func leaderEpochsOfOldVersionsDoNotCount() {
        #expect(metadata(leader: 1, epoch: 5, version: 8).topics["t"]?.partition(0)?.leaderEpoch == -1)
        #expect(metadata(leader: 1, epoch: 5, version: 9).topics["t"]?.partition(0)?.leaderEpoch == 5)
    }

    @Test func responsesAreReadSorted() {
        let read = metadata(leader: -1, epoch: 0)
        #expect(read.brokers.map(\.id) == [1, 2])
        #expect(read.topics["t"]?.partition(0)?.leader == nil)
        #expect(read.topics["t"]?.partition(1) == nil)
        #expect(read.controllerID == 1)
    }

    @Test func staleAnswersDoNotTakeTheLeaderBack() {
        var known = metadata(leader: 2, epoch: 5)
        known.merge(metadata(leader: 1, epoch: 4), isComplete: false)
        #expect(known.topics["t"]?.partition(0)?.leader == 2)
        known.merge(metadata(leader: 1, epoch: 6), isComplete: false)
        #expect(known.topics["t"]?.partition(0)?.leader == 1)
    }

    @Test func aTopicThatWasCreatedAgainStartsItsEpochsAgain() {
        var known = metadata(leader: 2, epoch: 5)
        known.merge(metadata(leader: 1, epoch: 0, id: 9), isComplete: false)
        #expect(known.topics["t"]?.partition(0)?.leader == 1)
    }

    @Test func completeAnswersDropTopicsThatAreGone() {
        var known = metadata(leader: 1, epoch: 0)
        known.merge(ClusterMetadata(brokers: known.brokers), isComplete: false)
        #expect(known.topics["t"] != nil)
        known.merge(ClusterMetadata(brokers: known.brokers), isComplete: true)
        #expect(known.topics["t"] == nil)
    }

    @Test func leaderHintsCountOnlyWithANewerEpochAndAnAddress() throws {
        var known = metadata(leader: 1, epoch: 3)
        let partition = TopicPartition(topic: "t", partition: 0)
        func hint(_ leader: Int32, epoch: Int32, _ endpoints: [FetchResponse.NodeEndpoint] = []) throws -> LeaderHint {
            let current = FetchResponse.LeaderIDAndEpoch(leaderID: leader, leaderEpoch: epoch)
            return try #require(LeaderHint(current, endpoints: endpoints))
        }
        known.apply(try hint(2, epoch: 3), to: partition)
        #expect(known.topics["t"]?.partition(0)?.leader == 1)
        known.apply(try hint(9, epoch: 4), to: partition)
        #expect(known.topics["t"]?.partition(0)?.leader == 1, "the address of broker 9 is unknown")
        known.apply(try hint(9, epoch: 4, [.init(nodeID: 9, host: "c", port: 70_000)]), to: partition)
        #expect(known.topics["t"]?.partition(0)?.leader == 1, "port 70000 does not exist")
        known.apply(try hint(9, epoch: 4, [.init(nodeID: 9, host: "c", port: 3)]), to: partition)
        #expect(known.topics["t"]?.partition(0)?.leader == 9)
        #expect(known.broker(9)?.host == "c")
    }

    @Test func responsesWithoutALeaderGiveNoHint() {
        let none: [ProduceResponse.NodeEndpoint] = []
        #expect(LeaderHint(ProduceResponse.LeaderIDAndEpoch(), endpoints: none) == nil)
        #expect(LeaderHint(ProduceResponse.LeaderIDAndEpoch(leaderID: 1), endpoints: none) == nil)
        let hint = LeaderHint(ProduceResponse.LeaderIDAndEpoch(leaderID: 1, leaderEpoch: 2), endpoints: none)
        #expect(hint?.leader == 1 && hint?.epoch == 2 && hint?.endpoint == nil)
    }
}

@Suite struct NegotiatedVersionsTests {
    private func versions(_ api: APIKey, _ range: ClosedRange<Int16>) -> NegotiatedVersions {
        NegotiatedVersions(
            ApiVersionsResponse(apiKeys: [
                .init(apiKey: api.rawValue, minVersion: range.lowerBound, maxVersion: range.upperBound)
            ]))
    }

    @Test func theHighestCommonVersionIsUsed() throws {
        #expect(try versions(.fetch, 4...11).version(for: FetchRequest.self, broker: "b") == 11)
        #expect(
            try versions(.fetch, 4...99).version(for: FetchRequest.self, broker: "b")
                == FetchRequest.versions.upperBound)
        #expect(try versions(.fetch, 4...99).version(for: FetchRequest.self, cap: 12, broker: "b") == 12)
    }

    @Test func noCommonVersionNamesApiAndBothRanges() async {
        let error = await kafkaError {
            _ = try self.versions(.fetch, 90...99).version(for: FetchRequest.self, broker: "host:1")
        }
        #expect(error?.code == .unsupportedVersion)
        let text = error?.message ?? ""
        #expect(text.contains("Fetch") && text.contains("90 to 99") && text.contains("0 to 18"), "\(text)")
    }

    @Test func anApiThatIsNotListedIsNamed() async {
        let error = await kafkaError {
            _ = try self.versions(.fetch, 0...1).version(for: ProduceRequest.self, broker: "host:1")
        }
        #expect(error?.message.contains("does not offer Produce") == true)
    }

    @Test func produceBelowVersionThreeIsNotUsed() throws {
        #expect(try versions(.produce, 0...9).version(for: ProduceRequest.self, broker: "b") == 9)
        #expect(throws: KafkaError.self) {
            try versions(.produce, 0...2).version(for: ProduceRequest.self, broker: "b")
        }
    }

    @Test func requestsWithoutTopicIDsStayBelowTheVersionsThatNeedThem() {
        #expect(NegotiatedVersions.cap(for: FetchRequest(topics: [.init(topic: "t")])) == 12)
        #expect(
            NegotiatedVersions.cap(for: FetchRequest(topics: [.init(topicID: KafkaUUID(high: 1, low: 1))])) == .max)
        #expect(NegotiatedVersions.cap(for: ProduceRequest(topicData: [.init(name: "t")])) == 12)
        #expect(NegotiatedVersions.cap(for: MetadataRequest(topics: [.init(name: "t")])) == .max)
    }
}

@Suite struct RecordSetScanTests {
    @Test func theNextOffsetFollowsTheLastWholeBatch() throws {
        let first = try batch(["a", "b"], baseOffset: 10)
        let second = try batch(["c", "d"], baseOffset: 20, deltas: [0, 7])
        #expect(RecordSetScan(joined([first, second])).nextOffset == 28)
        let cut = joined([first, second])
        #expect(RecordSetScan(cut[0..<cut.count - 1]).nextOffset == 12)
        #expect(RecordSetScan(.empty).nextOffset == nil)
    }

    @Test func aCutFirstBatchTellsItsLength() throws {
        let whole = try batch(["a", "b"], baseOffset: 10)
        let scan = RecordSetScan(whole[0..<whole.count - 1])
        #expect(scan.nextOffset == nil)
        #expect(scan.cutBatchBytes == whole.count)
    }

    @Test func hostileHeadersEndTheScan() {
        for bytes in [[UInt8](repeating: 0xff, count: 100), [UInt8](repeating: 0, count: 100)] {
            #expect(RecordSetScan(ByteSlice(copying: bytes)).nextOffset == nil)
        }
    }
}

@Suite struct PromiseTests {
    @Test func everyWaiterGetsTheFirstResult() async throws {
        let promise = Promise<Int>()
        async let a = promise.value()
        async let b = promise.value()
        #expect(promise.complete(.success(1)))
        #expect(!promise.complete(.success(2)))
        let values = try await [a, b]
        #expect(values == [1, 1])
    }

    @Test func aCancelledWaiterLeavesTheOthersWaiting() async throws {
        let promise = Promise<Int>()
        let cancelled = Task { try await promise.value() }
        let other = Task { try await promise.value() }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        promise.complete(.success(3))
        #expect(try await other.value == 3)
    }
}

@Suite struct AbortedTransactionFilterTests {
    private func decode(_ bytes: ByteSlice) throws -> RecordBatch { try RecordBatch(decoding: bytes) }

    @Test func abortedBatchesAreLeftOutUpToTheirMarker() throws {
        var filter = AbortedTransactionFilter([.init(producerID: 7, firstOffset: 10)])
        #expect(try filter.delivers(decode(batch(["before"], baseOffset: 5, producerID: 7, isTransactional: true))))
        #expect(try !filter.delivers(decode(batch(["in"], baseOffset: 10, producerID: 7, isTransactional: true))))
        #expect(try filter.delivers(decode(batch(["other"], baseOffset: 11, producerID: 8, isTransactional: true))))
        #expect(try filter.delivers(decode(batch(["plain"], baseOffset: 12, producerID: 7))))
        let marker = try RecordBatch.endOfTransaction(
            .abort, producerID: 7, producerEpoch: 0, coordinatorEpoch: 0, timestamp: 0
        ).assigned(baseOffset: 13, leaderEpoch: 0)
        #expect(try !filter.delivers(marker))
        #expect(try filter.delivers(decode(batch(["after"], baseOffset: 14, producerID: 7, isTransactional: true))))
    }
}
