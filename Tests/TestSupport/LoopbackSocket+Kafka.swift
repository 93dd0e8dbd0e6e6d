// Millrace
// SPDX-License-Identifier: Apache-2.0

import KafkaProtocol
import KafkaTestBroker
import Synchronization

extension LoopbackSocket {
    /// Connects to a broker, by its place among those that are up.
    package convenience init(_ cluster: TestCluster, broker index: Int = 0) throws {
        let servers = cluster.bootstrapServers
        guard servers.indices.contains(index) else { throw TestFailure("\(servers.count) brokers are up") }
        try self.init(servers[index])
    }

    /// Sends a request with client id `test` and waits for its response.
    package func send<R: KafkaRequest>(_ request: R, _ version: Int16) throws -> R.Response {
        try finish(R.self, version, try start(request, version))
    }

    /// Sends a request and returns its correlation id, for `finish`.
    @discardableResult
    package func start<R: KafkaRequest>(_ request: R, _ version: Int16) throws -> Int32 {
        let (bytes, id) = try frame(request, version)
        try send(bytes)
        return id
    }

    /// Waits for the next response, which must be one of `R` with the correlation id `id`.
    package func finish<R: KafkaRequest>(_ type: R.Type, _ version: Int16, _ id: Int32) throws -> R.Response {
        var reader = WireReader(ByteSlice(copying: try receiveFrame()))
        let header = try ResponseHeader(from: &reader, version: R.Response.headerVersion(version))
        guard header.correlationID == id else {
            throw TestFailure("correlation id \(header.correlationID) rather than \(id)")
        }
        let response = try R.Response(from: &reader, version: version)
        try reader.expectEnd()
        return response
    }

    /// The frame of a request, length included, and the request's correlation id.
    package func frame<R: KafkaRequest>(
        _ request: R, _ version: Int16
    ) throws -> (bytes: [UInt8], correlationID: Int32) {
        let id = lastCorrelationID.add(1, ordering: .relaxed).newValue
        var writer = WireWriter()
        let header = RequestHeader(
            requestApiKey: R.apiKey.rawValue, requestApiVersion: version, correlationID: id, clientID: "test")
        try header.encode(into: &writer, version: R.headerVersion(version))
        try request.encode(into: &writer, version: version)
        return (Self.frame(writer.finish().bytes), id)
    }
}
