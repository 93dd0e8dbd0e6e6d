// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import TestSupport
import Testing

@testable import KafkaTestBroker

struct ScopedClusterTests {
    private struct Failure: Error {}

    @Test func bodyRunsWithARunningClusterAndItsValueIsReturned() async throws {
        let (topics, connection) = try await TestCluster.with(brokers: 2) { cluster in
            try cluster.createTopic("t")
            #expect(cluster.brokerIDs == [1, 2])
            return (cluster.topicID("t") == nil ? [] : ["t"], try LoopbackSocket(cluster))
        }
        #expect(topics == ["t"])
        #expect(connection.isClosedByPeer)
    }

    @Test func configurationReachesTheCluster() async throws {
        let ids = try await TestCluster.with(.init(brokers: 3)) { $0.brokerIDs }
        #expect(ids == [1, 2, 3])
    }

    @Test func clusterIsStoppedWhenTheBodyThrows() async throws {
        var connection: LoopbackSocket?
        await #expect(throws: Failure.self) {
            try await TestCluster.with { cluster in
                connection = try LoopbackSocket(cluster)
                throw Failure()
            }
        }
        #expect(try #require(connection).isClosedByPeer)
    }

    @Test func clusterIsStoppedWhenTheTaskIsCancelled() async throws {
        let (started, start) = AsyncStream<Void>.makeStream()
        let server = Mutex<TestCluster?>(nil)
        let task = Task {
            try await TestCluster.with { cluster in
                server.withLock { $0 = cluster }
                start.finish()
                // Ends by cancellation only.
                for await _ in AsyncStream<Void>.makeStream().stream {}
                try Task.checkCancellation()
            }
        }
        for await _ in started {}
        let cluster = try #require(server.withLock { $0 })
        let connection = try LoopbackSocket(cluster)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(connection.isClosedByPeer)
    }

    @Test func bodyDoesNotRunWhenTheClusterCannotStart() async throws {
        try await TestCluster.with { cluster in
            let port = try #require(UInt16(cluster.bootstrapServers[0].split(separator: ":")[1]))
            await #expect(throws: (any Error).self) {
                try await TestCluster.with(brokers: 1, port: port) { _ in Issue.record("ran") }
            }
        }
    }

    @Test func portsBeyondTheLastAreRefused() async throws {
        await #expect(throws: TestClusterError.self) {
            try await TestCluster.with(brokers: 2, port: 65535) { _ in Issue.record("ran") }
        }
    }
}
