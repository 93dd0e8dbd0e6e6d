// Millrace
// SPDX-License-Identifier: Apache-2.0

public import KafkaClient
internal import KafkaProtocol
public import KafkaTestBroker
private import Logging
internal import MachineSimulation
public import MillraceTesting
private import Synchronization

/// A Kafka cluster in the world of a simulation. It outlives drivers; each driver has a client of its own, whose
/// connections break when the driver dies. Own design.
///
/// Requests that change the cluster (Produce, those of transactions, OffsetCommit) are operations of the driver: it may
/// die before the broker has served one, or after it and before the answer, or hang before it.
public final class SimulatedCluster: Sendable {
    /// The cluster.
    public let cluster: TestCluster
    /// Topics with their number of partitions.
    private let topics: [String: Int]
    private let clients = Mutex<[Int: ClusterClient]>([:])
    private let outage: BrokerOutage
    /// Addresses of all brokers, also of one that is down.
    private let servers: [String]
    private let machine: SimulatedMachine

    init(_ cluster: TestCluster, topics: [String: Int], machine: SimulatedMachine) {
        self.machine = machine
        self.cluster = cluster
        self.topics = topics
        servers = cluster.bootstrapServers
        outage = BrokerOutage(cluster)
    }

    /// The client of a driver; made by the first call, and closed with the driver.
    ///
    /// - Throws: `KafkaError` if the system has no descriptor or thread left.
    public func client(for driver: SimulatedDriver) throws -> ClusterClient {
        let id = "driver-\(driver.number)"
        let (client, isNew) = try clients.withLock { clients in
            if let client = clients[driver.number] { return (client, false) }
            let client = try makeClient(id)
            clients[driver.number] = client
            return (client, true)
        }
        if !isNew { return client }
        let network = DriverNetwork(driver, brokers: cluster.brokerIDs)
        let script = cluster.add(Script(.client(id)) { network.action(on: $0) })
        // The client is closed again below, which waits for this.
        driver.fate.onEnd { Task { await client.close() } }
        driver.beforeTick { [outage] tick in
            guard let (broker, requests) = network.outage(before: tick) else { return }
            if outage.begin(broker, requests: requests) { driver.note(.brokerOutage, "batch \(tick)") }
        }
        driver.beforeTick { [cluster, topics] tick in
            guard let broker = network.leaderMove(before: tick) else { return }
            driver.note(.leaderMove, "batch \(tick)")
            for (topic, count) in topics {
                // Both exist.
                for partition in 0..<Int32(count) { try? cluster.movePartition(topic, partition, to: broker) }
            }
        }
        driver.afterEnd { [cluster] in
            await client.close()
            cluster.remove(script)
        }
        return client
    }

    /// A client with short waits: a history has many of them.
    private func makeClient(_ id: String) throws -> ClusterClient {
        var configuration = ClientConfiguration(bootstrapServers: servers)
        configuration.clientID = id
        configuration.retry = RetryPolicy(initialBackoff: .milliseconds(1), maxBackoff: .milliseconds(20))
        configuration.reconnectBackoff = .milliseconds(1)
        configuration.maxReconnectBackoff = .milliseconds(20)
        configuration.simulate(
            dialer: machine.network, now: { [machine] in machine.elapsed },
            sleep: { [machine] in try await machine.sleep($0) }, bits: { [machine] in machine.drawBits() })
        return try ClusterClient(configuration, logger: Logger(label: "simulation") { _ in SwiftLogNoOpLogHandler() })
    }

    /// The values of a topic by partition, as a reader of committed records sees them. Without faults.
    ///
    /// - Throws: `KafkaError`.
    public func committedValues(of topic: String) async throws -> [[String]] {
        await outage.end()
        let client = try makeClient("test")
        do {
            var all: [[String]] = []
            for number in 0..<Int32(topics[topic] ?? 0) {
                all.append(try await values(TopicPartition(topic: topic, partition: number), client))
            }
            await client.close()
            return all
        } catch {
            await client.close()
            throw error
        }
    }

    private func values(_ partition: TopicPartition, _ client: ClusterClient) async throws -> [String] {
        let ends = try await client.listOffsets([partition: .latest], isolation: .readCommitted)
        let reader = PartitionReader(
            client: client, partition: partition, from: 0, until: ends[partition] ?? 0,
            configuration: FetchConfiguration(isolation: .readCommitted))
        var values: [String] = []
        for try await records in reader { try records.forEach { values.append($0.value?.string ?? "null") } }
        return values
    }
}
