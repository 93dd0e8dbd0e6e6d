// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport

/// Faults in answers, and disturbances of brokers and partitions, at random.
final class HistoryFaults: Sendable {
    private let cluster: TestCluster
    private let random: Mutex<SplitMix64>
    private let world: FaultyHistory.World
    /// The ports of the brokers.
    private let ports: [Int32: UInt16]
    private let disturbances: [Int]
    private let isOn = Atomic(true)
    /// The network of the brokers is cut until it ends.
    private let cut = Mutex<Task<Void, Never>?>(nil)
    /// Number of times that the network was cut.
    let cuts = Counter()
    private let broker = BrokerLock()
    private let actions: [APIKey: [ScriptAction]]

    init(seed: UInt64, cluster: TestCluster, world: FaultyHistory.World, cutsNetwork: Bool) {
        self.cluster = cluster
        self.world = world
        disturbances = cutsNetwork ? Array(0...3) : Array(0...2)
        let ports = cluster.bootstrapServers.map { UInt16($0.split(separator: ":").last ?? "") ?? 0 }
        self.ports = Dictionary(uniqueKeysWithValues: zip(cluster.brokerIDs, ports))
        random = Mutex(SplitMix64(seed: seed &+ 100))
        actions = Self.actions.merging(world.faults) { $0 + $1 }
        _ = cluster.add(Script(.any) { [weak self] request in self?.action(for: request) })
    }

    func stop() async {
        isOn.store(false, ordering: .relaxed)
        await cut.withLock { $0 }?.value
    }

    private func choose<Value: Sendable>(oneIn count: Int, _ choices: [Value]) -> Value? {
        random.withLock { random in
            Int.random(in: 0..<count, using: &random) == 0 ? choices.randomElement(using: &random) : nil
        }
    }

    private func action(for request: ReceivedRequest) -> ScriptAction? {
        guard isOn.load(ordering: .relaxed) else { return nil }
        if Self.repeatable.contains(request.api), let port = choose(oneIn: 40, [ports[request.broker] ?? 0]) {
            world.sendAgain(request.frame, port)
        }
        return choose(oneIn: 25, actions[request.api] ?? [])
    }

    /// Requests that may come twice: idempotent producers, epochs and generations protect from it.
    private static let repeatable: Set<APIKey> = [
        .produce, .initProducerID, .addPartitionsToTxn, .endTxn, .joinGroup, .syncGroup, .heartbeat, .leaveGroup,
        .offsetCommit, .consumerGroupHeartbeat,
    ]

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
        .consumerGroupHeartbeat: coordinator + [.fail(.unknownMemberID), .fail(.fencedMemberEpoch)],
    ]

    /// Moves a partition, breaks connections, stops and starts a broker, or cuts one off from the others, once in a
    /// while.
    func disturb() async {
        guard let kind = choose(oneIn: 8, disturbances), let broker = choose(oneIn: 1, cluster.brokerIDs),
            let partition = choose(oneIn: 1, Array(0..<FaultyHistory.partitions))
        else { return }
        if kind == 3 { return cutOff(broker) }
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

    /// Leaves a broker alone for a while. It goes on as the leader that it was; its writes are lost, and must not have
    /// been acknowledged.
    private func cutOff(_ broker: Int32) {
        guard let pause = choose(oneIn: 1, [100, 1_000, 10_000]) else { return }
        cut.withLock { cut in
            guard cut == nil else { return }
            cut = Task {
                await self.broker.hold { [cluster, world] in
                    do {
                        try cluster.partitionNetwork(isolating: [broker])
                        cuts.increment()
                        try await world.pause(pause)
                    } catch {
                        // Cut already, which the lock excludes, or cancelled, which nobody does.
                    }
                    cluster.healNetwork()
                }
                self.cut.withLock { $0 = nil }
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
