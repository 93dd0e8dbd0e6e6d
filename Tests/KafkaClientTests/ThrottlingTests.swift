// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Requests that wait, and requests that the broker holds back.
@Suite(.timeLimit(.minutes(10))) struct ThrottlingTests {
    /// A clock that moves when the test says so.
    private final class StoppedClock: Sendable {
        private let sleepers = Inbox<(Duration, Promise<Void>)>()

        var clock: ClientClock {
            ClientClock(
                now: { .zero },
                sleep: { [self] duration in
                    let end = Promise<Void>()
                    sleepers.add((duration, end))
                    try await end.value()
                })
        }

        /// The next sleep: its length, and the promise that ends it.
        func next() async -> (Duration, Promise<Void>) { await sleepers.next() }
    }

    @Test func aThrottleTimeHoldsBackTheNextRequests() async throws {
        let clock = StoppedClock()
        let arrived = Mutex(0)
        let peer = try FakePeer { header, _, peer in
            if header.requestApiKey == 18 { return peer.respondVersions(header, version: 9) }
            let count = arrived.withLock { count -> Int in
                count += 1
                return count
            }
            peer.respond(
                MetadataResponse(throttleTimeMs: count == 1 ? 700 : 0, controllerID: 5), id: header.correlationID,
                version: header.requestApiVersion)
        }
        let loop = try EventLoop(name: "client")
        let configuration = ClientConfiguration.patient(["\(peer.address)"], retry: RetryPolicy(clock: clock.clock))
        let connection = try await BrokerConnection.connect(to: peer.address, on: loop, configuration: configuration)
        #expect(try await connection.send(MetadataRequest(), version: 6).throttleTimeMs == 700)
        let (time, end) = await clock.next()
        #expect(time == .milliseconds(700))
        let waiting = try connection.start(MetadataRequest(), version: 6)
        await withCheckedContinuation { done in loop.execute { done.resume() } }
        #expect(arrived.withLock { $0 } == 1)
        end.complete(.success(()))
        _ = try await waiting.value()
        #expect(arrived.withLock { $0 } == 2)
        await loop.shutdown()
        await peer.stop()
    }

    @Test func olderBrokersWaitThemselves() {
        #expect(!Throttling.isForClient(.produce, version: 5))
        #expect(Throttling.isForClient(.produce, version: 6))
        #expect(!Throttling.isForClient(.metadata, version: 5))
        #expect(Throttling.isForClient(.describeCluster, version: 0))
        #expect(HeartbeatResponse(throttleTimeMs: 4).throttleTimeMs == 4)
        #expect(SaslHandshakeResponse().throttleTimeMs == 0)
        let response: any KafkaResponse = FetchResponse(throttleTimeMs: 9)
        #expect(response.throttleTimeMs == 9)
    }

    @Test func requestsThatBrokersHoldBackHaveLimitsOfTheirOwn() {
        let usual = Duration.seconds(30)
        func limit(_ request: some KafkaRequest) -> Duration { RequestPatience.limit(of: request, usual: usual) }
        #expect(limit(MetadataRequest()) == usual)
        #expect(
            limit(JoinGroupRequest(sessionTimeoutMs: 45_000, rebalanceTimeoutMs: 300_000)) == .milliseconds(305_000))
        #expect(limit(JoinGroupRequest(sessionTimeoutMs: 1000, rebalanceTimeoutMs: -1)) == usual)
        #expect(limit(SyncGroupRequest()) == .seconds(305))
        #expect(limit(FetchRequest(maxWaitMs: 60_000)) == .seconds(90))
        #expect(RequestPatience.isAnswered(ProduceRequest(acks: -1)))
        #expect(!RequestPatience.isAnswered(ProduceRequest(acks: 0)))
    }

    @Test func aLateResponseAfterASlowOneLeavesTheConnectionOpen() async throws {
        let held = Mutex<[RequestHeader]>([])
        let bothCame = Promise<FakePeer.Connection>()
        try await withConnection(requestTimeout: .seconds(20)) { header, _, peer in
            if header.requestApiKey == 18 {
                return peer.respondVersions(header, [.apiVersions, .metadata, .joinGroup])
            }
            let count = held.withLock { held -> Int in
                held.append(header)
                return held.count
            }
            if count == 2 { bothCame.complete(.success(peer)) }
            if count == 3 { peer.respond(MetadataResponse(controllerID: 3), id: header.correlationID, version: 3) }
        } _: { connection in
            let join = try connection.start(JoinGroupRequest(rebalanceTimeoutMs: 60_000), version: 1)
            let late = try connection.start(MetadataRequest(), version: 3, timeout: .milliseconds(10))
            let peer = try await bothCame.value()
            let error = await kafkaError { _ = try await late.value() }
            #expect(error?.code == .timedOut)
            #expect(connection.isOpen)
            let headers = held.withLock { $0 }
            try #require(headers.count == 2)
            peer.respond(JoinGroupResponse(), id: headers[0].correlationID, version: 1)
            _ = try await join.value()
            // The response that nobody waits for any more is dropped.
            peer.respond(MetadataResponse(), id: headers[1].correlationID, version: 3)
            #expect(try await connection.send(MetadataRequest(), version: 3).controllerID == 3)
        }
    }

    @Test func aProduceWithoutAcknowledgementIsRefusedAtOnce() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let target = RequestTarget.leader(TopicPartition(topic: "t", partition: 0))
            let error = await kafkaError { _ = try await client.send(ProduceRequest(acks: 0), to: target) }
            #expect(error?.code == .invalidRequest)
            #expect(error?.message.contains("KafkaProducer") == true)
            #expect(try await client.metadata(topics: ["t"]).brokers.count == 1)
        }
    }
}
