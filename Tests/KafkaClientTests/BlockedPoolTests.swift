// Millrace
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import KafkaProtocol
import KafkaTestBroker
import TestSupport
import Testing

@testable import KafkaClient

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Code of users that blocks every thread of the shared pool.
@Suite(.timeLimit(.minutes(10)), .serialized) struct BlockedPoolTests {
    /// Runs `body` on one thread of the pool while all others are blocked.
    private func withBlockedPool(_ body: () -> Void) {
        let threads = Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        let began = DispatchSemaphore(value: 0)
        let goOn = DispatchSemaphore(value: 0)
        // More than there are threads: the rest waits, and passes through at the end.
        for _ in 0..<2 * threads {
            Task.detached {
                began.signal()
                Self.block(on: goOn)
            }
        }
        for _ in 0..<threads - 1 { began.wait() }
        body()
        for _ in 0..<2 * threads { goOn.signal() }
    }

    private static func block(on semaphore: DispatchSemaphore) { semaphore.wait() }

    private func wait(_ semaphore: DispatchSemaphore, times: Int) {
        for _ in 0..<times { semaphore.wait() }
    }

    @Test(arguments: [GroupProtocol.classic, .consumer])
    func heartbeatsGoOnAndFindTheBrokerAgain(groupProtocol: GroupProtocol) async throws {
        try await TestCluster.with(.groups()) { cluster in
            try cluster.createTopic("t", partitions: 2)
            let assignments = Assignments()
            let consumer = try KafkaConsumer(
                .member(cluster, groupProtocol) { $0.rebalanceListener = assignments.listener("a") })
            try consumer.subscribe(to: "t")
            let running = Task { try await consumer.run { _ in } }
            await assignments.wait("a", count: 2)
            let beat = DispatchSemaphore(value: 0)
            cluster.add(
                Script(.api(.heartbeat, .consumerGroupHeartbeat)) { _ in
                    beat.signal()
                    return nil
                })
            let before = consumer.groupMetadata
            withBlockedPool {
                wait(beat, times: 20)
                // A new connection is made without the pool, too.
                cluster.closeConnections(of: 1)
                wait(beat, times: 20)
            }
            #expect(consumer.groupMetadata == before)
            #expect(assignments.log.count == 1)
            consumer.stop()
            try await running.value
        }
    }
}
