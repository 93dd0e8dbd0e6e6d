// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing
import TortureJob

/// A streaming job that is killed with SIGKILL at every place of a batch's life and at random moments, again and again,
/// until the source is used up; then source and outputs are compared record by record.
///
/// `MILLRACE_TORTURE` is the number of kills per place, 1 by default (`make torture`: 20); `MILLRACE_SEED` repeats the
/// order of a run.
@Suite(.timeLimit(.minutes(120))) struct TortureTests {
    /// Number of kills per place.
    private let times = ProcessInfo.processInfo.environment["MILLRACE_TORTURE"].flatMap { Int($0) } ?? 1

    private func torture(_ run: inout TortureRun, atRandom moments: Int = 4) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        try await run.kill(everywhere: times, atRandom: times * moments)
        print(run.report(seconds: (clock.now - start) / .seconds(1)))
        let missed = run.plan.filter { run.hits[$0, default: 0] < times }
        #expect(missed.isEmpty, "seed \(TestSeed.value): places that were not reached: \(missed)")
    }

    /// A cluster of `brokers` with the topics "in" and "out".
    private func withCluster(
        brokers: Int = 1, _ body: (TestCluster, ClusterClient) async throws -> Void
    ) async throws {
        try await TestCluster.withClient(brokers: brokers) { cluster, client in
            // Without a leader while its broker is down; with another one.
            try cluster.createTopic("in", partitions: TortureRun.partitions)
            try cluster.createTopic("out", partitions: 1, replicationFactor: brokers)
            try await body(cluster, client)
        }
    }

    /// Kills the job while brokers stop and come back, leaders move and connections break.
    private func tortureWithFaults(_ run: inout TortureRun, of cluster: TestCluster) async throws {
        let partitions = (0..<Int32(TortureRun.partitions)).map { (topic: "in", partition: $0) }
        let faults = BrokerFaults(
            cluster, partitions + [(topic: "out", partition: 0)], every: 10...80, seed: TestSeed.value)
        var tortured = run
        try await faults.during { try await torture(&tortured, atRandom: 8) }
        run = tortured
        print("faults of brokers: \(faults.counts.map { "\($0.key) \($0.value)" }.sorted().joined(separator: ", "))")
        let missed = BrokerFaultPlan.Kind.allCases.filter { faults.counts[$0] == nil }
        #expect(missed.isEmpty, "seed \(TestSeed.value): faults that did not happen: \(missed)")
    }

    @Test func whereverTheDriverIsKilledNothingIsLostAndStateCountsOnce() async throws {
        try await withCluster { cluster, _ in
            var run = try TortureRun(TortureBrokers(cluster))
            try await torture(&run)
            try await run.finish()
            try await run.check()
        }
    }

    @Test func whereverTheDriverIsKilledATopicHasEachRecordOnce() async throws {
        try await withCluster { cluster, client in
            var run = try TortureRun(TortureBrokers(cluster), .topic("out"))
            try await torture(&run)
            try await run.finish()
            try run.check(committed: try await client.committedValues(of: "out"))
        }
    }

    @Test func whileBrokersDieAsWellNothingIsLostAndStateCountsOnce() async throws {
        try await withCluster(brokers: 3) { cluster, _ in
            var run = try TortureRun(TortureBrokers(cluster), disk: false)
            try await tortureWithFaults(&run, of: cluster)
            try await run.finish()
            try await run.check()
        }
    }

    @Test func whileBrokersDieAsWellATopicHasEachRecordOnce() async throws {
        try await withCluster(brokers: 3) { cluster, client in
            var run = try TortureRun(TortureBrokers(cluster), .topic("out"))
            try await tortureWithFaults(&run, of: cluster)
            try await run.finish()
            try run.check(committed: try await client.committedValues(of: "out"))
        }
    }

    /// The broker's process is killed as well, and goes on from its files.
    @Test(arguments: [TortureRun.Mode.files, .topic("out"), .receiver])
    func whileTheBrokersProcessIsKilledAsWellNothingIsLost(mode: TortureRun.Mode) async throws {
        let broker = try BrokerProcess(seed: TestSeed.value)
        try await broker.with {
            let client = try ClusterClient(ClientConfiguration.patient([broker.address]))
            let producer = try KafkaProducer(client: client)
            for (topic, partitions) in [("in", TortureRun.partitions), ("out", 1)] {
                _ = try await client.createTopics([NewTopic(name: topic, partitions: partitions)])
            }
            var run = try TortureRun(TortureBrokers(client, producer), mode, disk: false)
            try await torture(&run, atRandom: 8)
            print("deaths of the broker: \(broker.deaths)")
            #expect(broker.deaths > 0)
            broker.stopDying()
            try await run.finish()
            switch mode {
            case .files: try await run.check()
            case .receiver: print("received twice: \(try await run.checkReceived())")
            case .topic(let topic): try run.check(committed: try await client.committedValues(of: topic))
            }
            try await producer.close()
            await client.close()
        }
    }

    @Test func aReceiverWithALogLosesNothingAndCountsWhatItReceivedOnce() async throws {
        try await withCluster { cluster, _ in
            var run = try TortureRun(TortureBrokers(cluster), .receiver)
            try await torture(&run)
            try await run.finish()
            print("received twice: \(try await run.checkReceived())")
        }
    }

    @Test func aReceiverWithALogLosesNothingWhileBrokersDieAsWell() async throws {
        try await withCluster(brokers: 3) { cluster, _ in
            var run = try TortureRun(TortureBrokers(cluster), .receiver, disk: false)
            try await tortureWithFaults(&run, of: cluster)
            try await run.finish()
            print("received twice: \(try await run.checkReceived())")
        }
    }
}

extension ClusterClient {
    /// The values of the committed records of a topic with one partition.
    func committedValues(of topic: String) async throws -> [String] {
        let partition = TopicPartition(topic: topic, partition: 0)
        let end = try await listOffsets([partition: .latest], isolation: .readCommitted)[partition] ?? 0
        let reader = PartitionReader(
            client: self, partition: partition, from: 0, until: end,
            configuration: FetchConfiguration(isolation: .readCommitted))
        var values: [String] = []
        for try await records in reader { try records.forEach { values.append($0.value?.string ?? "null") } }
        return values
    }
}
