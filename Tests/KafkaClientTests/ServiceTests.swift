// Millrace
// SPDX-License-Identifier: Apache-2.0

#if ServiceLifecycle
import KafkaProtocol
import KafkaTestBroker
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

/// Clients, producers and consumers in a `ServiceGroup`.
@Suite(.timeLimit(.minutes(10))) struct ServiceTests {
    private func group(_ services: any Service...) -> ServiceGroup {
        ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services.map { .init(service: $0) }, logger: Logger(label: "test")))
    }

    @Test func aShutdownFinishesWhatIsBegun() async throws {
        try await TestCluster.withClient { cluster, admin in
            try cluster.createTopic("in")
            try cluster.createTopic("out")
            try cluster.append(values: ["a", "b", "c"], to: "in", 0)
            let client = try ClusterClient(.patient(cluster.bootstrapServers))
            let producer = try KafkaProducer(client: client)
            let consumer = try KafkaConsumer(
                client: client,
                configuration: ConsumerConfiguration(
                    client: client.configuration, groupID: "g", offsetReset: .earliest))
            try consumer.subscribe(to: "in")
            let services = Mutex<ServiceGroup?>(nil)
            let readers = consumer.service { batch in
                for record in try batch.records.records() {
                    _ = try await producer.enqueue("out", value: record.value)
                }
                // The shutdown comes while the batch is being processed.
                await services.withLock { $0 }?.triggerGracefulShutdown()
            }
            let group = group(client, producer, readers)
            services.withLock { $0 = group }
            try await group.run()
            #expect(try cluster.offsets(of: "out", 0) == 0..<3)
            #expect(cluster.committedOffset(group: "g", "in", 0) == 3)
            let members = try await admin.describeGroups(["g"])["g"]?.get().members
            #expect(members?.isEmpty == true)
            await #expect(throws: KafkaError.self) { try await client.metadata(topics: []) }
        }
    }

    @Test func aShareConsumerEndsAfterItsRecord() async throws {
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("t")
            let results = try await client.alterConfigs([.group("g"): [.set("share.auto.offset.reset", to: "earliest")]]
            )
            for result in results.values { try result.get() }
            try cluster.append(values: ["a", "b", "c"], to: "t", 0)
            let configuration = ShareConsumerConfiguration(groupID: "g", topics: ["t"], acknowledgementMode: .explicit)
            let consumer = try ShareConsumer(client: client, configuration: configuration)
            let services = Mutex<ServiceGroup?>(nil)
            let handled = Mutex(0)
            let worker = consumer.service { _ in
                handled.withLock { $0 += 1 }
                await services.withLock { $0 }?.triggerGracefulShutdown()
                // The group passes the shutdown on in a task of its own.
                while !consumer.isStopping { await Task.yield() }
                return .accept
            }
            let group = group(worker)
            services.withLock { $0 = group }
            try await group.run()
            #expect(handled.withLock { $0 } == 1)
            // The others are for the next member.
            let other = try ShareConsumer(client: client, configuration: configuration)
            var values: [String] = []
            while values.count < 2 {
                for record in try await other.poll() {
                    values.append(record.value?.string ?? "")
                    try other.acknowledge(record)
                }
            }
            #expect(values == ["b", "c"])
            await other.close()
        }
    }

    @Test func aFailureOfTheLoopEndsTheGroup() async throws {
        struct Failure: Error {}
        try await TestCluster.withClient { cluster, client in
            try cluster.createTopic("in")
            try cluster.append(values: ["a"], to: "in", 0)
            let consumer = try KafkaConsumer(
                client: client,
                configuration: ConsumerConfiguration(
                    client: client.configuration, groupID: "g", offsetReset: .earliest))
            try consumer.subscribe(to: "in")
            let group = group(consumer.service { _ in throw Failure() })
            await #expect(throws: (any Error).self) { try await group.run() }
            // At most the position at which it began.
            #expect((cluster.committedOffset(group: "g", "in", 0) ?? 0) == 0)
        }
    }
}
#endif
