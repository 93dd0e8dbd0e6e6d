// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

/// The connections and threads that a client takes for many partitions.
@Suite(.timeLimit(.minutes(15))) struct FootprintTests {
    /// Names of the process's threads that begin with `prefix`; nil where the system does not tell.
    private func threads(_ prefix: String) -> [String]? {
        let directory = "/proc/self/task"
        let numbers = try? FileManager.default.contentsOfDirectory(atPath: directory)
        return numbers?.compactMap { try? String(contentsOfFile: "\(directory)/\($0)/comm", encoding: .utf8) }
            .filter { $0.hasPrefix(prefix) }
    }

    @Test func twoThousandPartitionsTakeFifteenConnectionsAndThreeThreads() async throws {
        let count: Int32 = 2000
        // Names of the client's threads begin with it.
        let id = "footprint"
        try await TestCluster.withClient(brokers: 3, configure: { $0.clientID = id }) { cluster, client in
            try cluster.createTopic("t", partitions: Int(count))
            let producer = try KafkaProducer(client: client)
            var deliveries: [Delivery] = []
            for number in 0..<count {
                deliveries.append(try await producer.enqueue("t", partition: number, value: "\(number)"))
            }
            for delivery in deliveries { _ = try await delivery.value }
            // All readers at once: half of them wait at the end of their partition.
            let read = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<count {
                    group.addTask {
                        let reader = PartitionReader(
                            client: client, partition: TopicPartition(topic: "t", partition: number), from: 0,
                            until: number % 2 == 0 ? 1 : 2)
                        var records = 0
                        while let chunk = try await reader.next() { records += try chunk.count() }
                        return records
                    }
                }
                var read = 0
                for _ in 0..<(count / 2) { read += try await group.next() ?? 0 }
                let connections = cluster.brokerIDs.map { cluster.connectionCount(of: $0) }
                #expect(connections.reduce(0, +) <= 15, "\(connections)")
                #expect(client.cluster.pool.connectionCount <= 15)
                if let threads = threads(id) { #expect((1...3).contains(threads.count), "\(threads)") }
                group.cancelAll()
                while (try? await group.next()) != nil {}
                return read
            }
            #expect(read == Int(count / 2))
        }
    }
}
