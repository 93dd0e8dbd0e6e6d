// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Consumers as members of groups, against brokers of several releases.
@Suite(.timeLimit(.minutes(10))) struct ConsumerGroupTests {
    /// A release to imitate, and a protocol that it has.
    struct Setting: Sendable, CustomTestStringConvertible {
        var release: KafkaRelease
        var groupProtocol = GroupProtocol.classic
        var isCooperative = false

        var testDescription: String {
            "\(release) \(groupProtocol)\(isCooperative ? " cooperative" : "")"
        }

        static let all: [Setting] = [
            Setting(release: .kafka(0, 11)), Setting(release: .kafka(1, 1)), Setting(release: .kafka(2, 8)),
            Setting(release: .kafka(3, 9)), Setting(release: .kafka(4, 1)),
            Setting(release: .kafka(2, 8), isCooperative: true), Setting(release: .kafka(4, 1), isCooperative: true),
            Setting(release: .kafka(4, 1), groupProtocol: .consumer),
        ]

        func configuration(
            _ cluster: TestCluster, configure: (inout ConsumerConfiguration) -> Void = { _ in }
        ) -> ConsumerConfiguration {
            .member(cluster, groupProtocol) { configuration in
                if isCooperative { configuration.assignors = [CooperativeStickyAssignor()] }
                configure(&configuration)
            }
        }
    }

    private func fill(_ cluster: TestCluster, partitions: Int32 = 4, from: Int = 0, count: Int = 25) throws {
        for partition in 0..<partitions {
            for index in from..<from + count {
                try cluster.append(values: ["\(partition):\(index)"], to: "t", partition)
            }
        }
    }

    private func expectInOrder(
        _ values: [TopicPartition: [String]], count: Int, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for (partition, values) in values {
            #expect(
                values == (0..<count).map { "\(partition.partition):\($0)" }, sourceLocation: sourceLocation)
        }
    }

    @Test(arguments: Setting.all) func oneMemberReadsAllPartitionsInOrder(setting: Setting) async throws {
        try await TestCluster.with(.groups(imitating: setting.release)) { cluster in
            try cluster.createTopic("t", partitions: 4)
            try fill(cluster)
            let consumer = try KafkaConsumer(setting.configuration(cluster))
            try consumer.subscribe(to: "t")
            let processed = Processed()
            try await consumer.run { batch in
                try processed.add(batch)
                if processed.values.values.reduce(0, { $0 + $1.count }) == 100 { consumer.stop() }
            }
            #expect(processed.values.count == 4)
            expectInOrder(processed.values, count: 25)
            for partition in Int32(0)..<4 {
                #expect(cluster.committedOffset(group: "g", "t", partition) == 25)
            }
        }
    }

    @Test(arguments: Setting.all) func partitionsMoveToANewMemberAndBack(setting: Setting) async throws {
        try await TestCluster.with(.groups(imitating: setting.release)) { cluster in
            try cluster.createTopic("t", partitions: 4)
            try fill(cluster)
            let processed = Processed()
            let assignments = Assignments()
            let first = try KafkaConsumer(
                setting.configuration(cluster) { $0.rebalanceListener = assignments.listener("a") })
            let second = try KafkaConsumer(
                setting.configuration(cluster) { $0.rebalanceListener = assignments.listener("b") })
            try first.subscribe(to: "t")
            try second.subscribe(to: "t")
            let running = Task { try await first.run { try processed.add($0) } }
            await processed.wait(count: 100)
            let other = Task { try await second.run { try processed.add($0) } }
            await assignments.wait { $0["a"]?.count == 2 && $0["b"]?.count == 2 }
            try fill(cluster, from: 25)
            await processed.wait(count: 200)
            second.stop()
            try await other.value
            await assignments.wait("a", count: 4)
            try fill(cluster, from: 50)
            await processed.wait(count: 300)
            first.stop()
            try await running.value
            expectInOrder(processed.values, count: 75)
            #expect(assignments.current["a"] == [] && assignments.current["b"] == [])
            #expect(!assignments.log.contains { $0.contains("lost") })
            for partition in Int32(0)..<4 {
                #expect(cluster.committedOffset(group: "g", "t", partition) == 75)
            }
        }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func revocationWaitsForTheBatchAndCommitsIt(groupProtocol: GroupProtocol) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 2)
            try fill(cluster, partitions: 2, count: 3)
            let assignments = Assignments()
            let began = Event()
            let goOn = Event()
            let first = try KafkaConsumer(
                .member(cluster, groupProtocol) { $0.rebalanceListener = assignments.listener("a") })
            try first.subscribe(to: "t")
            let running = Task {
                try await first.run { batch in
                    if batch.partition.partition == 1 {
                        began.signal()
                        await goOn.wait()
                    }
                }
            }
            await began.wait()
            let second = try KafkaConsumer(
                .member(cluster, groupProtocol) { $0.rebalanceListener = assignments.listener("b") })
            try second.subscribe(to: "t")
            let beats = cluster.record(.api(.heartbeat, .consumerGroupHeartbeat))
            let other = Task { try await second.run { _ in } }
            // Heartbeats go on while the batch is processed, and the second member gets nothing of it.
            await beats.waitForRequests(20)
            #expect(cluster.committedOffset(group: "g", "t", 1) != 3)
            goOn.signal()
            await assignments.wait { $0["a"]?.count == 1 && $0["b"]?.count == 1 }
            #expect(cluster.committedOffset(group: "g", "t", 1) == 3)
            first.stop()
            second.stop()
            try await running.value
            try await other.value
        }
    }

    @Test func staticMemberRestartsWithoutARebalance() async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 2)
            try fill(cluster, partitions: 2, count: 3)
            let assignments = Assignments()
            let other = try KafkaConsumer(.member(cluster) { $0.rebalanceListener = assignments.listener("b") })
            try other.subscribe(to: "t")
            let running = Task { try await other.run { _ in } }
            func startStatic() throws -> (KafkaConsumer, Task<Void, any Error>) {
                let consumer = try KafkaConsumer(
                    .member(cluster) {
                        $0.groupInstanceID = "i"
                        $0.rebalanceListener = assignments.listener("a")
                    })
                try consumer.subscribe(to: "t")
                return (consumer, Task { try await consumer.run { _ in } })
            }
            let (first, firstRun) = try startStatic()
            await assignments.wait { $0["a"]?.count == 1 && $0["b"]?.count == 1 }
            let before = other.groupMetadata?.generationID
            first.stop()
            try await firstRun.value
            await assignments.wait("a", count: 0)
            let leaves = cluster.record(.api(.leaveGroup))
            let (again, secondRun) = try startStatic()
            await assignments.wait("a", count: 1)
            #expect(other.groupMetadata?.generationID == before)
            #expect(again.groupMetadata?.generationID == before)
            #expect(leaves.count == 0)
            again.stop()
            other.stop()
            try await secondRun.value
            try await running.value
        }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func membershipSurvivesTheMoveOfItsCoordinator(groupProtocol: GroupProtocol) async throws {
        try await TestCluster.with(.groups(brokers: 3)) { cluster in
            let coordinator = try #require(cluster.coordinator(of: "g"))
            try cluster.createTopic("t", partitions: 4, replicationFactor: 3)
            for partition in Int32(0)..<4 {
                // Leaders elsewhere, so that only the coordinator is missed.
                try cluster.movePartition("t", partition, to: coordinator % 3 + 1)
            }
            try fill(cluster, count: 5)
            let processed = Processed()
            let assignments = Assignments()
            let consumer = try KafkaConsumer(
                .member(cluster, groupProtocol) { $0.rebalanceListener = assignments.listener("a") })
            try consumer.subscribe(to: "t")
            let running = Task { try await consumer.run { try processed.add($0) } }
            await processed.wait(count: 20)
            let beats = cluster.record(
                .api(.heartbeat, .consumerGroupHeartbeat) && !.broker(coordinator))
            await cluster.stopBroker(coordinator)
            await beats.waitForRequests(5)
            try cluster.restartBroker(coordinator)
            try fill(cluster, from: 5, count: 5)
            await processed.wait(count: 40)
            try await consumer.commit()
            consumer.stop()
            try await running.value
            expectInOrder(processed.values, count: 10)
        }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func memberThatDoesNotFinishLeavesAndIsTold(groupProtocol: GroupProtocol) async throws {
        let clock = ManualProducerClock()
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try fill(cluster, partitions: 1, count: 3)
            let lines = LogLines()
            let client = try ClusterClient(.patient(cluster.bootstrapServers), logger: lines.logger)
            let assignments = Assignments()
            let consumer = try KafkaConsumer(
                client: client,
                configuration: .member(cluster, groupProtocol) {
                    $0.maxPollInterval = .seconds(300)
                    $0.heartbeatInterval = .seconds(3)
                    $0.rebalanceListener = assignments.listener("a")
                }, clock: clock.clock)
            try consumer.subscribe(to: "t")
            let began = Event()
            let goOn = Event()
            let outcome = Log<KafkaError.Code>()
            let isAgain = Event()
            let running = Task {
                try await consumer.run { batch in
                    if outcome.entries.isEmpty {
                        began.signal()
                        await goOn.wait()
                        do { try await batch.commit() } catch let error as KafkaError { outcome.add(error.code) }
                    } else {
                        isAgain.signal()
                    }
                }
            }
            await began.wait()
            let leaves = cluster.record(
                .where { request in
                    request.api == .leaveGroup
                        || (request.request as? ConsumerGroupHeartbeatRequest)?.memberEpoch == -1
                })
            clock.advance(by: .seconds(301))
            await leaves.waitForRequests()
            goOn.signal()
            // The same records are handed out again, after the member has joined again.
            await isAgain.wait()
            #expect(outcome.entries == [.membershipLost])
            #expect(assignments.log.prefix(2) == ["a assigned t-0", "a lost t-0"])
            #expect(lines.all.contains { $0.contains("maxPollInterval") })
            consumer.stop()
            try await running.value
            await client.close()
        }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func commitAfterTheMembershipIsLostIsRefused(groupProtocol: GroupProtocol) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try fill(cluster, partitions: 1, count: 3)
            let consumer = try KafkaConsumer(.member(cluster, groupProtocol))
            try consumer.subscribe(to: "t")
            let outcomes = Log<KafkaError.Code>()
            try await consumer.run { batch in
                if outcomes.entries.isEmpty {
                    try await remove(batch.groupMetadata, groupProtocol, from: cluster)
                    do { try await batch.commit() } catch let error as KafkaError { outcomes.add(error.code) }
                } else {
                    // Read again, and committed by the new membership.
                    try await batch.commit()
                    consumer.stop()
                }
            }
            #expect(outcomes.entries == [.membershipLost])
            #expect(cluster.committedOffset(group: "g", "t", 0) == 3)
        }
    }

    /// Removes a member, as an administrator may.
    private func remove(
        _ member: ConsumerGroupMetadata?, _ groupProtocol: GroupProtocol, from cluster: TestCluster
    ) async throws {
        let id = try #require(member?.memberID)
        let client = try ClusterClient(.patient(cluster.bootstrapServers))
        let target = RequestTarget.coordinator(.group("g"))
        switch groupProtocol {
        case .classic:
            _ = try await client.send(LeaveGroupRequest(groupID: "g", members: [.init(memberID: id)]), to: target)
        case .consumer:
            _ = try await client.send(
                ConsumerGroupHeartbeatRequest(groupID: "g", memberID: id, memberEpoch: -1), to: target)
        }
        await client.close()
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func breakLeavesTheGroupAndClosesTheClient(groupProtocol: GroupProtocol) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try fill(cluster, partitions: 1, count: 3)
            weak var loop: EventLoop?
            let leaves = cluster.record(
                .where { request in
                    request.api == .leaveGroup
                        || (request.request as? ConsumerGroupHeartbeatRequest)?.memberEpoch == -1
                })
            do {
                let consumer = try KafkaConsumer(.member(cluster, groupProtocol))
                loop = consumer.core.client.cluster.loop(ofBroker: 0)
                try consumer.subscribe(to: "t")
                for try await record in consumer.records {
                    #expect(record.offset == 0)
                    break
                }
            }
            await leaves.waitForRequests()
            // The thread holds the loop until it has ended; the loop frees its descriptors then.
            while loop != nil || cluster.connectionCount(of: 1) > 0 { await Task.yield() }
            // The record was not finished, so nothing is committed.
            #expect(cluster.committedOffset(group: "g", "t", 0) ?? 0 == 0)
        }
    }

    @Test func cancellationLeavesTheGroup() async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try fill(cluster, partitions: 1, count: 3)
            let consumer = try KafkaConsumer(.member(cluster))
            try consumer.subscribe(to: "t")
            let processed = Processed()
            let leaves = cluster.record(.api(.leaveGroup))
            let running = Task { try await consumer.run { try processed.add($0) } }
            await processed.wait(count: 3)
            running.cancel()
            await #expect(throws: CancellationError.self) { try await running.value }
            #expect(leaves.count == 1)
            #expect(cluster.committedOffset(group: "g", "t", 0) == 3)
            // The broker sees it a moment later.
            while cluster.connectionCount(of: 1) > 0 { await Task.yield() }
        }
    }

    @Test func errorOfTheBodyEndsTheConsumerWithoutCommittingItsBatch() async throws {
        struct Failure: Error {}
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 1)
            try fill(cluster, partitions: 1, count: 3)
            let consumer = try KafkaConsumer(.member(cluster))
            try consumer.subscribe(to: "t")
            await #expect(throws: Failure.self) { try await consumer.run { _ in throw Failure() } }
            #expect(cluster.committedOffset(group: "g", "t", 0) ?? 0 == 0)
            let error = await kafkaError { try await consumer.run { _ in } }
            #expect(error?.code == .closed)
        }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func patternFindsTopicsThatAreCreatedLater(groupProtocol: GroupProtocol) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("a-1")
            try cluster.createTopic("b-1")
            let processed = Processed()
            let consumer = try KafkaConsumer(
                .member(cluster, groupProtocol) { $0.client.metadataMaxAge = .milliseconds(50) })
            try consumer.subscribe(matching: "a-[0-9]")
            let running = Task { try await consumer.run { try processed.add($0) } }
            try cluster.append(values: ["one"], to: "a-1", 0)
            try cluster.append(values: ["other"], to: "b-1", 0)
            await processed.wait(count: 1)
            try cluster.createTopic("a-2")
            try cluster.append(values: ["two"], to: "a-2", 0)
            await processed.wait(count: 2)
            #expect(Set(processed.values.keys.map(\.topic)) == ["a-1", "a-2"])
            // Other topics, while it runs.
            try consumer.subscribe(to: "b-1")
            await processed.wait(count: 3)
            #expect(consumer.assignment == [TopicPartition(topic: "b-1", partition: 0)])
            consumer.stop()
            try await running.value
        }
    }

    @Test func newPartitionsAreRead() async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 1)
            let assignments = Assignments()
            let consumer = try KafkaConsumer(
                .member(cluster) {
                    $0.client.metadataMaxAge = .milliseconds(50)
                    $0.rebalanceListener = assignments.listener("a")
                })
            try consumer.subscribe(to: "t")
            let running = Task { try await consumer.run { _ in } }
            await assignments.wait("a", count: 1)
            let admin = try ClusterClient(.patient(cluster.bootstrapServers))
            _ = try await admin.send(
                CreatePartitionsRequest(
                    topics: [.init(name: "t", count: 3, assignments: nil)], timeoutMs: 60_000), to: .controller)
            await admin.close()
            await assignments.wait("a", count: 3)
            consumer.stop()
            try await running.value
        }
    }

    @Test func membersThatShareAClientDoNotWaitForEachOther() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t", partitions: 4)
            let assignments = Assignments()
            var consumers: [KafkaConsumer] = []
            var running: [Task<Void, any Error>] = []
            for name in ["a", "b", "c", "d"] {
                let consumer = try KafkaConsumer(
                    client: client,
                    configuration: .member(cluster) { $0.rebalanceListener = assignments.listener(name) })
                try consumer.subscribe(to: "t")
                consumers.append(consumer)
                running.append(Task { try await consumer.run { _ in } })
            }
            await assignments.wait { current in ["a", "b", "c", "d"].allSatisfy { current[$0]?.count == 1 } }
            for consumer in consumers { consumer.stop() }
            for run in running { try await run.value }
        }
    }
}
