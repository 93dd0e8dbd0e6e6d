// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

@Suite(.timeLimit(.minutes(10))) struct ConnectionPoolTests {
    private let zero = TopicPartition(topic: "t", partition: 0)
    private let roles: [ConnectionRole] = [.general, .fetch, .fetchNow, .produce, .group, .longPoll]

    @Test func eachRoleHasAConnectionAndTasksShareIt() async throws {
        try await TestCluster.withClient(brokers: 3) { cluster, client in
            try cluster.createTopic("t", partitions: 30)
            _ = try await client.partitions(of: ["t"])
            try await withThrowingTaskGroup(of: Void.self) { group in
                for index in 0..<300 {
                    let role = roles[index % roles.count]
                    group.addTask {
                        let partition = TopicPartition(topic: "t", partition: Int32(index % 30))
                        let leader = try await client.cluster.leader(of: partition)
                        let connection = try await client.cluster.connection(to: leader, role: role)
                        #expect(connection.isOpen)
                    }
                }
                try await group.waitForAll()
            }
            #expect(client.cluster.pool.connectionCount <= 15)
        }
    }

    @Test func unreachableAddressIsDialledWithGrowingWaits() async throws {
        let clock = FakeClock()
        var configuration = ClientConfiguration.patient(
            ["127.0.0.1:1"], retry: RetryPolicy(jitter: 0, clock: clock.clock))
        configuration.reconnectBackoff = .milliseconds(50)
        configuration.maxReconnectBackoff = .milliseconds(300)
        let pool = try ConnectionPool(configuration, logger: LogLines().logger)
        let address = try SocketAddress(parsing: "127.0.0.1:1")
        for _ in 0..<6 {
            let error = await kafkaError {
                _ = try await pool.connection(to: address, broker: nil, role: .general)
            }
            #expect(error?.code == .connectionFailed)
        }
        #expect(clock.sleeps == [50, 100, 200, 300, 300].map { .milliseconds($0) })
        await pool.close()
    }

    @Test func tasksThatWaitForOneBrokerShareTheDial() async throws {
        let clock = FakeClock()
        let pool = try ConnectionPool(
            .patient(["127.0.0.1:1"], retry: RetryPolicy(jitter: 0, clock: clock.clock)), logger: LogLines().logger)
        let address = try SocketAddress(parsing: "127.0.0.1:1")
        _ = await kafkaError { _ = try await pool.connection(to: address, broker: nil, role: .general) }
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    _ = await kafkaError { _ = try await pool.connection(to: address, broker: nil, role: .general) }
                }
            }
        }
        // At most one dial at a time, each after its wait; a hundred tasks do not make a hundred of them at once.
        #expect(clock.sleeps.count <= 100)
        let now = clock.clock.now()
        #expect(now >= .milliseconds(50) * clock.sleeps.count)
        await pool.close()
    }

    @Test func idleConnectionsAreClosed() async throws {
        try await TestCluster.withClient {
            $0.maxIdleTime = .milliseconds(20)
        } _: { cluster, client in
            try cluster.createTopic("t")
            _ = try await client.partitions(of: ["t"])
            while client.cluster.pool.connectionCount > 0 { await Task.yield() }
            let partitions = try await client.partitions(of: ["t"])
            #expect(partitions == [zero], "the next call connects again")
            try await client.refreshMetadata()
        }
    }

    /// A task may get a connection at the moment at which it is closed for being idle. Nobody has closed the client.
    @Test func aConnectionThatIsClosedAsIdleCountsAsLost() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            _ = try await client.partitions(of: ["t"])
            let leader = try await client.cluster.leader(of: zero)
            let connection = try await client.cluster.connection(to: leader, role: .general)
            client.cluster.pool.closeIdle(except: [])
            let error = await kafkaError { _ = try await connection.send(MetadataRequest(), version: 3) }
            #expect(error?.code == .connectionLost)
        }
    }

    @Test func severalLoopsShareTheBrokers() async throws {
        try await TestCluster.withClient(brokers: 3) {
            $0.eventLoops = 2
        } _: { cluster, client in
            try cluster.createTopic("t", partitions: 12)
            let partitions = try await client.partitions(of: ["t"])
            let offsets = try await client.listOffsets(
                Dictionary(uniqueKeysWithValues: partitions.map { ($0, .latest) }))
            #expect(offsets.count == 12)
            #expect(client.cluster.loop(ofBroker: 1) !== client.cluster.loop(ofBroker: 2))
        }
    }

    @Test func requestsGoToTheConnectionOfTheirRole() {
        #expect(ConnectionRole(for: .fetch) == .fetch)
        #expect(ConnectionRole(for: .joinGroup) == .longPoll)
        #expect(ConnectionRole(for: .heartbeat) == .group)
        #expect(ConnectionRole(for: .metadata) == .general)
    }
}
