// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import KafkaTransport
import TestSupport
import Testing

@testable import KafkaClient

/// The error that `body` throws, which must be a `KafkaError`.
func kafkaError(
    _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) async -> KafkaError? {
    do {
        try await body()
        Issue.record("no error was thrown", sourceLocation: sourceLocation)
    } catch let error as KafkaError {
        return error
    } catch {
        Issue.record("not a KafkaError: \(error)", sourceLocation: sourceLocation)
    }
    return nil
}

/// Reads all records of `reader`, as offset and value.
func readAll(_ reader: PartitionReader) async throws -> [(offset: Int64, value: String)] {
    var all: [(offset: Int64, value: String)] = []
    while let chunk = try await reader.next() {
        try chunk.forEach { all.append(($0.offset, $0.value?.string ?? "null")) }
    }
    return all
}

/// Makes a record set of one batch with these values.
func batch(
    _ values: [String], baseOffset: Int64 = 0, compression: Compression = .none, producerID: Int64 = -1,
    sequence: Int32 = 0, isTransactional: Bool = false, deltas: [Int32]? = nil
) throws -> ByteSlice {
    var builder = try RecordBatchBuilder(
        compression: compression, baseOffset: baseOffset, producerID: producerID,
        producerEpoch: producerID < 0 ? -1 : 0, baseSequence: producerID < 0 ? -1 : sequence,
        isTransactional: isTransactional)
    for (index, value) in values.enumerated() {
        try builder.append(
            key: nil, value: ByteSlice(utf8: value), timestamp: 1000 + Int64(index), offsetDelta: deltas?[index])
    }
    return try builder.finish()
}

extension MutableCollection {
    /// Changes every element in place. Takes the place of an index, which would end the whole run if it were missing.
    mutating func updateEach(_ update: (inout Element) -> Void) {
        var index = startIndex
        while index < endIndex {
            update(&self[index])
            formIndex(after: &index)
        }
    }
}

extension FetchResponse {
    /// Changes every partition in place.
    mutating func updatePartitions(_ update: (inout PartitionData) -> Void) {
        responses.updateEach { $0.partitions.updateEach(update) }
    }
}

/// Joins record sets in order.
func joined(_ sets: [ByteSlice]) -> ByteSlice { ByteSlice(copying: sets.flatMap(\.bytes)) }

/// A peer whose answer to each frame a test decides.
final class FakePeer: Sendable {
    typealias Handler = @Sendable (RequestHeader, ByteSlice, FakePeer.Connection) -> Void

    final class Connection: FrameHandler, Sendable {
        let channel: FramedChannel
        private let handler: Handler

        init(_ channel: FramedChannel, _ handler: @escaping Handler) {
            self.channel = channel
            self.handler = handler
        }

        func received(frame: UnsafeMutableRawBufferPointer) {
            let bytes = ByteSlice(ByteBlock(adopting: frame))
            var reader = WireReader(bytes)
            // Key, version and correlation id have the same place in all header versions.
            guard let key = try? reader.readInt16(), let version = try? reader.readInt16(),
                let id = try? reader.readInt32()
            else { return channel.close() }
            handler(
                RequestHeader(requestApiKey: key, requestApiVersion: version, correlationID: id), bytes, self)
        }

        func closed(error: TransportError?) {}

        func send(_ bytes: ByteSlice) {
            channel.send([OutgoingBytes(owner: bytes.owner, base: bytes.unsafeBaseAddress, count: bytes.count)])
        }

        func respond<R: KafkaResponse>(_ response: R, id: Int32, version: Int16, headerVersion: Int16? = nil) {
            do {
                var writer = WireWriter()
                try ResponseHeader(correlationID: id).encode(
                    into: &writer, version: headerVersion ?? R.headerVersion(version))
                try response.encode(into: &writer, version: version)
                send(writer.finish())
            } catch {
                Issue.record("the fake peer cannot encode: \(error)")
            }
        }

        /// Answers ApiVersions with versions 0 to `version` of these APIs.
        func respondVersions(
            _ header: RequestHeader, _ keys: [APIKey] = [.apiVersions, .metadata, .listGroups], version: Int16 = 3
        ) {
            let keys = keys.map {
                ApiVersionsResponse.ApiVersion(apiKey: $0.rawValue, minVersion: 0, maxVersion: version)
            }
            respond(
                ApiVersionsResponse(apiKeys: keys), id: header.correlationID, version: header.requestApiVersion)
        }
    }

    let loop: EventLoop
    private let listener: Listener

    init(_ handler: @escaping Handler) throws {
        loop = try EventLoop(name: "fake-peer")
        listener = try Listener.listen(on: loop) { $0.start(handler: Connection($0, handler)) }
    }

    var address: SocketAddress { SocketAddress(host: "127.0.0.1", port: listener.port) }

    func stop() async { await loop.shutdown() }
}

/// Runs `body` with a connection to a fake peer, and closes both after it.
func withConnection(
    requestTimeout: Duration = .seconds(600), _ handler: @escaping FakePeer.Handler,
    _ body: (BrokerConnection) async throws -> Void
) async throws {
    let peer = try FakePeer(handler)
    let loop = try EventLoop(name: "client")
    var configuration = ClientConfiguration(bootstrapServers: ["\(peer.address)"])
    configuration.requestTimeout = requestTimeout
    configuration.connectionSetupTimeout = .seconds(600)
    do {
        let connection = try await BrokerConnection.connect(to: peer.address, on: loop, configuration: configuration)
        try await body(connection)
    } catch {
        await loop.shutdown()
        await peer.stop()
        throw error
    }
    await loop.shutdown()
    await peer.stop()
}
