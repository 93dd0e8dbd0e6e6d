// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTestBroker
import Synchronization
import TestSupport

/// Brokers that stop and come back, leaders that move, and connections that break, at random requests to a cluster. At
/// least one broker is up at any time. A seed fixes the order of the faults.
final class BrokerFaults: Sendable {
    private struct State {
        var plan: BrokerFaultPlan
        /// Requests until the next fault.
        var left: Int
        var counts: [BrokerFaultPlan.Kind: Int] = [:]
    }

    private let cluster: TestCluster
    private let partitions: [(topic: String, partition: Int32)]
    private let state: Mutex<State>

    /// Faults of a cluster of several brokers.
    ///
    /// - Parameters:
    ///   - cluster: The cluster.
    ///   - partitions: Partitions whose leaders move.
    ///   - gap: Number of requests between two faults; a part of it while a broker is down, as jobs then wait.
    ///   - seed: Fixes the faults.
    init(
        _ cluster: TestCluster, _ partitions: [(topic: String, partition: Int32)], every gap: ClosedRange<Int>,
        seed: UInt64
    ) {
        self.cluster = cluster
        self.partitions = partitions
        let plan = BrokerFaultPlan(cluster.brokerIDs, every: gap, seed: seed)
        state = Mutex(State(plan: plan, left: gap.lowerBound))
    }

    /// Faults so far, by kind.
    var counts: [BrokerFaultPlan.Kind: Int] { state.withLock { $0.counts } }

    /// Makes faults while `body` runs; all brokers are up when it returns.
    func during<Value>(_ body: () async throws -> Value) async throws -> Value {
        let (moments, continuation) = AsyncStream.makeStream(of: Void.self)
        let script = cluster.add(
            Script(.any) { [weak self] _ in
                if self?.isDue() == true { continuation.yield() }
                return nil
            })
        // Ends with the stream of moments.
        let faults = Task { for await _ in moments { try await self.act() } }
        let result: Result<Value, any Error>
        do {
            result = .success(try await body())
        } catch {
            result = .failure(error)
        }
        cluster.remove(script)
        continuation.finish()
        try await faults.value
        for (broker, _) in state.withLock({ $0.plan.down }) { try cluster.restartBroker(broker) }
        return try result.get()
    }

    private func isDue() -> Bool {
        state.withLock { state in
            guard state.left > 0 else { return false }
            state.left -= 1
            return state.left == 0
        }
    }

    private func act() async throws {
        let (kind, broker, place) = state.withLock { state in
            let (kind, broker) = state.plan.next()
            state.counts[kind, default: 0] += 1
            state.left = state.plan.nextGap()
            return (kind, broker, partitions[state.plan.choose(of: partitions.count)])
        }
        switch kind {
        case .stop: await cluster.stopBroker(broker)
        case .restart:
            do {
                try cluster.restartBroker(broker)
            } catch {
                // Its port is in use for a moment; jobs may wait for it, so that the faults must go on.
                print("broker \(broker) did not come up: \(error)")
                state.withLock { $0.plan.restartFailed(broker) }
            }
        case .cutConnections: cluster.closeConnections(of: broker)
        case .moveLeader: try cluster.movePartition(place.topic, place.partition, to: broker)
        }
    }
}
