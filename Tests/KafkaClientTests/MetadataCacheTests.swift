// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import TestSupport
import Testing

@testable import KafkaClient

@Suite struct MetadataCacheTests {
    private static let propagation: Duration = .seconds(10)

    private func answer(
        epoch: Int32 = 1, leader: Int32 = 1, id: UInt64 = 1, partitions: Int32 = 1, cluster: String? = "c",
        error: BrokerErrorCode? = nil
    ) -> ClusterMetadata {
        ClusterMetadata(
            clusterID: cluster, brokers: [.init(id: 1, host: "a", port: 1), .init(id: 2, host: "b", port: 2)],
            topics: [
                "t": ClusterMetadata.Topic(
                    name: "t", id: error == nil ? KafkaUUID(high: 0, low: id) : .zero, error: error,
                    partitions: error == nil
                        ? (0..<partitions).map { .init(number: $0, leader: leader, leaderEpoch: epoch) } : [])
            ])
    }

    private func cache(_ first: ClusterMetadata) -> MetadataCache {
        var cache = MetadataCache(propagation: Self.propagation)
        cache.use("t", now: .zero)
        cache.apply(first, isComplete: false, now: .zero)
        return cache
    }

    @Test func topicThatALaggingBrokerDoesNotKnowStaysForAWhile() {
        var cache = cache(answer())
        cache.apply(answer(error: .unknownTopicOrPartition), isComplete: false, now: .seconds(1))
        #expect(cache.topic("t", now: .seconds(1))?.partitions.count == 1)
        #expect(cache.missingSince("t") == .seconds(1))
        cache.apply(answer(error: .unknownTopicOrPartition), isComplete: false, now: .seconds(12))
        #expect(cache.topic("t", now: .seconds(12)) == nil, "all brokers agree by now")
        #expect(cache.metadata.topics["t"]?.error == .unknownTopicOrPartition)
    }

    @Test func answerThatKnowsTheTopicEndsTheDoubt() {
        var cache = cache(answer())
        cache.apply(answer(error: .unknownTopicOrPartition), isComplete: false, now: .seconds(1))
        cache.apply(answer(), isComplete: false, now: .seconds(2))
        #expect(cache.missingSince("t") == nil)
        cache.apply(answer(error: .unknownTopicOrPartition), isComplete: false, now: .seconds(12))
        #expect(cache.topic("t", now: .seconds(12)) != nil, "the time begins again")
    }

    @Test func completeAnswerWithoutATopicCountsAsMissing() {
        var cache = cache(answer())
        var without = answer()
        without.topics = [:]
        cache.apply(without, isComplete: true, now: .seconds(1))
        #expect(cache.topic("t", now: .seconds(1)) != nil)
        cache.apply(without, isComplete: true, now: .seconds(12))
        #expect(cache.topic("t", now: .seconds(12)) == nil)
    }

    @Test func fewerPartitionsOfTheSameTopicAreNotBelieved() {
        var cache = cache(answer(partitions: 3))
        cache.apply(answer(partitions: 2), isComplete: false, now: .seconds(1))
        #expect(cache.topic("t", now: .seconds(1))?.partitions.count == 3)
        cache.apply(answer(id: 2, partitions: 2), isComplete: false, now: .seconds(2))
        #expect(cache.topic("t", now: .seconds(2))?.partitions.count == 2, "another topic of the same name")
    }

    @Test func withoutIDsFewerPartitionsAreBelievedAfterAWhile() {
        var cache = cache(answer(id: 0, partitions: 3))
        func apply(_ partitions: Int32, at now: Duration) -> Int? {
            cache.apply(answer(id: 0, partitions: partitions), isComplete: false, now: now)
            return cache.topic("t", now: now)?.partitions.count
        }
        #expect(apply(2, at: .seconds(1)) == 3)
        #expect(apply(3, at: .seconds(2)) == 3)
        #expect(apply(2, at: .seconds(11)) == 3, "the time begins again")
        #expect(apply(2, at: .seconds(20)) == 3)
        #expect(apply(2, at: .seconds(21)) == 2, "all brokers agree by now")
        #expect(apply(3, at: .seconds(22)) == 3)
    }

    @Test func formerTopicIDDoesNotComeBack() {
        var cache = cache(answer(epoch: 9, id: 1))
        cache.apply(answer(epoch: 0, id: 2), isComplete: false, now: .seconds(1))
        #expect(cache.topic("t", now: .seconds(1))?.id == KafkaUUID(high: 0, low: 2))
        cache.apply(answer(epoch: 9, id: 1), isComplete: false, now: .seconds(2))
        #expect(cache.topic("t", now: .seconds(2))?.id == KafkaUUID(high: 0, low: 2))
    }

    @Test func olderLeaderEpochsAreNotBelieved() {
        var cache = cache(answer(epoch: 5, leader: 2))
        cache.apply(answer(epoch: 4, leader: 1), isComplete: false, now: .seconds(1))
        #expect(cache.topic("t", now: .seconds(1))?.partition(0)?.leader == 2)
    }

    @Test func anotherClusterReplacesEverything() {
        var cache = cache(answer(epoch: 5, leader: 2, cluster: "c"))
        cache.apply(answer(epoch: 1, leader: 1, id: 1, cluster: "d"), isComplete: false, now: .seconds(1))
        #expect(cache.metadata.clusterID == "d")
        #expect(cache.topic("t", now: .seconds(1))?.partition(0)?.leader == 1)
    }

    @Test func topicsThatNobodyUsesAreForgotten() {
        var cache = cache(answer())
        cache.use("u", now: .seconds(299))
        cache.forgetIdle(now: .seconds(300), maxIdle: .seconds(300))
        #expect(cache.topicsInUse == ["u"])
        #expect(cache.metadata.topics.isEmpty)
    }

    @Test func transientErrorsDoNotReplaceAGoodTopic() {
        var cache = cache(answer())
        cache.apply(answer(error: .leaderNotAvailable), isComplete: false, now: .seconds(1))
        #expect(cache.topic("t", now: .seconds(1)) != nil)
        cache.apply(answer(error: .topicAuthorizationFailed), isComplete: false, now: .seconds(2))
        #expect(cache.topic("t", now: .seconds(2)) == nil)
    }
}
