// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import KafkaTransport

/// Connecting to hosts with several addresses.
@Suite(.timeLimit(.minutes(10))) struct DialTests {
    private static func address(_ host: String, port: UInt16 = 9092) throws -> ResolvedAddress {
        try #require(ResolvedAddress(host: host, port: port))
    }

    private let refused = TransportError(.connectFailed, call: "connect", errno: 111, "cannot connect")

    // MARK: Addresses

    @Test(arguments: ["10.1.2.3:9092", "[::1]:1", "[2001:db8::17]:65535", "255.255.255.255:443"])
    func numericAddressesNeedNoLookup(_ text: String) throws {
        let parsed = try SocketAddress(parsing: text)
        #expect(try Self.address(parsed.host, port: parsed.port).description == text)
    }

    @Test(arguments: ["localhost", "10.1.2", "10.1.2.3.4", "fe80::1%lo", "::g", ""])
    func namesAreNotNumeric(_ host: String) {
        #expect(ResolvedAddress(host: host, port: 1) == nil)
    }

    @Test func familiesTakeTurnsFromTheFirst() throws {
        let (a, b, c) = (try Self.address("::1"), try Self.address("::2"), try Self.address("::3"))
        let (x, y) = (try Self.address("10.0.0.1"), try Self.address("10.0.0.2"))
        #expect(ResolvedAddress.interleaved([a, b, c, x, y]) == [a, x, b, y, c])
        #expect(ResolvedAddress.interleaved([x, y, a]) == [x, a, y])
        #expect(ResolvedAddress.interleaved([x, a, b, c]) == [x, a, b, c])
        #expect(ResolvedAddress.interleaved([]).isEmpty)
    }

    // MARK: The race

    @Test func theNextAddressIsTriedAfterTheHeadStart() throws {
        var race = DialRace([try Self.address("10.0.0.1"), try Self.address("10.0.0.2"), try Self.address("::1")])
        #expect(race.addresses.map(\.description) == ["10.0.0.1:9092", "[::1]:9092", "10.0.0.2:9092"])
        #expect(race.proceed() == .attempt(0, thenWait: true))
        #expect(race.proceed() == .attempt(1, thenWait: true))
        #expect(race.proceed() == .attempt(2, thenWait: false))
        #expect(race.proceed() == .wait)
        #expect(race.failed(1, refused) == .wait)
        #expect(race.failed(0, refused) == .wait)
        #expect(race.failed(2, refused) == .giveUp)
    }

    @Test func aFailureMovesOnAtOnce() throws {
        var race = DialRace([try Self.address("10.0.0.1"), try Self.address("10.0.0.2")])
        #expect(race.proceed() == .attempt(0, thenWait: true))
        #expect(race.failed(0, refused) == .attempt(1, thenWait: false))
        #expect(race.report.contains("10.0.0.1:9092: cannot connect (connect: Connection refused)"))
        #expect(race.report.contains("10.0.0.2:9092: no answer"))
        #expect(race.failed(1, refused) == .giveUp)
    }

    @Test func anAddressThatIsListedTwiceIsTriedOnce() throws {
        let same = try Self.address("10.0.0.1")
        var race = DialRace([same, same])
        #expect(race.proceed() == .attempt(0, thenWait: false))
        #expect(race.failed(0, refused) == .giveUp)
        var empty = DialRace([])
        #expect(empty.proceed() == .giveUp)
    }

    // MARK: Sockets

    private func connect(
        _ dialer: ScriptedDialer, delay: Duration, timeout: Duration = .seconds(600), port: UInt16 = 9092
    ) async -> Result<FramedChannel, TransportError> {
        do {
            let loop = try EventLoop(name: "dial-test")
            var options = ChannelOptions()
            options.dialer = dialer
            options.attemptDelay = delay
            let result: Result<FramedChannel, TransportError>
            do throws(TransportError) {
                result = .success(
                    try await FramedChannel.connect(
                        to: SocketAddress(host: "broker.test", port: port), on: loop, options: options,
                        timeout: timeout))
            } catch {
                result = .failure(error)
            }
            await loop.shutdown()
            return result
        } catch {
            return .failure(error)
        }
    }

    @Test func aSilentAddressDoesNotHoldUpTheNext() async throws {
        let (dead, live) = (try Self.address("10.0.0.1"), try Self.address("10.0.0.2"))
        let dialer = ScriptedDialer([dead, live]) { $0 == dead ? .isSilent : .connects }
        let result = await connect(dialer, delay: .milliseconds(1))
        #expect(throws: Never.self) { try result.get() }
        #expect(dialer.attempts == [dead, live])
        // The loser was closed.
        #expect(dialer.isClosed(dead))
    }

    @Test func theNextAddressWaitsForItsTurn() async throws {
        let (first, second) = (try Self.address("10.0.0.1"), try Self.address("10.0.0.2"))
        let dialer = ScriptedDialer([first, second]) { _ in .connects }
        let result = await connect(dialer, delay: .seconds(3600))
        #expect(throws: Never.self) { try result.get() }
        #expect(dialer.attempts == [first])
    }

    @Test func aRefusedAddressIsFollowedAtOnce() async throws {
        let (dead, live) = (try Self.address("::1"), try Self.address("10.0.0.2"))
        let dialer = ScriptedDialer([dead, live]) { $0 == dead ? .fails : .connects }
        let result = await connect(dialer, delay: .seconds(3600))
        #expect(throws: Never.self) { try result.get() }
        #expect(dialer.attempts == [dead, live])
    }

    @Test func theErrorNamesEveryAddressAndReason() async throws {
        let addresses = [try Self.address("::1"), try Self.address("10.0.0.2")]
        let dialer = ScriptedDialer(addresses) { _ in .fails }
        let result = await connect(dialer, delay: .seconds(3600))
        let error = #expect(throws: TransportError.self) { try result.get() }
        #expect(error?.code == .connectFailed)
        for text in ["broker.test:9092", "[::1]:9092: refused by the test", "10.0.0.2:9092: refused by the test"] {
            #expect(error?.description.contains(text) == true, "\(text) is not in: \(error?.description ?? "")")
        }
    }

    @Test func theTimeLimitBoundsAllAddressesAndNamesThem() async throws {
        let addresses = [try Self.address("10.0.0.1"), try Self.address("10.0.0.2"), try Self.address("10.0.0.3")]
        let dialer = ScriptedDialer(addresses) { _ in .isSilent }
        let result = await connect(dialer, delay: .milliseconds(1), timeout: .seconds(2))
        let error = #expect(throws: TransportError.self) { try result.get() }
        #expect(error?.code == .timedOut)
        #expect(error?.message.contains("10.0.0.3:9092: no answer") == true, "\(error?.message ?? "")")
        for address in addresses { #expect(dialer.isClosed(address)) }
    }

    @Test func cancellingClosesAllAttempts() async throws {
        let addresses = [try Self.address("10.0.0.1"), try Self.address("10.0.0.2")]
        let bothTried = Event()
        let dialer = ScriptedDialer(addresses, onAttempt: { if $0 == addresses.last { bothTried.signal() } }) { _ in
            .isSilent
        }
        let task = Task { await connect(dialer, delay: .milliseconds(1)) }
        await bothTried.wait()
        task.cancel()
        let result = await task.value
        let error = #expect(throws: TransportError.self) { try result.get() }
        #expect(error?.code == .cancelled)
        for address in addresses { #expect(dialer.isClosed(address)) }
    }

    @Test func aHostWithoutAddressesIsAnError() async throws {
        let result = await connect(ScriptedDialer([]) { _ in .fails }, delay: .zero)
        let error = #expect(throws: TransportError.self) { try result.get() }
        #expect(error?.code == .unresolvable)
    }

    @Test func anAddressWithAFullBacklogIsPassedOver() async throws {
        // The system drops what comes to a listener that accepts nothing and whose queue is full.
        let hole = try BlackHole(host: "127.0.0.2")
        let loop = try EventLoop()
        let listener = try Listener.listen(port: hole.port, on: loop) { _ in }
        let (dead, live) = (
            try Self.address("127.0.0.2", port: hole.port), try Self.address("127.0.0.1", port: hole.port)
        )
        let dialer = ScriptedDialer([dead, live]) { _ in .isReal }
        let start = ContinuousClock.now
        let result = await connect(dialer, delay: ChannelOptions().attemptDelay, port: hole.port)
        #expect(throws: Never.self) { try result.get() }
        #expect(dialer.attempts == [dead, live])
        // The head start was waited for; how long the rest takes depends on the machine.
        #expect(ContinuousClock.now - start >= .milliseconds(250))
        listener.close()
        await loop.shutdown()
    }

    // MARK: The resolver

    @Test func aLookupThatHangsDoesNotHoldUpShutdown() async throws {
        let release = Gate()
        let threads = Counter()
        let resolver = Resolver(name: "test") { (body: @escaping @Sendable () -> Void) throws(TransportError) in
            threads.increment()
            try System.startThread(body)
        } lookup: { _ in
            release.waitBlocking()
            return .success([])
        }
        let results = Inbox<String>()
        for host in ["a", "b", "a"] {
            resolver.resolve(SocketAddress(host: host, port: 1)) { result in
                if case .failure(let error) = result { results.add("\(host) \(error.code)") }
            }
        }
        resolver.stop()
        var ended: [String] = []
        for _ in 0..<3 { ended.append(await results.next()) }
        #expect(ended.sorted() == ["a shutdown", "a shutdown", "b shutdown"])
        #expect(threads.value == 1)
        resolver.resolve(SocketAddress(host: "c", port: 1)) { result in
            if case .failure(let error) = result { results.add("\(error.code)") }
        }
        #expect(await results.next() == "shutdown")
        release.open()
    }

    @Test func lookupsOfOneNameShareOneAndTheThreadEndsWhenIdle() async throws {
        let lookups = Counter()
        let gone = Inbox<Int>()
        let release = Gate()
        let resolver = Resolver(name: "test") { (body: @escaping @Sendable () -> Void) throws(TransportError) in
            try System.startThread {
                body()
                gone.add(1)
            }
        } lookup: { address in
            lookups.increment()
            release.waitBlocking()
            return .failure(TransportError(.unresolvable, address.host))
        }
        let results = Inbox<String>()
        for host in ["a", "a", "b", "a"] {
            resolver.resolve(SocketAddress(host: host, port: 1)) { result in
                if case .failure(let error) = result { results.add(error.message) }
            }
        }
        release.open()
        var found: [String] = []
        for _ in 0..<4 { found.append(await results.next()) }
        #expect(found == ["a", "a", "a", "b"])
        #expect(lookups.value == 2)
        #expect(await gone.next() == 1)
        // The next lookup starts a thread again.
        resolver.resolve(SocketAddress(host: "z", port: 1)) { _ in results.add("z") }
        #expect(await results.next() == "z")
        #expect(await gone.next() == 1)
    }

    @Test func aResolverWithoutAThreadFailsItsLookups() async throws {
        let failure = TransportError(.system, call: "pthread_create", errno: 11, "cannot start a thread")
        let resolver = Resolver(name: "test") { (_: @escaping @Sendable () -> Void) throws(TransportError) in
            throw failure
        }
        let results = Inbox<TransportError?>()
        resolver.resolve(SocketAddress(host: "a", port: 1)) { result in
            if case .failure(let error) = result { results.add(error) }
        }
        #expect(await results.next() == failure)
    }

    @Test func namesAreLookedUpByTheSystem() async throws {
        let loop = try EventLoop()
        let listener = try Listener.listen(on: loop) { _ in }
        // Both families, if the machine has them; the listener has IPv4 only.
        _ = try await FramedChannel.connect(
            to: SocketAddress(host: "localhost", port: listener.port), on: loop, timeout: .seconds(600))
        await loop.shutdown()
    }
}

/// A gate that blocks threads, not tasks.
private final class Gate: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)

    func open() { semaphore.signal() }

    func waitBlocking() {
        semaphore.wait()
        // For the next thread.
        semaphore.signal()
    }
}
