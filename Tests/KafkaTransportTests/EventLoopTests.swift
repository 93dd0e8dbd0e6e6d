// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaTransport
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(10))) struct EventLoopTests {
    private actor Resident {
        let loop: EventLoop
        var count = 0

        init(_ loop: EventLoop) { self.loop = loop }

        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        func add() -> Bool {
            count += 1
            return loop.isOnLoop
        }

        nonisolated func addFromTheLoop() { assumeIsolated { $0.count += 10 } }
    }

    @Test func actorsRunOnTheLoop() async throws {
        let loop = try EventLoop()
        let resident = Resident(loop)
        #expect(await resident.add())
        await withCheckedContinuation { continuation in
            loop.execute {
                resident.addFromTheLoop()
                continuation.resume()
            }
        }
        #expect(await resident.count == 11)
        #expect(!loop.isOnLoop)
        await loop.shutdown()
    }

    @Test func actorsStillRunAfterShutdown() async throws {
        let loop = try EventLoop()
        let resident = Resident(loop)
        await loop.shutdown()
        for _ in 0..<100 { _ = await resident.add() }
        #expect(await resident.count == 100)
    }

    @Test func timersFireInTheOrderOfTheirTimesAndNotOnceCancelled() async throws {
        let loop = try EventLoop()
        let fired = Mutex<[Int]>([])
        await withCheckedContinuation { continuation in
            // Far enough apart that a thread which loses its processor between two calls does not change the order.
            _ = loop.schedule(after: .milliseconds(1500)) {
                fired.withLock { $0.append(3) }
                continuation.resume()
            }
            let cancelled = loop.schedule(after: .milliseconds(750)) { fired.withLock { $0.append(2) } }
            _ = loop.schedule(after: .milliseconds(1)) { fired.withLock { $0.append(1) } }
            cancelled.cancel()
        }
        #expect(fired.withLock { $0 } == [1, 3])
        await loop.shutdown()
    }

    @Test func timersFireAtOnceWhenTheLoopEnds() async throws {
        let loop = try EventLoop()
        let fired = Mutex(0)
        _ = loop.schedule(after: .seconds(3600)) { fired.withLock { $0 += 1 } }
        await loop.shutdown()
        _ = loop.schedule(after: .seconds(3600)) { fired.withLock { $0 += 1 } }
        await withCheckedContinuation { continuation in loop.execute { continuation.resume() } }
        #expect(fired.withLock { $0 } == 2)
    }

    @Test(
        arguments: [
            ("localhost:9092", "localhost", 9092), ("[::1]:1", "::1", 1), ("10.0.0.1:65535", "10.0.0.1", 65535),
        ] as [(String, String, UInt16)])
    func addressesParse(text: String, host: String, port: UInt16) throws {
        #expect(try SocketAddress(parsing: text) == SocketAddress(host: host, port: port))
        #expect(try SocketAddress(parsing: text).description == text)
    }

    @Test(arguments: ["localhost", ":9092", "a:0", "a:65536", "a:b", "::1:9092", "a b:1", ""])
    func textThatIsNoAddressIsQuoted(text: String) throws {
        let error = #expect(throws: TransportError.self) { try SocketAddress(parsing: text) }
        #expect(error?.message.contains("\"\(text)\"") == true)
    }
}
