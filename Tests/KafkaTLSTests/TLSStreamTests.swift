// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
import Foundation
import KafkaTransport
import Synchronization
import TestSupport
import Testing

@testable import KafkaTLS

/// Frames over TLS between two channels of one loop.
struct TLSStreamTests {
    /// A frame of `count` bytes, each different from its neighbours.
    private static func frame(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) } }

    // MARK: Connections

    @Test func framesOfEverySizeArriveUnchanged() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.certificates.authority)))
        for count in [1, 100, 16_383, 16_384, 16_385, 70_000, 3_000_000] {
            let frame = Self.frame(count)
            #expect(try await link.echo(frame) == frame, "\(count) bytes")
        }
        await link.close()
    }

    @Test func manyFramesAtOnceArriveInOrder() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.certificates.authority)))
        let frames = (0..<500).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 1 + $0 * 37) }
        for frame in frames { link.send(frame) }
        for frame in frames { #expect(try await link.next() == frame) }
        await link.close()
    }

    @Test func nothingIsLostWhenTheReaderIsSlow() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.certificates.authority)))
        #expect(try await link.echo([1]) == [1])
        // More bytes than both sockets' buffers hold, so that both sides wait in the middle of a record.
        link.pauseReading()
        let frames = (0..<24).map { Self.frame(1_000_000 + $0) }
        for frame in frames { link.send(frame) }
        link.resumeReading()
        for frame in frames { #expect(try await link.next() == frame) }
        await link.close()
    }

    /// Each direction holds `room` unread bytes, so that every send ends in the middle of the encrypted bytes.
    @Test(arguments: [1, 1000, 100_000])
    func nothingIsLostWhenTheSocketTakesFewBytes(_ room: Int) throws {
        let certificates = try TestCertificates()
        let (clientEnd, serverEnd) = Pipe.ends(room: room)
        let client = try TransportSecurity.tls(trusting: .file(certificates.authority)).secure(clientEnd, "localhost")
        let server = try TransportSecurity.tls(server: certificates.identity("localhost")).secure(serverEnd, "")
        let plain = Self.frame(room == 1 ? 3000 : 600_000)
        var sent = 0
        var received: [UInt8] = []
        // In each turn the client sends plaintext, both sides flush encrypted bytes, and both read.
        for _ in 0..<1_000_000 where received.count < plain.count {
            if sent < plain.count {
                sent += try plain[sent...].withUnsafeBytes { bytes in
                    try taken(
                        withUnsafeTemporaryAllocation(of: iovec.self, capacity: 1) { vector in
                            vector[0] = iovec(
                                iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
                            return client.send(vector)
                        })
                }
            } else {
                _ = client.flush()
            }
            _ = server.flush()
            received += try read(server)
            _ = try read(client)
        }
        let isEqual = received == plain
        #expect(isEqual, "\(received.count) of \(plain.count) bytes arrived")
    }

    /// The byte count of a result; 0 if the call would block.
    private func taken(_ result: IOResult) throws -> Int {
        switch result {
        case .bytes(let count): return count
        case .wouldBlock: return 0
        default: throw TransportError(.connectionLost, "\(result)")
        }
    }

    /// All plaintext received so far.
    private func read(_ stream: any ByteStream) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            let part = try [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
                count = try taken(stream.receive(into: UnsafeMutableRawBufferPointer(buffer)))
            }
            if part.isEmpty { return bytes }
            bytes += part
        }
    }

    @Test func theHostNameIsChecked() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.certificates.authority)), host: "localhost")
        #expect(try await link.echo([1, 2, 3]) == [1, 2, 3])
        await link.close()
        let stranger = try Link(certificate: "stranger")
        try await stranger.connect(.tls(trusting: .file(stranger.certificates.authority)))
        #expect(try await stranger.failure().contains("TLS failed"))
        await stranger.close()
        let tolerant = try Link(certificate: "stranger")
        try await tolerant.connect(.tls(trusting: .file(tolerant.certificates.authority), verifiesHostname: false))
        #expect(try await tolerant.echo([7]) == [7])
        await tolerant.close()
    }

    @Test func clientsShowCertificatesWhenRequired() async throws {
        let certificates = try TestCertificates()
        let link = try Link(clients: .file(certificates.authority), certificates: certificates)
        try await link.connect(
            .tls(trusting: .file(certificates.authority), identity: certificates.identity("localhost")))
        #expect(try await link.echo([1]) == [1])
        await link.close()
        let without = try Link(clients: .file(certificates.authority), certificates: certificates)
        try await without.connect(.tls(trusting: .file(certificates.authority)))
        #expect(!(try await without.failure().isEmpty))
        await without.close()
    }

    @Test func replacedFilesCountForNewConnections() async throws {
        let certificates = try TestCertificates()
        let folder = try TemporaryFolder()
        // As a replaced file appears: whole, under the name of the old one.
        let replace = { (name: String, source: String) in
            try FileManager.default.copyItem(atPath: certificates.file(source), toPath: folder.path("new"))
            #expect(rename(folder.path("new"), folder.path(name)) == 0)
        }
        try replace("own.pem", "expired.pem")
        try replace("own.key", "expired.key")
        let identity = TLSIdentity(
            certificateChainFile: folder.path("own.pem"), privateKeyFile: folder.path("own.key"))
        let link = try Link(clients: .file(certificates.authority), certificates: certificates)
        let security = try TransportSecurity.tls(trusting: .file(certificates.authority), identity: identity)
        try await link.connect(security)
        let expired = try await link.failure()
        #expect(expired.contains("expired") && !expired.contains("replaced"), "\(expired)")
        // The key does not belong to the certificate yet.
        try replace("own.pem", "localhost.pem")
        try await link.connect(security)
        let half = try await link.failure()
        #expect(half.contains("replaced and cannot be used") && half.contains("private key"), "\(half)")
        try replace("own.key", "localhost.key")
        try await link.connect(security)
        #expect(try await link.echo([1]) == [1])
        await link.close()
    }

    // MARK: Refusals

    @Test func anUnknownAuthorityIsRefused() async throws {
        let link = try Link()
        let other = try TestCertificates()
        try await link.connect(.tls(trusting: .file(other.file("ca.pem"))))
        let failure = try await link.failure()
        #expect(failure.contains("TLS failed"))
        #expect(failure.contains("127.0.0.1:\(link.listener.port)"))
        await link.close()
        let careless = try Link()
        try await careless.connect(.tls(trusting: .everybody))
        #expect(try await careless.echo([1]) == [1])
        await careless.close()
    }

    @Test func aPeerWithoutTLSIsRefused() async throws {
        let link = try Link()
        try await link.connect(nil)
        link.send(Self.frame(100))
        #expect(try await link.failure().isEmpty == false)
        await link.close()
    }

    @Test func filesThatCannotBeUsedAreNamed() throws {
        let certificates = try TestCertificates()
        for (chain, key, named) in [
            ("missing.pem", "localhost.key", "missing.pem"), ("localhost.pem", "missing.key", "missing.key"),
            ("localhost.key", "localhost.key", "localhost.key"), ("localhost.pem", "stranger.key", "private key"),
        ] {
            let identity = TLSIdentity(
                certificateChainFile: certificates.file(chain), privateKeyFile: certificates.file(key))
            let error = #expect(throws: TLSError.self) { _ = try TransportSecurity.tls(server: identity) }
            #expect(error?.description.contains(named) == true, "\(chain) \(key): \(String(describing: error))")
        }
        let error = #expect(throws: TLSError.self) { _ = try TransportSecurity.tls(trusting: .file("nowhere.pem")) }
        #expect(error?.description.contains("nowhere.pem") == true)
    }
}

