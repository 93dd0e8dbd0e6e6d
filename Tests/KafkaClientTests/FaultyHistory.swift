// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import MachineSimulation
import Synchronization
import TestSupport

/// Producers, transactions and a consumer group on a cluster that fails at random, and the history of what they did.
///
/// A seed fixes the choices of each process and of the faults; the order of their steps is that of the world.
struct FaultyHistory: Sendable {
    /// Number of writes of each producer.
    static let steps = 40
    static let partitions: Int32 = 3
    /// The processes that read as members of a group.
    static let readers = 10..<13
    /// Shorter than some pauses of a simulated machine, so that members lose their membership.
    static let sessionTimeout = Duration.seconds(3)

    /// The time, the network and the scheduler of a history; default those of this machine.
    struct World: Sendable {
        var clock = ClusterClock.system
        /// Settings of all clients.
        var configure: @Sendable (inout ClientConfiguration) -> Void = { _ in }
        /// Lets others go on, for a while that grows with the number.
        var pause: @Sendable (Int) async throws -> Void = { for _ in 0..<$0 { await Task.yield() } }
        /// The timestamp of a record that is written now; nil for the client's own.
        var timestamp: @Sendable () -> Int64? = { nil }
        /// Makes a process that can be killed; nil in a world where programs live to their end.
        var makeProcess: @Sendable () -> SimulatedProcess? = { nil }
        /// Sends a frame, without its length prefix, to a port once more, on another connection.
        var sendAgain: @Sendable (ByteSlice, UInt16) -> Void = { _, _ in }
        /// Called when the faults end.
        var calmDown: @Sendable () -> Void = {}
        /// Faults in the answers to requests, beside those of all worlds.
        var faults: [APIKey: [ScriptAction]] = [:]
    }

    let seed: UInt64
    let cluster: TestCluster
    let world: World
    /// The protocol of the group.
    let groupProtocol: GroupProtocol
    /// The processes whose members are static.
    let staticMembers: Set<Int>
    /// Number of brokers that have each partition.
    let replicationFactor: Int
    let history = History()
    let values = Counter()
    let faults: HistoryFaults
    let readers: HistoryReaders
    /// Partitions that were given up while a member was processing a batch of them.
    let revocations = Log<String>()
    /// Ends of what programs that were killed have left.
    let burials = Log<Task<Void, Never>>()

    init(seed: UInt64, cluster: TestCluster, world: World) {
        self.seed = seed
        self.cluster = cluster
        self.world = world
        var random = SplitMix64(seed: seed &+ 200)
        groupProtocol = Bool.random(using: &random) ? .consumer : .classic
        staticMembers = Set(Self.readers.filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
        replicationFactor = Bool.random(using: &random) ? 3 : 1
        faults = HistoryFaults(seed: seed, cluster: cluster, world: world, cutsNetwork: replicationFactor > 1)
        readers = HistoryReaders(sentinels: Int(Self.partitions))
    }

    /// The end of a history.
    struct Outcome: Sendable {
        /// The contradictions of what its processes saw, one line for each.
        var contradictions: [String]
        /// The operations of its processes.
        var entries: [History.Entry]
        var groupProtocol: GroupProtocol
        /// Number of times that the network of the brokers was cut.
        var cuts: Int
    }

    /// Runs all processes.
    static func run(seed: UInt64, in world: World = World()) async throws -> Outcome {
        var configuration = ClusterConfiguration(brokers: 3, seed: seed, clock: world.clock)
        configuration.groups.sessionTimeouts = .seconds(1)...(.seconds(60))
        configuration.groups.consumerSessionTimeout = sessionTimeout
        configuration.groups.consumerHeartbeatInterval = .milliseconds(100)
        return try await TestCluster.with(configuration) { cluster in
            let history = FaultyHistory(seed: seed, cluster: cluster, world: world)
            try cluster.createTopic(
                "t", partitions: Int(partitions), replicationFactor: history.replicationFactor,
                configs: ["min.insync.replicas": "\(min(history.replicationFactor, 2))"])
            return Outcome(
                contradictions: try await history.findContradictions(), entries: history.history.entries,
                groupProtocol: history.groupProtocol, cuts: history.faults.cuts.value)
        }
    }

    private func findContradictions() async throws -> [String] {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for process in Self.readers { group.addTask { try await read(process) } }
            try await withThrowingTaskGroup(of: Void.self) { writers in
                writers.addTask { try await send(process: 0) }
                writers.addTask { try await send(process: 1) }
                writers.addTask { try await transact(process: 2) }
                writers.addTask { try await transact(process: 3) }
                try await writers.waitForAll()
            }
            await faults.stop()
            world.calmDown()
            try await sendSentinels()
            try await group.waitForAll()
        }
        for burial in burials.entries { await burial.value }
        let all = try await readEverything()
        // Transactions of several producers may interleave.
        let found = HistoryChecker.anomalies(in: history.entries).filter { $0.kind != .writeCycle }.map { "\($0)" }
        let missing = all.subtracting(readers.values).sorted().map { "leftOut(value: \($0)): no member got it" }
        return (found + missing + revocations.entries).sorted()
    }

    var client: ClientConfiguration {
        var client = ClientConfiguration.patient(cluster.bootstrapServers)
        client.retry.initialBackoff = .milliseconds(5)
        client.retry.maxBackoff = .milliseconds(100)
        world.configure(&client)
        return client
    }

    func startProgram() throws -> HistoryProgram { try HistoryProgram(client, process: world.makeProcess()) }

    var patientProducer: ProducerConfiguration {
        var producer = ProducerConfiguration()
        producer.linger = .zero
        producer.deliveryTimeout = .seconds(600)
        producer.maxBlock = .seconds(600)
        return producer
    }

    func partition(_ random: inout SplitMix64) -> TopicPartition {
        TopicPartition(topic: "t", partition: Int32.random(in: 0..<Self.partitions, using: &random))
    }

    /// A last value in each partition, which tells the readers that they have read everything.
    private func sendSentinels() async throws {
        let client = try ClusterClient(client)
        let producer = try KafkaProducer(client: client, configuration: patientProducer)
        for number in 0..<Self.partitions {
            let partition = TopicPartition(topic: "t", partition: number)
            var write = HistoryOperation.Write(partition, values.increment())
            readers.expect(write.value)
            write.offset = try await producer.send(record(write)).offset
            history.add(4, .send([write], .ok))
        }
        try await producer.close()
        await client.close()
    }

    /// Reads each partition once more, without a group. Returns all values up to the last one that was sent: requests
    /// of dead programs may come after it.
    private func readEverything() async throws -> Set<Int> {
        var values: Set<Int> = []
        let client = try ClusterClient(client)
        var configuration = FetchConfiguration()
        configuration.isolation = .readCommitted
        for number in 0..<Self.partitions {
            let partition = TopicPartition(topic: "t", partition: number)
            let end = try cluster.offsets(of: "t", number).upperBound
            let reader = PartitionReader(
                client: client, partition: partition, from: 0, until: end, configuration: configuration)
            var isOver = false
            while let chunk = try await reader.next() {
                let reads = try chunk.records().map(Self.read)
                history.add(20, .poll([partition: reads]))
                for read in reads where !isOver {
                    values.insert(read.value)
                    isOver = readers.expects(read.value)
                }
            }
        }
        await client.close()
        return values
    }
}
