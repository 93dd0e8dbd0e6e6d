// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport

/// Producers, transactions and a consumer group on a cluster that fails at random, and the history of what they did.
///
/// A seed fixes the choices of each process and of the faults; the order of their steps is that of the world.
struct FaultyHistory: Sendable {
    /// Number of writes of each producer.
    static let steps = 40
    static let partitions: Int32 = 3

    /// The time, the network and the scheduler of a history; default those of this machine.
    struct World: Sendable {
        var clock = ClusterClock.system
        /// Settings of all clients.
        var configure: @Sendable (inout ClientConfiguration) -> Void = { _ in }
        /// Lets others go on, for a while that grows with the number.
        var pause: @Sendable (Int) async throws -> Void = { for _ in 0..<$0 { await Task.yield() } }
        /// The timestamp of a record that is written now; nil for the client's own.
        var timestamp: @Sendable () -> Int64? = { nil }
        /// Called when the faults end.
        var calmDown: @Sendable () -> Void = {}
        /// Faults in the answers to requests, beside those of all worlds.
        var faults: [APIKey: [ScriptAction]] = [:]
    }

    let seed: UInt64
    let cluster: TestCluster
    let world: World
    let history = History()
    private let values = Counter()
    private let faults: Faults
    private let readers: Readers
    /// Partitions that were given up while a member was processing a batch of them.
    private let revocations = Log<String>()

    init(seed: UInt64, cluster: TestCluster, world: World) {
        self.seed = seed
        self.cluster = cluster
        self.world = world
        faults = Faults(seed: seed, cluster: cluster, more: world.faults)
        readers = Readers(sentinels: Int(Self.partitions))
    }

    /// Runs all processes. Returns the contradictions of what they saw, one line for each, and what they saw.
    static func run(
        seed: UInt64, in world: World = World()
    ) async throws -> (contradictions: [String], entries: [History.Entry]) {
        try await TestCluster.with(ClusterConfiguration(brokers: 3, seed: seed, clock: world.clock)) { cluster in
            try cluster.createTopic("t", partitions: Int(partitions))
            let history = FaultyHistory(seed: seed, cluster: cluster, world: world)
            return (try await history.findContradictions(), history.history.entries)
        }
    }

