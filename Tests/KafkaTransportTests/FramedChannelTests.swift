// Millrace
// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import KafkaTransport

/// Collects the frames of a channel and its end, which tests wait for.
final class Recorder: FrameHandler {
    private struct State {
        var frames: [[UInt8]] = []
        var ended = false
        var error: TransportError?
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let onFrame: @Sendable ([UInt8]) -> Void

    init(onFrame: @escaping @Sendable ([UInt8]) -> Void = { _ in }) { self.onFrame = onFrame }

    func received(frame: UnsafeMutableRawBufferPointer) {
        let bytes = Array(frame)
        frame.deallocate()
        onFrame(bytes)
        change { $0.frames.append(bytes) }
    }

    func closed(error: TransportError?) {
        change {
            $0.ended = true
            $0.error = error
        }
    }

    private func change(_ body: (inout State) -> Void) {
        let waiters = state.withLock { state in
            body(&state)
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    private func wait(until holds: @escaping (borrowing State) -> Bool) async {
        while true {
            var done = false
            await withCheckedContinuation { continuation in
                let now = state.withLock { state -> Bool in
                    done = holds(state) || state.ended
                    if !done { state.waiters.append(continuation) }
                    return done
                }
                if now { continuation.resume() }
            }
            if state.withLock({ holds($0) || $0.ended }) { return }
        }
    }

    func frames(_ count: Int) async -> [[UInt8]] {
        await wait { $0.frames.count >= count }
        return state.withLock { $0.frames }
    }

    func end() async -> TransportError? {
        await wait { $0.ended }
        return state.withLock { $0.error }
    }
}

final class Bytes: Sendable {
    nonisolated(unsafe) let buffer: UnsafeMutableRawBufferPointer  // Written in init only.

    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: max(bytes.count, 1), alignment: 1)
        buffer.copyBytes(from: bytes)
        count = bytes.count
    }

