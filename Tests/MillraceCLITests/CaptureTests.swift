// Millrace
// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import KafkaClient
import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import Logging
import TestSupport
import Testing

@testable import MillraceCLI

/// `millrace capture`: a proxy in front of a cluster, and peers that misbehave.
@Suite(.timeLimit(.minutes(15))) struct CaptureTests {
    /// A request that a broker saw.
    private struct Seen: Hashable {
        var api: APIKey
        var version: Int16
        var body: ByteSlice

        init(_ request: some KafkaRequest, version: Int16) throws {
            api = type(of: request).apiKey
            self.version = version
            body = try request.encoded(version: version)
        }
    }

    /// A proxy with its file and its log.
    private struct Recording {
        let folder: TemporaryFolder
        let path: String
        let writer: CaptureWriter
        let proxy: CapturingProxy
        let log: LogLines
        let address: SocketAddress
        let proxied: Log<SocketAddress>

        static func start(_ upstream: SocketAddress, name: String = "a.jsonl.gz") async throws -> Recording {
            let folder = try TemporaryFolder()
            let path = folder.path(name)
            let writer = try CaptureWriter(path: path)
            let log = LogLines()
            let proxied = Log<SocketAddress>()
            let proxy = try await CapturingProxy.start(
                listen: SocketAddress(host: "127.0.0.1", port: 0), upstream: upstream, writer: writer,
                logger: Logger(label: "test") { _ in log },
                onListen: { _, broker in proxied.add(broker) })
            let address = try proxy.address(for: upstream)
            return Recording(
                folder: folder, path: path, writer: writer, proxy: proxy, log: log, address: address,
                proxied: proxied)
        }

        /// Ends the recording and returns its frames.
        func finish() async throws -> [CaptureFrame] {
            await proxy.stop()
            let count = try writer.finish()
            let frames = try CaptureFile.frames(path)
            #expect(frames.count == count)
            return frames
        }
    }

    private func address(_ text: String?) throws -> SocketAddress { try SocketAddress(parsing: try #require(text)) }

    @Test(arguments: ["a.jsonl.gz", "a.jsonl"])
    func clientsWorkThroughTheProxyAndTheFileHoldsWhatTheBrokersSaw(name: String) async throws {
        let cluster = try await TestCluster.start(brokers: 3)
        let seen = Log<Seen>()
        for api in KafkaAPIs.requests {
            cluster.add(
                Script(api.apiKey) { received in
                    do {
                        let entry = try Seen(received.request, version: received.version)
                        seen.add(entry)
                    } catch {
                        Issue.record(error)
                    }
                    return nil
                })
        }
        let recording = try await Recording.start(try address(cluster.bootstrapServers.first), name: name)
        let client = try ClusterClient(.patient(["\(recording.address)"]))
        try await client.createTopic("t", partitions: 6)
        let producer = try KafkaProducer(client: client, configuration: ProducerConfiguration())
        let values = (0..<300).map { "value \($0)" }
        _ = try await producer.send(
            contentsOf: values.enumerated().map { index, value in
                ProducerRecord(topic: "t", partition: Int32(index % 6), value: ByteSlice(utf8: value))
            })
        try await producer.close()
        var read: [String] = []
        for partition in (0..<6).map({ TopicPartition(topic: "t", partition: $0) }) {
            let end = try #require(try await client.listOffsets([partition: .latest])[partition])
            let reader = PartitionReader(
                client: client, partition: partition, from: 0, until: end, configuration: FetchConfiguration())
            while let chunk = try await reader.next() { try chunk.forEach { read.append($0.value?.string ?? "") } }
        }
        #expect(read.sorted() == values.sorted())
        await client.close()
        let frames = try await recording.finish()
        let brokers = Set(try cluster.bootstrapServers.map { try address($0) })
        await cluster.stop()

        var decoder = CaptureDecoder()
        let decoded = frames.map { decoder.decode($0) }
        #expect(decoded.allSatisfy { !$0.isFault && $0.message != nil })
        // Every request that a broker saw came through the proxy, and none is missing.
        let recorded = try decoded.filter { $0.frame.direction == .request }.map { frame in
            let request = try #require(frame.message as? any KafkaRequest)
            return try Seen(request, version: try #require(frame.version))
        }
        let expected = seen.entries
        #expect(recorded.count == expected.count)
        #expect(Self.counts(recorded) == Self.counts(expected))
        // The recording holds the brokers' own addresses, each of which the proxy listened for.
        let named = decoded.compactMap { $0.message as? MetadataResponse }.flatMap(\.brokers)
        #expect(Set(named.map { SocketAddress(host: $0.host, port: UInt16($0.port)) }) == brokers)
        #expect(Set(recording.proxied.entries) == brokers)
        #expect(Set(frames.map(\.connection)).count >= 3)
        #expect(frames.map(\.microseconds) == frames.map(\.microseconds).sorted())
        #expect(recording.log.all.isEmpty, "\(recording.log.all)")
        // Each response comes after its request, and every request but the last of a connection has one.
        #expect(decoded.filter { $0.frame.direction == .response }.allSatisfy { $0.api != nil })
    }

    private static func counts(_ requests: [Seen]) -> [Seen: Int] {
        Dictionary(requests.map { ($0, 1) }, uniquingKeysWith: +)
    }

    @Test func bytesAfterTheLastFieldStayAfterNewAddresses() throws {
        let response = MetadataResponse(brokers: [.init(nodeID: 1, host: "broker", port: 5)])
        let frame = try CaptureFrame.response(response, version: 12).bytes
        let rest = [7, 8, 9] as [UInt8]
        let bytes = try AddressRewriter.rewrite(
            ByteSlice(copying: frame.bytes + rest), api: .metadata, version: 12
        ) { _ in SocketAddress(host: "other1", port: 6) }
        let expected = MetadataResponse(brokers: [.init(nodeID: 1, host: "other1", port: 6)])
        #expect(bytes?.bytes == (try CaptureFrame.response(expected, version: 12).bytes.bytes + rest))
    }

    @Test func everyAddressInAResponseIsReplaced() throws {
        func rewritten<R: KafkaResponse>(_ response: R, _ version: Int16) throws -> R? {
            let frame = try CaptureFrame.response(response, version: version, correlationID: 77).bytes
            let bytes = try AddressRewriter.rewrite(frame, api: R.apiKey, version: version) { address in
                address.host == "broker" ? SocketAddress(host: "127.0.0.1", port: address.port + 1) : address
            }
            guard let bytes else { return nil }
            var reader = WireReader(bytes)
            #expect(try ResponseHeader(from: &reader, version: R.headerVersion(version)).correlationID == 77)
            return try R(decoding: bytes[reader.byteOffset..<bytes.count], version: version)
        }
        for version in MetadataResponse.versions {
            let response = MetadataResponse(brokers: [
                .init(nodeID: 1, host: "broker", port: 5), .init(nodeID: 2, host: "other", port: 6),
            ])
            let brokers = try #require(try rewritten(response, version)).brokers
            #expect(brokers.map(\.host) == ["127.0.0.1", "other"])
            #expect(brokers.map(\.port) == [6, 6])
        }
        for version in FindCoordinatorResponse.versions {
            let response =
                version < 4
                ? FindCoordinatorResponse(host: "broker", port: 5)
                : FindCoordinatorResponse(coordinators: [.init(key: "g", host: "broker", port: 5)])
            let found = try #require(try rewritten(response, version))
            #expect((found.coordinators.first?.host ?? found.host) == "127.0.0.1")
            #expect((found.coordinators.first?.port ?? found.port) == 6)
        }
        for version in DescribeClusterResponse.versions {
            let response = DescribeClusterResponse(brokers: [.init(brokerID: 1, host: "broker", port: 5)])
            #expect(try rewritten(response, version)?.brokers.first?.port == 6)
        }
        let produced = try rewritten(ProduceResponse(nodeEndpoints: [.init(host: "broker", port: 5)]), 10)
        #expect(produced?.nodeEndpoints.map(\.port) == [6])
        let fetched = try rewritten(FetchResponse(nodeEndpoints: [.init(host: "broker", port: 5)]), 16)
        #expect(fetched?.nodeEndpoints.map(\.port) == [6])
        let shared = try rewritten(ShareFetchResponse(nodeEndpoints: [.init(host: "broker", port: 5)]), 1)
        #expect(shared?.nodeEndpoints.map(\.port) == [6])
        let acknowledged = try rewritten(ShareAcknowledgeResponse(nodeEndpoints: [.init(host: "broker", port: 5)]), 1)
        #expect(acknowledged?.nodeEndpoints.map(\.port) == [6])
        // An error without an address, and a response without one, stay as they are.
        #expect(try rewritten(FindCoordinatorResponse(errorCode: 15, nodeID: -1, host: "", port: -1), 2) == nil)
        #expect(try rewritten(FetchResponse(), 16) == nil)
    }

    @Test func responsesThatCannotBeReadAreForwardedUnchanged() async throws {
        let cluster = try await TestCluster.start()
        cluster.add(Script(.metadata, .corrupt { Array($0.prefix(9)) }))
        let recording = try await Recording.start(try address(cluster.bootstrapServers.first))
        let peer = try LoopbackSocket(port: recording.address.port)
        let request = try CaptureFrame.request(MetadataRequest(topics: nil), version: 4, correlationID: 5).bytes.bytes
        try peer.send(frames: request)
        let answer = try await peer.nextFrame()
        #expect(answer.count == 9)
        #expect(answer.prefix(4) == [0, 0, 0, 5])
        let frames = try await recording.finish()
        #expect(frames.map(\.bytes.bytes) == [request, answer])
        #expect(recording.log.all.contains { $0.contains("cannot be read") && $0.contains("Metadata v4") })
        await cluster.stop()
    }

    @Test(arguments: [[0x7f, 0xff, 0xff, 0xff], [0xff, 0xff, 0xff, 0xff], [0, 0, 0, 50, 1, 2]] as [[UInt8]])
    func clientThatBreaksTheFramingIsCutOffAndOthersGoOn(bytes: [UInt8]) async throws {
        let cluster = try await TestCluster.start()
        let recording = try await Recording.start(try address(cluster.bootstrapServers.first))
        let good = try LoopbackSocket(port: recording.address.port)
        let request = try CaptureFrame.request(ApiVersionsRequest(), version: 0, correlationID: 5).bytes.bytes
        try good.send(frames: request)
        _ = try await good.nextFrame()
        let bad = try LoopbackSocket(port: recording.address.port)
        try bad.send(bytes)
        bad.endOutput()
        await #expect(throws: LoopbackSocket.Closed.self) { try await bad.nextFrame() }
        try good.send(frames: request)
        #expect(try await good.nextFrame().prefix(4) == [0, 0, 0, 5])
        let frames = try await recording.finish()
        #expect(frames.map(\.connection) == [1, 1, 1, 1])
        #expect(recording.log.all.contains { $0.contains("connection: 2") || $0.contains("\"connection\": 2") })
        await cluster.stop()
    }

    @Test func bytesThatAreNotKafkaAreForwardedAndRecorded() async throws {
        let cluster = try await TestCluster.start()
        let recording = try await Recording.start(try address(cluster.bootstrapServers.first))
        for bytes in [[], [0], [0, 3], [0, 3, 0, 12, 0, 0], [UInt8](repeating: 0xff, count: 40)] as [[UInt8]] {
            let peer = try LoopbackSocket(port: recording.address.port)
            try peer.send(frames: bytes)
            await #expect(throws: LoopbackSocket.Closed.self) { try await peer.nextFrame() }
        }
        let frames = try await recording.finish()
        #expect(frames.map(\.bytes.count) == [0, 1, 2, 6, 40])
        await cluster.stop()
    }

    @Test func answerBeforeTheBrokerClosesReachesTheClient() async throws {
        let cluster = try await TestCluster.start()
        let recording = try await Recording.start(try address(cluster.bootstrapServers.first))
        let peer = try LoopbackSocket(port: recording.address.port)
        let request = try CaptureFrame.request(ApiVersionsRequest(), version: 0, correlationID: 5).bytes.bytes
        // The broker answers the first, and closes on the second.
        try peer.send(frames: request, [0xff, 0xff])
        #expect(try await peer.nextFrame().prefix(4) == [0, 0, 0, 5])
        await #expect(throws: LoopbackSocket.Closed.self) { try await peer.nextFrame() }
        #expect(try await recording.finish().count == 3)
        await cluster.stop()
    }

    @Test func brokerThatWentAwayClosesTheClientsConnection() async throws {
        let cluster = try await TestCluster.start()
        let recording = try await Recording.start(try address(cluster.bootstrapServers.first))
        await cluster.stop()
        let peer = try LoopbackSocket(port: recording.address.port)
        await #expect(throws: LoopbackSocket.Closed.self) { try await peer.nextFrame() }
        await recording.log.line(with: "the broker cannot be reached")
        #expect(try await recording.finish().isEmpty)
    }

    @Test func absentUpstreamAndBadPathsAreNamed() async throws {
        let folder = try TemporaryFolder()
        let writer = try CaptureWriter(path: folder.path("a.jsonl"))
        // A reserved port, which the system hands to no listener of another test.
        let absent = SocketAddress(host: "127.0.0.1", port: 1)
        let error = await #expect(throws: TransportError.self) {
            try await CapturingProxy.start(
                listen: SocketAddress(host: "127.0.0.1", port: 0), upstream: absent, writer: writer,
                logger: Logger(label: "test"))
        }
        #expect(error?.code == .connectFailed)
        #expect(error?.description.contains("127.0.0.1:1") == true)
        let path = folder.path("no/such/folder.jsonl")
        let unwritable = #expect(throws: CaptureError.self) { try CaptureWriter(path: path) }
        #expect(unwritable?.description.hasPrefix("\(path): cannot be written") == true)
    }

    @Test func fileThatCannotBeWrittenAnyMoreIsAnErrorAndStopsTheTraffic() throws {
        let writer = try CaptureWriter(path: "/dev/full")
        let frame = ByteSlice(copying: [UInt8](repeating: 1, count: 300_000))
        #expect(throws: CaptureError.self) { try writer.record(connection: 1, direction: .request, frame) }
        #expect(throws: CaptureError.self) { try writer.record(connection: 1, direction: .request, .empty) }
        #expect(throws: CaptureError.self) { try writer.finish() }
    }

    @Test func addressesOnTheCommandLine() throws {
        let command = try CaptureCommand.parse(
            ["--listen", "127.0.0.1:0", "--upstream", "[::1]:9092", "--output", "a.jsonl"])
        #expect(command.listen.address == SocketAddress(host: "127.0.0.1", port: 0))
        #expect(command.upstream.address == SocketAddress(host: "::1", port: 9092))
        for bad in [["127.0.0.1", "b:1"], ["a:1", "b:0"], ["0.0.0.0:1", "b:1"], ["a:1", "b:70000"]] {
            #expect(throws: (any Error).self) {
                try CaptureCommand.parse(["--listen", bad[0], "--upstream", bad[1], "--output", "a.jsonl"])
            }
        }
    }
}
