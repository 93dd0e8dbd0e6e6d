// Millrace
// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Testing

@testable import KafkaTransport

/// Event loops on a system that has no threads left.
@Suite(.timeLimit(.minutes(10))) struct ThreadFailureTests {
    private static let failure = TransportError(.system, call: "pthread_create", errno: 11, "cannot start a thread")

    @Test func loopWithoutAThreadIsAnError() {
        let error = #expect(throws: TransportError.self) {
            try EventLoop(name: "loop") { (_: @escaping @Sendable () -> Void) throws(TransportError) in
                throw Self.failure
            }
        }
        #expect(error == Self.failure)
    }

    @Test func workAfterTheLoopsEndRunsOnTheCallerWithoutAThread() async throws {
        let threads = Mutex(0)
        let loop = try EventLoop(name: "loop") { (body: @escaping @Sendable () -> Void) throws(TransportError) in
            let isFirst = threads.withLock { count -> Bool in
                count += 1
                return count == 1
            }
            if !isFirst { throw Self.failure }
            try System.startThread(body)
        }
        await loop.shutdown()
        let ran = Mutex(false)
        loop.execute { ran.withLock { $0 = loop.isOnLoop } }
        #expect(ran.withLock { $0 })
        #expect(threads.withLock { $0 } == 2)
    }
}
