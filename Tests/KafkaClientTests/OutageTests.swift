// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

/// Brokers that are gone, hang or lie, and how long a client takes it.
@Suite(.timeLimit(.minutes(10))) struct OutageTests {
    private let zero = TopicPartition(topic: "t", partition: 0)

    @Test func callThatFindsNoBrokerGoesOnWhenOneReturns() async throws {
        let lines = LogLines()
        try await TestCluster.with(brokers: 2) { cluster in
            try cluster.createTopic("t")
            let client = try ClusterClient(.patient(cluster.bootstrapServers), logger: lines.logger)
            _ = try await client.metadata(topics: nil)
            for id in cluster.brokerIDs { await cluster.stopBroker(id) }
            async let offsets = client.listOffsets([zero: .latest])
            // The warning shows that the call has met the outage; it comes once.
            await lines.line(with: "warning: waiting")
            for id in cluster.brokerIDs { try cluster.restartBroker(id) }
            #expect(try await offsets == [zero: 0])
            await client.close()
            #expect(lines.all.contains { $0.contains("notice: the operation goes on") })
        }
    }

    @Test func outageThatLastsEndsTheCallAtItsDeadline() async throws {
        var configuration = ClientConfiguration.patient(["127.0.0.1:1", "127.0.0.1:2"])
        configuration.apiTimeout = .milliseconds(500)
        let client = try ClusterClient(configuration)
        let start = ContinuousClock.now
        let error = await kafkaError { _ = try await client.listOffsets([zero: .latest]) }
        await client.close()
        #expect(error?.code == .bootstrapFailed)
        #expect(error?.message.contains("127.0.0.1:1") == true)
        // Far from the connection setup timeout of ten minutes.
        #expect(start.duration(to: .now) < .seconds(300))
    }

    @Test func deadlineEndsTheRequestUnderWay() async throws {
        try await TestCluster.withClient {
            $0.apiTimeout = .milliseconds(300)
        } _: { cluster, client in
            try cluster.createTopic("t")
            let script = cluster.add(Script(.listOffsets, .drop))
            // The request's own timeout is ten minutes.
            let error = await kafkaError { _ = try await client.listOffsets([zero: .latest]) }
            #expect(error?.code == .timedOut)
            #expect(error?.message.contains("ListOffsets") == true, "\(error?.message ?? "")")
            #expect(script.hits == 1)
        }
    }

    @Test func deadlineOfOneCallLeavesTheSharedRequestToOthers() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let gate = Gate()
            cluster.add(Script(.metadata, times: 1, .hold(gate)))
            let late = await kafkaError {
                try await Deadline.limit(.milliseconds(100), clock: .continuous) {
                    _ = try await client.cluster.refresh(["t"])
                }
            }
            #expect(late?.code == .timedOut)
            async let patient = client.cluster.refresh(["t"])
            gate.open()
            #expect(try await patient.topics["t"]?.partitions.count == 1)
        }
    }

    @Test func brokerThatHangsDelaysNoLookupOfKnownTopics() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock)) { cluster, client in
            try cluster.createTopic("t")
            _ = try await client.partitions(of: ["t"])
            let gate = Gate()
            cluster.add(Script(.metadata, .hold(gate)))
            // Older than metadataMaxAge.
            try await clock.clock.sleep(.seconds(301))
            let partitions = try await client.partitions(of: ["t"])
            #expect(partitions == [zero])
            await gate.waitForArrivals(1)
            gate.open()
        }
    }

    @Test func anotherBrokerIsAskedWhileOneDoesNotAnswer() async throws {
        try await TestCluster.withClient(brokers: 3) {
            $0.slowAnswer = .milliseconds(20)
        } _: { cluster, client in
            try cluster.createTopic("t")
            for stopped in cluster.brokerIDs {
                let script = cluster.add(
                    Script(.api(.metadata, .findCoordinator) && .broker(stopped), .drop))
                for round in 0..<5 {
                    _ = try await client.metadata(topics: ["t"])
                    _ = try await client.coordinator(of: .group("g\(stopped)-\(round)"))
                }
                cluster.remove(script)
            }
        }
    }

    @Test func unknownTopicIsAskedForUntilItReachesTheBroker() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(jitter: 0, clock: clock.clock)) { cluster, client in
            cluster.add(
                Script(.metadata) { _ in
                    // Nine seconds after the first question, later than four or five retries.
                    if clock.clock.now() >= .seconds(9) { try? cluster.createTopic("t") }
                    return .proceed
                })
            let partitions = try await client.partitions(of: ["t"])
            #expect(partitions == [zero])
        }
    }

    @Test func missingTopicIsReportedAfterThePropagationTime() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(clock: clock.clock)) { _, client in
            let error = await kafkaError { _ = try await client.partitions(of: ["t"]) }
            #expect(error?.code == .unknownTopic)
            #expect((.seconds(8)...(.seconds(12))).contains(clock.clock.now()))
        }
    }

    @Test func refreshesKeepTheirDistance() async throws {
        let clock = FakeClock()
        try await TestCluster.withClient(retry: RetryPolicy(jitter: 0, clock: clock.clock)) { _, client in
            try await client.refreshMetadata()
            let before = clock.clock.now()
            for _ in 0..<5 { try await client.refreshMetadata() }
            #expect(clock.clock.now() - before >= .milliseconds(500))
        }
    }
}
