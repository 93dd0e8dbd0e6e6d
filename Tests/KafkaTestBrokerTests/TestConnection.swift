// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A blocking socket to a broker that sends whatever a test wants, one request at a time or raw bytes.
final class TestConnection {
    struct Broken: Error {}

    private let descriptor: Int32
    private var correlationID: Int32 = 0

    private static func openSocket() -> Int32 {
        #if canImport(Glibc)
        socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func address(of server: String) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(server.split(separator: ":")[1])!.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return address
    }

    /// Whether another program could listen on the port of `server`.
    static func isFree(_ server: String) -> Bool {
        let descriptor = openSocket()
        defer { close(descriptor) }
        var address = address(of: server)
        return withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        } == 0
    }

    init(_ server: String) throws {
        descriptor = Self.openSocket()
        var address = Self.address(of: server)
        // A broker that never answers fails the test instead of hanging it.
        var timeout = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Broken() }
    }

    deinit { close(descriptor) }

    /// Sends bytes as they are.
    func write(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { sendSome(descriptor, $0.baseAddress!, $0.count) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    func shutdownWriting() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// The next bytes, all of them. Throws at the end of the stream.
    func read(_ count: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var have = 0
        while have < count {
            let got = bytes.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress! + have, count - have, 0) }
            guard got > 0 else { throw Broken() }
            have += got
        }
        return bytes
    }

    /// Whether the broker has closed the connection; waits for it to do so or to send something.
    var isClosedByBroker: Bool { (try? read(1)) == nil }

    func readFrame() throws -> ByteSlice {
        let size = try read(4).reduce(0) { $0 << 8 | Int($1) }
        return ByteSlice(copying: try read(size))
    }

    /// The frame of a request, length included. Returns its correlation id.
    func frame<R: KafkaRequest>(_ request: R, _ version: Int16) throws -> (bytes: [UInt8], correlationID: Int32) {
        correlationID += 1
        var writer = WireWriter()
        let header = RequestHeader(
            requestApiKey: R.apiKey.rawValue, requestApiVersion: version, correlationID: correlationID,
            clientID: "test")
        try header.encode(into: &writer, version: R.headerVersion(version))
        try request.encode(into: &writer, version: version)
        let body = writer.finish().bytes
        let size = UInt32(body.count)
        return ([24, 16, 8, 0].map { UInt8(truncatingIfNeeded: size >> $0) } + body, correlationID)
    }

    @discardableResult
    func start<R: KafkaRequest>(_ request: R, _ version: Int16) throws -> Int32 {
        let (bytes, id) = try frame(request, version)
        write(bytes)
        return id
    }

    /// Reads a response of `R`; its correlation id must be `id`.
    func finish<R: KafkaRequest>(_ type: R.Type, _ version: Int16, _ id: Int32) throws -> R.Response {
        var reader = WireReader(try readFrame())
        let header = try ResponseHeader(from: &reader, version: R.Response.headerVersion(version))
        guard header.correlationID == id else { throw Broken() }
        let response = try R.Response(from: &reader, version: version)
        try reader.expectEnd()
        return response
    }

    func send<R: KafkaRequest>(_ request: R, _ version: Int16) throws -> R.Response {
        try finish(R.self, version, try start(request, version))
    }
}

private func sendSome(_ descriptor: Int32, _ base: UnsafeRawPointer, _ count: Int) -> Int {
    #if canImport(Glibc)
    Glibc.send(descriptor, base, count, Int32(MSG_NOSIGNAL))
    #else
    Darwin.send(descriptor, base, count, 0)
    #endif
}

/// A batch of `count` records of which the nth has the value "v<n>" and the timestamp `timestamp` + n.
func batch(
    _ count: Int, timestamp: Int64 = 1000, baseOffset: Int64 = 0, producerID: Int64 = -1, sequence: Int32 = -1,
    isTransactional: Bool = false, padding: Int = 0
) throws -> ByteSlice {
    var builder = try RecordBatchBuilder(
        baseOffset: baseOffset, producerID: producerID, producerEpoch: producerID < 0 ? -1 : 0, baseSequence: sequence,
        isTransactional: isTransactional)
    for index in 0..<count {
        let value = "v\(index)" + String(repeating: "x", count: padding)
        try builder.append(key: nil, value: ByteSlice(utf8: value), timestamp: timestamp + Int64(index))
    }
    return try builder.finish()
}
