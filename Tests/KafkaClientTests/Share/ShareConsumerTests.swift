// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

/// Share consumers against the broker. Locks are driven by the cluster's clock, which the tests advance.
@Suite struct ShareConsumerTests {
    /// A cluster with topic `t`, and what a test needs to use share groups.
    struct Bench: Sendable {
        let cluster: TestCluster
        let client: ClusterClient
        let clock: ManualClusterClock

        func consumer(
            _ mode: ShareConsumerConfiguration.AcknowledgementMode = .explicit, group: String = "g",
            configure: (inout ShareConsumerConfiguration) -> Void = { _ in }
        ) throws -> ShareConsumer {
            var configuration = ShareConsumerConfiguration(groupID: group, topics: ["t"], acknowledgementMode: mode)
            // The cluster's clock does not move by itself: a long poll would not end.
            configuration.maxWait = .zero
            configure(&configuration)
            return try ShareConsumer(client: client, configuration: configuration)
        }

        func append(_ values: String...) throws { _ = try cluster.append(values: values, to: "t", 0) }

        /// Polls until records come.
        func poll(_ consumer: ShareConsumer) async throws -> [ShareRecord] {
            while true {
                let records = try await consumer.poll(timeout: .seconds(60))
                if !records.isEmpty { return records }
            }
        }

        /// The members of a group, as its coordinator has them.
        func members(_ group: String = "g") async throws -> [String] {
            let response = try await client.send(
                ShareGroupDescribeRequest(groupIDs: [group]), to: .coordinator(.group(group)))
            return response.groups.flatMap(\.members).map(\.memberID)
        }

        /// The start offset of partition 0 in a group.
        func startOffset(_ group: String = "g") async throws -> Int64? {
            let response = try await client.send(
                DescribeShareGroupOffsetsRequest(groups: [.init(groupID: group, topics: nil)]),
                to: .coordinator(.group(group)))
            return response.groups.first?.topics.first?.partitions.first?.startOffset
        }
    }

    static func with(
        brokers: Int = 1, partitions: Int = 1, configs: [String: String] = [:],
        configure: (inout ClusterConfiguration) -> Void = { _ in }, _ body: (Bench) async throws -> Void
    ) async throws {
        let clock = ManualClusterClock()
        var configuration = ClusterConfiguration(brokers: brokers)
        configuration.clock = .manual(clock)
        configure(&configuration)
        try await TestCluster.with(configuration) { cluster in
            try cluster.createTopic("t", partitions: partitions, replicationFactor: brokers)
            let client = try ClusterClient(.patient(cluster.bootstrapServers))
            let configs = configs.merging(["share.auto.offset.reset": "earliest"]) { given, _ in given }
            let altered = try await client.send(
                IncrementalAlterConfigsRequest(resources: [
                    .init(
                        resourceType: 32, resourceName: "g",
                        configs: configs.sorted { $0.key < $1.key }
                            .map { .init(name: $0.key, configOperation: 0, value: $0.value) })
                ]), to: .any)
            #expect(altered.responses.map(\.errorCode) == [0])
            do {
                try await body(Bench(cluster: cluster, client: client, clock: clock))
            } catch {
                await client.close()
                throw error
            }
            await client.close()
        }
    }

    static func values(_ records: [ShareRecord]) -> [String] {
        records.map { "\($0.value?.string ?? "")x\($0.deliveryCount)" }
    }

    @Test func implicitModeAcceptsWithTheNextPoll() async throws {
        try await Self.with { bench in
            let consumer = try bench.consumer(.implicit)
            try bench.append("a", "b")
            #expect(Self.values(try await bench.poll(consumer)) == ["ax1", "bx1"])
            try bench.append("c")
            #expect(Self.values(try await bench.poll(consumer)) == ["cx1"])
            #expect(try await bench.startOffset() == 2)
            #expect(try await consumer.commit().isEmpty)
            #expect(try await bench.startOffset() == 3)
            await consumer.close()
        }
    }