    let count: Int
    deinit { buffer.deallocate() }
    var outgoing: OutgoingBytes {
        OutgoingBytes(owner: self, base: UnsafeRawPointer(buffer.baseAddress!), count: count)
    }
}

extension FramedChannel {
    func send(_ bytes: [UInt8]...) { send(bytes.map { Bytes($0).outgoing }) }
}

@Suite(.timeLimit(.minutes(10))) struct FramedChannelTests {
    /// Makes a listener whose connections answer each frame with the same bytes.
    private func echo(
        on loop: EventLoop, port: UInt16 = 0, options: ChannelOptions = ChannelOptions()
    ) throws -> Listener {
        try Listener.listen(port: port, on: loop, options: options) { channel in
            channel.start(handler: Recorder { channel.send($0) })
        }
    }

    private func loopback(_ port: UInt16) -> SocketAddress { SocketAddress(host: "127.0.0.1", port: port) }

    @Test func framesComeBackWholeAndInOrder() async throws {
        let loop = try EventLoop()
        let listener = try echo(on: loop)
        let channel = try await FramedChannel.connect(to: loopback(listener.port), on: loop, timeout: .seconds(600))
        let recorder = Recorder()
        channel.start(handler: recorder)
        var expected: [[UInt8]] = [[], [1], [2, 3]]
        channel.send()
        channel.send([1])
        channel.send([2], [], [3])
        for size in [4095, 4096, 65_531, 65_532, 65_533, 65_536, 1_000_000] {
            let frame = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ size) }
            expected.append(frame)
            channel.send(frame)
        }
        #expect(await recorder.frames(expected.count) == expected)
        await loop.shutdown()
    }

    @Test(arguments: [1, 2, 3, 5, 7, 100])
    func framesMayComeInAnyCuts(cut: Int) async throws {
        let loop = try EventLoop()
        let recorder = Recorder()
        let listener = try Listener.listen(on: loop) { $0.start(handler: recorder) }
        let peer = try LoopbackSocket(port: listener.port)
        let bytes: [UInt8] = [0, 0, 0, 3, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0, 1, 5]
        for start in stride(from: 0, to: bytes.count, by: cut) {
            try peer.send(Array(bytes[start..<min(start + cut, bytes.count)]))
        }
        #expect(await recorder.frames(3) == [[7, 8, 9], [], [5]])
        peer.close()
        #expect(await recorder.end() == nil)
        await loop.shutdown()
    }

    @Test(arguments: [[0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff], [0, 0, 4, 1]] as [[UInt8]])
    func impossibleLengthClosesTheConnection(prefix: [UInt8]) async throws {
        let loop = try EventLoop()
        let recorder = Recorder()
        var options = ChannelOptions()
        options.maxFrameBytes = 1024
        let listener = try Listener.listen(on: loop, options: options) { $0.start(handler: recorder) }
        let peer = try LoopbackSocket(port: listener.port)
        try peer.send(prefix)
        let error = await recorder.end()
        #expect(error?.code == .invalidFrame)
        #expect(error?.message.contains("0 to 1024 are allowed") == true)
        await loop.shutdown()
        peer.close()
    }

    @Test func endInsideAFrameIsAnError() async throws {
        let loop = try EventLoop()
        let recorder = Recorder()
        let listener = try Listener.listen(on: loop) { $0.start(handler: recorder) }
        let peer = try LoopbackSocket(port: listener.port)
        try peer.send([0, 0, 0, 9, 1])
        peer.close()
        #expect(await recorder.end()?.code == .connectionLost)
        await loop.shutdown()
    }

    @Test func refusedConnectionNamesTheAddress() async throws {
        let loop = try EventLoop()
        let port: UInt16 = 1  // A reserved port, which the system hands to no listener of another test.
        let error = await #expect(throws: TransportError.self) {
            try await FramedChannel.connect(to: loopback(port), on: loop, timeout: .seconds(600))
        }
        #expect(error?.code == .connectFailed)
        #expect(error?.description.contains("127.0.0.1:\(port)") == true)
        await loop.shutdown()
    }

    @Test func unresolvableHostIsNamed() async throws {
        let loop = try EventLoop()
        let error = await #expect(throws: TransportError.self) {
            let address = SocketAddress(host: "no.such.host.invalid", port: 9092)
            return try await FramedChannel.connect(to: address, on: loop, timeout: .seconds(600))
        }
        #expect(error?.description.contains("no.such.host.invalid:9092") == true)
        await loop.shutdown()
    }

    @Test func cancelledConnectEndsAtOnce() async throws {
        let loop = try EventLoop()
        let task = Task {
            try await FramedChannel.connect(
                to: SocketAddress(host: "127.0.0.1", port: 1), on: loop, timeout: .seconds(600))
        }
        task.cancel()
        await #expect(throws: TransportError.self) { try await task.value }
        await loop.shutdown()
    }

    @Test func slowReaderLeavesBytesPending() async throws {
        let loop = try EventLoop()
        let recorder = Recorder()
        let accepted = Mutex<FramedChannel?>(nil)
        let listener = try Listener.listen(on: loop) { channel in
            channel.pauseReading()
            channel.start(handler: recorder)
            accepted.withLock { $0 = channel }
        }
        let channel = try await FramedChannel.connect(to: loopback(listener.port), on: loop, timeout: .seconds(600))
        channel.start(handler: Recorder())
        let frame = [UInt8](repeating: 7, count: 32 << 20)
        channel.send(frame)
        await turn(loop)
        #expect(channel.pendingWriteBytes > 0)
        while accepted.withLock({ $0 }) == nil { await turn(loop) }
        accepted.withLock { $0?.resumeReading() }
        #expect(await recorder.frames(1) == [frame])
        await loop.shutdown()
    }

    @Test func aFrameIsReportedOnceTheKernelHasIt() async throws {
        let loop = try EventLoop()
        let recorder = Recorder()
        let accepted = Mutex<FramedChannel?>(nil)
        let listener = try Listener.listen(on: loop) { channel in
            channel.pauseReading()
            channel.start(handler: recorder)
            accepted.withLock { $0 = channel }
        }
        let channel = try await FramedChannel.connect(to: loopback(listener.port), on: loop, timeout: .seconds(600))
        channel.start(handler: Recorder())
        let reports = Inbox<(String, Bool)>()
        channel.send([Bytes([1]).outgoing]) { reports.add(("small", $0)) }
        #expect(await reports.next() == ("small", true))
        let large = Bytes([UInt8](repeating: 7, count: 32 << 20)).outgoing
        let isReported = Mutex(false)
        channel.send([large]) { written in
            isReported.withLock { $0 = true }
            reports.add(("large", written))
        }
        channel.send([large]) { reports.add(("lost", $0)) }
        await turn(loop)
        #expect(!isReported.withLock { $0 })
        while accepted.withLock({ $0 }) == nil { await turn(loop) }
        accepted.withLock { $0?.resumeReading() }
        #expect(await reports.next() == ("large", true))
        accepted.withLock { $0?.pauseReading() }
        channel.close()
        #expect(await reports.next().0 == "lost")
        channel.send([Bytes([1]).outgoing]) { reports.add(("late", $0)) }
        #expect(await reports.next() == ("late", false))
        await loop.shutdown()
    }

    @Test func shutdownClosesEverythingAndTellsTheHandlers() async throws {
        let loop = try EventLoop()
        let recorder = Recorder()
        let listener = try echo(on: loop)
        let channel = try await FramedChannel.connect(to: loopback(listener.port), on: loop, timeout: .seconds(600))
        channel.start(handler: recorder)
        await loop.shutdown()
        #expect(await recorder.end()?.code == .shutdown)
        await loop.shutdown()
    }

    @Test func aReservedPortRefusesAndCanBeListenedOn() async throws {
        let loop = try EventLoop()
        let reservation = try PortReservation()
        let address = loopback(reservation.port)
        let refused = await #expect(throws: TransportError.self) {
            try await FramedChannel.connect(to: address, on: loop, timeout: .seconds(600))
        }
        #expect(refused?.code == .connectFailed)
        let listener = try echo(on: loop, port: reservation.port)
        _ = try await FramedChannel.connect(to: address, on: loop, timeout: .seconds(600))
        #expect(throws: TransportError.self) { try PortReservation(port: listener.port) }
        await loop.shutdown()
    }

    /// Waits until the loop has done all work that was added earlier.
    private func turn(_ loop: EventLoop) async {
        await withCheckedContinuation { continuation in loop.execute { continuation.resume() } }
    }

    @Test func aChannelThatClosesWhenSentDoesNotPollForInput() async throws {
        let loop = try EventLoop()
        let stream = try StuckStream()
        let channel = FramedChannel(
            stream: stream, remoteAddress: loopback(1), loop: loop, options: ChannelOptions())
        let recorder = Recorder()
        channel.start(handler: recorder)
        channel.send([Bytes([1, 2, 3]).outgoing])
        await turn(loop)
        #expect(await interest(of: stream, on: loop) == [true, true])
        channel.closeWhenSent()
        await turn(loop)
        // Input that nobody reads would wake the loop without end.
        #expect(await interest(of: stream, on: loop) == [false, true])
        channel.close()
        _ = await recorder.end()
        await loop.shutdown()
    }

    /// Whether poll waits for input and for room.
    private func interest(of stream: StuckStream, on loop: EventLoop) async -> [Bool] {
        await withCheckedContinuation { continuation in
            loop.execute {
                let interest = loop.interest(of: stream.descriptor)
                continuation.resume(returning: interest.map { [$0.readable, $0.writable] } ?? [])
            }
        }
    }
}

/// A stream that neither takes nor gives a byte.
private final class StuckStream: ByteStream {
    let descriptor: Int32
    private let peer: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
            throw TestFailure("no pair: errno \(errno)")
        }
        (descriptor, peer) = (ends[0], ends[1])
        // A full socket is not writable, so that poll waits.
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let bytes = [UInt8](repeating: 0, count: 65_536)
        while write(descriptor, bytes, bytes.count) > 0 {}
        while write(descriptor, bytes, 1) > 0 {}
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> IOResult { .wouldBlock }
    func send(_ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult { .wouldBlock }

    func close() {
        _ = Foundation.close(descriptor)
        _ = Foundation.close(peer)
    }
}
