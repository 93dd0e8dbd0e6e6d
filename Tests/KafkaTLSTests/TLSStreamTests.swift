// Millrace
// SPDX-License-Identifier: Apache-2.0

#if TLS
import Foundation
import KafkaTransport
import Synchronization
import Testing

@testable import KafkaTLS

/// Frames over TLS between two channels of one loop, with certificates that `openssl` makes for the test.
struct TLSStreamTests {
    /// A frame of `count` bytes that all differ from their neighbours.
    private static func frame(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) } }

    // MARK: What works

    @Test func framesOfEverySizeArriveAsTheyWere() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.pki.file("ca.pem"))))
        for count in [1, 100, 16_383, 16_384, 16_385, 70_000, 3_000_000] {
            let frame = Self.frame(count)
            #expect(try await link.echo(frame) == frame, "\(count) bytes")
        }
        await link.close()
    }

    @Test func manyFramesAtOnceArriveInOrder() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.pki.file("ca.pem"))))
        let frames = (0..<500).map { [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: 1 + $0 * 37) }
        for frame in frames { link.send(frame) }
        for frame in frames { #expect(try await link.next() == frame) }
        await link.close()
    }

    @Test func nothingIsLostWhereTheReaderIsSlow() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.pki.file("ca.pem"))))
        #expect(try await link.echo([1]) == [1])
        // More than both sockets' buffers hold, so that both sides have to wait in the middle of a record.
        link.pauseReading()
        let frames = (0..<24).map { Self.frame(1_000_000 + $0) }
        for frame in frames { link.send(frame) }
        link.resumeReading()
        for frame in frames { #expect(try await link.next() == frame) }
        await link.close()
    }

    /// Each side takes so many bytes until the other has read them: every send ends in the middle of what was encrypted.
    @Test(arguments: [1, 1000, 100_000])
    func nothingIsLostWhereTheSocketTakesFewBytes(_ room: Int) throws {
        let pki = try PKI()
        let (clientEnd, serverEnd) = Pipe.ends(room: room)
        let client = try TransportSecurity.tls(trusting: .file(pki.file("ca.pem"))).secure(clientEnd, "localhost")
        let server = try TransportSecurity.tls(server: pki.identity("localhost")).secure(serverEnd, "")
        let plain = Self.frame(room == 1 ? 3000 : 600_000)
        var sent = 0
        var received: [UInt8] = []
        // A turn: the client sends what it can, each side sends on what it holds back, each side reads what there is.
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

    /// The bytes of a result, 0 where it has to wait.
    private func taken(_ result: IOResult) throws -> Int {
        switch result {
        case .bytes(let count): return count
        case .wouldBlock: return 0
        default: throw TransportError(.connectionLost, "\(result)")
        }
    }

    /// All plaintext that has arrived.
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

    @Test func theNameOfTheHostIsChecked() async throws {
        let link = try Link()
        try await link.connect(.tls(trusting: .file(link.pki.file("ca.pem"))), host: "localhost")
        #expect(try await link.echo([1, 2, 3]) == [1, 2, 3])
        await link.close()
        let stranger = try Link(certificate: "stranger")
        try await stranger.connect(.tls(trusting: .file(stranger.pki.file("ca.pem"))))
        #expect(try await stranger.failure().contains("TLS failed"))
        await stranger.close()
        let tolerant = try Link(certificate: "stranger")
        try await tolerant.connect(.tls(trusting: .file(tolerant.pki.file("ca.pem")), verifiesHostname: false))
        #expect(try await tolerant.echo([7]) == [7])
        await tolerant.close()
    }

    @Test func clientsShowCertificatesWhereTheyHaveTo() async throws {
        let pki = try PKI()
        let link = try Link(clients: .file(pki.file("ca.pem")), pki: pki)
        try await link.connect(.tls(trusting: .file(pki.file("ca.pem")), identity: pki.identity("localhost")))
        #expect(try await link.echo([1]) == [1])
        await link.close()
        let without = try Link(clients: .file(pki.file("ca.pem")), pki: pki)
        try await without.connect(.tls(trusting: .file(pki.file("ca.pem"))))
        #expect(!(try await without.failure().isEmpty))
        await without.close()
    }

    // MARK: What is refused

    @Test func anUnknownAuthorityIsRefused() async throws {
        let link = try Link()
        let other = try PKI()
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

    @Test func aPeerThatSpeaksNoTLSIsRefused() async throws {
        let link = try Link()
        try await link.connect(nil)
        link.send(Self.frame(100))
        #expect(try await link.failure().isEmpty == false)
        await link.close()
    }

    @Test func filesThatCannotBeUsedAreNamed() throws {
        let pki = try PKI()
        for (chain, key, named) in [
            ("missing.pem", "localhost.key", "missing.pem"), ("localhost.pem", "missing.key", "missing.key"),
            ("localhost.key", "localhost.key", "localhost.key"), ("localhost.pem", "stranger.key", "private key"),
        ] {
            let identity = TLSIdentity(certificateChainFile: pki.file(chain), privateKeyFile: pki.file(key))
            let error = #expect(throws: TLSError.self) { _ = try TransportSecurity.tls(server: identity) }
            #expect(error?.description.contains(named) == true, "\(chain) \(key): \(String(describing: error))")
        }
        let error = #expect(throws: TLSError.self) { _ = try TransportSecurity.tls(trusting: .file("nowhere.pem")) }
        #expect(error?.description.contains("nowhere.pem") == true)
    }
}

/// An authority and two certificates that it signed, one for localhost and one for another host.
final class PKI: Sendable {
    private let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.path + "/millrace-tls-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try openssl(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test CA", "-keyout", "ca.key",
            "-out", "ca.pem")
        try sign("localhost", "DNS:localhost,IP:127.0.0.1")
        try sign("stranger", "DNS:stranger.example")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func file(_ name: String) -> String { folder + "/" + name }

    func identity(_ name: String) -> TLSIdentity {
        TLSIdentity(certificateChainFile: file("\(name).pem"), privateKeyFile: file("\(name).key"))
    }

    private func sign(_ name: String, _ names: String) throws {
        try openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=\(name)", "-keyout", "\(name).key", "-out",
            "\(name).csr")
        try "subjectAltName=\(names)\n".write(toFile: file("\(name).ext"), atomically: true, encoding: .utf8)
        try openssl(
            "x509", "-req", "-in", "\(name).csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile",
            "\(name).ext", "-out", "\(name).pem")
    }

    private func openssl(_ arguments: String...) throws {
        // Foundation's Process needs a run loop to see the end of its child, which the test's thread has not.
        let command = "cd '\(folder)' && openssl " + arguments.map { "'\($0)'" }.joined(separator: " ") + " 2>/dev/null"
        var words: [UnsafeMutablePointer<CChar>?] = ["sh", "-c", command].map { (word: String) in strdup(word) }
        defer { for word in words { free(word) } }
        words.append(nil)
        var child: pid_t = 0
        try #require(posix_spawn(&child, "/bin/sh", nil, nil, words, environ) == 0)
        var status: Int32 = -1
        while waitpid(child, &status, 0) < 0 { try #require(errno == EINTR) }
        try #require(status == 0, "openssl \(arguments)")
    }
}