/// One end of a connection in memory that holds at most `room` unread bytes per direction.
// `@unchecked Sendable`: each test uses its pipes on one thread.
private final class Pipe: ByteStream, @unchecked Sendable {
    /// The bytes on their way in one direction.
    private final class Way {
        var bytes: [UInt8] = []
    }

    let descriptor: Int32 = -1
    private let room: Int
    private let incoming: Way
    private let outgoing: Way

    private init(_ room: Int, _ incoming: Way, _ outgoing: Way) {
        self.room = room
        self.incoming = incoming
        self.outgoing = outgoing
    }

    static func ends(room: Int) -> (Pipe, Pipe) {
        let (there, back) = (Way(), Way())
        return (Pipe(room, back, there), Pipe(room, there, back))
    }

    func receive(into buffer: UnsafeMutableRawBufferPointer) -> IOResult {
        let count = min(buffer.count, incoming.bytes.count)
        guard count > 0 else { return .wouldBlock }
        buffer.copyBytes(from: incoming.bytes[..<count])
        incoming.bytes.removeFirst(count)
        return .bytes(count)
    }

    func send(_ vectors: UnsafeMutableBufferPointer<iovec>) -> IOResult {
        var sent = 0
        for vector in vectors {
            let count = min(vector.iov_len, room - outgoing.bytes.count)
            outgoing.bytes += UnsafeRawBufferPointer(start: vector.iov_base, count: count)
            sent += count
        }
        return sent > 0 ? .bytes(sent) : .wouldBlock
    }

