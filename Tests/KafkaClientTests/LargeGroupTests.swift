// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import MachineSimulation
import TestSupport
import Testing

@testable import KafkaClient

/// Requests and time that a group takes to share its partitions, on a simulated machine: no work takes time there, so
/// what is left is waiting.
@Suite(.timeLimit(.minutes(10))) struct LargeGroupTests {
    private static let count = 30

    private struct Outcome: Sendable {
        var time: Duration
        var heartbeats: Int
        var metadataRequests: Int
    }

    /// Starts all members at once, and waits until each has two partitions.
    private static func start(_ groupProtocol: GroupProtocol, seed: UInt64) async throws -> Outcome {
        try await SimulatedMachine.run(seed: seed) { machine in
            let clock = ClusterClock.simulated { machine.milliseconds }
            return try await TestCluster.with(ClusterConfiguration(seed: seed, clock: clock)) { cluster in
                try cluster.createTopic("t", partitions: 2 * count)
                let heartbeats = cluster.record(.api(.consumerGroupHeartbeat))
                let metadata = cluster.record(.api(.metadata))
                var configuration = ClientConfiguration.patient(cluster.bootstrapServers)
                machine.configure(&configuration)
                let client = try ClusterClient(configuration)
                var members: [KafkaConsumer] = []
                var tasks: [Task<Void, any Error>] = []
                for _ in 0..<count {
                    var settings = ConsumerConfiguration(client: configuration, groupID: "g")
                    settings.groupProtocol = groupProtocol
                    let member = try KafkaConsumer(client: client, configuration: settings)
                    try member.subscribe(to: "t")
                    members.append(member)
                    tasks.append(Task { for try await _ in member.batches {} })
                }
                while !members.allSatisfy({ $0.assignment.count == 2 }), machine.elapsed < .seconds(60) {
                    try await machine.sleep(.milliseconds(10))
                }
                let outcome = Outcome(
                    time: machine.elapsed, heartbeats: heartbeats.count, metadataRequests: metadata.count)
                for member in members { member.stop() }
                for task in tasks { try await task.value }
                await client.close()
                return outcome
            }
        }
    }

    /// The first member gets everything, and learns by its acknowledgement of it what to give up. The others get that
    /// with their second heartbeat, after one interval of 5 s, and acknowledge it at once.
    @Test(arguments: UInt64(1)...5) func membersOfOneClientShareAfterOneHeartbeatInterval(seed: UInt64) async throws {
        let outcome = try await Self.start(.consumer, seed: seed)
        #expect(outcome.time < .seconds(7), "\(outcome)")
        #expect(outcome.heartbeats <= 4 * Self.count, "\(outcome)")
        // Not one for each member that learns of a topic by its id.
        #expect(outcome.metadataRequests < Self.count / 2, "\(outcome)")
    }
}