/// One end of a connection in memory, which takes no more than `room` bytes that the other end has not read.
// `@unchecked Sendable`: each test uses its pipes on one thread.
private final class Pipe: ByteStream, @unchecked Sendable {
    /// What travels in one direction.
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

/// A listener that sends every frame back, and one channel to it.
private final class Link: Sendable {
    let loop: EventLoop
    let listener: Listener
    let pki: PKI
    private let channel = Mutex<FramedChannel?>(nil)
    private let events: AsyncStream<Event>
    private let inbox: Inbox

    enum Event: Sendable {
        case frame([UInt8])
        case closed(String)
    }

    final class Inbox: FrameHandler {
        let continuation: AsyncStream<Event>.Continuation
        init(_ continuation: AsyncStream<Event>.Continuation) { self.continuation = continuation }

        func received(frame: UnsafeMutableRawBufferPointer) {
            continuation.yield(.frame(Array(frame)))
            frame.deallocate()
        }

        func closed(error: TransportError?) { continuation.yield(.closed(error.map(String.init(describing:)) ?? "")) }
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

    /// Bytes that stay where they are.
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

    init(certificate: String = "localhost", clients: TLSTrust? = nil, pki: PKI? = nil) throws {
        let pki = try pki ?? PKI()
        self.pki = pki
        loop = try EventLoop(name: "tls-test")
        var options = ChannelOptions()
        options.security = try .tls(server: pki.identity(certificate), clients: clients)
        listener = try Listener.listen(on: loop, options: options) { channel in channel.start(handler: Echo(channel)) }
        let (events, continuation) = AsyncStream<Event>.makeStream()
        self.events = events
        inbox = Inbox(continuation)
    }

    func connect(_ security: TransportSecurity?, host: String = "127.0.0.1") async throws {
        var options = ChannelOptions()
        options.security = security
        let channel = try await FramedChannel.connect(
            to: SocketAddress(host: host, port: listener.port), on: loop, options: options, timeout: .seconds(30))
        channel.start(handler: inbox)
        self.channel.withLock { $0 = channel }
    }

    func send(_ frame: [UInt8]) { channel.withLock { $0 }?.send([Bytes(frame).outgoing]) }

    func pauseReading() { channel.withLock { $0 }?.pauseReading() }
    func resumeReading() { channel.withLock { $0 }?.resumeReading() }

    func echo(_ frame: [UInt8]) async throws -> [UInt8] {
        send(frame)
        return try await next()
    }

    /// The next frame.
    func next() async throws -> [UInt8] {
        guard case .frame(let bytes) = try await event() else {
            throw TransportError(.connectionLost, "closed instead of a frame")
        }
        return bytes
    }

    /// Why the connection ended.
    func failure() async throws -> String {
        guard case .closed(let reason) = try await event() else {
            throw TransportError(.system, "a frame instead of an end")
        }
        return reason
    }

    private func event() async throws -> Event {
        var iterator = events.makeAsyncIterator()
        return try #require(await iterator.next(isolation: nil))
    }

    func close() async {
        channel.withLock { $0 }?.close()
        listener.close()
        await loop.shutdown()
    }
}
#endif
