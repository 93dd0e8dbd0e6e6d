// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization
import TestSupport
import Testing

@testable import KafkaClient

extension ConsumerConfiguration {
    /// A member of group `g` with short heartbeats and long timeouts, which reads from the beginning.
    static func member(
        _ cluster: TestCluster, group: String? = "g", _ groupProtocol: GroupProtocol = .classic,
        configure: (inout ConsumerConfiguration) -> Void = { _ in }
    ) -> ConsumerConfiguration {
        var configuration = ConsumerConfiguration(
            client: .patient(cluster.bootstrapServers), groupID: group, offsetReset: .earliest)
        configuration.fetch.maxWait = .milliseconds(20)
        configuration.heartbeatInterval = .milliseconds(20)
        configuration.sessionTimeout = .seconds(600)
        configuration.maxPollInterval = .seconds(600)
        configuration.groupProtocol = groupProtocol
        configure(&configuration)
        return configuration
    }
}

extension ClusterConfiguration {
    /// Brokers that imitate a release, with short heartbeats of the consumer protocol.
    static func groups(brokers: Int = 1, imitating release: KafkaRelease? = nil) -> ClusterConfiguration {
        var configuration = ClusterConfiguration(brokers: brokers)
        configuration.imitating = release
        configuration.groups.consumerHeartbeatInterval = .milliseconds(20)
        configuration.groups.consumerSessionTimeout = .seconds(600)
        return configuration
    }
}

/// The values that consumers have processed, by partition and in order.
final class Processed: Sendable {
    private struct State {
        var values: [TopicPartition: [String]] = [:]
        var waiters: [(condition: @Sendable ([TopicPartition: [String]]) -> Bool, event: Event)] = []
    }

    private let state = Mutex(State())

    var values: [TopicPartition: [String]] { state.withLock { $0.values } }

    func add(_ batch: ConsumerBatch) throws {
        var values: [String] = []
        try batch.forEach { values.append($0.value?.string ?? "null") }
        add(values, batch.partition)
    }

    func add(_ values: [String], _ partition: TopicPartition) {
        let ready = state.withLock { state in
            state.values[partition, default: []] += values
            let all = state.values
            let ready = state.waiters.filter { $0.condition(all) }.map(\.event)
            state.waiters.removeAll { $0.condition(all) }
            return ready
        }
        for event in ready { event.signal() }
    }

    /// Waits until the values satisfy a condition.
    func wait(for condition: @escaping @Sendable ([TopicPartition: [String]]) -> Bool) async {
        let event = Event()
        let isThere = state.withLock { state in
            if condition(state.values) { return true }
            state.waiters.append((condition, event))
            return false
        }
        if !isThere { await event.wait() }
    }

    func wait(count: Int) async { await wait { $0.values.reduce(0) { $0 + $1.count } >= count } }
}

/// Sets of partitions that change, and waits for them.
final class Assignments: Sendable {
    private struct State {
        var current: [String: Set<TopicPartition>] = [:]
        var log: [String] = []
        var waiters: [(condition: @Sendable ([String: Set<TopicPartition>]) -> Bool, event: Event)] = []
    }

    private let state = Mutex(State())

    var log: [String] { state.withLock { $0.log } }
    var current: [String: Set<TopicPartition>] { state.withLock { $0.current } }

    /// The listener of one consumer.
    func listener(_ name: String) -> RebalanceListener {
        RebalanceListener(
            assigned: { self.change(name, "assigned", $0) { $0.formUnion($1) } },
            revoked: { self.change(name, "revoked", $0) { $0.subtract($1) } },
            lost: { self.change(name, "lost", $0) { $0.subtract($1) } })
    }

    private func change(
        _ name: String, _ event: String, _ partitions: Set<TopicPartition>,
        _ body: (inout Set<TopicPartition>, Set<TopicPartition>) -> Void
    ) {
        let ready = state.withLock { state in
            let names = partitions.sorted().map { "\($0)" }.joined(separator: " ")
            state.log.append("\(name) \(event) \(names)")
            body(&state.current[name, default: []], partitions)
            let all = state.current
            let ready = state.waiters.filter { $0.condition(all) }.map(\.event)
            state.waiters.removeAll { $0.condition(all) }
            return ready
        }
        for event in ready { event.signal() }
    }

    func wait(for condition: @escaping @Sendable ([String: Set<TopicPartition>]) -> Bool) async {
        let event = Event()
        let isThere = state.withLock { state in
            if condition(state.current) { return true }
            state.waiters.append((condition, event))
            return false
        }
        if !isThere { await event.wait() }
    }

    /// Waits until the consumer has so many partitions.
    func wait(_ name: String, count: Int) async { await wait { $0[name]?.count ?? 0 == count } }
}
