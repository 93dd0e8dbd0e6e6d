// Millrace
// SPDX-License-Identifier: Apache-2.0

internal import KafkaTestBroker
private import MachineSimulation
public import MillraceTesting

extension SimulatedWorld {
    /// Runs `body` with a cluster of this world, and stops it afterwards. Fill its topics, then call `run`.
    ///
    ///     try await world.withCluster(topics: ["orders": 2, "totals": 1]) { kafka in
    ///         try kafka.cluster.append(values: orders, to: "orders", 0)
    ///         try await world.run(batches: 8) { job, driver in
    ///             let client = try kafka.client(for: driver)
    ///             try job.kafkaDirectStream(client, topics: ["orders"], configuration: settings)
    ///                 .toKafka("totals", .exactlyOnce) { … }
    ///         }
    ///         guard try await kafka.committedValues(of: "totals") == [expected] else { throw … }
    ///     }
    ///
    /// - Parameters:
    ///   - brokers: Number of brokers, at least 1; default 2.
    ///   - topics: Topics to create, with their numbers of partitions.
    ///   - body: Runs the job and checks its outputs.
    /// - Throws: Errors of the cluster's start and of `body`.
    public func withCluster<Value>(
        brokers: Int = 2, topics: [String: Int], _ body: (SimulatedCluster) async throws -> Value
    ) async throws -> Value {
        var configuration = ClusterConfiguration(brokers: brokers, seed: seed)
        configuration.clock = .simulated { [machine] in machine.milliseconds }
        return try await TestCluster.with(configuration) { cluster in
            for (topic, partitions) in topics.sorted(by: { $0.key < $1.key }) {
                try cluster.createTopic(topic, partitions: partitions)
            }
            return try await body(SimulatedCluster(cluster, topics: topics, machine: machine))
        }
    }
}