    private func findContradictions() async throws -> [String] {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for process in 10..<13 { group.addTask { try await read(process) } }
            try await withThrowingTaskGroup(of: Void.self) { writers in
                writers.addTask { try await send(process: 0) }
                writers.addTask { try await send(process: 1) }
                writers.addTask { try await transact(process: 2) }
                writers.addTask { try await transact(process: 3) }
                try await writers.waitForAll()
            }
            faults.stop()
            world.calmDown()
            try await sendSentinels()
            try await group.waitForAll()
        }
        let all = try await readEverything()
        // Transactions of several producers may interleave.
        let found = HistoryChecker.anomalies(in: history.entries).filter { $0.kind != .writeCycle }.map { "\($0)" }
        let missing = all.subtracting(readers.values).sorted().map { "leftOut(value: \($0)): no member got it" }
        return (found + missing + revocations.entries).sorted()
    }

    private var client: ClientConfiguration {
        var client = ClientConfiguration.patient(cluster.bootstrapServers)
        client.retry.initialBackoff = .milliseconds(5)
        client.retry.maxBackoff = .milliseconds(100)
        world.configure(&client)
        return client
    }

    private var patientProducer: ProducerConfiguration {
        var producer = ProducerConfiguration()
        producer.linger = .zero
        producer.deliveryTimeout = .seconds(600)
        producer.maxBlock = .seconds(600)
        return producer
    }

    private func partition(_ random: inout SplitMix64) -> TopicPartition {
        TopicPartition(topic: "t", partition: Int32.random(in: 0..<Self.partitions, using: &random))
    }

    // MARK: Writing

    private func send(process: Int) async throws {
        var random = SplitMix64(seed: seed &+ UInt64(process))
        let client = try ClusterClient(client)
        let producer = try KafkaProducer(client: client, configuration: patientProducer)
        for _ in 0..<Self.steps {
            var deliveries: [(HistoryOperation.Write, Delivery)] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let write = HistoryOperation.Write(partition(&random), values.increment())
                deliveries.append((write, try await producer.enqueue(record(write))))
            }
            for (write, delivery) in deliveries { await note(process, write, delivery) }
            await faults.disturb()
        }
        try await producer.close()
        await client.close()
    }

    private func record(_ write: HistoryOperation.Write) -> ProducerRecord {
        ProducerRecord(
            topic: write.partition.topic, partition: write.partition.partition, value: ByteSlice("\(write.value)"),
            timestamp: world.timestamp())
    }

    private func note(_ process: Int, _ write: HistoryOperation.Write, _ delivery: Delivery) async {
        var write = write
        do {
            write.offset = try await delivery.value.offset
            history.add(process, .send([write], .ok))
        } catch {
            history.add(process, .send([write], .unknown))
        }
    }

    /// The program's own reason to abort.
    private struct Abort: Error {}

    private func transact(process: Int) async throws {
        var random = SplitMix64(seed: seed &+ UInt64(process))
        let client = try ClusterClient(client)
        var configuration = patientProducer
        let id = "writer-\(process)"
        configuration.transactionalID = id
        let starts = cluster.record(.api(.initProducerID))
        var expectedStarts = 1
        var producer = try KafkaProducer(client: client, configuration: configuration)
        for _ in 0..<Self.steps / 2 {
            var writes: [HistoryOperation.Write] = []
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                writes.append(HistoryOperation.Write(partition(&random), values.increment()))
            }
            let aborts = Int.random(in: 0..<5, using: &random) == 0
            let pause = Int.random(in: 0...400, using: &random)
            let outcome: HistoryOperation.Outcome
            do {
                let deliveries = try await producer.withTransaction { transaction in
                    let deliveries = try await transaction.enqueue(contentsOf: writes.map(record))
                    if aborts {
                        // Long enough for some of the records to be written.
                        try await world.pause(pause)
                        throw Abort()
                    }
                    return deliveries
                }
                for (index, delivery) in deliveries.enumerated() {
                    writes[index].offset = try await delivery.value.offset
                }
                outcome = .ok
            } catch is Abort {
                outcome = .failed
            } catch let error as KafkaError where error.code == .transactionAborted {
                outcome = .failed
            } catch let error as KafkaError where error.code == .transactionOutcomeUnknown {
                outcome = .unknown
            } catch let error as KafkaError where error.code == .producerFenced {
                // A first InitProducerId that comes once more, late, from a connection that is gone fences its own
                // producer, in Kafka too: nothing tells it from that of another one.
                let came = starts.requests.count { start in
                    guard let start = start.request as? InitProducerIDRequest else { return false }
                    return start.transactionalID == id && start.producerID < 0
                }
                guard came > expectedStarts else { throw error }
                expectedStarts = came + 1
                outcome = .unknown
                // The broker has aborted its open transaction, so an error of the close tells nothing more.
                try? await producer.close()
                producer = try KafkaProducer(client: client, configuration: configuration)
            }
            history.add(process, .transaction(writes, outcome))
            await faults.disturb()
        }
        try await producer.close()
        await client.close()
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

    // MARK: Reading

    /// Members that read some batches, leave the group and come back, until somebody has read the sentinels.
    private func read(_ process: Int) async throws {
        var random = SplitMix64(seed: seed &+ UInt64(process))
        while !readers.isDone {
            var configuration = ConsumerConfiguration(client: client, groupID: "readers", offsetReset: .earliest)
            configuration.fetch.isolation = .readCommitted
            configuration.sessionTimeout = .seconds(6)
            configuration.heartbeatInterval = .milliseconds(100)
            if process % 2 == 0 { configuration.assignors = [CooperativeStickyAssignor(), RangeAssignor()] }
            let hands = Hands()
            configuration.rebalanceListener = RebalanceListener(
                assigned: { history.add(process, .reposition($0)) },
                revoked: { partitions in
                    guard let partition = hands.partition, partitions.contains(partition) else { return }
                    revocations.add("revokedInHand(\(partition), process: \(process))")
                })
            let consumer = try KafkaConsumer(configuration)
            try consumer.subscribe(to: "t")
            readers.add(consumer)
            var left = Int.random(in: 5...25, using: &random)
            for try await batch in consumer.batches {
                // As if the process was killed before its work: the group must read the batch again.
                if Int.random(in: 0..<20, using: &random) == 0 { break }
                hands.partition = batch.partition
                try await world.pause(Int.random(in: 0...400, using: &random))
                let reads = try batch.records.records().map(Self.read)
                history.add(process, .poll([batch.partition: reads]))
                hands.partition = nil
                if readers.note(reads) { break }
                left -= 1
                if left == 0 { break }
            }
            await consumer.close()
        }
    }

    private static func read(_ record: Record) -> HistoryOperation.Read {
        HistoryOperation.Read(Int(record.value?.string ?? "") ?? -1, at: record.offset)
    }

    /// Reads each partition once more, without a group. Returns all values.
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
            while let chunk = try await reader.next() {
                let reads = try chunk.records().map(Self.read)
                history.add(20, .poll([partition: reads]))
                values.formUnion(reads.map(\.value))
            }
        }
        await client.close()
        return values
    }
}

/// The partition whose batch a member is processing.
private final class Hands: Sendable {
    private let state = Mutex<TopicPartition?>(nil)

