// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTestBroker
import KafkaTransport
import Synchronization
import TestSupport

/// Brokers that stop and come back, leaders that move, and connections that break, at random requests to a cluster. At
/// least one broker is up at any time. A seed fixes the order of the faults.
final class BrokerFaults: Sendable {
    /// A kind of fault.
    enum Kind: String, CaseIterable, Sendable { case stop, restart, moveLeader, cutConnections }

    private struct State {
        var random: SplitMix64
        /// Requests until the next fault.
        var left: Int
        var down: [Int32] = []
        var counts: [Kind: Int] = [:]
    }

    private let cluster: TestCluster
    private let partitions: [(topic: String, partition: Int32)]
    private let gap: ClosedRange<Int>
    private let state: Mutex<State>

    /// Faults of a cluster of several brokers.
    ///
    /// - Parameters:
    ///   - cluster: The cluster.
    ///   - partitions: Partitions whose leaders move.
    ///   - gap: Number of requests between two faults; a tenth of it while a broker is down, as jobs then wait.
    ///   - seed: Fixes the faults.
    init(
        _ cluster: TestCluster, _ partitions: [(topic: String, partition: Int32)], every gap: ClosedRange<Int>,
        seed: UInt64
    ) {
        self.cluster = cluster
        self.partitions = partitions
        self.gap = gap
        state = Mutex(State(random: SplitMix64(seed: seed), left: gap.lowerBound))
    }

    /// Faults so far, by kind.
    var counts: [Kind: Int] { state.withLock { $0.counts } }

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
        for broker in state.withLock({ $0.down }) { try cluster.restartBroker(broker) }
        state.withLock { $0.down = [] }
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
        let brokers = cluster.brokerIDs
        let (kind, broker, place) = state.withLock { state in
            let up = brokers.filter { !state.down.contains($0) }
            var kinds: [Kind] = [.moveLeader, .cutConnections]
            if up.count > 1 { kinds += [.stop, .stop] }
            if !state.down.isEmpty { kinds += [.restart, .restart, .restart] }
            let kind = kinds.randomElement(using: &state.random) ?? .cutConnections
            let broker = (kind == .restart ? state.down : up).randomElement(using: &state.random) ?? 0
            if kind == .stop { state.down.append(broker) }
            if kind == .restart { state.down.removeAll { $0 == broker } }
            state.counts[kind, default: 0] += 1
            let gap = state.down.isEmpty ? gap : max(1, gap.lowerBound / 10)...max(1, gap.upperBound / 10)
            state.left = Int.random(in: gap, using: &state.random)
            return (kind, broker, partitions.randomElement(using: &state.random))
        }
        switch kind {
        case .stop: await cluster.stopBroker(broker)
        case .restart: try cluster.restartBroker(broker)
        case .cutConnections: cluster.closeConnections(of: broker)
        case .moveLeader: if let place { try cluster.movePartition(place.topic, place.partition, to: broker) }
        }
    }
}