    func close() {}
}

/// A listener that echoes frames, and one channel to it.
private final class Link: Sendable {
    let loop: EventLoop
    let listener: Listener
    let certificates: TestCertificates
    private let channel = Mutex<FramedChannel?>(nil)
    private let events = Inbox<Event>()

    enum Event: Sendable {
        case frame([UInt8])
        case closed(String)
    }

    final class Receiver: FrameHandler {
        let events: Inbox<Event>
        init(_ events: Inbox<Event>) { self.events = events }

        func received(frame: UnsafeMutableRawBufferPointer) {
            events.add(.frame(Array(frame)))
            frame.deallocate()
        }

        func closed(error: TransportError?) { events.add(.closed(error.map(String.init(describing:)) ?? "")) }
    }

    final class Echo: FrameHandler {
        let channel: FramedChannel
        init(_ channel: FramedChannel) { self.channel = channel }

        func received(frame: UnsafeMutableRawBufferPointer) {
            let bytes = Bytes(Array(frame))
            frame.deallocate()
            channel.send([bytes.outgoing])
        }

        func closed(error: TransportError?) {}
    }

    /// Bytes at a fixed address.
    final class Bytes: Sendable {
        private let base: UInt
        private let count: Int

        init(_ bytes: [UInt8]) {
            let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
            memory.copyBytes(from: bytes)
            base = UInt(bitPattern: memory.baseAddress)
            count = bytes.count
        }

        deinit { UnsafeMutableRawPointer(bitPattern: base)?.deallocate() }

        var outgoing: OutgoingBytes {
            OutgoingBytes(owner: self, base: UnsafeRawPointer(bitPattern: base)!, count: count)
        }
    }

    init(certificate: String = "localhost", clients: TLSTrust? = nil, certificates: TestCertificates? = nil) throws {
        let certificates = try certificates ?? TestCertificates()
        self.certificates = certificates
        loop = try EventLoop(name: "tls-test")
        var options = ChannelOptions()
        options.security = try .tls(server: certificates.identity(certificate), clients: clients)
        listener = try Listener.listen(on: loop, options: options) { channel in channel.start(handler: Echo(channel)) }
    }

    func connect(_ security: TransportSecurity?, host: String = "127.0.0.1") async throws {
        var options = ChannelOptions()
        options.security = security
        let channel = try await FramedChannel.connect(
            to: SocketAddress(host: host, port: listener.port), on: loop, options: options, timeout: .seconds(600))
        channel.start(handler: Receiver(events))
        self.channel.withLock { $0 = channel }
    }

    func send(_ frame: [UInt8]) { channel.withLock { $0 }?.send([Bytes(frame).outgoing]) }

    func pauseReading() { channel.withLock { $0 }?.pauseReading() }
    func resumeReading() { channel.withLock { $0 }?.resumeReading() }

    func echo(_ frame: [UInt8]) async throws -> [UInt8] {
        send(frame)
        return try await next()
    }

    /// Waits for the next frame.
    func next() async throws -> [UInt8] {
        guard case .frame(let bytes) = await events.next() else {
            throw TransportError(.connectionLost, "closed instead of a frame")
        }
        return bytes
    }

    /// Waits for the end of the connection and returns its error.
    func failure() async throws -> String {
        guard case .closed(let reason) = await events.next() else {
            throw TransportError(.system, "a frame instead of an end")
        }
        return reason
    }

    func close() async {
        channel.withLock { $0 }?.close()
        listener.close()
        await loop.shutdown()
    }
}
#endif