    @Test func eachAcknowledgementHasItsEffect() async throws {
        try await Self.with { bench in
            let consumer = try bench.consumer()
            try bench.append("accepted", "released", "rejected")
            let records = try await bench.poll(consumer)
            try consumer.acknowledge(try #require(records.first))
            try consumer.acknowledge(try records.at(1), as: .release)
            try consumer.acknowledge(try records.at(2), as: .reject)
            #expect(Self.values(try await bench.poll(consumer)) == ["releasedx2"])
            #expect(throws: KafkaError.self) { try consumer.acknowledge(records[0]) }
            await consumer.close()
            #expect(try await bench.startOffset() == 1)
        }
    }

    @Test func explicitModeDemandsOutcomes() async throws {
        try await Self.with { bench in
            let consumer = try bench.consumer()
            try bench.append("a")
            let records = try await bench.poll(consumer)
            let error = await #expect(throws: KafkaError.self) { try await consumer.poll(timeout: .zero) }
            #expect(error?.code == .invalidRequest)
            try consumer.acknowledge(try #require(records.first))
            #expect(try await consumer.commit().isEmpty)
            #expect(try await consumer.poll(timeout: .zero).isEmpty)
            await consumer.close()
            let other = try bench.consumer(.implicit)
            #expect(throws: KafkaError.self) { try other.acknowledge(records[0]) }
        }
    }

    @Test func lockThatEndsGivesTheRecordToAnother() async throws {
        try await Self.with { bench in
            let (first, second) = (try bench.consumer(), try bench.consumer())
            try bench.append("a")
            let record = try #require(try await bench.poll(first).first)
            await bench.clock.advance(by: .seconds(29))
            try bench.append("b")
            let other = try await bench.poll(second)
            #expect(Self.values(other) == ["bx1"])
            try second.acknowledge(try #require(other.first))
            await bench.clock.advance(by: .seconds(1))
            let again = try await bench.poll(second)
            #expect(Self.values(again) == ["ax2"])
            // The first one is told that it came too late.
            try first.acknowledge(record)
            let failures = try await first.commit()
            #expect(failures.values.map(\.brokerError) == [.invalidRecordState])
            try second.acknowledge(try #require(again.first))
            #expect(try await second.commit().isEmpty)
            await first.close()
            await second.close()
        }
    }

    @Test func renewedLockBeginsAgain() async throws {
        try await Self.with { bench in
            let (first, second) = (try bench.consumer(), try bench.consumer())
            try bench.append("a")
            let record = try #require(try await bench.poll(first).first)
            await bench.clock.advance(by: .seconds(20))
            try first.acknowledge(record, as: .renew)
            #expect(try await first.commit().isEmpty)
            await bench.clock.advance(by: .seconds(20))
            try bench.append("b")
            let other = try await bench.poll(second)
            #expect(Self.values(other) == ["bx1"])
            try second.acknowledge(try #require(other.first))
            try first.acknowledge(record)
            #expect(try await first.commit().isEmpty)
            #expect(try await second.commit().isEmpty)
            #expect(try await bench.startOffset() == 2)
            await first.close()
            await second.close()
        }
    }

    @Test func renewalNeedsABrokerThatHasIt() async throws {
        try await Self.with(configure: { $0.imitating = .kafka(4, 1) }) { bench in
            let consumer = try bench.consumer()
            try bench.append("a")
            let record = try #require(try await bench.poll(consumer).first)
            try consumer.acknowledge(record, as: .renew)
            #expect(try await consumer.commit().values.map(\.code) == [.unsupportedVersion])
            try consumer.acknowledge(record)
            #expect(try await consumer.commit().isEmpty)
            await consumer.close()
        }
    }

    @Test func brokersBeforeShareGroupsAreNamed() async throws {
        try await TestCluster.with(
            {
                var configuration = ClusterConfiguration(brokers: 1)
                configuration.imitating = .kafka(4, 0)
                return configuration
            }()
        ) { cluster in
            try cluster.createTopic("t", partitions: 1)
            let client = try ClusterClient(.patient(cluster.bootstrapServers))
            let consumer = try ShareConsumer(client: client, configuration: .init(groupID: "g", topics: ["t"]))
            let error = await #expect(throws: KafkaError.self) { try await consumer.poll(timeout: .seconds(600)) }
            #expect(error?.code == .unsupportedVersion)
            await consumer.close()
            await client.close()
        }
    }

    @Test func recordIsGivenUpAfterItsLastDelivery() async throws {
        try await Self.with(configs: ["share.delivery.count.limit": "2"]) { bench in
            let consumer = try bench.consumer()
            try bench.append("a")
            for delivery in 1...2 {
                let records = try await bench.poll(consumer)
                #expect(records.map(\.deliveryCount) == [delivery])
                try consumer.acknowledge(try #require(records.first), as: .release)
            }
            try bench.append("b")
            #expect(Self.values(try await bench.poll(consumer)) == ["bx1"])
            await consumer.close()
        }
    }

    @Test func membersShareOnePartition() async throws {
        try await Self.with { bench in
            let seen = Log<String>()
            let all = Event()
            for number in 0..<200 { try bench.append("\(number)") }
            var tasks: [Task<Int, any Error>] = []
            for _ in 0..<2 {
                let consumer = try bench.consumer { $0.maxPollRecords = 5 }
                tasks.append(
                    Task {
                        let own = Counter()
                        try await consumer.run { record in
                            own.increment()
                            seen.add(record.value?.string ?? "")
                            if seen.entries.count >= 200 { all.signal() }
                            return .accept
                        }
                        return own.value
                    })
            }
            await all.wait()
            for task in tasks { task.cancel() }
            var count = 0
            for task in tasks { count += try await task.value }
            #expect(count == 200)
            #expect(Set(seen.entries) == Set((0..<200).map { "\($0)" }))
            #expect(try await bench.startOffset() == 200)
            #expect(try await bench.members().isEmpty)
        }
    }

    @Test func closingLeavesTheGroupAndGivesRecordsBack() async throws {
        try await Self.with { bench in
            let consumer = try bench.consumer()
            try bench.append("a", "b")
            let records = try await bench.poll(consumer)
            #expect(try await bench.members() == [consumer.memberID])
            try consumer.acknowledge(try #require(records.first))
            await consumer.close()
            await consumer.close()
            #expect(try await bench.members().isEmpty)
            let error = await #expect(throws: KafkaError.self) { try await consumer.poll() }
            #expect(error?.code == .closed)
            let other = try bench.consumer()
            // Never delivered, as far as the group knows.
            #expect(Self.values(try await bench.poll(other)) == ["bx1"])
            await other.close()
        }
    }

    @Test func handlerThatThrowsReleasesItsRecord() async throws {
        struct Trouble: Error {}
        try await Self.with { bench in
            let consumer = try bench.consumer()
            try bench.append("a", "b")
            await #expect(throws: Trouble.self) {
                try await consumer.run { record in
                    if record.value?.string == "b" { throw Trouble() }
                    return .accept
                }
            }
            let other = try bench.consumer()
            #expect(Self.values(try await bench.poll(other)) == ["bx2"])
            await other.close()
        }
    }

    @Test func newLeaderIsFollowed() async throws {
        try await Self.with(brokers: 2) { bench in
            let consumer = try bench.consumer()
            try bench.append("a", "b")
            let records = try await bench.poll(consumer)
            let old = try bench.cluster.leader(of: "t", 0).broker
            try bench.cluster.movePartition("t", 0, to: old == 1 ? 2 : 1)
            for record in records { try consumer.acknowledge(record) }
            // The old leader cannot take the acknowledgements, and the new one knows of no locks.
            #expect(Self.values(try await bench.poll(consumer)) == ["ax1", "bx1"])
            await consumer.close()
        }
    }

    @Test func lostSessionIsBegunAgain() async throws {
        for code in [BrokerErrorCode.shareSessionNotFound, .invalidShareSessionEpoch] {
            try await Self.with { bench in
                let told = Log<BrokerErrorCode?>()
                let consumer = try bench.consumer { configuration in
                    configuration.acknowledgementFailed = { _, error in told.add(error.brokerError) }
                }
                try bench.append("a")
                let records = try await bench.poll(consumer)
                try consumer.acknowledge(try #require(records.first))
                bench.cluster.add(Script(.shareFetch, times: 1, .fail(code)))
                try bench.append("b")
                #expect(Self.values(try await bench.poll(consumer)) == ["bx1"])
                #expect(told.entries == [code])
                await consumer.close()
            }
        }
    }

    @Test func forgottenMemberJoinsAgain() async throws {
        for code in [BrokerErrorCode.unknownMemberID, .fencedMemberEpoch] {
            try await Self.with(configs: ["share.heartbeat.interval.ms": "1"]) { bench in
                let consumer = try bench.consumer()
                try bench.append("a")
                try consumer.acknowledge(try #require(try await bench.poll(consumer).first))
                let joins = bench.cluster.record(
                    .where { received in
                        (received.request as? ShareGroupHeartbeatRequest)?.memberEpoch == 0
                    })
                bench.cluster.add(Script(.shareGroupHeartbeat, times: 1, .fail(code)))
                await joins.waitForRequests()
                try bench.append("b")
                #expect(Self.values(try await bench.poll(consumer)) == ["bx1"])
                await consumer.close()
            }
        }
    }

    @Test func brokerThatRestartsIsFoundAgain() async throws {
        try await Self.with { bench in
            let consumer = try bench.consumer(.implicit)
            try bench.append("a")
            _ = try await bench.poll(consumer)
            await bench.cluster.stopBroker(1)
            try bench.cluster.restartBroker(1)
            try bench.append("b")
            // The acknowledgement may be lost with the connection: the record comes again then.
            var values: Set<String> = []
            while !values.contains("b") {
                for record in try await bench.poll(consumer) { values.insert(record.value?.string ?? "") }
            }
            await consumer.close()
        }
    }

    @Test func recordLimitIsExact() async throws {
        try await Self.with { bench in
            let consumer = try bench.consumer(.implicit) { configuration in
                configuration.acquireMode = .recordLimit
                configuration.maxPollRecords = 3
            }
            try bench.append("a", "b", "c", "d", "e")
            #expect(Self.values(try await bench.poll(consumer)) == ["ax1", "bx1", "cx1"])
            #expect(Self.values(try await bench.poll(consumer)) == ["dx1", "ex1"])
            await consumer.close()
        }
    }

    @Test func compactedOffsetsAreAcknowledgedAsGaps() async throws {
        try await Self.with { bench in
            var builder = try RecordBatchBuilder(baseOffset: 5)
            try builder.append(key: nil, value: "late", timestamp: 1)
            try bench.cluster.appendAsIs(try builder.finish(), to: "t", 0)
            let consumer = try bench.consumer()
            let records = try await bench.poll(consumer)
            #expect(records.map(\.offset) == [5])
            try consumer.acknowledge(try #require(records.first))
            #expect(try await consumer.commit().isEmpty)
            #expect(try await bench.startOffset() == 6)
            await consumer.close()
        }
    }

    @Test func waitingPollIsCancelled() async throws {
        try await Self.with { bench in
            let consumer = try bench.consumer()
            let polls = bench.cluster.record(.api(.shareFetch))
            let task = Task { try await consumer.poll(timeout: .seconds(600)) }
            await polls.waitForRequests()
            task.cancel()
            await #expect(throws: CancellationError.self) { try await task.value }
            await consumer.close()
        }
    }

    @Test func topicThatComesLaterIsRead() async throws {
        try await Self.with(configs: ["share.heartbeat.interval.ms": "1"]) { bench in
            let consumer = try bench.consumer(.implicit) { $0.topics = ["later"] }
            let joins = bench.cluster.record(.api(.shareGroupHeartbeat))
            let task = Task { try await bench.poll(consumer) }
            await joins.waitForRequests()
            try bench.cluster.createTopic("later", partitions: 1)
            _ = try bench.cluster.append(values: ["a"], to: "later", 0)
            #expect(Self.values(try await task.value) == ["ax1"])
            await consumer.close()
        }
    }
}