    var partition: TopicPartition? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

/// The members of the group, and whether one of them has read the last value of each partition.
private final class Readers: Sendable {
    private struct State {
        var consumers: [KafkaConsumer] = []
        var expected: Set<Int> = []
        var announced = 0
        var read: Set<Int> = []
    }

    private let sentinels: Int
    private let state = Mutex(State())

    init(sentinels: Int) { self.sentinels = sentinels }

    var isDone: Bool { state.withLock { isDone($0) } }

    /// All values that a member has read.
    var values: Set<Int> { state.withLock { $0.read } }

    private func isDone(_ state: State) -> Bool {
        state.announced == sentinels && state.expected.isSubset(of: state.read)
    }

    func expect(_ value: Int) {
        state.withLock { state in
            state.expected.insert(value)
            state.announced += 1
        }
    }

    func add(_ consumer: KafkaConsumer) {
        let isDone = state.withLock { state in
            state.consumers.append(consumer)
            return self.isDone(state)
        }
        if isDone { consumer.stop() }
    }

    /// Notes values that were read. Returns whether everything was; then all members stop.
    func note(_ reads: [HistoryOperation.Read]) -> Bool {
        let consumers = state.withLock { state -> [KafkaConsumer]? in
            state.read.formUnion(reads.map(\.value))
            return isDone(state) ? state.consumers : nil
        }
        for consumer in consumers ?? [] { consumer.stop() }
        return consumers != nil
    }
}

/// Faults in answers, and disturbances of brokers and partitions, at random.
private final class Faults: Sendable {
    private let cluster: TestCluster
    private let random: Mutex<SplitMix64>
    private let isOn = Atomic(true)
    private let broker = BrokerLock()
    private let actions: [APIKey: [ScriptAction]]

    init(seed: UInt64, cluster: TestCluster, more: [APIKey: [ScriptAction]]) {
        self.cluster = cluster
        random = Mutex(SplitMix64(seed: seed &+ 100))
        actions = Self.actions.merging(more) { $0 + $1 }
        _ = cluster.add(Script(.any) { [weak self] request in self?.action(for: request) })
    }

    func stop() { isOn.store(false, ordering: .relaxed) }

    private func choose<Value: Sendable>(oneIn count: Int, _ choices: [Value]) -> Value? {
        random.withLock { random in
            Int.random(in: 0..<count, using: &random) == 0 ? choices.randomElement(using: &random) : nil
        }
    }

    private func action(for request: ReceivedRequest) -> ScriptAction? {
        guard isOn.load(ordering: .relaxed) else { return nil }
        return choose(oneIn: 25, actions[request.api] ?? [])
    }

    private static let lost: [ScriptAction] = [.closeConnection, .closeConnectionAfterwards]
    private static let coordinator =
        lost + [.fail(.notCoordinator), .fail(.coordinatorLoadInProgress), .fail(.coordinatorNotAvailable)]
    private static let actions: [APIKey: [ScriptAction]] = [
        .produce: lost + [.fail(.notLeaderOrFollower), .fail(.notEnoughReplicas)],
        .fetch: [.closeConnection, .fail(.notLeaderOrFollower), .cutOff(afterBytes: 200), .fail(.unknownLeaderEpoch)],
        .metadata: [.closeConnection], .findCoordinator: [.closeConnection],
        .initProducerID: coordinator, .addPartitionsToTxn: coordinator,
        .endTxn: coordinator + Array(repeating: .fail(.unknownServerError), count: 5),
        .joinGroup: coordinator, .syncGroup: coordinator, .heartbeat: coordinator, .offsetCommit: coordinator,
        .offsetFetch: coordinator, .leaveGroup: lost,
    ]

    /// Moves a partition, or stops and starts a broker, once in a while.
    func disturb() async {
        guard let kind = choose(oneIn: 8, [0, 1, 2]), let broker = choose(oneIn: 1, cluster.brokerIDs),
            let partition = choose(oneIn: 1, Array(0..<FaultyHistory.partitions))
        else { return }
        await self.broker.hold { [cluster] in
            switch kind {
            // The cluster refuses moves to a broker that is down; the next one may work.
            case 0: try? cluster.movePartition("t", partition, to: broker)
            case 1: cluster.closeConnections(of: broker)
            default:
                await cluster.stopBroker(broker)
                // Fails only if another program took the port; the broker then stays down, and the others serve.
                try? cluster.restartBroker(broker)
            }
        }
    }
}

/// One disturbance at a time.
private actor BrokerLock {
    private var isHeld = false
    private var waiters: [CheckedContinuation<Void, Never>] = []

    func hold(_ body: @Sendable () async -> Void) async {
        if isHeld { await withCheckedContinuation { waiters.append($0) } }
        isHeld = true
        await body()
        isHeld = !waiters.isEmpty
        if isHeld { waiters.removeFirst().resume() }
    }
}
